"""digest: one topic's articles -> its digest, inputs and memory, stored in an order that a crash cannot harm."""

from dataclasses import dataclass, replace
from datetime import date, datetime

from counterpoint import __version__, codec, keys
from counterpoint.edition.articles import load_articles
from counterpoint.edition.contention import put_read, unchallenged
from counterpoint.edition.documents import write_documents
from counterpoint.edition.planning import load_plan
from counterpoint.errors import InputError
from counterpoint.gathering.publishers import link_to_publishers
from counterpoint.model import (
    Correction,
    Digest,
    DigestOutcome,
    FeedReport,
    Health,
    Memory,
    MemoryDay,
    Outlet,
    Plan,
    Source,
    SourceArticles,
    Topic,
)
from counterpoint.outlets import Registry
from counterpoint.publishing.forms import FORMS
from counterpoint.storage import Store
from counterpoint.stories import select
from counterpoint.writing import Answer, Engine, assemble, signed

WORDS_DAYS = 30
"""How long the sides' words are remembered, for the statistic of what a side says otherwise (stories.wording)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Inputs:
    """All that replaying a digest needs, and nothing in which two runs over the same input could differ.

    `forms` are those in which its documents were written; inputs older than that field were of the first two.
    """

    topic: Topic
    day: date
    now: datetime
    gathered: tuple[SourceArticles, ...]
    memory: Memory
    outlets: tuple[Outlet, ...] = ()
    answers: tuple[Answer, ...] = ()
    engine: str = ""
    code: str = __version__
    forms: tuple[str, ...] = ("md", "json")


@dataclass(frozen=True, slots=True, kw_only=True)
class Made:
    """A digest as it was made: the digest, all that replaying it needs, and what to remember of it."""

    digest: Digest
    inputs: Inputs
    memory: MemoryDay | None


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
    registry = Registry.load().with_overrides(inputs.outlets)
    gathered = link_to_publishers(inputs.gathered, registry)
    selection = select(inputs.topic, gathered, registry, inputs.memory, inputs.day, inputs.now)
    written = signed(engine.write(inputs.topic, selection), engine.name)
    digest = assemble(inputs.topic, selection, written, code=inputs.code, corrections=corrections)
    kept = replace(inputs, answers=written.answers, engine=engine.name, forms=tuple(form for form, _ in FORMS))
    return Made(digest=digest, inputs=kept, memory=selection.memory)


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
        refused=len(digest.writing.refused),
        fallbacks=len(digest.writing.fallbacks),
        tokens=digest.writing.usage.tokens_in + digest.writing.usage.tokens_out,
        cost=digest.writing.usage.cost,
    )


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
    return load_articles(keys.articles(day, source.id), state) or SourceArticles(
        source=source,
        report=FeedReport(
            source=source.id,
            name=source.url or source.query,
            url=source.url,
            health=Health.FAILING,
            reason="its fetch did not finish",
        ),
    )


def _remember(made: MemoryDay, topic: Topic, state: Store) -> None:
    def remembered() -> None:
        key = keys.memory(topic.id)
        stored = state.get(key)
        memory = codec.decode(stored.body, Memory, key) if stored else Memory(topic=topic.id)
        body = codec.encode(memory.with_day(made, keep=max(topic.settings.memory.days, WORDS_DAYS)))
        if stored is None or stored.body != body:
            put_read(state, key, body, stored.etag if stored else "")

    unchallenged(remembered)
