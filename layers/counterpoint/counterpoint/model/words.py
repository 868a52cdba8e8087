"""The words in which readers are told what our own names mean: one place for every room that prints them."""

import re

from counterpoint.model.stories import Fate

FATES = {
    Fate.PRINTED: "printed",
    Fate.EMPTY: "without headline or link",
    Fate.OLD: "too old",
    Fate.LATER: "dated after this edition",
    Fate.JUNK: "not news (cartoons, home pages, tables)",
    Fate.OFF_TOPIC: "about something else",
    Fate.DUPLICATE: "copies",
    Fate.UNCHANGED: "told on an earlier day",
    Fate.CAPPED: "over their outlet's share",
    Fate.SURPLUS: "over their story's share",
    Fate.UNCHOSEN: "in stories that were not chosen",
}
"""What became of articles, after their number: "7 over their outlet's share"."""

_WITH_ARTICLE = re.compile(
    r"(?:United|European|Soviet) .+|.+ (?:Islands|Republic|Union|Emirates)"
    r"|Netherlands|Philippines|Maldives|Bahamas|Gambia|Vatican|EU|UK|US|USA|UAE"
)


def the(name: str) -> str:
    """A side's name as it stands after "of": "China", "the United States"."""
    return f"the {name}" if _WITH_ARTICLE.fullmatch(name) else name
