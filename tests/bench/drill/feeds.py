"""Feeds that are down, slow, lying or bombing."""

import gzip
import re
import resource
import time
from collections import Counter
from collections.abc import Iterator
from datetime import timedelta
from functools import cache

from counterpoint.model import Digest, Fate, Health
from tests.bench.drill.findings import Row, digests, hit_lines, labels, lost, printed
from tests.bench.drill.promises import broken_promises
from tests.bench.drill.server import Fault, Handler
from tests.bench.drill.stage import Stage, Stores

LATER = timedelta(hours=9)
"""When the attempt after a fault is made: past the first pauses that a failing feed is given."""
SIDE = "velmora"
"""The side whose feeds are hit."""
SHORT_DEADLINE = 1.0
MOST_MEMORY = 100 * 1024
"""Kilobytes by which a bomb may make this process grow."""
_PAGE = b"<!doctype html><title>Invented page</title><p>This is no feed.</p>"
_EMPTY = b'<rss version="2.0"><channel><title>Invented</title></channel></rss>'


def hang_up(handler: Handler, body: bytes) -> None:
    """Close the connection without a word."""
    del body
    handler.close_connection = True
    handler.connection.close()


def drip(handler: Handler, body: bytes) -> None:
    """Send the true feed, a byte at a time, for longer than anybody waits."""
    handler.send_response_only(200)
    handler.send_header("Content-Length", str(len(body)))
    handler.end_headers()
    for byte in body:
        handler.wfile.write(bytes([byte]))
        handler.wfile.flush()
        time.sleep(0.1)


def in_the_future(handler: Handler, body: bytes) -> None:
    """Date every item three weeks ahead."""
    body = re.sub(rb"\b\d\d? Mar 2026", b"28 Mar 2026", body)
    handler.send(200, re.sub(rb"2026-03-\d\dT", b"2026-03-28T", body))


def as_another(handler: Handler, body: bytes) -> None:
    """Claim that every item is the other side's paper's."""
    handler.send(200, re.sub(rb"https?://(?:www\.)?[a-z-]+\.example", b"https://www.corvenatoday.example", body))


@cache
def gzip_bomb() -> bytes:
    """Two hundred megabytes in two hundred kilobytes."""
    return gzip.compress(b"<rss>" + bytes(200 * 1024 * 1024), compresslevel=9, mtime=0)


def entity_bomb() -> bytes:
    """The billion laughs: entities of entities."""
    levels = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
    text = f'<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY l0 "ha">{levels}]>'
    return f"{text}<rss version='2.0'><channel><title>&l9;</title></channel></rss>".encode()


def endless(handler: Handler, body: bytes) -> None:
    """A hundred megabytes."""
    handler.send_response_only(200)
    handler.send_header("Content-Length", str(100 * 1024 * 1024))
    handler.end_headers()
    handler.wfile.write(body)
    for _ in range(1600):
        handler.wfile.write(bytes(64 * 1024))


FAULTS = (
    Fault(name="every feed down (503)", answer=lambda h, _: h.send(503, b""), healths=frozenset({Health.FAILING}),
          everywhere=True),
    Fault(name="a side's feeds hang up", answer=hang_up, healths=frozenset({Health.UNREACHABLE})),
    Fault(name="a side's feeds drip", answer=drip, healths=frozenset({Health.TIMED_OUT}), deadline=SHORT_DEADLINE),
    Fault(name="lying: a web page", answer=lambda h, _: h.send(200, _PAGE, kind="text/html"),
          healths=frozenset({Health.NOT_A_FEED})),
    Fault(name="lying: empty feeds", answer=lambda h, _: h.send(200, _EMPTY), healths=frozenset({Health.EMPTY})),
    Fault(name="lying: a picture's content type", answer=lambda h, body: h.send(200, body, kind="image/png")),
    Fault(name="lying: dates in the future", answer=in_the_future, fate=Fate.LATER),
    Fault(name="lying: another outlet's address", answer=as_another),
    Fault(name="bombing: gzip of 200 MB", answer=lambda h, _: h.send(200, gzip_bomb(), encoding="gzip"),
          healths=frozenset({Health.TOO_LARGE})),
    Fault(name="bombing: XML entities", answer=lambda h, _: h.send(200, entity_bomb()),
          healths=frozenset({Health.NOT_A_FEED, Health.UNSAFE, Health.EMPTY})),
    Fault(name="bombing: a body of 100 MB", answer=endless, healths=frozenset({Health.TOO_LARGE})),
)  # fmt: skip


def rehearse(stage: Stage, *, short: bool) -> Iterator[Row]:
    """An edition with each fault, and the next attempt after the fault is gone."""
    gzip_bomb()  # made now: what it costs to make is not what it costs to meet
    for fault in FAULTS[1::2] if short else FAULTS:
        yield _rehearsed(stage, fault)


def _rehearsed(stage: Stage, fault: Fault) -> Row:
    stores = stage.stores()
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    hit = stage.files if fault.everywhere else stage.files_of(SIDE)
    with stage.server.failing(fault, hit):
        stage.attempt(stores, deadline=fault.deadline)
    grown = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before
    broken = [*broken_promises(stage, stores), *_mislabelled(stage, stores, fault, hit)]
    if grown > MOST_MEMORY:
        broken.append(f"this process grew by {grown // 1024} MB")
    published, labelled = printed(stage, stores), labels(stage, stores, hit)
    credited = sum((_credited(digest, hit) for digest in digests(stage, stores)), Counter())
    if credited:
        labelled += "; printed as " + ", ".join(f"{name}'s {count}" for name, count in sorted(credited.items()))
    stage.attempt(stores, after=LATER)
    return Row(
        fault=fault.name,
        published=published,
        lost=lost(stage, stores),
        labelled=labelled,
        broken=(*broken, *broken_promises(stage, stores)),
    )


def _mislabelled(stage: Stage, stores: Stores, fault: Fault, hit: frozenset[str]) -> Iterator[str]:
    status = stores.objects()["site/status/index.html"].decode()
    for digest in digests(stage, stores):
        document = stores.objects()[f"site/{digest.topic}/{digest.day}/index.md"].decode()
        for line in hit_lines(digest, hit) if fault.healths else ():
            if line.health not in fault.healths or not line.reason:
                yield f"{digest.topic}: {line.name} is called {line.health.value} ({line.reason})"
            if line.health.value not in document or line.health.value not in status:
                yield f"{digest.topic}: {line.health.value} is not said in the document or on the status page"
        if fault.fate and not any(count.fate is fault.fate for count in digest.receipt.fates):
            yield f"{digest.topic}: no article is called {fault.fate.value}"


def _credited(digest: Digest, hit: frozenset[str]) -> Counter[str]:
    """In whose names the articles of the hit feeds are printed."""
    sources = {line.source for line in hit_lines(digest, hit)}
    lines = (line for line in digest.receipt.articles if line.source in sources and line.fate is Fate.PRINTED)
    return Counter(line.outlet for line in lines)
