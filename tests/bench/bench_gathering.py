"""How fast feeds are read and fetched. Run: python -m tests.bench.bench_gathering.

Reading: megabytes a second of processor time over the shared collection of real feeds, against feedparser with its
defaults and fastfeedparser. Fetching: the wall time of 10, 100 and 1,000 invented feeds on ports of this machine, each
answering after 200 ms, against asking them one after another, and against the ideal (the latency, as often as the
number of workers and the limit of two per port make it necessary).
"""

import asyncio
import io
import multiprocessing
import os
import sys
import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from multiprocessing.connection import Connection
from pathlib import Path

import feedparser

from counterpoint.errors import FeedError
from counterpoint.gathering.feeds import parse_feed
from counterpoint.gathering.gather import gather
from counterpoint.gathering.web import MOST_AT_ONCE, Web
from counterpoint.model import Source, SourceKind
from tests.bench import table
from tests.bench.table import Row

FILES = Path(os.environ.get("COUNTERPOINT_SHARED", Path(__file__).parents[3] / "shared")) / "data" / "feeds" / "files"
NOW = datetime(2026, 11, 20, tzinfo=UTC)
LATENCY, WORKERS, PORTS, ROUNDS = 0.2, 64, 50, 3
LEAST_GAIN = 3.0
FEED = (
    '<rss version="2.0"><channel><title>Invented</title>'
    + "".join(
        f"<item><title>Invented headline {n}</title><link>https://paper.example/{n}</link>"
        f"<description>&lt;p&gt;{'Invented words. ' * 20}&lt;/p&gt;</description>"
        f"<pubDate>Thu, 19 Nov 2026 {n:02}:00:00 GMT</pubDate></item>"
        for n in range(20)
    )
    + "</channel></rss>"
).encode()


def main() -> int:
    """Print both tables; 1 when feeds are read less than three times as fast as by feedparser's defaults."""
    gain = reading()
    fetching()
    return int(0 < gain < LEAST_GAIN)


def reading() -> float:
    """Print the reading table; the gain over feedparser, 0 when there is nothing to measure."""
    bodies = [path.read_bytes() for path in sorted(FILES.iterdir())] if FILES.is_dir() else []
    if not bodies:
        print(f"no feeds under {FILES} (set COUNTERPOINT_SHARED)")
        return 0.0
    readers: dict[str, Callable[[bytes], object]] = {"feedparser": _feedparser, "counterpoint": _ours}
    try:
        import fastfeedparser
    except ImportError:
        print("fastfeedparser is not installed: left out")
    else:
        readers["fastfeedparser"] = fastfeedparser.parse
    megabytes = sum(map(len, bodies)) / 1e6
    times = _best_times(readers, bodies)
    print(f"{len(bodies)} feeds, {megabytes:.1f} MB, best of {ROUNDS}")
    print(f"{'reader':16}{'MB/s':>8}{'gain':>8}{'failed':>8}")
    for name, read in readers.items():
        failed = sum(_fails(read, body) for body in bodies)
        print(f"{name:16}{megabytes / times[name]:8.1f}{times['feedparser'] / times[name]:8.1f}{failed:8}")
    return times["feedparser"] / times["counterpoint"]


def rows() -> Iterator[Row]:
    """Reading beside feedparser, fetching beside one feed after another."""
    bodies = [path.read_bytes() for path in sorted(FILES.iterdir())] if FILES.is_dir() else []
    if bodies:
        best, megabytes = _best_times({"ours": _ours, "theirs": _feedparser}, bodies), sum(map(len, bodies)) / 1e6
        yield Row(
            what=f"reading {len(bodies)} feeds",
            ours=f"{megabytes / best['ours']:.1f} MB/s",
            baseline="feedparser as it comes",
            theirs=f"{megabytes / best['theirs']:.1f} MB/s",
            ratio=table.times(best["theirs"], best["ours"]),
        )
    else:
        yield Row(what="reading real feeds", skipped=f"no feeds under {FILES}")
    for count, took in _fetched((100, 1000)):
        serial = count * LATENCY
        yield Row(
            what=f"fetching {count} feeds that answer after {LATENCY * 1000:.0f} ms",
            ours=f"{took:.2f} s",
            baseline="one after another",
            theirs=f"{serial:.0f} s",
            ratio=table.times(serial, took),
        )


