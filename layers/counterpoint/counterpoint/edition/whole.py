"""A whole edition in one process: the four steps in order, sources and topics in threads.

The laptop's way, and `sam local invoke`'s. On AWS the state machine calls the same steps. A topic that fails for a
known reason is a gap and the edition goes on; an unknown error is raised after everything else was published.
"""

from collections.abc import Callable, Iterable, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import datetime
from typing import Any, TypeVar

import msgspec

from counterpoint import keys
from counterpoint.edition.damage import located
from counterpoint.edition.digesting import digest as make_digest
from counterpoint.edition.fetching import fetch as fetch_source
from counterpoint.edition.fetching import forgive
from counterpoint.edition.publication import publish
from counterpoint.environment import Environment
from counterpoint.errors import CounterpointError, DamagedError, StorageError
from counterpoint.gathering.web import Web
from counterpoint.model import DigestOutcome, FetchOutcome, Health, Plan, PublishOutcome, Source, Topic
from counterpoint.storage import Store, open_store
from counterpoint.writing import Engine, engine_from

T = TypeVar("T")
R = TypeVar("R")
Progress = Callable[[str, int, int], None]
UNREADABLE = "what was stored for it could not be used"
"""What readers are told when a store failed; the operator is told the rest."""
_FETCHES = 32
_DIGESTS = 8  # the usual five topics wait for a model side by side


@dataclass(frozen=True, slots=True, kw_only=True)
class Places:
    """What an edition works with: where state and site are kept, how the web is asked and points are written."""

    state: Store
    site: Store
    web: Web
    engine: Engine
    base_url: str = ""

    @classmethod
    def open(cls, environment: Environment, environ: Mapping[str, str]) -> "Places":
        """Open them as the environment says."""
        state = open_store(environment.store)
        return cls(
            state=state,
            site=open_store(environment.site),
            web=Web.from_environment(environ),
            engine=engine_from(environ, state),
            base_url=environment.url,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Summary:
    """What became of an edition, step by step, in the order of the plan.

    `faults` are what the operator must mend in a store: the public page says only that a digest could not be made.
    """

    plan: Plan
    fetches: tuple[FetchOutcome, ...]
    digests: tuple[DigestOutcome, ...]
    published: PublishOutcome
    faults: tuple[str, ...] = ()


def run(
    planned: Plan, now: datetime, places: Places, progress: Progress = lambda *_: None, only: tuple[str, ...] = ()
) -> Summary:
    """Fetch, digest and publish. `now` is this attempt's clock for politeness; `only` names topics, default all."""
    topics = tuple(topic for topic in planned.topics if not only or topic.id in only)
    sources = tuple(dict.fromkeys(source for topic in topics for source in topic.sources))
    crashes: list[Exception] = []
    faults: list[str] = []

    def fetch(source: Source) -> FetchOutcome:
        return fetch_source(source, planned.day, now, places.state, places.web)

    def digest(topic: Topic) -> DigestOutcome:
        try:
            return make_digest(topic.id, planned.day, places.state, places.site, places.engine)
        except StorageError as error:
            found = located(error, places.state, places.site) if isinstance(error, DamagedError) else str(error)
            faults.append(f"{topic.id}: {found}")
            return DigestOutcome(topic=topic.id, day=planned.day, failed=UNREADABLE)
        except CounterpointError as error:
            return DigestOutcome(topic=topic.id, day=planned.day, failed=str(error))
        except Exception as error:  # noqa: BLE001 (raised below, when the other topics are published)
            crashes.append(error)
            return DigestOutcome(topic=topic.id, day=planned.day, failed="an unexpected error; the log has it")

    fetches = each("fetch", fetch, sources, _FETCHES, progress)
    if all(outcome.health is Health.UNREACHABLE for outcome in fetches):
        forgive(sources, now, places.state)
    digests = each("digest", digest, topics, _DIGESTS, progress)
    progress("publish", 0, 1)
    published = publish(planned.day, places.state, places.site, places.base_url, digests)
    progress("publish", 1, 1)
    if crashes:
        raise crashes[0]
    return Summary(plan=planned, fetches=fetches, digests=digests, published=published, faults=tuple(sorted(faults)))


def each(step: str, work: Callable[[T], R], items: Iterable[T], threads: int, progress: Progress) -> tuple[R, ...]:
    """Work on every item in threads, in order; an interrupt drops what has not begun."""
    todo = tuple(items)
    done: list[R] = []
    progress(step, 0, len(todo))
    pool = ThreadPoolExecutor(max_workers=max(1, min(threads, len(todo))))
    try:
        for result in pool.map(work, todo):
            done.append(result)
            progress(step, len(done), len(todo))
    finally:
        pool.shutdown(wait=False, cancel_futures=True)
    return tuple(done)


def response(made: Summary, site: Store) -> dict[str, Any]:
    """Say what an edition holds, with the digests' Markdown: what `sam local invoke` shows."""
    stored = {o.topic: site.get(keys.digest(o.topic, o.day, "md")) for o in made.digests}
    return {
        "day": made.plan.day.isoformat(),
        "sources": msgspec.to_builtins(made.fetches),
        "digests": msgspec.to_builtins(made.digests),
        "markdown": {topic: found.body.decode() for topic, found in stored.items() if found},
    }
