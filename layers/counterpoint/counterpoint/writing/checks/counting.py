"""What a claim counts: each of its numbers must stand in what it cites, and count the same there."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from counterpoint.lexicon.numbers import Number, months
from counterpoint.lexicon.vocabulary import CLOSED
from counterpoint.lexicon.words import Word
from counterpoint.writing.checks.durations import durations
from counterpoint.writing.checks.matching import Passage, Reading, same, supported

_PAIR = CLOSED["pairs"]
WINDOW = 3


def number_conflicts(reading: Reading) -> Iterator[str]:
    """In words, every number that is not in the cited texts, or counts something else there."""
    claim, passages, day = reading.claim, reading.passages, reading.day
    spans = [span for passage in passages for span in durations(passage)]
    timed = [mine for mine in durations(claim) if any(mine.same(span) for span in spans)]
    for number in claim.numbers:
        if any(span.first <= number.first <= span.last for span in timed):
            continue
        shown = " ".join(word.text for word in claim.words[number.first : number.last + 1])
        matches = [(p, n) for p in passages for n in p.numbers if _matches(claim, number, p, n, day)]
        if not matches and not _counts_a_pair(claim, number) and not _told_by_a_word(claim, number, passages, day):
            yield f"the number {shown} is not in the source"
        elif matches and _counts_other(claim, number, matches, day):
            yield f"the number {shown} counts something else in the source"


def _matches(claim: Passage, number: Number, passage: Passage, told: Number, day: date | None) -> bool:
    """The same number, or rounded; "six posts" are not "the sixth day", but "the 19th" is "March 19"."""
    dated = bool(months(passage.words[max(0, told.first - 4) : told.last + 3]))
    if number.ordinal != told.ordinal and not dated and not _shared(claim, number, passage, told, day):
        return False
    return number.same(told) or _rounds(claim, number, told)


def _rounds(claim: Passage, number: Number, told: Number) -> bool:
    """As in "almost 14 percent" for 13.8: a round number, said to be one, on the side that the claim says it is."""
    said = {c for word in claim.words[max(0, number.first - 2) : number.first] for c in word.concepts & _APPROXIMATE}
    if not said or number.unit != told.unit:
        return False
    above = number.value > told.value
    return number.rounds(told) and bool(said & _APPROXIMATE - (_BELOW_IT if above else _ABOVE_IT))


_BELOW_IT, _ABOVE_IT = frozenset(("above",)), frozenset(("below", "nearly"))
_APPROXIMATE = _BELOW_IT | _ABOVE_IT | {"about"}


_TIMES = frozenset(("double", "twice", "triple", "doble"))


def _told_by_a_word(claim: Passage, number: Number, passages: Sequence[Passage], day: date | None) -> bool:
    """As in "twice as active" for "activity doubles": a word that counts, and a verb that says so."""
    word = claim.words[number.first]
    return word.key in _TIMES and bool(word.concepts) and supported(word, passages, day)


def _counts_a_pair(claim: Passage, number: Number) -> bool:
    """As in "the two countries" counts what the source names."""
    after = claim.words[number.last + 1 : number.last + 3]
    the = number.first > 0 and claim.words[number.first - 1].key in {"the", "los", "las"}
    return number.value == 2 and (the or any(word.key in _PAIR for word in after))


def _counts_other(claim: Passage, number: Number, matches: list[tuple[Passage, Number]], day: date | None) -> bool:
    """Whether another number of the source has the neighbours this one has in the claim."""
    if number.is_year or any(_before(claim, number) == _before(p, n) in _BETWEEN for p, n in matches):
        return False  # "to 40% from 110%" is "from 110% to 40%"
    own = max(_shared(claim, number, p, n, day) for p, n in matches)
    others = [(p, n) for p, _ in matches for n in p.numbers if n.value != number.value and n.unit == number.unit]
    return any(_shared(claim, number, p, n, day) > own for p, n in others)


def _before(passage: Passage, number: Number) -> str:
    return passage.words[number.first - 1].key if number.first else ""


_BETWEEN = frozenset(("from", "to", "by", "de", "a"))


def _shared(claim: Passage, number: Number, passage: Passage, other: Number, day: date | None) -> int:
    return sum(
        any(same(a, b, day) for b in _counted(passage, other, step))
        for step in (1, -1)
        for a in _counted(claim, number, step)
    )


def _counted(passage: Passage, number: Number, step: int) -> list[Word]:
    """The content words right after a number (step 1) or before it (-1), within its phrase."""
    near: list[Word] = []
    taken = {i for n in passage.numbers for i in range(n.first, n.last + 1)}
    at = number.last + 1 if step > 0 else number.first - 1
    while 0 <= at < len(passage.words) and at not in taken and len(near) < WINDOW:
        word = passage.words[at]
        if word.text in {",", ";", ":"} or word.key in {"and", "y", "while", "as"}:
            break
        if word.content and not word.entity:
            near.append(word)
        at += step
    return near
