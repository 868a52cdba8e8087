"""A server that keeps the score of a feed reader's manners, after the feed-reader score of rachelbythebay.com.

Every feed changes once a day of the server's own clock, and its validators with it. Of each request it is noted
whether it was conditional, whether the validators are byte for byte the ones last sent, and what should not be there:
cookies, referrers, made-up queries, polls inside max-age or Retry-After, more than one poll an hour.
"""

import gzip
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from email.utils import format_datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import cast
from urllib.parse import urlsplit

FAULTS = (
    "If-None-Match out of sequence", "If-None-Match bogus", "If-Modified-Since out of sequence",
    "If-Modified-Since bogus", "cookies", "referrers", "extra query", "inside max-age", "inside Retry-After",
    "twice an hour", "unlabelled User-Agent",
)  # fmt: skip


@dataclass(slots=True)
class Manner:
    """How one path behaves. `closed` are the days on which it answers `closed_status` with `retry_after`."""

    etag: bool = True
    last_modified: bool = True
    weak: bool = False
    max_age: timedelta = timedelta(0)
    expires: bool = False
    packed: bool = False
    renews: bool = False
    redirect: tuple[int, str] | None = None
    closed: frozenset[int] = frozenset()
    closed_status: int = 503
    retry_after: timedelta = timedelta(0)
    retry_as_date: bool = False
    walled: frozenset[int] = frozenset()


@dataclass(slots=True)
class Score:
    """What one path saw."""

    counts: Counter[str] = field(default_factory=Counter)
    etags: list[str] = field(default_factory=list)
    dates: list[str] = field(default_factory=list)
    fresh_until: datetime | None = None
    stay_away_until: datetime | None = None
    asked: datetime | None = None


class BehaviourServer(ThreadingHTTPServer):
    """The server; `now` and `start` are its clock, moved by the test."""

    daemon_threads = True

    def __init__(self, start: datetime, manners: dict[str, Manner]) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.start = self.now = start
        self.manners = manners
        self.scores = {path: Score() for path in manners}

    def url(self, path: str) -> str:
        """The address of a path."""
        return f"http://127.0.0.1:{self.server_port}{path}"

    def total(self) -> Counter[str]:
        """The counts of all paths together."""
        return sum((score.counts for score in self.scores.values()), Counter())


@contextmanager
def serving(start: datetime, manners: dict[str, Manner]) -> Iterator[BehaviourServer]:
    """A behaviour server that answers while the block runs."""
    server = BehaviourServer(start, manners)
    thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
    thread.start()
    try:
        yield server
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        server = cast("BehaviourServer", self.server)
        url = urlsplit(self.path)
        manner, score, day = server.manners[url.path], server.scores[url.path], (server.now - server.start).days
        if manner.redirect is not None:
            score.counts["redirected"] += 1
            self.answer(manner.redirect[0], {"Location": manner.redirect[1], "Set-Cookie": "seen=1"})
            return
        self.judge(score, server.now, query=url.query)
        if day in manner.closed:
            score.stay_away_until = server.now + manner.retry_after
            until = format_datetime(score.stay_away_until, usegmt=True)
            seconds = str(int(manner.retry_after.total_seconds()))
            self.answer(manner.closed_status, {"Retry-After": until if manner.retry_as_date else seconds})
        elif day in manner.walled:
            wall = b"<!doctype html><title>Just a moment...</title><p>An invented wall."
            self.answer(200, {"ETag": '"of the wall"', "Last-Modified": "Thu, 01 Jan 2015 00:00:00 GMT"}, wall)
        else:
            self.feed(manner, score, day, server.now)

    def feed(self, manner: Manner, score: Score, day: int, now: datetime) -> None:
        current = f'{"W/" if manner.weak else ""}"v{day}-{len(score.etags) if manner.renews else 0}"'
        changed = format_datetime(now - timedelta(hours=now.hour, minutes=now.minute, seconds=now.second), usegmt=True)
        asked = (self.headers.get("If-None-Match"), self.headers.get("If-Modified-Since"))
        same_day = score.etags and score.etags[-1].partition("-")[0] == current.partition("-")[0]
        known = same_day if (manner.etag and asked[0]) else asked[1] == changed
        headers = {"Set-Cookie": "reader=1; Path=/"}
        if manner.etag:
            headers["ETag"] = current if manner.renews or not score.etags or not same_day else score.etags[-1]
            score.etags.append(headers["ETag"])
        if manner.last_modified:
            headers["Last-Modified"] = changed
            score.dates.append(changed)
        score.fresh_until = now + manner.max_age
        if manner.expires:
            headers["Expires"] = format_datetime(score.fresh_until, usegmt=True)
        elif manner.max_age:
            headers["Cache-Control"] = f"public, max-age={int(manner.max_age.total_seconds())}"
        if known:
            score.counts["not modified"] += 1
            self.answer(304, headers)
        else:
            self.answer(200, headers, invented_feed(self.path, day, now), packed=manner.packed)

    def judge(self, score: Score, now: datetime, *, query: str) -> None:
        """Count what this request did well and what it should not have done."""
        counts, seen = score.counts, self.headers
        etag, date = seen.get("If-None-Match"), seen.get("If-Modified-Since")
        counts["requests"] += 1
        counts["conditional" if etag or date else "unconditional"] += 1
        for name, value, sent in (("If-None-Match", etag, score.etags), ("If-Modified-Since", date, score.dates)):
            if value is not None:
                good = sent and value == sent[-1]
                counts[f"{name} {'good' if good else 'out of sequence' if value in sent else 'bogus'}"] += 1
        counts["cookies"] += "Cookie" in seen
        counts["referrers"] += "Referer" in seen
        counts["extra query"] += bool(query)
        counts["inside max-age"] += bool(score.fresh_until and now < score.fresh_until)
        counts["inside Retry-After"] += bool(score.stay_away_until and now < score.stay_away_until)
        counts["twice an hour"] += bool(score.asked and now - score.asked < timedelta(hours=1))
        counts["unlabelled User-Agent"] += "+http" not in seen.get("User-Agent", "")
        score.asked = now

    def answer(self, status: int, headers: dict[str, str], body: bytes = b"", *, packed: bool = False) -> None:
        server = cast("BehaviourServer", self.server)
        if packed:
            body = gzip.compress(body, mtime=0)
            headers["Content-Encoding"] = "gzip"
        self.send_response_only(status)
        for name, value in {"Date": format_datetime(server.now, usegmt=True), **headers}.items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the base class names it so
        """Nothing: the counters are the log."""


def invented_feed(name: str, day: int, now: datetime) -> bytes:
    """An invented feed of ten items, three of them new each day."""
    items = "".join(
        f"<item><title>Invented headline {n} of {name}</title><link>https://paper.example{name}/{n}</link>"
        f"<guid>https://paper.example{name}/{n}</guid>"
        f"<pubDate>{format_datetime(now - timedelta(hours=8 * (3 * day + 9 - n)), usegmt=True)}</pubDate></item>"
        for n in range(3 * day, 3 * day + 10)
    )
    return f'<rss version="2.0"><channel><title>Invented {name}</title>{items}</channel></rss>'.encode()
