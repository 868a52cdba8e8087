"""Numbers, dates, names and quotes of a claim must stand in what it cites."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from contextlib import suppress
from datetime import date

from counterpoint.writing.checks.matching import Passage, same, supported
from counterpoint.writing.checks.morphology import fold
from counterpoint.writing.checks.normal import clean, quotes
from counterpoint.writing.checks.numbers import Number, months, weekdays
from counterpoint.writing.checks.vocabulary import CITIES, CLOSED
from counterpoint.writing.checks.words import Word

_AT = CLOSED["locative"]
_PAIR = CLOSED["pairs"]
WINDOW = 3


def number_conflicts(claim: Passage, passages: Sequence[Passage], day: date | None) -> Iterator[str]:
    """In words, every number that is not in the cited texts, or counts something else there."""
    for number in claim.numbers:
        shown = " ".join(word.text for word in claim.words[number.first : number.last + 1])
        matches = [(p, n) for p in passages for n in p.numbers if number.same(n)]
        if not matches and not _counts_a_pair(claim, number):
            yield f"the number {shown} is not in the source"
        elif matches and _counts_other(claim, number, matches, day):
            yield f"the number {shown} counts something else in the source"


def _counts_a_pair(claim: Passage, number: Number) -> bool:
    """As in "the two countries" counts what the source names."""
    after = claim.words[number.last + 1 : number.last + 3]
    the = number.first > 0 and claim.words[number.first - 1].key in {"the", "los", "las"}
    return number.value == 2 and (the or any(word.key in _PAIR for word in after))


def _counts_other(claim: Passage, number: Number, matches: list[tuple[Passage, Number]], day: date | None) -> bool:
    """Whether another number of the source has the neighbours this one has in the claim."""
    own = max(_shared(claim, number, p, n, day) for p, n in matches)
    others = [(p, n) for p, _ in matches for n in p.numbers if n.value != number.value and n.unit == number.unit]
    return any(_shared(claim, number, p, n, day) > own for p, n in others)


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


def date_conflicts(claim: Passage, passages: Sequence[Passage], today: date | None) -> Iterator[str]:
    """In words, every month or weekday that the cited texts do not name.

    Where they name no weekday, that of a date they name may stand for it ("Feb. 8" was a Sunday), and so may today's.
    """
    told_days = frozenset[int]().union(*(weekdays(p.words) for p in passages))
    if today is not None and not told_days:
        dates = {found for p in passages for found in _dates(p, today.year)}
        told_days = frozenset(found.weekday() for found in dates) or frozenset((today.weekday(),))
    for day in sorted(weekdays(claim.words) - told_days):
        yield f"the source does not say {_DAYS[day]}"
    told_months = frozenset[int]().union(*(months(p.words) for p in passages))
    for month in sorted(months(claim.words) - told_months):
        yield f"the source does not say {_MONTHS[month - 1]}"


def _dates(passage: Passage, year: int) -> Iterator[date]:
    """The days of the year a text names by month and number: "Feb. 8", "8 de febrero"."""
    for number in passage.numbers:
        near = passage.words[max(0, number.first - 2) : number.last + 3]
        for month in months(near) if number.value == int(number.value) and 1 <= number.value <= 31 else ():
            with suppress(ValueError):
                yield date(year, month, int(number.value))


_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
    "December",
)  # fmt: skip


def name_conflicts(claim: Passage, passages: Sequence[Passage], day: date | None) -> Iterator[str]:
    """In words, every name that is not in the cited texts, and every city where they only name a country."""
    for at, word in enumerate(claim.words):
        if not word.name or word.kind == "mark" or word.function or weekdays((word,)) or _is_month(claim, at):
            continue
        if not supported(word, passages, day) and not spelled_out(claim, at, passages):
            yield f"the name {word.text} is not in the source"
        elif _is_city_as_place(claim, at) and not _city_told(word, passages):
            yield f"the place {word.text} is not in the source"


def quantity_conflicts(claim: Passage, passages: Sequence[Passage], day: date | None) -> Iterator[str]:
    """In words, every "most", "all", "only", "first" or "record" that the cited texts do not say."""
    for word in claim.words:
        if word.concepts & _QUANTITIES and not supported(word, passages, day):
            yield f"the source does not say '{word.text}'"


_QUANTITIES = frozenset(("most", "all", "only", "first", "record"))


def _is_month(claim: Passage, at: int) -> bool:
    return bool(months(claim.words[max(0, at - 1) : at + 1]))


def spelled_out(claim: Passage, at: int, passages: Sequence[Passage]) -> bool:
    """As in "Mainland Affairs Council" for MAC: the initials of the names around stand in the source."""
    first = at
    while first > 0 and (claim.words[first - 1].text[0].isupper() or claim.words[first - 1].key in {"of", "and", "de"}):
        first -= 1
    initials = ""
    for word in claim.words[first : first + 8]:
        if word.text[0].isupper():
            initials += word.key if word.text.isupper() else word.key[0]
        elif word.key not in {"of", "and", "de", "the"}:
            break
    capitals = {word.key for p in passages for word in p.words if word.text.isupper() and len(word.text) > 1}
    return any(short in initials for short in capitals if len(short) > 2 or short == initials)


def _is_city_as_place(claim: Passage, at: int) -> bool:
    return claim.words[at].key in CITIES and at > 0 and claim.words[at - 1].key in _AT


def _city_told(word: Word, passages: Sequence[Passage]) -> bool:
    return any(
        cited.key == word.key or (cited.key in CITIES and cited.entity == word.entity)
        for p in passages
        for cited in p.words
    )


def quote_conflicts(claim: Passage, passages: Sequence[Passage]) -> Iterator[str]:
    """In words, every quotation that is not in the cited texts word for word."""
    text = clean(claim.text)
    told = [_plain(passage.text) for passage in passages]
    for start, end in quotes(text):
        if not any(f" {_plain(text[start:end]).strip()} " in f" {other} " for other in told):
            yield f"the words '{text[start:end]}' are not in the source"


def _plain(text: str) -> str:
    return " ".join(re.findall(r"\w+", fold(clean(text))))
