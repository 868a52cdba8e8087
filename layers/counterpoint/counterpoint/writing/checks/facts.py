"""Dates and quantities of a claim must stand in what it cites: weekdays, months, "most", "only", "record"."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from datetime import date

from counterpoint.lexicon.numbers import months, weekdays
from counterpoint.writing.checks.matching import Passage, Reading, supported


def date_conflicts(reading: Reading) -> Iterator[str]:
    """In words, every month or weekday that the cited texts do not name.

    Where they name no weekday, that of a date they name may stand for it ("Feb. 8" was a Sunday), and so may today's.
    """
    claim, passages, today = reading.claim, reading.passages, reading.day
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


def quantity_conflicts(reading: Reading) -> Iterator[str]:
    """In words, every "most", "all", "only", "first" or "record" that the cited texts do not say."""
    claim, passages, day = reading.claim, reading.passages, reading.day
    for at, word in enumerate(claim.words):
        often = any(following.concepts & _TIMES for following in claim.words[at + 1 : at + 2])  # "every month"
        if word.concepts & _QUANTITIES and not often and not supported(word, passages, day):
            yield f"the source does not say '{word.text}'"


_TIMES = frozenset(("day", "week", "month", "year"))
_QUANTITIES = frozenset(("most", "all", "only", "first", "record"))
