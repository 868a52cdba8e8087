"""The sample's feed server: infra/sample over real HTTP on loopback, by the rules of its README."""

import hashlib
import threading
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from types import TracebackType
from typing import Self
from urllib.parse import parse_qs, urlsplit

import msgspec
import yaml

from counterpoint.errors import InputError

SAMPLE = Path(__file__).resolve().parents[4] / "infra" / "sample"


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """An answer that is not simply the file of the day."""

    file: str
    status: int = 200
    retry_after: int = 0
    content_type: str = ""
    dates: tuple[date, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Rules:
    """How the sample is served (server.yaml)."""

    origin: str
    editions: dict[date, datetime]
    searches: dict[str, str]
    answers: tuple[Answer, ...] = ()

    def answer(self, file: str, day: date) -> Answer:
        """Find the answer for a file on a day."""
        plain = Answer(file=file)
        found = (a for a in self.answers if a.file == file and (not a.dates or day in a.dates))
        return next(found, plain)


class SampleServer:
    """Serves the sample as of one day; `show` moves to another. A context manager; `with` starts and ends it."""

    def __init__(self, root: Path = SAMPLE) -> None:
        if not (root / "server.yaml").is_file():
            raise InputError(f"no sample in {root}; run the demo from a clone of the repository")
        text = (root / "server.yaml").read_text(encoding="utf-8")
        self.rules = msgspec.convert(yaml.safe_load(text), Rules)
        self.feeds = root / "feeds"
        self.day = min(self.rules.editions)
        self._server = _listening(urlsplit(self.rules.origin).port or 0, self)

    def __enter__(self) -> Self:
        threading.Thread(target=self._server.serve_forever, daemon=True).start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._server.shutdown()
        self._server.server_close()

    @property
    def origin(self) -> str:
        """Where it listens."""
        return f"http://127.0.0.1:{self._server.server_port}"

    def days(self) -> Iterator[tuple[date, datetime]]:
        """The sample's dates with the clock of each."""
        yield from sorted(self.rules.editions.items())

    def show(self, day: date) -> None:
        """Answer as of a day."""
        self.day = day

    def environment(self) -> dict[str, str]:
        """Give the variables with which an edition may ask this server."""
        return {"COUNTERPOINT_ALLOW_PRIVATE_FEEDS": "1", "COUNTERPOINT_GOOGLE_NEWS_URL": f"{self.origin}/search"}

    def file_for(self, path: str) -> str | None:
        """Name the file that a request path asks for."""
        asked = urlsplit(path)
        if asked.path == "/search":
            return self.rules.searches.get(parse_qs(asked.query).get("q", [""])[0])
        name = asked.path.removeprefix("/")
        return name if "/" not in name else None

    def body_of(self, file: str) -> bytes | None:
        """Read the file as of the day: the latest that is not later."""
        dated = (d for d in sorted(self.feeds.iterdir(), reverse=True) if d.name <= self.day.isoformat())
        return next(((d / file).read_bytes() for d in dated if (d / file).is_file()), None)


def _listening(port: int, sample: SampleServer) -> ThreadingHTTPServer:
    """Listen on the sample's own port, or on any when that is taken."""

    class Handler(_SampleHandler):
        served = sample

    try:
        return ThreadingHTTPServer(("127.0.0.1", port), Handler)
    except OSError:
        return ThreadingHTTPServer(("127.0.0.1", 0), Handler)


class _SampleHandler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    served: SampleServer

    def do_GET(self) -> None:
        file = self.served.file_for(self.path)
        body = self.served.body_of(file) if file else None
        if file is None or body is None:
            self._send(404, b"no such feed in the sample\n", {})
            return
        answer = self.served.rules.answer(file, self.served.day)
        if answer.status != 200:
            self._send(answer.status, body, {"Retry-After": str(answer.retry_after)} if answer.retry_after else {})
            return
        etag = f'"{hashlib.sha256(body).hexdigest()[:16]}"'
        kind = answer.content_type or ("application/json" if file.endswith(".json") else "application/xml")
        if self.headers.get("If-None-Match") == etag:
            self._send(304, b"", {"ETag": etag})
        else:
            self._send(200, body, {"ETag": etag, "Content-Type": kind})

    def _send(self, status: int, body: bytes, headers: dict[str, str]) -> None:
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        if status != 304:
            self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 (the base class's name)
        pass
