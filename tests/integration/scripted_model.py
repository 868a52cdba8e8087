"""An OpenAI-compatible endpoint that answers as a script says: over real HTTP, to the real client.

    with scripted(SCRIPTS["truncated"]) as server:
        engine = server.engine(state)

A script is given each request (its purpose and its numbered articles, read back from the prompt) and says what to send.
"""

from __future__ import annotations

import json
import re
import socket
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from counterpoint.storage import Store
from counterpoint.writing.asking.engine import ModelEngine
from counterpoint.writing.asking.making import model_engine
from counterpoint.writing.asking.settings import ModelSettings

FAST = ModelSettings(model="gpt-4o-mini", timeout=0.6, deadline=2.5, attempts=2, backoff=0.01, edition_tokens=100_000)
MARKED = "Velmora^has^won"
PLANTED = "Velmora has won"
_REFUSED = re.compile(r"^(\d+)\. .*? \[(\d+)\](?:\[\d+\])*:", re.MULTILINE)
_LINE = re.compile(r"^\[(\d+)\] (\S+) \| (.*)$", re.MULTILINE)


@dataclass(frozen=True)
class Asked:
    """One request as it came: its purpose, its articles as (number, side, headline), and the whole body.

    `refused` are the points to mend, as (number, first citation).
    """

    purpose: str
    articles: tuple[tuple[int, str, str], ...]
    refused: tuple[tuple[int, int], ...]
    body: dict[str, Any]
    count: int


@dataclass(frozen=True)
class Said:
    """What to send: a status and a body, after a delay in seconds; or what to do to the connection."""

    body: bytes = b""
    status: int = 200
    headers: dict[str, str] = field(default_factory=dict)
    act: str = ""
    delay: float = 0.0


Script = Callable[[Asked], Said]


def completion(content: str | None, *, tokens: tuple[int, int] = (400, 200), **message: Any) -> Said:
    """A chat completion with this content."""
    finish = message.pop("finish", "stop")
    choice = {
        "index": 0,
        "finish_reason": finish,
        "message": {"role": "assistant", "content": content, **message},
    }
    usage = {"prompt_tokens": tokens[0], "completion_tokens": tokens[1], "total_tokens": sum(tokens)}
    made = {"id": "x", "object": "chat.completion", "created": 1, "model": "gpt-4o-mini", "choices": [choice]}
    return Said(body=json.dumps({**made, "usage": usage}).encode(), headers={"Content-Type": "application/json"})


def draft(
    asked: Asked, change: Callable[[str, list[int]], tuple[str, list[int]]] = lambda t, c: (t, c)
) -> dict[str, Any]:
    """A truthful draft: the headlines themselves, but for what `change` makes of each text and its citations."""
    sides: dict[str, list[dict[str, Any]]] = {}
    for n, side, title in asked.articles:
        text, cites = change(title, [n])
        sides.setdefault(side, []).append({"text": text, "cites": cites})
    made = [{"id": side, "points": points} for side, points in sides.items()]
    return {"highlights": [points[0] for points in sides.values()], "sides": made, "differences": []}


def good(asked: Asked) -> Said:
    """A truthful answer to every kind of request."""
    if asked.purpose == "write":
        return completion(json.dumps(draft(asked), ensure_ascii=False))
    if asked.purpose == "opinion":
        return completion(json.dumps({"unsupported": []}))
    return completion(json.dumps({"texts": []}))


def changed(change: Callable[[str, list[int]], tuple[str, list[int]]]) -> Script:
    """A model that lies in one way, when asked to write and when asked to mend."""

    def script(asked: Asked) -> Said:
        if asked.purpose == "write":
            return completion(json.dumps(draft(asked, change)))
        return mended(asked, lambda text: change(text, [1])[0])

    return script


def mended(asked: Asked, change: Callable[[str], str] = lambda text: text) -> Said:
    """For every refused point the headline it cites first, but for what `change` makes of it."""
    titles = {n: title for n, _, title in asked.articles}
    texts = [{"n": at, "text": change(titles.get(n, ""))} for at, n in asked.refused]
    return completion(json.dumps({"texts": texts}))


def once(first: Said, then: Script = good) -> Script:
    """What is sent to the first request, and a script for the others."""
    return lambda asked: first if asked.count == 1 else then(asked)


def every(said: Said) -> Script:
    """The same for every request."""
    return lambda _: said


