"""Names in headlines, without a dictionary: learned from how the day's headlines write their words.

In a headline written like a sentence ("Beijing protests to Tokyo") a capital letter inside the line marks a name. In
Title Case it marks nothing; there, words count that other headlines showed to be names. The statistic is the share of
sightings inside a line that are capitalised (truecasing; L. V. Lita et al., "tRuEcasIng", ACL 2003). Scripts without
capitals give no names; the names of the topic's sides are left out, for they stand in every headline.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from counterpoint.stories.headlines import unaccented
from counterpoint.stories.relevance import Relevance

_WORD = re.compile(r"[^\W\d_]+(?:'[^\W\d_]+)*")
_ABBREVIATION = re.compile(r"\b(?:[^\W\d_]\.){2,}")
_AFTER_STOP = re.compile(r"[:.?!|‘“\"'(]\s*$")
_BESIDE = re.compile(r"\s*(?:\||\s[-–—]\s)\s*")
_TITLE_CASE = 0.75
_MOSTLY = 0.7
_SHORTEST = 3


@dataclass(frozen=True, slots=True)
class Names:
    """The words that a body of headlines shows to be names, folded. Built by `Names.of`."""

    known: frozenset[str]

    @classmethod
    def of(cls, titles: Iterable[str], relevance: Relevance) -> Names:
        """Learns from headlines written like sentences which words are names."""
        capital: Counter[str] = Counter()
        seen: Counter[str] = Counter()
        for title in titles:
            for word in [] if is_title_case(title) else _inside(title):
                seen[word.casefold()] += 1
                capital[word.casefold()] += word[0].isupper()
        shown = sorted(word for word in seen if capital[word] >= _MOSTLY * seen[word] and len(word) >= _SHORTEST)
        return cls(frozenset(word for word in shown if not relevance.names(word)))

    def within(self, title: str) -> tuple[str, ...]:
        """The names of a headline as it writes them, each once, in order; neighbouring words are one name."""
        found: list[str] = []
        end = -1
        text = _telling_part(title)
        for match in _WORD.finditer(text):
            word = match[0].removesuffix("'s")
            if not word[0].isupper() or word.casefold() not in self.known:
                continue
            joined = text[end : match.start()] == " "
            found[-1:] = [f"{found[-1]} {word}"] if joined else [*found[-1:], word]
            end = match.start() + len(word)
        return tuple(dict.fromkeys(found))


def is_title_case(title: str) -> bool:
    """Whether most of the longer words of a headline are capitalised, so that capitals tell no names."""
    longer = [match[0] for match in _WORD.finditer(_telling_part(title)) if len(match[0]) > _SHORTEST][1:]
    return len([word for word in longer if word[0].isupper()]) > _TITLE_CASE * len(longer)


def _telling_part(title: str) -> str:
    """The headline without a label or an outlet's name beside it ("Opinion | …", "… - China Daily"), without dots."""
    longest = max(_BESIDE.split(unaccented(title)), key=len)
    return _ABBREVIATION.sub(lambda dotted: dotted[0].replace(".", ""), longest)


def _inside(title: str) -> list[str]:
    """The words that stand inside a sentence of the headline: after a stop or a quotation mark any word is capital."""
    plain = _telling_part(title)
    matches = list(_WORD.finditer(plain))[1:]
    return [m[0].removesuffix("'s") for m in matches if not _AFTER_STOP.search(plain[: m.start()])]
