"""Months as calendars: which days have a digest, which a gap, and which are holes."""

import calendar
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from counterpoint.publishing.cards import Card

MONDAY_FIRST = calendar.Calendar(firstweekday=0)
WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


class DayState(StrEnum):
    """What a day of the archive holds. A hole lies between the first and the last day and has nothing."""

    DIGEST = "digest"
    GAP = "gap"
    HOLE = "hole"
    OUTSIDE = "outside"


@dataclass(frozen=True, slots=True, kw_only=True)
class CalendarDay:
    """A day in a calendar; `card` is there for digests and gaps."""

    day: date
    state: DayState
    card: Card | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Month:
    """A calendar month in weeks of seven days, Monday first; None stands for days of other months."""

    month: str
    name: str
    weeks: tuple[tuple[CalendarDay | None, ...], ...]


def month_calendar(month: str, cards: Iterable[Card], first: date, last: date) -> Month:
    """The calendar of `month`, of a topic whose archive runs from `first` to `last`."""
    year, number = map(int, month.split("-"))
    known = {card.day: card for card in cards}
    weeks = tuple(
        tuple(calendar_day(day, known, first, last) if day.month == number else None for day in week)
        for week in MONDAY_FIRST.monthdatescalendar(year, number)
    )
    return Month(month=month, name=month_name(month), weeks=weeks)


def calendar_day(day: date, known: dict[date, Card], first: date, last: date) -> CalendarDay:
    """What `day` holds."""
    card = known.get(day)
    if card:
        return CalendarDay(day=day, state=DayState.GAP if card.missing else DayState.DIGEST, card=card)
    return CalendarDay(day=day, state=DayState.HOLE if first < day < last else DayState.OUTSIDE)


def month_name(month: str) -> str:
    """A month for a reader: "November 2026"."""
    year, number = map(int, month.split("-"))
    return f"{date(year, number, 1):%B %Y}"
