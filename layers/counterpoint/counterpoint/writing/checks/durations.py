"""How long: "a week", "18 months", "half a century", "año y medio", in days.

A claim may say a span of time in other units than its source (18 months are a year and a half), but not another span.
What is said of a rate ("barrels a day") is none.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from counterpoint.lexicon.numbers import Number
from counterpoint.lexicon.vocabulary import NUMBER_WORDS
from counterpoint.lexicon.words import Word
from counterpoint.writing.checks.matching import Passage, Reading

_DAYS = {unit: float(days) for unit, days in NUMBER_WORDS["duration"].items()}
_ONE = frozenset(("a", "an", "one", "un", "una"))
_HALF = frozenset(("half", "media", "medio", "mitad"))
_NEAR = 0.04
"""A year is 12 months and 365 days: spans that differ by less are one."""


@dataclass(frozen=True, slots=True)
class Duration:
    """A span of time in days, and the words that say it."""

    days: float
    first: int
    last: int

    def same(self, other: Duration) -> bool:
        """Whether two spans are one, said in whatever units."""
        return abs(self.days - other.days) <= _NEAR * max(self.days, other.days)


def durations(passage: Passage) -> Iterator[Duration]:
    """The spans of time that a text names, in order."""
    starts = {number.last: number for number in passage.numbers}
    for at, word in enumerate(passage.words):
        days = next((_DAYS[stem] for stem in sorted(word.stems) if stem in _DAYS), 0.0)
        before = at - 1 if at and passage.words[at - 1].text != "-" else at - 2
        if not days or before < 0:
            continue
        span = _span(passage.words, starts, before, days)
        if span is not None:
            yield _and_a_half(passage.words, Duration(span.days, span.first, at), days)


def _span(words: Sequence[Word], numbers: dict[int, Number], before: int, days: float) -> Duration | None:
    """The span whose unit stands behind the word at `before`."""
    if before in numbers and not numbers[before].ordinal:
        number = numbers[before]
        value = number.value / 100 if words[number.first].key in _HALF else number.value
        return Duration(value * days, number.first, before)
    if words[before].key not in _ONE:
        return None
    half = before > 0 and words[before - 1].key in _HALF
    if not half and any(last in numbers for last in range(before - 3, before)):
        return None  # "900 barrels a day"
    return Duration(days / 2 if half else days, before - half, before)


def _and_a_half(words: Sequence[Word], span: Duration, days: float) -> Duration:
    """As in "a year and a half", "año y medio"."""
    after = [word.key for word in words[span.last + 1 : span.last + 4]]
    if after[:2] in (["y", "medio"], ["y", "media"]) or after == ["and", "a", "half"]:
        return Duration(span.days + days / 2, span.first, span.last + len(after[:2] if after[0] == "y" else after))
    return span


def duration_conflicts(reading: Reading) -> Iterator[str]:
    """In words, every span of time of a claim where the cited texts name only others."""
    claim, passages = reading.claim, reading.passages
    told = [(passage, span) for passage in passages for span in durations(passage)]
    for mine in durations(claim):
        if told and not any(mine.same(other) for _, other in told):
            passage, other = told[0]
            yield f"the claim says '{_text(claim, mine)}', the source '{_text(passage, other)}'"


def _text(passage: Passage, span: Duration) -> str:
    return " ".join(word.text for word in passage.words[span.first : span.last + 1])
