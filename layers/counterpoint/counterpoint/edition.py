"""The four steps of an edition as plain functions over two stores: plan, fetch, digest, publish.

The Lambda handlers and the command line call nothing else. Every step may be run again at any time: the same inputs
give the same bytes, and what a date has gathered is replaced only by something fresher. `now` is passed in and is the
only clock. A source's failure is data; an unknown error is not caught here.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import TypeVar

from counterpoint import __version__, codec, keys
from counterpoint.errors import ConflictError, InputError
from counterpoint.gathering import Web, gather, link_to_publishers
from counterpoint.model import (
    Correction,
    Digest,
    DigestOutcome,
    FeedReport,
    FeedState,
    FetchOutcome,
    Health,
    Memory,
    MemoryDay,
    Outlet,
    Plan,
    PublishOutcome,
    Source,
    SourceArticles,
    Topic,
)
from counterpoint.outlets import Registry
from counterpoint.publishing import publish_edition, render
from counterpoint.storage import Store
from counterpoint.stories import select
from counterpoint.writing import Answer, Engine, assemble

T = TypeVar("T")
_ATTEMPTS = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Inputs:
    """All that replaying a digest needs, and nothing in which two runs over the same input could differ."""

    topic: Topic
    day: date
    now: datetime
    gathered: tuple[SourceArticles, ...]
    memory: Memory
    outlets: tuple[Outlet, ...] = ()
    answers: tuple[Answer, ...] = ()
    engine: str = ""
    code: str = __version__


@dataclass(frozen=True, slots=True, kw_only=True)
class Made:
    """A digest as it was made: the digest, all that replaying it needs, and what to remember of it."""

    digest: Digest
    inputs: Inputs
    memory: MemoryDay | None


def plan(topics: tuple[Topic, ...], outlets: tuple[Outlet, ...], day: date, now: datetime, state: Store) -> Plan:
    """Decide what the edition of `day` does, and store it.

    The first plan of a date fixes its clock. A later one adds or replaces topics and keeps that clock, so an operator
    who mends a topic simply runs again, and a second start of the same edition is the same edition.
    """

    def planned() -> Plan:
        stored = state.get(keys.plan(day))
        if stored is None:
            made = Plan(day=day, now=now, topics=topics, outlets=outlets)
            state.put(keys.plan(day), codec.encode(made), if_absent=True)
            return made
        first = codec.decode(stored.body, Plan, keys.plan(day))
        wanted = {topic.id: topic for topic in (*first.topics, *topics)}
        made = replace(first, topics=tuple(wanted.values()), outlets=outlets)
        if made != first:
            state.put(keys.plan(day), codec.encode(made), if_match=stored.etag)
        return made

    return _unchallenged(planned)


def load_plan(day: date, state: Store) -> Plan:
    """Read the plan of an edition. Raises InputError when that date was never planned."""
    stored = state.get(keys.plan(day))
    if stored is None:
        raise InputError(f"no edition was planned for {day}; run it first")
    return codec.decode(stored.body, Plan, keys.plan(day))


def fetch(source: Source, day: date, now: datetime, state: Store, web: Web) -> FetchOutcome:
    """Ask one source, politely, and store what it gave before what is remembered of it."""

    def fetched() -> FetchOutcome:
        stored = state.get(keys.feed_state(source.id))
        known = codec.decode(stored.body, FeedState, keys.feed_state(source.id)) if stored else None
        standing = _load_articles(known.articles_key, state) if known and known.articles_key else None
        gathered = gather(source, known, standing.articles if standing else (), web, now)
        given = SourceArticles(source=source, report=gathered.report, articles=gathered.articles)
        today = _load_articles(keys.articles(day, source.id), state)
        if today and not gathered.fresh and (today.report.health.healthy or not given.report.health.healthy):
            given = today
        elif given != today:
            state.put(keys.articles(day, source.id), codec.encode(given))
        remembered = gathered.state
        if gathered.fresh or gathered.articles:
            remembered = replace(remembered, articles_key=keys.articles(day, source.id))
        if remembered != known:
            _put_read(state, keys.feed_state(source.id), codec.encode(remembered), stored.etag if stored else "")
        report = given.report
        return FetchOutcome(
            source=source.id, health=report.health, articles=len(given.articles), reason=report.reason
        )

    return _unchallenged(fetched)


def digest(topic_id: str, day: date, state: Store, site: Store, engine: Engine) -> DigestOutcome:
    """Make one topic's digest of what its sources gave; store its inputs, its documents and its memory, in that order.

    Raises InputError when the edition has no such topic.
    """
    planned = load_plan(day, state)
    topic = next((topic for topic in planned.topics if topic.id == topic_id), None)
    if topic is None:
        have = ", ".join(topic.id for topic in planned.topics)
        raise InputError(f"the edition of {day} has no topic {topic_id!r}; it has {have}")
    made = make(_inputs(planned, topic, state), engine, load_corrections(topic_id, day, state))
    state.put(keys.inputs(topic_id, day), codec.encode(made.inputs))
    write_documents(made.digest, site)
    if made.memory:
        _remember(made.memory, topic, state)
    return outcome_of(made.digest)


def make(inputs: Inputs, engine: Engine, corrections: tuple[Correction, ...] = ()) -> Made:
    """Make a digest of its inputs: no store, no clock; no network unless the engine asks a model."""
    registry = Registry.load().with_outlets(inputs.outlets)
    gathered = link_to_publishers(inputs.gathered, registry)
    selection = select(inputs.topic, gathered, registry, inputs.memory, inputs.day, inputs.now)
    written = engine.write(inputs.topic, selection)
    digest = assemble(inputs.topic, selection, written, code=inputs.code, corrections=corrections)
    kept = replace(inputs, answers=written.answers, engine=engine.name)
    return Made(digest=digest, inputs=kept, memory=selection.memory)


def write_documents(digest: Digest, site: Store) -> None:
    """Write a digest's files; those that already hold these bytes are left alone."""
    for form, body in render(digest):
        key = keys.digest(digest.topic, digest.day, form)
        stored = site.get(key)
        if stored is None or stored.body != body:
            site.put(key, body)


