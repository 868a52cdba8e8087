"""The shipped registry against real source names and feeds, where the shared data is present."""

import csv
import os
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from counterpoint.model import Kind
from counterpoint.outlets import Registry

SHARED = Path(os.environ.get("COUNTERPOINT_SHARED") or Path(__file__).parents[2].parent / "shared")
SEEN = SHARED / "data" / "corpus" / "outlets-seen.csv"
FEEDS = SHARED / "data" / "sources" / "feeds-known.csv"

SIDES = {"China": "CN", "Hong Kong": "HK", "Taiwan": "TW", "Japan": "JP", "India": "IN", "Pakistan": "PK",
         "Venezuela": "VE"}  # fmt: skip


def table(path: Path) -> list[dict[str, str]]:
    """The rows of a shared file; the test is skipped where there is none."""
    if not path.exists():
        pytest.skip(f"{path} is not here: the shared data is no part of the project")
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_the_registry_knows_the_outlets_of_most_articles() -> None:
    """By name alone, at least 93 % of the corpus' articles have an outlet, and 90 % one with a home country."""
    registry = Registry.load()
    seen = [(int(row["articles"]), registry.find("", row["source"], by_name=True)) for row in table(SEEN)]
    total = sum(articles for articles, _ in seen)
    assert sum(articles for articles, outlet in seen if outlet) >= 0.93 * total
    assert sum(articles for articles, outlet in seen if outlet and outlet.country) >= 0.90 * total


def test_the_perspective_a_feed_was_queried_for_is_not_taken_for_a_home() -> None:
    """Sources of the other side, met in a side's search, keep their own country."""
    registry = Registry.load()
    for name, country in {"Business Recorder": "PK", "Dawn": "PK", "El Universal": "", "Infobae": "AR"}.items():
        assert name in {row["source"] for row in table(SEEN)}
        outlet = registry.find("", name, by_name=True)
        assert (outlet.country if outlet else "") == country


def test_publishers_feeds_of_the_sides_are_known() -> None:
    """Of the known feeds of the topics' countries, nine in ten hosts lead to an outlet (feed services aside)."""
    registry = Registry.load()
    services = {"feeds.feedburner.com", "feedx.net", "nitter.net", "prod-qt-images.s3.amazonaws.com"}
    hosts = {
        (row["category"], urlsplit(row["feed"]).hostname or "") for row in table(FEEDS) if row["category"] in SIDES
    }
    publishers = [(category, host) for category, host in hosts if host not in services and ".gov" not in host]
    unknown = sorted(host for _, host in publishers if registry.find(host) is None)
    assert len(unknown) <= 0.1 * len(publishers), unknown


def test_nobody_abroad_is_taken_for_a_side() -> None:
    """In each country's list of feeds, an outlet of another side's country is there on purpose (BBC, FT, NYT, …)."""
    registry = Registry.load()
    for row in table(FEEDS):
        outlet = registry.find(urlsplit(row["feed"]).hostname or "")
        if outlet and outlet.country in SIDES.values() and outlet.kind not in {Kind.AGGREGATOR, Kind.PORTAL}:
            assert SIDES.get(row["category"], outlet.country) == outlet.country, row
