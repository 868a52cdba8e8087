"""Publishing an edition: what is written, in which order, and what a crash leaves."""

import functools
from datetime import date, timedelta

import pytest

from counterpoint import codec
from counterpoint.edition.planning import load_plan
from counterpoint.errors import ConflictError, InputError
from counterpoint.model import Digest
from counterpoint.publishing.publication import archive_digests, publish_edition
from counterpoint.publishing.shelves import Catalogue
from counterpoint.publishing.stacks import CATALOGUE
from tests import site_samples
from tests.site_archive import BASE, MemoryStore, broken_links, edition_digest, make_edition, topic

DAY = date(2026, 11, 1)
TOPICS = (topic("aldera-borvana"), topic("strait", "The strait"))


def published(days: int = 2) -> tuple[MemoryStore, MemoryStore]:
    """State and Site after some editions, the last of which is that of DAY; copies, so that a test may change them."""
    state, site = _published(days)
    return state.copy(), site.copy()


@functools.cache
def _published(days: int) -> tuple[MemoryStore, MemoryStore]:
    state, site = MemoryStore(), MemoryStore()
    for back in reversed(range(days)):
        make_edition(DAY - timedelta(days=back), TOPICS, state, site, goes_on=back + 1 < days)
        publish_edition(load_plan(DAY - timedelta(days=back), state), state, site, BASE)
    return state, site


def snapshots(before: dict[str, bytes], site: MemoryStore, since: int) -> list[dict[str, bytes]]:
    """The site as it stood after every write since `since`."""
    states, now = [], dict(before)
    for key, body in site.puts[since:]:
        now = now | {key: body}
        states.append(now)
    return states


def test_every_link_of_a_published_site_leads_somewhere() -> None:
    """From the home page on, every page, anchor, document, feed and asset is there."""
    _, site = published(3)
    assert broken_links(site.objects) == []


def test_the_edition_reports_what_it_wrote() -> None:
    """The outcome counts objects and digests, and names topics whose digest is a gap."""
    state, site = MemoryStore(), MemoryStore()
    make_edition(DAY, TOPICS, state, site, failed=["strait"], goes_on=False)
    before = len(site.puts)
    outcome = publish_edition(load_plan(DAY, state), state, site, BASE)
    assert (outcome.digests, outcome.gaps) == (1, ("strait",))
    assert outcome.objects == len(site.puts) - before


def test_an_edition_that_was_not_planned_cannot_be_published() -> None:
    """The error names the date and what to do first."""
    with pytest.raises(InputError, match="2026-11-01; run it first"):
        load_plan(DAY, MemoryStore())


def test_publishing_again_writes_the_same_bytes() -> None:
    """Nothing is doubled, and nothing carries the time of writing."""
    state, site = published()
    first = (dict(site.objects), dict(state.objects))
    publish_edition(load_plan(DAY, state), state, site, BASE)
    assert (site.objects, state.objects) == first


@pytest.mark.parametrize("fresh_topic", [False, True])
def test_a_crash_after_any_write_leaves_every_link_working(fresh_topic: bool) -> None:
    """Leaves before indexes, whatever moment the power goes out; also on the day on which a topic is new."""
    state, site = published(2)
    before, since, tomorrow = dict(site.objects), len(site.puts), DAY + timedelta(days=1)
    topics = (*TOPICS, topic("late", "A new topic")) if fresh_topic else TOPICS
    make_edition(tomorrow, topics, state, site, failed=["strait"])
    publish_edition(load_plan(tomorrow, state), state, site, BASE)
    for number, objects in enumerate(snapshots(before, site, since)):
        assert broken_links(objects) == [], f"after write {number}: {site.puts[since + number][0]}"


def test_a_digest_made_again_never_breaks_a_link() -> None:
    """Its page is already reachable, so a story page that is new goes before it."""
    state, site = published(3)
    stories = edition_digest("strait", DAY, goes_on=False)
    site.put(f"strait/{DAY}/index.json", codec.encode(stories))
    publish_edition(load_plan(DAY, state), state, site, BASE)
    before, since = dict(site.objects), len(site.puts)
    make_edition(DAY, TOPICS, state, site)
    publish_edition(load_plan(DAY, state), state, site, BASE)
    for objects in snapshots(before, site, since):
        assert broken_links(objects) == []