def _best_times(readers: Mapping[str, Callable[[bytes], object]], bodies: list[bytes]) -> dict[str, float]:
    """The best of some rounds, in seconds of processor time."""
    return {name: min(_round(read, bodies) for _ in range(ROUNDS)) for name, read in readers.items()}


def fetching() -> None:
    """Print the fetching table."""
    print(f"\n{WORKERS} workers, {PORTS} ports, {LATENCY * 1000:.0f} ms a feed")
    print(f"{'feeds':>6}{'seconds':>10}{'one by one':>12}{'gain':>8}{'ideal':>8}{'of ideal':>10}")
    for count, took in _fetched((10, 100, 1000)):
        side_by_side = min(WORKERS, MOST_AT_ONCE * min(PORTS, count))
        ideal = LATENCY * -(-count // side_by_side)
        serial = count * LATENCY
        print(f"{count:6}{took:10.2f}{serial:12.1f}{serial / took:8.1f}{ideal:8.2f}{ideal / took:10.0%}")


def _fetched(counts: Iterable[int]) -> Iterator[tuple[int, float]]:
    """For each number of feeds the seconds of wall time that fetching them takes."""
    here, there = multiprocessing.Pipe()
    server = multiprocessing.Process(target=_serve, args=(there,), daemon=True)
    server.start()
    ports: list[int] = here.recv()
    for count in counts:
        sources = [_source(ports[n % PORTS], n) for n in range(count)]
        start = time.perf_counter()
        with ThreadPoolExecutor(WORKERS) as pool:
            web = Web(allow_private=True)
            given = list(pool.map(lambda source, web=web: gather(source, None, (), web, NOW), sources))
        took = time.perf_counter() - start
        if not all(len(one.articles) == 20 for one in given):
            raise SystemExit(f"not every feed was read: {given[0].report}")
        yield count, took
    server.terminate()


def _feedparser(body: bytes) -> object:
    """As it comes: without the SAX driver that importing our package puts first."""
    drivers = feedparser.api.PREFERRED_XML_PARSERS
    ours, drivers[:] = drivers[:], []
    try:
        return feedparser.parse(io.BytesIO(body))
    finally:
        drivers[:] = ours


def _ours(body: bytes) -> object:
    return parse_feed(body, {}, Source(kind=SourceKind.RSS, url="https://feeds.example.org/"), NOW)


def _round(read: Callable[[bytes], object], bodies: list[bytes]) -> float:
    start = time.process_time()  # what others do on this machine does not count
    for body in bodies:
        _fails(read, body)
    return time.process_time() - start


def _fails(read: Callable[[bytes], object], body: bytes) -> bool:
    try:
        read(body)
    except (FeedError, ValueError):
        return True
    return False


def _source(port: int, n: int) -> Source:
    return Source(kind=SourceKind.RSS, url=f"http://127.0.0.1:{port}/{n}.xml")


def _serve(pipe: Connection) -> None:
    """Answer on all ports, in a process of its own, until terminated."""

    async def answer(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.readuntil(b"\r\n\r\n")
        await asyncio.sleep(LATENCY)
        head = f"HTTP/1.1 200 OK\r\nETag: W/1\r\nContent-Length: {len(FEED)}\r\nConnection: close\r\n\r\n"
        writer.write(head.encode() + FEED)
        await writer.drain()
        writer.close()

    async def run() -> None:
        servers = [await asyncio.start_server(answer, "127.0.0.1", 0, backlog=256) for _ in range(PORTS)]
        pipe.send([server.sockets[0].getsockname()[1] for server in servers])
        await asyncio.Event().wait()

    asyncio.run(run())


if __name__ == "__main__":
    sys.exit(main())
