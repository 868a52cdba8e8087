"""Invented editions for the tests of publishing, and a store in memory that counts and remembers what is done to it."""

import functools
import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from html.parser import HTMLParser
from urllib.parse import urldefrag, urljoin

from counterpoint import codec
from counterpoint.errors import ConflictError
from counterpoint.model import (
    Digest,
    FeedReport,
    Health,
    Perspective,
    Plan,
    Source,
    SourceArticles,
    SourceKind,
    Topic,
)
from counterpoint.publishing.forms import documents
from counterpoint.storage import Store, Stored
from tests import site_samples

BASE = "https://counterpoint.example"
HEALTHS = (Health.OK, Health.NOT_MODIFIED, Health.OK, Health.STALE, Health.BLOCKED)


class MemoryStore:
    """A Store in memory. `puts` are the writes in their order; `gets` counts reads. `fuse` makes a later put fail."""

    def __init__(self, objects: dict[str, bytes] | None = None) -> None:
        self.objects = dict(objects or {})
        self.puts: list[tuple[str, bytes]] = []
        self.gets = 0
        self.deletes = 0
        self.fuse = -1

    def copy(self) -> "MemoryStore":
        """A store of its own with the same objects and the same writes behind it."""
        copied = MemoryStore(self.objects)
        copied.puts = list(self.puts)
        return copied

    def get(self, key: str) -> Stored | None:
        """The object, or None."""
        self.gets += 1
        body = self.objects.get(key)
        return None if body is None else Stored(body, _etag(body))

    def put(self, key: str, body: bytes, *, if_match: str = "", if_absent: bool = False, cache: str = "") -> str:
        """Write; conditional writes are refused as in the real stores."""
        del cache
        if self.fuse == 0:
            raise ConnectionError("the power went out")
        self.fuse -= 1
        held = self.objects.get(key)
        if (if_absent and held is not None) or (if_match and (held is None or _etag(held) != if_match)):
            raise ConflictError(f"{key} changed")
        self.objects[key] = body
        self.puts.append((key, body))
        return _etag(body)

    def delete(self, key: str) -> None:
        """Remove."""
        self.deletes += 1
        self.objects.pop(key, None)

    def keys(self, prefix: str = "") -> Iterator[str]:
        """Sorted keys."""
        return iter(sorted(key for key in self.objects if key.startswith(prefix)))


def _etag(body: bytes) -> str:
    return hashlib.md5(body, usedforsecurity=False).hexdigest()


def source(name: str) -> Source:
    """An invented publisher's feed."""
    return Source(kind=SourceKind.RSS, url=f"https://{name}.example/rss")


def topic(name: str, title: str = "Aldera vs Borvana") -> Topic:
    """An invented topic of two sides and three sources."""
    return Topic(
        id=name,
        name=title,
        notice=site_samples.NOTICE,
        perspectives=(
            Perspective(
                id="aldera",
                name="Aldera",
                countries=("XA",),
                sources=(source(f"aldera-herald-{name}"), source("harbour-times")),
            ),
            Perspective(id="borvana", name="Borvana", countries=("XB",), sources=(source(f"mainland-wire-{name}"),)),
        ),
    )


def edition_digest(name: str, day: date, *, goes_on: bool = True) -> Digest:
    """A topic's digest of a day; with `goes_on` its story of the crews was printed the day before as well."""
    earlier = (day - timedelta(days=1),) if goes_on else ()
    return replace(site_samples.digest(day, name, earlier=earlier), corrections=())


def plan(day: date, topics: Sequence[Topic]) -> Plan:
    """The plan of an edition at four o'clock."""
    return Plan(day=day, now=datetime(day.year, day.month, day.day, 4, tzinfo=UTC), topics=tuple(topics))


def make_edition(
    day: date, topics: Sequence[Topic], state: Store, site: Store, *, failed: Sequence[str] = (), goes_on: bool = True
) -> None:
    """Put what the steps before publishing leave: plan, articles with reports, digests, and gaps of the `failed`."""
    planned = plan(day, topics)
    state.put(f"editions/{day}/plan.json", codec.encode(planned))
    for number, asked in enumerate(planned.sources):
        health = HEALTHS[(day.toordinal() * (number + 1)) % len(HEALTHS)]
        report = FeedReport(
            source=asked.id,
            name=asked.url.split("/")[2],
            url=asked.url,
            health=health,
            reason="answered 403" if health is Health.BLOCKED else "",
            items=30,
        )
        given = SourceArticles(source=asked, report=report)
        state.put(f"editions/{day}/articles/{asked.id}.json", codec.encode(given))
    for followed in topics:
        gap = site_samples.gap(followed.id, followed.name, day)
        made = gap if followed.id in failed else edition_digest(followed.id, day, goes_on=goes_on)
        for document in documents(made):
            site.put(document.key, document.body)


class Links(HTMLParser):
    """The addresses and anchors of a page."""

    def __init__(self) -> None:
        super().__init__()
        self.links: list[str] = []
        self.ids: set[str] = set()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Collect addresses and anchors."""
        del tag
        for name, value in attrs:
            if name in {"href", "src"} and value:
                self.links.append(value)
            if name == "id" and value:
                self.ids.add(value)


@functools.cache
def links_of(page: bytes) -> Links:
    """The links and anchors of an HTML page."""
    parser = Links()
    parser.feed(page.decode())
    return parser


def broken_links(objects: dict[str, bytes], start: str = "") -> list[str]:
    """Every link, anchors included, that leads nowhere, among the pages that can be reached from `start`."""
    pages: dict[str, Links] = {}
    waiting = [start]
    while waiting:
        path = waiting.pop()
        if path not in pages:
            pages[path] = links_of(objects[_key(path)])
            targets = [urldefrag(target)[0] for target in _inner(path, pages[path])]
            waiting += [target for target in targets if _key(target) in objects and _key(target).endswith(".html")]
    ways = [(path, *urldefrag(target)) for path, page in pages.items() for target in _inner(path, page)]
    return [
        f"{path} -> {target}#{anchor}" for path, target, anchor in ways if not _leads(target, anchor, pages, objects)
    ]


def _inner(path: str, page: Links) -> list[str]:
    found = [urljoin(f"{BASE}/{path}", link) for link in page.links]
    return [link.removeprefix(f"{BASE}/") for link in found if link.startswith(f"{BASE}/")]


def _leads(target: str, anchor: str, pages: dict[str, Links], objects: dict[str, bytes]) -> bool:
    return _key(target) in objects and (not anchor or target not in pages or anchor in pages[target].ids)


def _key(path: str) -> str:
    return f"{path}index.html" if not path or path.endswith("/") else path
