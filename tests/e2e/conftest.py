"""A published site of invented editions, served on loopback under the headers of the real one, and a real browser."""

import functools
import http.server
import re
import sys
import threading
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, sync_playwright

from counterpoint.edition.planning import load_plan
from counterpoint.publishing.forms import documents
from counterpoint.publishing.publication import archive_digests, publish_edition
from counterpoint.storage import DirectoryStore, Store
from tests import site_samples
from tests.site_archive import make_edition, topic

CHROMIUM = Path("/usr/bin/chromium")
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
_TEMPLATE = Path(__file__).parents[2] / "template.yaml"
DAY = site_samples.DAY
TOPICS = (topic("aldera-borvana"), topic("strait", "The strait"), topic("late", "A quiet topic"))


def _policies() -> tuple[str, str]:
    """The content security policies of the deployed site: of its pages, and of search."""
    written = re.findall(r"ContentSecurityPolicy: >-\n((?: {14}.+\n)+)", _TEMPLATE.read_text(encoding="utf-8"))
    pages, search = (" ".join(policy.split()) for policy in written)
    return pages, search


CSP, SEARCH_CSP = _policies()


class _Handler(http.server.SimpleHTTPRequestHandler):
    def end_headers(self) -> None:
        """The security headers of the real site."""
        self.send_header("Content-Security-Policy", SEARCH_CSP if self.path.startswith("/search/") else CSP)
        super().end_headers()

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the name is http.server's
        """Quiet."""


class _Server(http.server.ThreadingHTTPServer):
    daemon_threads = True

    def handle_error(self, request: Any, client_address: Any) -> None:
        """A browser that is closed hangs up; that is no fault. Everything else is shown."""
        if not isinstance(sys.exception(), ConnectionError):
            super().handle_error(request, client_address)


def _fill(state: Store, site: Store, base_url: str) -> None:
    """An imported archive and twelve days of three topics; full, three-sided, hostile, empty and missing digests."""
    older = [site_samples.imported(date(2026, 8, day)) for day in (3, 4, 9)]
    archive_digests(older, state, site, base_url)
    for back in reversed(range(12)):
        day = DAY - timedelta(days=back)
        make_edition(day, TOPICS, state, site, failed=["late"] if back != 1 else [], goes_on=back < 11)
        if not back:
            full = site_samples.digest(day)
            for document in (*documents(full), *documents(site_samples.three_sides(day))):
                site.put(document.key, document.body)
        publish_edition(load_plan(day, state), state, site, base_url)
    unusual = [site_samples.hostile(), site_samples.nothing(), site_samples.many_sides()]
    archive_digests(unusual, state, site, base_url)


@pytest.fixture(scope="session")
def site_url(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of the served site, with a slash at its end."""
    root = tmp_path_factory.mktemp("site")
    handler = functools.partial(_Handler, directory=str(root / "site"))
    server = _Server(("127.0.0.1", 0), handler)
    address = f"http://127.0.0.1:{server.server_port}/"
    _fill(DirectoryStore(root / "state"), DirectoryStore(root / "site"), address)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield address
    server.shutdown()
    server.server_close()
    thread.join()


@pytest.fixture(scope="session")
def browser(site_url: str) -> Iterator[Browser]:
    """A real Chromium; the site is there before it, for both bring an event loop."""
    del site_url
    if not CHROMIUM.exists():
        pytest.skip(f"no Chromium at {CHROMIUM}; install it with: apt-get install chromium")
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=str(CHROMIUM), args=FLAGS)
        yield started
        started.close()