@pytest.mark.parametrize("writes", [1, 9, 20, 33, 44])
def test_a_run_after_a_crash_ends_as_if_nothing_had_happened(writes: int) -> None:
    """Whatever was written before the crash, the next attempt gives the same site."""
    tomorrow = DAY + timedelta(days=1)
    whole_state, whole = published(1)
    make_edition(tomorrow, TOPICS, whole_state, whole)
    publish_edition(load_plan(tomorrow, whole_state), whole_state, whole, BASE)
    state, site = published(1)
    make_edition(tomorrow, TOPICS, state, site)
    site.fuse = writes
    with pytest.raises(ConnectionError):
        publish_edition(load_plan(tomorrow, state), state, site, BASE)
    site.fuse = -1
    publish_edition(load_plan(tomorrow, state), state, site, BASE)
    assert site.objects == whole.objects


def test_the_home_page_is_the_last_page_that_is_written() -> None:
    """After it only the search index follows, which no link points to."""
    _, site = published(1)
    order = [key for key, _ in site.puts]
    assert all(key.startswith("search/") for key in order[order.index("index.html") + 1 :])


def test_a_failed_topic_gets_a_page_that_says_so() -> None:
    """No digest of an earlier day takes its place; the reason is printed, in the feeds too."""
    state, site = published(1)
    tomorrow = DAY + timedelta(days=1)
    make_edition(tomorrow, TOPICS, state, site, failed=["strait"])
    publish_edition(load_plan(tomorrow, state), state, site, BASE)
    page = site.objects[f"strait/{tomorrow}/index.html"].decode()
    assert "No digest today: the digest step ran out of time." in page
    assert "never passed off as this day’s" in page
    assert "the digest step ran out of time" in site.objects["strait/feed.xml"].decode()
    assert "1 gap" in site.objects["status/index.html"].decode()


def test_a_planned_topic_without_any_digest_is_a_hole_and_breaks_nothing() -> None:
    """The outcome names it; its calendar shows no edition on that day."""
    state, site = published(1)
    tomorrow, after = DAY + timedelta(days=1), DAY + timedelta(days=2)
    for day in (tomorrow, after):
        make_edition(day, TOPICS, state, site)
        if day == tomorrow:
            site.delete(f"strait/{day}/index.json")
        outcome = publish_edition(load_plan(day, state), state, site, BASE)
        assert outcome.gaps == (("strait",) if day == tomorrow else ())
    assert "no edition" in site.objects["strait/2026-11/index.html"].decode()
    assert broken_links(site.objects) == []


def test_publishing_an_older_edition_again_leaves_the_latest_in_front() -> None:
    """The home page stays that of the newest edition."""
    state, site = published(3)
    home = site.objects["index.html"]
    publish_edition(load_plan(DAY - timedelta(days=2), state), state, site, BASE)
    assert site.objects["index.html"] == home


def test_a_topic_that_is_no_longer_followed_leaves_the_front_and_stays_in_the_archive() -> None:
    """Its pages stand; the archive says that it is no longer followed."""
    state, site = published(1)
    tomorrow = DAY + timedelta(days=1)
    make_edition(tomorrow, TOPICS[:1], state, site)
    publish_edition(load_plan(tomorrow, state), state, site, BASE)
    assert "The strait" not in site.objects["index.html"].decode()
    assert "no longer followed" in site.objects["archive/index.html"].decode()
    assert broken_links(site.objects) == []


def test_somebody_elses_shelf_is_never_overwritten() -> None:
    """A second publisher that wrote in between makes this one stop; the step is run again."""

    class Racing(MemoryStore):
        def put(self, key: str, body: bytes, *, if_match: str = "", if_absent: bool = False, cache: str = "") -> str:
            if if_match and key.startswith("shelves/strait/"):
                self.objects[key] += b" "
            return super().put(key, body, if_match=if_match, if_absent=if_absent, cache=cache)

    calm, site = published(1)
    state = Racing(calm.objects)
    make_edition(DAY, TOPICS, state, site)
    with pytest.raises(ConflictError):
        publish_edition(load_plan(DAY, state), state, site, BASE)


def imported(*days: date) -> list[Digest]:
    """Older documents of those days."""
    return [site_samples.imported(day) for day in days]


def test_imported_digests_join_the_archive_and_only_their_months_are_touched() -> None:
    """The catalogue, the calendar and the pages know them; the latest edition stays in front."""
    state, site = published(2)
    since = len(site.puts)
    archive_digests(imported(date(2025, 11, 20), date(2025, 11, 22), date(2025, 12, 1)), state, site, BASE)
    months = {key.split("/")[1] for key, _ in site.puts[since:] if key.startswith("aldera-borvana/20")}
    assert {month for month in months if len(month) == 7} == {"2025-11", "2025-12", "2026-10"}
    catalogue = codec.decode(state.objects[CATALOGUE], Catalogue)
    known = catalogue.topic("aldera-borvana")
    assert known
    assert (known.first, known.last) == (date(2025, 11, 20), DAY)
    assert "no edition" in site.objects["aldera-borvana/2025-11/index.html"].decode()
    assert broken_links(site.objects) == []


