"""plan: topics -> what the edition of a date does, stored; the first plan of a date fixes its clock."""

from dataclasses import dataclass, replace
from datetime import date, datetime
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import msgspec

from counterpoint import codec, keys
from counterpoint.configuration import Configuration
from counterpoint.edition.contention import unchallenged
from counterpoint.errors import InputError
from counterpoint.model import Plan
from counterpoint.storage import Store


@dataclass(frozen=True, slots=True, kw_only=True)
class Order:
    """What a schedule, or a person, orders: an edition as of `now`, and which attempt at it this is."""

    now: datetime
    attempt: int = 1
    in_process: bool = False
    zone: str = "UTC"

    @property
    def day(self) -> date:
        """The edition's date: the day of its clock where its readers are, in the schedule's time zone."""
        return self.now.astimezone(ZoneInfo(self.zone)).date()

    @property
    def name(self) -> str:
        """Name the execution: a second start of the same attempt is the same execution."""
        return f"edition-{self.day.isoformat()}-{self.attempt}"


def read_order(event: object, clock: datetime) -> Order:
    """Read an event of dispatch; without `now` it is the real clock. Raises InputError naming the field."""
    given = event if isinstance(event, dict) else {}
    try:
        order = msgspec.convert({"now": clock, **given}, Order, strict=False)
    except msgspec.ValidationError as error:
        raise InputError(f"event of dispatch: {error}; write now like 2026-01-14T04:00:36Z, attempt like 2") from error
    if order.now.tzinfo is None:
        raise InputError(f"event of dispatch: now {order.now.isoformat()} has no time zone; end it with Z")
    try:
        ZoneInfo(order.zone)
    except (ZoneInfoNotFoundError, ValueError, OSError) as error:
        raise InputError(f"event of dispatch: no time zone {order.zone!r}; write one like Asia/Tokyo") from error
    return order


def plan(configuration: Configuration, day: date, now: datetime, state: Store) -> Plan:
    """Decide what the edition of `day` does, and store it.

    The first plan of a date fixes its clock. A later one adds or replaces topics and keeps that clock, so an operator
    who mends a topic simply runs again, and a second start of the same edition is the same edition.
    """

    def planned() -> Plan:
        stored = state.get(keys.plan(day))
        if stored is None:
            made = Plan(day=day, now=now, topics=configuration.topics, outlets=configuration.outlets)
            state.put(keys.plan(day), codec.encode(made), if_absent=True)
            return made
        first = codec.decode(stored.body, Plan, keys.plan(day))
        wanted = {topic.id: topic for topic in (*first.topics, *configuration.topics)}
        made = replace(first, topics=tuple(wanted.values()), outlets=configuration.outlets)
        if made != first:
            state.put(keys.plan(day), codec.encode(made), if_match=stored.etag)
        return made

    return unchallenged(planned)


def load_plan(day: date, state: Store) -> Plan:
    """Read the plan of an edition. Raises InputError when that date was never planned."""
    stored = state.get(keys.plan(day))
    if stored is None:
        raise InputError(f"no edition was planned for {day}; run it first")
    return codec.decode(stored.body, Plan, keys.plan(day))


def store_items(planned: Plan, state: Store) -> None:
    """Store what the state machine's two maps read: the sources and the topics, one item each."""
    sources = tuple({"source": source} for source in planned.sources)
    topics = tuple({"topic": topic.id} for topic in planned.topics)
    state.put(keys.source_items(planned.day), codec.encode(sources))
    state.put(keys.topic_items(planned.day), codec.encode(topics))
