"""The status page: each source's health and each topic's editions over the last 30 days, drawn and in words."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from counterpoint.model import Health
from counterpoint.publishing.cards import Card
from counterpoint.publishing.shelves import CataloguedTopic
from counterpoint.publishing.site.frame import Frame, render
from counterpoint.publishing.strips import KEPT, SourceStrip, Strips

_HEIGHTS = {"good": 10, "thin": 6, "bad": 3, "none": 1}
_TALL = 10
_THIN = frozenset({Health.EMPTY, Health.STALE, Health.UNDATED})


@dataclass(frozen=True, slots=True, kw_only=True)
class Tick:
    """One day in a strip: its place, and a height that says the same as its colour."""

    x: int
    y: int
    height: int
    state: str


@dataclass(frozen=True, slots=True, kw_only=True)
class HealthLine:
    """A source: its strip, and the last day in words."""

    strip: SourceStrip
    ticks: tuple[Tick, ...]
    good: int
    known: int


@dataclass(frozen=True, slots=True, kw_only=True)
class EditionLine:
    """A topic: its strip of editions made, gaps and missed days."""

    topic: CataloguedTopic
    ticks: tuple[Tick, ...]
    made: int
    gaps: int
    missed: int


def status_page(
    day: date, strips: Strips, editions: Sequence[tuple[CataloguedTopic, Sequence[Card]]], base_url: str = ""
) -> bytes:
    """The state of things at the edition of `day`; `editions` are the topics with their cards of the last 30 days."""
    span = [day - timedelta(days=back) for back in reversed(range(KEPT))]
    frame = Frame(
        path="status/",
        title="Status",
        description="Which sources could be read and which editions were made in the last 30 days.",
        base_url=base_url,
        notice=" ".join(dict.fromkeys(topic.notice for topic, _ in editions if topic.notice)),
    )
    return render(
        "status.html.jinja",
        frame,
        day=day,
        first=span[0],
        sources=[_health_line(strip, span) for strip in strips.sources],
        editions=[_edition_line(topic, cards, span) for topic, cards in editions],
    )


def state_of(health: Health) -> str:
    """Returns "good" when silence means no news, "thin" when something came that cannot be relied on, else "bad"."""
    return "good" if health.healthy else "thin" if health in _THIN else "bad"


def _health_line(strip: SourceStrip, span: Sequence[date]) -> HealthLine:
    states = {known.day: state_of(known.health) for known in strip.days}
    shown = [states.get(day, "none") for day in span]
    known = len(shown) - shown.count("none")
    return HealthLine(strip=strip, ticks=_ticks(shown), good=shown.count("good"), known=known)


def _edition_line(topic: CataloguedTopic, cards: Sequence[Card], span: Sequence[date]) -> EditionLine:
    states = {card.day: "thin" if card.missing else "good" for card in cards}
    shown = [states.get(day, "bad" if day >= topic.first else "none") for day in span]
    return EditionLine(
        topic=topic,
        ticks=_ticks(shown),
        made=shown.count("good"),
        gaps=shown.count("thin"),
        missed=shown.count("bad"),
    )


def _ticks(states: Sequence[str]) -> tuple[Tick, ...]:
    return tuple(
        Tick(x=index * 4, y=_TALL - _HEIGHTS[state], height=_HEIGHTS[state], state=state)
        for index, state in enumerate(states)
    )
