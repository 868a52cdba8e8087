"""The older site's documents as pages of ours. Needs the shared data, which is no part of the project."""

import os
from pathlib import Path

import pytest

from counterpoint.publishing import markdown
from counterpoint.publishing.publication import archive_digests
from tests.bench.bench_pages import LIMIT, first_view
from tests.site_archive import BASE, MemoryStore, broken_links

SHARED = Path(os.environ.get("COUNTERPOINT_SHARED", Path(__file__).parents[3] / "shared"))
DOCUMENTS = sorted((SHARED / "data" / "archive").glob("*/*.md"))

pytestmark = pytest.mark.skipif(not DOCUMENTS, reason=f"no documents under {SHARED}; set COUNTERPOINT_SHARED")


@pytest.fixture(scope="module")
def site() -> MemoryStore:
    """A site of every document, of whatever format."""
    stored = MemoryStore()
    digests = [markdown.read_bytes(path.read_bytes(), f"{path.parent.name}/{path.name}") for path in DOCUMENTS]
    archive_digests(digests, MemoryStore(), stored, BASE)
    return stored


def test_every_document_has_a_page_that_says_where_it_is_from(site: MemoryStore) -> None:
    """And the document beside it is its source file, to the byte."""
    for path in DOCUMENTS:
        place = f"{path.parent.name}/{path.stem}"
        page = site.objects[f"{place}/index.html"].decode()
        assert f"From an older archive ({path.parent.name}/{path.name})" in page
        assert "Its points cite no sources and were not checked." in page
        assert site.objects[f"{place}/index.md"] == path.read_bytes()


def test_every_link_of_the_archive_leads_somewhere(site: MemoryStore) -> None:
    """Months, neighbouring days, feeds and documents."""
    assert broken_links(site.objects) == []


def test_real_digests_open_in_one_round_trip(site: MemoryStore) -> None:
    """Twenty redirect links of Google News included."""
    places = [f"{path.parent.name}/{path.stem}/" for path in DOCUMENTS]
    views = {place: first_view(site.objects[f"{place}index.html"], place, site.objects) for place in places}
    assert {place: view for place, view in views.items() if view > LIMIT} == {}
