"""What search indexes, and how a month's index is kept up to date."""

from dataclasses import replace
from datetime import date

import pytest

from counterpoint.publishing.search import publish_months, publish_runtime, record_of
from counterpoint.publishing.search.words import paired
from counterpoint.publishing.stacks import Stacks
from tests import site_samples
from tests.site_archive import MemoryStore, edition_digest

DAY = date(2026, 11, 3)


@pytest.mark.parametrize(
    ("text", "indexed"),
    [
        ("coast guard", "coast guard"),
        ("海军巡逻", "海军\u2060 军巡\u2060 巡逻"),
        ("海", "海"),
        ("in 海军 2026", "in 海军 2026"),
        ("2026年海军 x", "2026\u2060\u2060 年海\u2060 海军 x"),
        ("海峡、来週", "海峡\u2060\u2060 、\u2060\u2060 来週"),
        ("two  spaces\nand a line", "two spaces and a line"),
        ("서울 회담", "서울 회담"),
    ],
)
def test_chinese_and_japanese_are_indexed_in_pairs(text: str, indexed: str) -> None:
    """Everything else stays as it is; our own spaces are marked, so that a result can leave them out."""
    assert paired(text) == indexed


def test_a_record_holds_every_point_and_headline_once() -> None:
    """Points, headlines with their outlets, and the sections of an older document."""
    lines = record_of(site_samples.digest()).lines
    assert "Fourteen vessels are to be refitted under the patrol law." in lines
    assert "外交部：渔民扣押事件应由双方协商解决 (Borvana Daily)" in lines
    assert len(lines) == len(set(lines))
    assert "One side speaks of law, the other of force." in record_of(site_samples.imported()).lines


def index(digests: list[date], state: MemoryStore, site: MemoryStore) -> int:
    """Index the digests of some days."""
    return publish_months([record_of(edition_digest("strait", day)) for day in digests], Stacks(state), site)


def test_a_day_rebuilds_its_month_alone_and_writes_only_what_changed() -> None:
    """Other months' files and the month's other fragments are not written again."""
    state, site = MemoryStore(), MemoryStore()
    index([date(2026, 10, 30), date(2026, 11, 1), date(2026, 11, 2)], state, site)
    since, before = len(site.puts), dict(site.objects)
    index([DAY], state, site)
    written = [key for key, _ in site.puts[since:]]
    assert not [key for key in written if key.startswith("search/2026-10/")]
    assert [key for key in written if "fragment" in key and key in before] == []
    assert len([key for key in written if "fragment" in key]) == 1


def test_the_entry_is_written_after_what_it_names() -> None:
    """A browser that reads it finds every file."""
    site = MemoryStore()
    index([DAY], MemoryStore(), site)
    order = [key for key, _ in site.puts]
    assert order[-2:] == ["search/2026-11/pagefind-entry.json", "search/months.json"]


def test_an_index_that_was_replaced_stays_for_one_more_generation() -> None:
    """A reader who loaded the old entry still finds its files; the next index takes them away."""
    state, site = MemoryStore(), MemoryStore()
    index([date(2026, 11, 1)], state, site)
    first = {key for key in site.objects if ".pf_index" in key}
    index([date(2026, 11, 2)], state, site)
    assert first < set(site.objects)
    index([DAY], state, site)
    assert not first & set(site.objects)


def test_nothing_new_writes_nothing() -> None:
    """Publishing again is free: neither index nor runtime is written."""
    state, site = MemoryStore(), MemoryStore()
    index([DAY], state, site)
    assert publish_runtime(Stacks(state), site) > 0
    assert index([DAY], state, site) == 0
    assert publish_runtime(Stacks(state), site) == 0


def test_a_corrected_digest_takes_its_records_place() -> None:
    """The old words are no longer found."""
    state, site = MemoryStore(), MemoryStore()
    digest = edition_digest("strait", DAY)
    publish_months([record_of(digest)], Stacks(state), site)
    publish_months([record_of(replace(digest, highlights=()))], Stacks(state), site)
    shelf = state.objects["shelves/search/2026-11.json"].decode()
    assert shelf.count('"path"') == 1
    assert "expelled an intruding" not in shelf
