"""One run over all topics for one date: the plan, and what became of each of its steps."""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from counterpoint.model.articles import Health
from counterpoint.model.topics import Outlet, Source, Topic


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """What an edition will do (`editions/<date>/plan.json`). The first plan of a date fixes its clock, `now`.

    `outlets` are the operator's additions to the registry, so that a step needs nothing but the plan.
    """

    day: date
    now: datetime
    topics: tuple[Topic, ...]
    outlets: tuple[Outlet, ...] = ()

    @property
    def sources(self) -> tuple[Source, ...]:
        """Every source of every topic once, in order of appearance."""
        return tuple(dict.fromkeys(source for topic in self.topics for source in topic.sources))


@dataclass(frozen=True, slots=True, kw_only=True)
class FetchOutcome:
    """What one source gave; small enough to travel through the state machine.

    `until` is set when it was not asked, because it rests after a failure: it is not asked before then.
    """

    source: str
    health: Health
    articles: int = 0
    reason: str = ""
    until: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class DigestOutcome:
    """What one topic's digest holds; small enough to travel through the state machine.

    `failed` says why no digest could be made at all; the edition then publishes that gap. `refused` counts points that
    a check refused, `fallbacks` sections that the model left to the extractive engine; `tokens` and `cost` (US dollars)
    are what the model used.
    """

    topic: str
    day: date
    points: int = 0
    sides: int = 0
    missing: tuple[str, ...] = ()
    sources: int = 0
    failed: str = ""
    refused: int = 0
    fallbacks: int = 0
    tokens: int = 0
    cost: Decimal = Decimal(0)


@dataclass(frozen=True, slots=True, kw_only=True)
class PublishOutcome:
    """What was published: pages written, topics with a gap, and whether the edition is marked published."""

    day: date
    objects: int = 0
    digests: int = 0
    gaps: tuple[str, ...] = ()
