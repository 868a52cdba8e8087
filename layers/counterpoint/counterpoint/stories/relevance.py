"""About the topic: whether an article names the sides, and which of them, title before summary.

A topic is what happens *between* its sides. An outlet's own side is understood: a Japanese paper's "China protests"
is about China and Japan. So an article is about its topic when, with its outlet's own side, it names two sides:

    BOTH     the title names two sides
    OTHER    the title names a side other than the outlet's own
    SUMMARY  the title names one side, the summary another
    OWN      the title names its own side only (third-party: one side): about the topic only as part of a story that is
    NONE     the title names no side: never printed

Where an operator lists the topic's own terms, they decide: an article is about the topic only if one of them stands in
its title or summary; else it is OWN at most, however many sides it names. A term in the title makes a title that names
one side be about the topic, and one that names none if the summary names a side.

Terms are matched as words (in scripts without spaces: as substrings), without regard to case and accents. Short
terms in capitals (US, PLA) are matched in capitals only, and never in a headline that is all capitals. Names that
merely hold a term (South China Sea, Indian Ocean, Washington Post) are put aside first: phrases.txt.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from enum import IntEnum
from functools import cache, lru_cache
from importlib.resources import files
from itertools import groupby

from counterpoint.model import Perspective, Topic
from counterpoint.stories.headlines import UNSPACED, folded, unaccented

_ACRONYM_LENGTH = 4

FAIRLY_RELEVANT = 0.4
"""Less relevant, a story is about something else; between it and 0.5 it is for a side that has little else."""


class Grade(IntEnum):
    """How plainly an article is about its topic, the plainest last."""

    NONE = 0
    OWN = 1
    SUMMARY = 2
    OTHER = 3
    BOTH = 4

    @property
    def about(self) -> bool:
        """Whether the article is about the topic on its own account."""
        return self >= Grade.SUMMARY


@dataclass(frozen=True, slots=True)
class Terms:
    """Names of one thing in any script, compiled: `loose` in any case, `capitals` for acronyms."""

    loose: re.Pattern[str] | None
    capitals: re.Pattern[str] | None

    @classmethod
    def of(cls, terms: tuple[str, ...]) -> Terms:
        """The terms, compiled; longer ones first, so that a match is the longest there is."""
        kept = sorted({unaccented(term.strip()) for term in terms} - {""}, key=lambda term: (-len(term), term))
        loose = [term for term in kept if not _is_acronym(term)]
        return cls(_pattern(loose, re.IGNORECASE), _pattern([term for term in kept if _is_acronym(term)]))

    def within(self, text: str) -> bool:
        """Whether the text holds one of the terms."""
        plain = _without_phrases(unaccented(text))
        if self.loose is not None and self.loose.search(plain):
            return True
        return self.capitals is not None and not _shouted(plain) and bool(self.capitals.search(plain))

    def taken_from(self, text: str) -> str:
        """The text without the terms, and without accents."""
        plain = unaccented(text)
        for pattern in (self.loose, self.capitals):
            plain = pattern.sub(" ", plain) if pattern else plain
        return plain


@dataclass(frozen=True, slots=True)
class Relevance:
    """What makes an article be about one topic; built once per topic by `Relevance.of`."""

    topic: Terms | None
    sides: tuple[tuple[str, Terms], ...]

    @classmethod
    def of(cls, topic: Topic) -> Relevance:
        """The topic's terms and those of its perspectives, compiled. A perspective's name is a term of it."""
        return cls(
            Terms.of(topic.terms) if topic.terms else None,
            tuple((side.id, _terms(side)) for side in topic.perspectives),
        )

    def named(self, text: str) -> tuple[str, ...]:
        """The sides a text names, in the topic's order."""
        return tuple(side for side, terms in self.sides if terms.within(text))

    def bare(self, text: str) -> str:
        """The text, folded, without the terms of any side."""
        return folded(self.sideless(text))

    def sideless(self, text: str) -> str:
        """The text as it is written, without the terms of any side."""
        for _, terms in self.sides:
            text = terms.taken_from(text)
        return text

    def names(self, word: str) -> bool:
        """Whether a folded word, however it is capitalised, names a side."""
        return any(terms.within(form) for _, terms in self.sides for form in (word, word.upper()))

    def grade(self, title: str, summary: str, own: str) -> Grade:
        """How plainly an article of an outlet that speaks for `own` (a side, or third-party) is about the topic."""
        titled, told = self.named(title), self.named(summary)
        terms = self.listed(title)
        if not titled:
            return Grade.SUMMARY if terms and told else Grade.NONE
        if not self.admits(title, summary):
            return Grade.OWN
        if len(titled) > 1:
            return Grade.BOTH
        if terms or (own in dict(self.sides) and titled != (own,)):
            return Grade.OTHER
        return Grade.SUMMARY if set(told) - set(titled) else Grade.OWN

    def listed(self, title: str) -> bool:
        """Whether the topic lists terms of its own and one of them stands in the title."""
        return self.topic is not None and self.topic.within(title)

    def admits(self, title: str, summary: str) -> bool:
        """Whether one of the topic's own terms stands in the title or summary; always where it lists none."""
        return self.topic is None or self.topic.within(title) or self.topic.within(summary)


def _terms(side: Perspective) -> Terms:
    return Terms.of((side.name, *side.terms))


def _is_acronym(term: str) -> bool:
    letters = [character for character in term if character.isalpha()]
    return term.isascii() and 0 < len(letters) <= _ACRONYM_LENGTH and term.upper() == term


def _pattern(terms: list[str], flags: int = 0) -> re.Pattern[str] | None:
    return re.compile(bounded(terms), flags) if terms else None


def bounded(terms: Iterable[str]) -> str:
    """Any of the terms as a word, the first that fits: no letter or digit beside it, unless its own edge is unspaced.

    Neighbours with the same edges share them, and the edges know no case: a class of every unspaced letter takes a
    millisecond to compile, and a cold start would compile thousands.
    """
    return "|".join(
        f"{before}(?:{'|'.join(map(re.escape, same))}){after}" for (before, after), same in groupby(terms, _edges)
    )


def _edges(term: str) -> tuple[str, str]:
    before = "" if re.match(f"[{UNSPACED}]", term) else f"(?-i:(?<![^\\W_{UNSPACED}]))"
    after = "" if re.search(f"[{UNSPACED}]$", term) else f"(?-i:(?![^\\W_{UNSPACED}]))"
    return before, after


def _shouted(text: str) -> bool:
    """Whether a headline is all capitals, so that capitals tell no acronym: four long words or more, none lower."""
    cased = [word for word in re.findall(r"[^\W\d_]{2,}", text) if word.upper() != word.lower()]
    return len(cased) > _ACRONYM_LENGTH and all(word.isupper() for word in cased)


@lru_cache(maxsize=65_536)
def _without_phrases(text: str) -> str:
    """The text without the names that merely hold a term."""
    return _phrases().sub(" ", text)


@cache
def _phrases() -> re.Pattern[str]:
    lines = files("counterpoint.stories").joinpath("phrases.txt").read_text(encoding="utf-8").splitlines()
    phrases = sorted({line.strip() for line in lines if line.strip() and not line.startswith("#")})
    longest = sorted(map(unaccented, phrases), key=lambda phrase: (-len(phrase), phrase))
    return re.compile(bounded(longest), re.IGNORECASE)
