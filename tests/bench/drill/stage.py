"""Where an edition is rehearsed: the sample's second day after an undisturbed first, and what it should become."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from pathlib import Path
from urllib.parse import urlsplit

from counterpoint.cli.sample import SAMPLE, SampleServer
from counterpoint.configuration import Configuration, read_configuration
from counterpoint.edition import whole
from counterpoint.edition.planning import plan
from counterpoint.gathering.web import Web
from counterpoint.storage import Store
from counterpoint.writing import Engine, ExtractiveEngine
from tests.bench.drill.server import FaultyServer
from tests.site_archive import MemoryStore


@dataclass(frozen=True, slots=True)
class Stores:
    """The two stores of one rehearsal."""

    state: Store
    site: Store

    def objects(self) -> dict[str, bytes]:
        """Every object of both, as state/… and site/…."""
        return {
            f"{name}/{key}": found.body
            for name, store in (("state", self.state), ("site", self.site))
            for key in store.keys("")
            if (found := store.get(key))
        }


@dataclass(frozen=True, slots=True, kw_only=True)
class Stage:
    """The sample behind a server that can fail. `first` is what an undisturbed first day left, `second` both days."""

    server: FaultyServer
    topics: Path
    configuration: Configuration
    days: tuple[tuple[date, datetime], ...]
    first: dict[str, bytes]
    second: dict[str, bytes]

    @property
    def day(self) -> date:
        """The date that is rehearsed."""
        return self.days[1][0]

    @property
    def now(self) -> datetime:
        """Its clock."""
        return self.days[1][1]

    @property
    def files(self) -> frozenset[str]:
        """Every feed of the sample, as the server names it."""
        return frozenset(_file(source.url) for topic in self.configuration.topics for source in topic.sources)

    def files_of(self, side: str) -> frozenset[str]:
        """The feeds of one side."""
        sides = (each for topic in self.configuration.topics for each in topic.perspectives if each.id == side)
        return frozenset(_file(source.url) for each in sides for source in each.sources if source.url)

    def stores(self) -> Stores:
        """Two stores in memory, as the first day left them."""
        return Stores(*(MemoryStore(_below(name, self.first)) for name in ("state", "site")))

    def undisturbed(self) -> Stores:
        """Two stores in memory, as both undisturbed days left them."""
        return Stores(*(MemoryStore(_below(name, self.second)) for name in ("state", "site")))

    def write(self, root: Path) -> None:
        """Write what the first day left into a directory."""
        for name, body in self.first.items():
            path = root / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(body)

    def attempt(
        self,
        stores: Stores,
        *,
        off: timedelta = timedelta(0),
        after: timedelta = timedelta(0),
        deadline: float = 30.0,
        engine: Engine | None = None,
    ) -> whole.Summary:
        """Make the second day's edition: `off` moves its clock and date, `after` only the clock of this attempt."""
        now = self.now + off
        when = (now.date(), now) if off else self.days[1]
        self.server.sample.show(self.day)
        return _edition(self.server, self.configuration, when, stores, after, deadline, engine)

    def dated(self, day: date) -> "Stage":
        """This stage with another date to look at."""
        return replace(self, days=(self.days[0], (day, self.now)))


def environment(server: FaultyServer) -> dict[str, str]:
    """The variables with which a process of its own may ask the stage's server."""
    return {"COUNTERPOINT_ALLOW_PRIVATE_FEEDS": "1", "COUNTERPOINT_GOOGLE_NEWS_URL": f"{server.origin}/search"}


@contextmanager
def staged(scratch: Path) -> Iterator[Stage]:
    """Set the stage: serve the sample, make both days undisturbed. `scratch` is an empty directory for its topics."""
    with SampleServer() as sample, FaultyServer(sample) as server:
        topics = _moved_topics(scratch, sample.rules.origin, server.origin)
        configuration = read_configuration(topics)
        days = tuple(sample.days())
        stores = Stores(MemoryStore(), MemoryStore())
        sample.show(days[0][0])
        _edition(server, configuration, days[0], stores)
        first = stores.objects()
        sample.show(days[1][0])
        _edition(server, configuration, days[1], stores)
        yield Stage(server=server, topics=topics, configuration=configuration, days=days, first=first,
                    second=stores.objects())  # fmt: skip


def _edition(
    server: FaultyServer,
    configuration: Configuration,
    when: tuple[date, datetime],
    stores: Stores,
    after: timedelta = timedelta(0),
    deadline: float = 30.0,
    engine: Engine | None = None,
) -> whole.Summary:
    day, now = when
    web = Web(allow_private=True, google_news_url=f"{server.origin}/search", deadline=deadline)
    places = whole.Places(state=stores.state, site=stores.site, web=web, engine=engine or ExtractiveEngine())
    return whole.run(plan(configuration, day, now + after, stores.state), now + after, places)


def _moved_topics(scratch: Path, origin: str, address: str) -> Path:
    """The sample's topic files, asking the stage's server."""
    topics = Path(shutil.copytree(SAMPLE / "topics", scratch / "topics"))
    for file in topics.glob("*.yaml"):
        file.write_text(file.read_text(encoding="utf-8").replace(origin, address), encoding="utf-8")
    return topics


def _below(name: str, objects: dict[str, bytes]) -> dict[str, bytes]:
    return {key.removeprefix(f"{name}/"): body for key, body in objects.items() if key.startswith(f"{name}/")}


def _file(url: str) -> str:
    return urlsplit(url).path.removeprefix("/")