def test_an_import_that_crashes_leaves_every_link_working() -> None:
    """Into an empty site and into one that stands."""
    for days in (0, 2):
        state, site = published(days)
        before, since = dict(site.objects), len(site.puts)
        archive_digests(imported(date(2026, 10, 20), date(2026, 10, 30)), state, site, BASE)
        for objects in snapshots(before, site, since):
            assert "index.html" not in objects or broken_links(objects) == []


def test_neighbouring_days_learn_of_a_day_between_them() -> None:
    """The days lead to each other, also across months and after an import."""
    state, site = MemoryStore(), MemoryStore()
    archive_digests(imported(date(2025, 11, 20), date(2026, 2, 3)), state, site, BASE)
    archive_digests(imported(date(2025, 12, 24)), state, site, BASE)
    first = site.objects["aldera-borvana/2025-11-20/index.html"].decode()
    last = site.objects["aldera-borvana/2026-02-03/index.html"].decode()
    assert 'rel="next" href="../../aldera-borvana/2025-12-24/"' in first
    assert 'rel="prev" href="../../aldera-borvana/2025-12-24/"' in last


def test_importing_nothing_writes_nothing() -> None:
    """An empty import is no reason for a site."""
    site = MemoryStore()
    assert archive_digests([], MemoryStore(), site) == 0
    assert site.puts == []


def test_a_story_gets_a_page_on_its_second_day_and_keeps_its_days() -> None:
    """Its page shows every day's headlines; the digest leads to it."""
    _, site = published(3)
    page = site.objects["strait/stories/crews-b2/index.html"].decode()
    assert [day for day in ("1 November", "31 October", "30 October") if day in page] == [
        "1 November",
        "31 October",
        "30 October",
    ]
    assert 'href="../../strait/stories/crews-b2/"' in site.objects[f"strait/{DAY}/index.html"].decode()


def test_sixty_days_of_several_topics_have_no_broken_link() -> None:
    """An archive that was brought over at once, with holes and gaps, and editions on top of it."""
    state, site = MemoryStore(), MemoryStore()
    days = [DAY - timedelta(days=back) for back in range(2, 60) if back % 11]
    made = [edition_digest(each.id, day, goes_on=day - timedelta(days=1) in days) for each in TOPICS for day in days]
    made += [site_samples.gap("strait", "The strait", DAY - timedelta(days=22))]
    archive_digests(made, state, site, BASE)
    for day in (DAY - timedelta(days=1), DAY):
        make_edition(day, TOPICS, state, site)
        publish_edition(load_plan(day, state), state, site, BASE)
    pages = [key for key in site.objects if key.endswith("index.html")]
    assert len(pages) > 110
    assert broken_links(site.objects) == []


@pytest.mark.parametrize("writes", [0, 1, 2, 4, 6])
def test_a_crash_between_the_stores_is_made_good_by_the_next_run(writes: int) -> None:
    """The shelves never know of a page that was not written, and a second run completes them."""
    tomorrow = DAY + timedelta(days=1)
    state, site = published(1)
    make_edition(tomorrow, TOPICS, state, site)
    whole_state, whole = state.copy(), site.copy()
    publish_edition(load_plan(tomorrow, whole_state), whole_state, whole, BASE)
    state.fuse = writes
    with pytest.raises(ConnectionError):
        publish_edition(load_plan(tomorrow, state), state, site, BASE)
    assert broken_links(site.objects) == []
    state.fuse = -1
    publish_edition(load_plan(tomorrow, state), state, site, BASE)
    assert (site.objects, state.objects) == (whole.objects, whole_state.objects)


def test_the_age_of_the_archive_costs_nothing() -> None:
    """A day reads and writes as many objects on top of four months as on top of one (counted up to search's chunks)."""
    costs = []
    for age in (40, 120):
        state, site = MemoryStore(), MemoryStore()
        days = [DAY - timedelta(days=back) for back in range(1, age + 1)]
        archive_digests([edition_digest("strait", day, goes_on=day != days[-1]) for day in days], state, site, BASE)
        make_edition(DAY, TOPICS[1:], state, site)
        before = (state.gets + site.gets, len(state.puts) + len(site.puts))
        publish_edition(load_plan(DAY, state), state, site, BASE)
        costs.append((state.gets + site.gets - before[0], len(state.puts) + len(site.puts) - before[1]))
    (fewer_reads, fewer_writes), (reads, writes) = costs
    assert reads == fewer_reads
    assert abs(writes - fewer_writes) <= 2
