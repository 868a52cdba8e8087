"""The sample's feed server with one fault at a time."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from types import TracebackType
from typing import Self, cast
from zlib import crc32

from counterpoint.cli.sample import SampleServer
from counterpoint.model import Fate, Health


@dataclass(frozen=True, slots=True, kw_only=True)
class Fault:
    """What is wrong with feeds, and how an edition must label it: by the feed's health, or by its articles' fate."""

    name: str
    answer: Callable[["Handler", bytes], None]
    healths: frozenset[Health] = frozenset()
    fate: Fate | None = None
    everywhere: bool = False
    deadline: float = 30.0


class FaultyServer(ThreadingHTTPServer):
    """Answers as the sample's server does, except for the files that a fault has hit."""

    daemon_threads = True

    def __init__(self, sample: SampleServer) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.sample = sample
        self.fault: Fault | None = None
        self.hit: frozenset[str] = frozenset()

    def __enter__(self) -> Self:
        Thread(target=self.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True).start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.shutdown()
        self.server_close()

    @contextmanager
    def failing(self, fault: Fault, hit: frozenset[str]) -> Iterator[None]:
        """Answer with the fault for the files that it hits, while the block runs."""
        self.fault, self.hit = fault, hit
        try:
            yield
        finally:
            self.fault, self.hit = None, frozenset()

    def handle_error(self, request: object, client_address: object) -> None:
        """A reader that hangs up on a bomb is what the drill is about."""

    @property
    def origin(self) -> str:
        """Where it listens."""
        return f"http://127.0.0.1:{self.server_port}"


class Handler(BaseHTTPRequestHandler):
    """One request."""

    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        """Answer by the sample's rules, or by the fault."""
        server = cast("FaultyServer", self.server)
        sample = server.sample
        file = sample.file_for(self.path)
        body = sample.body_of(file) if file else None
        if file is None or body is None:
            self.send(404, b"no such feed")
        elif server.fault and file in server.hit:
            server.fault.answer(self, body)
        else:
            rule = sample.rules.answer(file, sample.day)
            self.send(rule.status, body if rule.status == 200 else b"", kind=rule.content_type)

    def send(self, status: int, body: bytes, *, kind: str = "", encoding: str = "") -> None:
        """Send a whole answer with an ETag of its bytes, or 304 to who knows them."""
        etag = f'"{crc32(body):x}"'
        if status == 200 and self.headers.get("If-None-Match") == etag:
            status, body = 304, b""
        self.send_response_only(status)
        for name, value in {"ETag": etag, "Content-Type": kind, "Content-Encoding": encoding}.items():
            if value and status in {200, 304}:
                self.send_header(name, value)
        if status != 304:
            self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 (the base class names it so)
        """Nothing: the table is the log."""
