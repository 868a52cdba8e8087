"""A topic's pages: the last 30 days with the newest first, and its archive month by month."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta

from counterpoint.publishing.addresses import month_path, topic_path
from counterpoint.publishing.cards import Card
from counterpoint.publishing.shelves import CataloguedMonth, CataloguedTopic, Shelf
from counterpoint.publishing.site.calendar import CalendarDay, calendar_day, month_calendar, month_name
from counterpoint.publishing.site.digest import feeds
from counterpoint.publishing.site.frame import Frame, render
from counterpoint.publishing.site.told import telling_of

LISTED = 30
"""Days that a topic's page lists; older ones stand in the archive."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Year:
    """A year of a topic's archive: its months, newest first."""

    year: str
    months: tuple[CataloguedMonth, ...]


def topic_page(topic: CataloguedTopic, shelves: Sequence[Shelf], base_url: str = "", *, followed: bool = True) -> bytes:
    """The topic's page, of the shelves that cover its last 30 days, oldest first.

    `followed` is False for topics that the latest edition does not have: nobody knows their sources.
    """
    known = {card.day: card for shelf in shelves for card in shelf.cards}
    span = [topic.last - timedelta(days=back) for back in range(LISTED)]
    days = [calendar_day(day, known, topic.first, topic.last) for day in span if day >= topic.first]
    return render(
        "topic.html.jinja",
        _frame(topic, topic_path(topic.id), topic.name, base_url),
        topic=topic,
        followed=followed,
        latest=days[0],
        telling=telling_of(known[topic.last]),
        days=days[1:],
        months=[_calendar(topic, shelf) for shelf in reversed(shelves) if shelf.cards],
        years=years_of(topic),
    )


def month_page(topic: CataloguedTopic, shelf: Shelf, base_url: str = "") -> bytes:
    """A topic's archive of one month: the calendar and every digest of it, newest first."""
    months = [month.month for month in topic.months]
    place = months.index(shelf.month)
    return render(
        "month.html.jinja",
        _frame(topic, month_path(topic.id, shelf.month), f"{topic.name}, {month_name(shelf.month)}", base_url),
        topic=topic,
        month=_calendar(topic, shelf),
        days=_listed(topic, shelf.cards),
        earlier=months[place - 1] if place else "",
        later=months[place + 1] if place + 1 < len(months) else "",
    )


def years_of(topic: CataloguedTopic) -> tuple[Year, ...]:
    """The topic's months by year, newest first."""
    years = sorted({month.month[:4] for month in topic.months}, reverse=True)
    return tuple(
        Year(year=year, months=tuple(month for month in reversed(topic.months) if month.month.startswith(year)))
        for year in years
    )


def _calendar(topic: CataloguedTopic, shelf: Shelf) -> object:
    return month_calendar(shelf.month, shelf.cards, topic.first, topic.last)


def _listed(topic: CataloguedTopic, cards: Sequence[Card]) -> list[CalendarDay]:
    known = {card.day: card for card in cards}
    return [calendar_day(day, known, topic.first, topic.last) for day in sorted(known, reverse=True)]


def _frame(topic: CataloguedTopic, path: str, title: str, base_url: str) -> Frame:
    return Frame(
        path=path,
        title=title,
        description=f"{topic.name}: every day’s digest of what each side’s own press says.",
        base_url=base_url,
        notice=topic.notice,
        alternates=feeds(topic.id, topic.name),
    )
