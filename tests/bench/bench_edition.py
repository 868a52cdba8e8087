"""An edition end to end: five topics of real headlines over loopback HTTP. Run: python -m tests.bench.bench_edition.

Then the same with feeds that answer after 200 ms and a language model that answers after 2 s, against doing its sources
and its topics one after another, by the same steps, in the same run. At most two requests at a time go to one host, and
the replay is one host: politeness is part of the figure.
"""

import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

from counterpoint.configuration import Configuration, read_configuration
from counterpoint.edition import whole
from counterpoint.edition.digesting import digest
from counterpoint.edition.fetching import fetch
from counterpoint.edition.planning import plan
from counterpoint.edition.publication import publish
from counterpoint.model import Plan
from tests.bench.table import Row, print_table, times
from tests.editions import move_day, replay_environment, replay_server, settings
from tests.integration.scripted_model import FAST, Asked, Said, good, scripted
from tests.replay_topics import write_replay_topics
from tests.shared import replay_feeds, shared

TOPICS = Path(__file__).parents[2] / "infra" / "topics"
DAY = date(2026, 1, 14)
NOW = datetime(2026, 1, 14, 4, 0, 36, tzinfo=UTC)
LATENCY, THINKING = 0.2, 2.0
PATIENT = replace(FAST, timeout=60, deadline=600, edition_tokens=10_000_000)

Way = Callable[[Plan, whole.Places], None]


def rows() -> Iterator[Row]:
    """The edition as it is, and under latency beside one thing after another. Skips without the shared folder."""
    seeds, tool = shared("data/seeds/topics.json"), shared("tools/replay_server.py")
    with tempfile.TemporaryDirectory() as scratch:
        root = Path(scratch)
        feeds = replay_feeds(root / "feeds")
        configuration = read_configuration(write_replay_topics(seeds, TOPICS, root / "topics"))
        with replay_server(tool, feeds, seeds) as address:
            move_day(address, DAY)
            took = _took(_together, configuration, root / "plain", address)
        yield Row(what=f"an edition of {len(configuration.topics)} topics, real headlines", ours=f"{took:.1f} s")
        with replay_server(tool, feeds, seeds, latency=LATENCY) as address:
            move_day(address, DAY)
            ours = _took(_together, configuration, root / "together", address, thinking=THINKING)
            theirs = _took(_one_by_one, configuration, root / "serial", address, thinking=THINKING)
        yield Row(
            what=f"the same, feeds after {LATENCY * 1000:.0f} ms, a model after {THINKING:.0f} s",
            ours=f"{ours:.1f} s",
            baseline="sources, then topics, one after another",
            theirs=f"{theirs:.1f} s",
            ratio=times(theirs, ours),
        )


def _took(way: Way, configuration: Configuration, root: Path, address: str, *, thinking: float = 0.0) -> float:
    """Seconds of wall time of an edition on empty stores."""
    places = whole.Places.open(settings(root), {**replay_environment(address), "COUNTERPOINT_ENGINE": "extractive"})
    with ExitStack() as stack:
        if thinking:
            model = stack.enter_context(scripted(_thinking(thinking)))
            places = replace(places, engine=model.engine(places.state, PATIENT))
        start = time.perf_counter()
        way(plan(configuration, DAY, NOW, places.state), places)
        return time.perf_counter() - start


def _together(planned: Plan, places: whole.Places) -> None:
    whole.run(planned, NOW, places)


def _one_by_one(planned: Plan, places: whole.Places) -> None:
    for source in planned.sources:
        fetch(source, planned.day, NOW, places.state, places.web)
    for topic in planned.topics:
        digest(topic.id, planned.day, places.state, places.site, places.engine)
    publish(planned.day, places.state, places.site, places.base_url)


def _thinking(seconds: float) -> Callable[[Asked], Said]:
    """A truthful model that takes its time."""
    return lambda asked: replace(good(asked), delay=seconds)


if __name__ == "__main__":
    print_table(rows())
