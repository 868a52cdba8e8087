"""How light a page is: one round trip for a digest, no script outside search."""

import gzip

import pytest

from counterpoint.model import Digest
from counterpoint.publishing.site import about_page, asset_files, digest_page, home_page, missing_page, search_page
from tests import site_samples
from tests.bench.bench_pages import LIMIT, first_view, with_redirects
from tests.site_archive import links_of

ASSETS = {asset.key: asset.body for asset in asset_files()}


@pytest.mark.parametrize("digest", [site_samples.digest(), with_redirects(site_samples.digest())])
def test_a_digest_of_twenty_sources_opens_in_one_round_trip(digest: Digest) -> None:
    """Page, style sheet and icon, compressed, even when every link is a long redirect."""
    assert len(digest.sources) == 20
    assert first_view(digest_page(digest), f"{digest.topic}/{digest.day}/", ASSETS) <= LIMIT


def test_only_the_search_page_asks_for_a_script() -> None:
    """Everything else is read without JavaScript."""
    pages = {
        "search": search_page(),
        "about": about_page(),
        "404": missing_page(),
        "home": home_page(None, ()),
        "digest": digest_page(site_samples.digest()),
    }
    scripted = {name for name, page in pages.items() if any(link.endswith(".js") for link in links_of(page).links)}
    assert scripted == {"search"}


def test_assets_carry_the_hash_of_what_they_hold() -> None:
    """So they may be cached for ever: another style sheet has another name."""
    for asset in asset_files():
        assert asset.key.startswith("assets/")
        assert len(asset.key.split(".")[-2]) == 10
    assert len({asset.key for asset in asset_files()}) == len(asset_files())


def test_style_sheets_stay_small() -> None:
    """Two sheets: what a digest needs, and what index pages need besides."""
    sizes = {asset.name: len(gzip.compress(asset.body)) for asset in asset_files()}
    assert sizes["site.css"] < 3_200
    assert sizes["lists.css"] < 1_800
