"""How heavy the pages are, compressed, with all that a first view needs. Run: python -m tests.bench.bench_pages.

The promise: the first view of a digest with 20 sources takes at most 14 KB, which is one round trip, though its links
be redirects, which hardly compress; and no page but search asks for a script.
"""

import base64
import gzip
import hashlib
import sys
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta

from counterpoint.edition.planning import load_plan
from counterpoint.model import Digest
from counterpoint.publishing.publication import archive_digests, publish_edition
from counterpoint.publishing.site import Place, digest_page
from tests import site_samples
from tests.bench.table import Row, times
from tests.site_archive import BASE, MemoryStore, edition_digest, links_of, make_edition, topic

LIMIT = 14 * 1024
REDIRECT = 300
"""Characters of an ordinary redirect link of Google News."""


def with_redirects(digest: Digest) -> Digest:
    """The digest with every link as an aggregator writes them: long and random."""
    noise = [_noise(row.n) for row in digest.sources]
    rows = zip(digest.sources, noise, strict=True)
    return replace(
        digest,
        sources=tuple(replace(row, url=f"https://redirect.example/{text}", redirect=True) for row, text in rows),
    )


def _noise(seed: int) -> str:
    blocks = (hashlib.sha512(f"{seed} {block}".encode()).digest() for block in range(REDIRECT // 80 + 1))
    return base64.urlsafe_b64encode(b"".join(blocks)).decode()[:REDIRECT]


def first_view(page: bytes, path: str, objects: dict[str, bytes]) -> int:
    """The compressed bytes of a page with its style sheets and icon."""
    root = "../" * path.count("/")
    assets = [link.removeprefix(root).removeprefix("./") for link in links_of(page).links if "assets/" in link]
    return sum(len(gzip.compress(body)) for body in (page, *(objects[key] for key in assets)))


def published() -> MemoryStore:
    """A site of sixty days of a topic."""
    state, site = MemoryStore(), MemoryStore()
    today = date(2026, 11, 22)
    days = [today - timedelta(days=back) for back in range(1, 60)]
    archive_digests([edition_digest("aldera-borvana", day) for day in days], state, site, BASE)
    make_edition(today, [topic("aldera-borvana")], state, site)
    publish_edition(load_plan(today, state), state, site, BASE)
    return site


def rows() -> Iterator[Row]:
    """The first view of a digest beside what fits into one round trip."""
    objects = published().objects
    path = f"aldera-borvana/{site_samples.DAY}/"
    place = Place(base_url=BASE, previous=site_samples.DAY - timedelta(days=1), story_pages=("crews-b2",))
    page = digest_page(with_redirects(site_samples.digest()), place)
    view = first_view(page, path, objects)
    yield Row(
        what="first view of a digest of redirect links, compressed",
        ours=f"{view / 1024:.1f} KiB",
        baseline="one round trip (10 packets)",
        theirs=f"{LIMIT / 1024:.0f} KiB",
        ratio=times(LIMIT, view),
    )


def main() -> int:
    """Print the table; 1 when a digest is heavier than promised."""
    objects = published().objects
    digest = f"aldera-borvana/{site_samples.DAY}/"
    place = Place(base_url=BASE, previous=site_samples.DAY - timedelta(days=1), story_pages=("crews-b2",))
    pages = {
        "digest": (digest, digest_page(site_samples.digest(), place)),
        "digest, redirect links": (digest, digest_page(with_redirects(site_samples.digest()), place)),
        "digest, three sides": (digest, digest_page(site_samples.three_sides(), place)),
    }
    for path in ("", "aldera-borvana/", "aldera-borvana/2026-11/", "archive/", "status/", "about/", "search/"):
        pages[path or "home"] = (path, objects[f"{path}index.html"])
    print(f"{'page':<28} {'HTML':>8} {'gzip':>7} {'first view':>11}")
    views = {name: first_view(page, path, objects) for name, (path, page) in pages.items()}
    for name, (_, page) in pages.items():
        print(f"{name:<28} {len(page):>8} {len(gzip.compress(page)):>7} {views[name]:>11}")
    return int(any(view > LIMIT for name, view in views.items() if name.startswith("digest")))


if __name__ == "__main__":
    sys.exit(main())