def _cut(asked: Asked) -> Said:
    whole = json.dumps(draft(asked))
    return completion(whole[: len(whole) // 2])


def _prose(asked: Asked) -> Said:
    return completion(f"Sure! Here is the digest:\n```json\n{json.dumps(draft(asked))}\n```\nHope this helps.")


def _mended(asked: Asked) -> Said:
    """Lies at first and mends when it is told what failed."""
    if asked.purpose == "write":
        return completion(
            json.dumps(draft(asked, lambda text, cites: (f"{text}, raising deep concerns in Ruritania", cites)))
        )
    return mended(asked)


def _doubting(asked: Asked) -> Said:
    return completion(json.dumps({"unsupported": [*range(12), 99]})) if asked.purpose == "opinion" else good(asked)


def _swapped(text: str, cites: list[int]) -> tuple[str, list[int]]:
    names = {"India": "Russia", "Russia": "India"}
    swapped = re.sub("|".join(names), lambda found: names[found[0]], text)
    return swapped if swapped != text else "Russia sinks the Indian navy", cites


_HUGE = 3_000_000
SCRIPTS: dict[str, Script] = {
    "good": good,
    "mended": _mended,
    "prose around JSON": _prose,
    "truncated JSON": _cut,
    "wrong schema": every(completion(json.dumps({"highlights": "none", "sides": {}}))),
    "another schema": every(completion(json.dumps([1, 2, 3]))),
    "no JSON": every(completion("I would rather write a poem.")),
    "empty": every(completion("")),
    "null content": every(completion(None)),
    "no choices": every(Said(body=b'{"choices": []}', headers={"Content-Type": "application/json"})),
    "no completion": every(Said(body=b"<html>gateway</html>", headers={"Content-Type": "text/html"})),
    "uncited": changed(lambda text, _: (text, [])),
    "cites what is not there": changed(lambda text, _: (text, [99])),
    "wrong side": changed(lambda text, cites: (text, [3 if cites[0] < 3 else 1])),
    "invented number": changed(lambda text, cites: (f"{text}, 977 people say", cites)),
    "invented name": changed(lambda text, cites: (f"{text}, says Igor Plimsoll", cites)),
    "invented cause": changed(lambda text, cites: (f"{text} because of geopolitical tensions", cites)),
    "swapped actors": changed(_swapped),
    "refusal": every(completion(None, refusal="I cannot help with that.")),
    "content filter": every(completion(None, finish="content_filter")),
    "length": every(completion('{"highlights": [', finish="length")),
    "second opinion doubts": _doubting,
    "429 once": once(Said(status=429, headers={"Retry-After": "0"}, body=b'{"error": {"message": "slow down"}}')),
    "429 for ever": every(
        Said(status=429, headers={"Retry-After": "3600"}, body=b'{"error": {"message": "slow down"}}')
    ),
    "401": every(Said(status=401, body=b'{"error": {"message": "Incorrect API key provided: sk-secret"}}')),
    "500": every(Said(status=500, body=b"boom")),
    "500 once": once(Said(status=500, body=b"boom")),
    "redirect": every(Said(status=302, headers={"Location": "http://127.0.0.1:9/"})),
    "timeout": every(Said(act="hang")),
    "drips its body": every(replace(completion("x" * 500), act="drip")),
    "drips its headers": every(Said(act="drip headers")),
    "drops the connection": every(replace(completion("x" * 500), act="drop")),
    "closes at once": every(Said(act="close")),
    "over-long": every(completion("x" * _HUGE)),
    "over-long points": changed(lambda text, cites: (f"{text} {'and so on ' * 300}", cites)),
    "three times over budget": lambda asked: completion(json.dumps(draft(asked)), tokens=(30_000, 6_000)),
    "obeys a planted instruction": changed(lambda _, cites: (f"{PLANTED}, see https://evil.example/?q=1", cites)),
    "obeys in plain words": changed(lambda _, cites: (PLANTED, cites)),
}


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server: _Server

    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002 (the name of the method it overrides)
        """Say nothing."""

    def do_POST(self) -> None:
        """Answer one request as the script says."""
        body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        with self.server.lock:
            said = self.server.script(_asked(body, len(self.server.requests) + 1))
            self.server.requests.append(body)
            self.server.keys.append(self.headers.get("Authorization", ""))
        try:
            self._send(said)
        except OSError:
            self.close_connection = True

    def _send(self, said: Said) -> None:
        time.sleep(said.delay)
        if said.act in {"close", "hang"}:
            self.server.ended.wait(5 if said.act == "hang" else 0)
            self.close_connection = True
            return
        if said.act == "drip headers":
            self._drip(b"HTTP/1.1 200 OK\r\nX-Slow: " + b"a" * 200)
            return
        self.send_response(said.status)
        for name, value in {**said.headers, "Content-Length": str(len(said.body))}.items():
            self.send_header(name, value)
        self.end_headers()
        if said.act == "drip":
            self._drip(said.body)
            return
        if said.act == "drop":
            self.wfile.write(said.body[: len(said.body) // 2])
            self.connection.shutdown(socket.SHUT_RDWR)
            self.close_connection = True
            return
        self.wfile.write(said.body)

    def _drip(self, data: bytes) -> None:
        for byte in data:
            if self.server.ended.is_set():
                break
            self.wfile.write(bytes([byte]))
            self.wfile.flush()
            time.sleep(0.1)
        self.close_connection = True


def _asked(body: dict[str, Any], count: int) -> Asked:
    user = body["messages"][1]["content"]
    mark = re.search(r'joined by "(.)"', body["messages"][0]["content"])
    assert mark is not None, "the prompt does not say how data is marked"
    lines = [(int(n), side, rest.split(" | ")) for n, side, rest in _LINE.findall(user)]
    articles = tuple((n, side, parts[min(1, len(parts) - 1)].replace(mark[1], " ")) for n, side, parts in lines)
    refused = tuple((int(at), int(n)) for at, n in _REFUSED.findall(user))
    return Asked(body["response_format"]["json_schema"]["name"], articles, refused, body, count)


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    block_on_close = False

    def __init__(self, script: Script) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.script = script
        self.requests: list[dict[str, Any]] = []
        self.keys: list[str] = []
        self.lock = threading.Lock()
        self.ended = threading.Event()

    def handle_error(self, request: Any, client_address: Any) -> None:
        """A client that went away is what these tests are about."""


@dataclass(frozen=True)
class Scripted:
    """The running endpoint: its address, what it was asked so far, and with which keys."""

    base_url: str
    requests: list[dict[str, Any]]
    keys: list[str]

    def engine(self, state: Store, settings: ModelSettings = FAST) -> ModelEngine:
        """An engine that asks this endpoint."""
        return model_engine(replace(settings, base_url=self.base_url), lambda: "sk-test", state)


@contextmanager
def scripted(script: Script) -> Iterator[Scripted]:
    """Run an endpoint on loopback."""
    server = _Server(script)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    try:
        yield Scripted(f"http://127.0.0.1:{server.server_address[1]}/v1", server.requests, server.keys)
    finally:
        server.ended.set()
        server.shutdown()
        server.server_close()
        thread.join()
