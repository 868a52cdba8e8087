"""Names in headlines, without a dictionary: learned from how the day's headlines write their words.

In a headline written like a sentence ("Beijing protests to Tokyo") a capital letter inside the line marks a name. In
Title Case it marks nothing; there, words count that other headlines showed to be names. The statistic is the share of
sightings inside a line that are capitalised (truecasing; L. V. Lita et al., "tRuEcasIng", ACL 2003). Scripts without
capitals give no names.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from counterpoint.stories.headlines import unaccented

_WORD = re.compile(r"[^\W\d_]+(?:[-'][^\W\d_]+)*")
_AFTER_STOP = re.compile(r"[:.?!|‘“\"'(]\s*$")
_TITLE_CASE = 0.75
_MOSTLY = 0.7


@dataclass(frozen=True, slots=True)
class Names:
    """The words that a body of headlines shows to be names, folded. Built by `Names.of`."""

    known: frozenset[str]

    @classmethod
    def of(cls, titles: Iterable[str]) -> Names:
        """Learns from headlines written like sentences which words are names."""
        capital: Counter[str] = Counter()
        seen: Counter[str] = Counter()
        for title in titles:
            for word in [] if is_title_case(title) else _inside(title):
                seen[word.casefold()] += 1
                capital[word.casefold()] += word[0].isupper()
        return cls(frozenset(word for word in seen if capital[word] >= _MOSTLY * seen[word]))

    def within(self, title: str) -> tuple[str, ...]:
        """The names of a headline as it writes them, each once, in order."""
        found = [word for word in _words(title) if word[0].isupper() and word.casefold() in self.known]
        return tuple(dict.fromkeys(found))


def is_title_case(title: str) -> bool:
    """Whether most of the longer words of a headline are capitalised, so that capitals tell no names."""
    longer = [word for word in _words(title)[1:] if len(word) > len("the")]
    return len([word for word in longer if word[0].isupper()]) > _TITLE_CASE * len(longer)


def _words(title: str) -> list[str]:
    return [word.removesuffix("'s") for word in _WORD.findall(unaccented(title))]


def _inside(title: str) -> list[str]:
    """The words that stand inside a sentence of the headline: after a stop or a quotation mark any word is capital."""
    plain = unaccented(title)
    matches = list(_WORD.finditer(plain))[1:]
    return [m[0].removesuffix("'s") for m in matches if not _AFTER_STOP.search(plain[: m.start()])]
