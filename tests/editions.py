"""Editions for tests: the sample or the replay, gathered over real HTTP on loopback, in the test's own directories."""

import socket
import subprocess
import sys
import urllib.request
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date, datetime
from pathlib import Path

from counterpoint import codec, keys
from counterpoint.cli.sample import SAMPLE, SampleServer
from counterpoint.configuration import Configuration, read_configuration
from counterpoint.edition import whole
from counterpoint.edition.planning import plan
from counterpoint.environment import Environment
from counterpoint.model import Digest
from counterpoint.storage import Store
from counterpoint.topics import moved_to


@dataclass(frozen=True, slots=True)
class Sample:
    """The sample's server with its configuration moved to where it listens."""

    server: SampleServer
    configuration: Configuration

    @property
    def days(self) -> list[tuple[date, datetime]]:
        """The sample's dates with the clock of each."""
        return list(self.server.days())

    def places(self, root: Path) -> whole.Places:
        """Open an edition's places below a directory."""
        return whole.Places.open(settings(root), self.server.environment())

    def edition(self, day: date, now: datetime, places: whole.Places) -> whole.Summary:
        """Make the edition of one day; `now` is the attempt's clock."""
        self.server.show(day)
        return whole.run(plan(self.configuration, day, now, places.state), now, places)


def settings(root: Path) -> Environment:
    """Keep state and site below a directory."""
    return Environment(store=str(root / "state"), site=str(root / "site"))


@contextmanager
def sample() -> Iterator[Sample]:
    """Serve the sample on loopback."""
    with SampleServer() as server:
        read = read_configuration(SAMPLE / "topics")
        moved = moved_to(read.topics, server.rules.origin, server.origin)
        yield Sample(server, replace(read, topics=moved))


def files(root: Path) -> dict[str, bytes]:
    """Every file below a directory, but for stores' own locks."""
    return {
        path.relative_to(root).as_posix(): path.read_bytes()
        for path in sorted(root.rglob("*"))
        if path.is_file() and not path.name.startswith(".tmp-")
    }


def digest_of(site: Store, topic: str, day: date) -> Digest:
    """Read a published digest."""
    stored = site.get(keys.digest(topic, day, "json"))
    assert stored is not None
    return codec.decode(stored.body, Digest)


@contextmanager
def replay_server(tool: Path, feeds: Path, topics: Path, latency: float = 0.0) -> Iterator[str]:
    """Run the replay's feed server as a process of its own, answering after `latency` seconds; gives its address."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, str(tool), str(feeds), "--port", str(port), "--topics", str(topics)]
    command += ["--latency", str(latency)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        try:
            assert process.stdout is not None
            process.stdout.readline()
            yield f"http://127.0.0.1:{port}"
        finally:
            process.terminate()


def move_day(address: str, day: date) -> None:
    """Move the replay's feeds to a day."""
    request = urllib.request.Request(f"{address}/day", data=day.isoformat().encode(), method="PUT")
    urllib.request.urlopen(request, timeout=5).close()


def replay_environment(address: str) -> Mapping[str, str]:
    """Give the variables with which an edition may ask the replay's server."""
    return {"COUNTERPOINT_ALLOW_PRIVATE_FEEDS": "1", "COUNTERPOINT_GOOGLE_NEWS_URL": f"{address}/rss/search"}