def outcome_of(digest: Digest) -> DigestOutcome:
    """Sum up what a digest holds."""
    told = [section for section in digest.perspectives if section.points]
    return DigestOutcome(
        topic=digest.topic,
        day=digest.day,
        points=len(digest.highlights) + sum(len(section.points) for section in told),
        sides=len(told),
        missing=tuple(section.id for section in digest.perspectives if not section.points),
        sources=len(digest.sources),
    )


def publish(day: date, state: Store, site: Store, base_url: str, failed: tuple[DigestOutcome, ...] = ()) -> PublishOutcome:
    """Publish the edition: a gap for every topic without a digest, then pages, feeds and search, then the mark."""
    planned = load_plan(day, state)
    reasons = {outcome.topic: outcome.failed for outcome in failed if outcome.failed}
    for topic in planned.topics:
        if site.get(keys.digest(topic.id, day, "json")) is None:
            reason = reasons.get(topic.id, "the digest was not made")
            write_documents(_gap(topic, planned, reason), site)
    outcome = publish_edition(day, state, site, base_url)
    state.put(keys.published(day), codec.encode(outcome))
    return outcome


def load_corrections(topic_id: str, day: date, state: Store) -> tuple[Correction, ...]:
    """Read the public corrections of a digest."""
    stored = state.get(keys.corrections(topic_id, day))
    return codec.decode(stored.body, tuple[Correction, ...], keys.corrections(topic_id, day)) if stored else ()


def _inputs(planned: Plan, topic: Topic, state: Store) -> Inputs:
    stored = state.get(keys.memory(topic.id))
    memory = codec.decode(stored.body, Memory, keys.memory(topic.id)) if stored else Memory(topic=topic.id)
    return Inputs(
        topic=topic,
        day=planned.day,
        now=planned.now,
        gathered=tuple(_gathered(source, planned.day, state) for source in topic.sources),
        memory=memory.before(planned.day),
        outlets=planned.outlets,
    )


def _gathered(source: Source, day: date, state: Store) -> SourceArticles:
    """What a source gave; a source whose fetch was lost is a failed source, and the receipt says so."""
    return _load_articles(keys.articles(day, source.id), state) or SourceArticles(
        source=source,
        report=FeedReport(
            source=source.id,
            name=source.url or source.query,
            url=source.url,
            health=Health.FAILING,
            reason="its fetch did not finish",
        ),
    )


def _load_articles(key: str, state: Store) -> SourceArticles | None:
    stored = state.get(key)
    return codec.decode(stored.body, SourceArticles, key) if stored else None


def _remember(made: MemoryDay, topic: Topic, state: Store) -> None:
    def remembered() -> None:
        key = keys.memory(topic.id)
        stored = state.get(key)
        memory = codec.decode(stored.body, Memory, key) if stored else Memory(topic=topic.id)
        body = codec.encode(memory.with_day(made, keep=topic.settings.memory.days))
        if stored is None or stored.body != body:
            _put_read(state, key, body, stored.etag if stored else "")

    _unchallenged(remembered)


def _gap(topic: Topic, planned: Plan, reason: str) -> Digest:
    return Digest(
        topic=topic.id,
        name=topic.name,
        title=f"{topic.name} News - {planned.day.isoformat()}",
        day=planned.day,
        date=planned.now,
        gap=f"No digest today: {reason}.",
        notice=topic.notice,
        language=topic.settings.language,
        code=__version__,
    )


def _put_read(store: Store, key: str, body: bytes, etag: str) -> None:
    """Replace what was read under `etag`, or create it when nothing was there."""
    store.put(key, body, if_match=etag, if_absent=not etag)


def _unchallenged(step: Callable[[], T]) -> T:
    """Run a read-decide-write step again until nobody wrote in between; the last refusal is raised."""
    for _ in range(_ATTEMPTS - 1):
        try:
            return step()
        except ConflictError:
            continue
    return step()
