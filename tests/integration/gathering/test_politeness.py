"""Thirty days of editions against the behaviour server: every feed is asked without conditions once, ever."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from counterpoint.codec import decode, encode
from counterpoint.gathering.gather import gather
from counterpoint.gathering.visit import Gathered
from counterpoint.gathering.web import Web
from counterpoint.model import Article, FeedState, Health, Source, SourceKind
from counterpoint.storage import DirectoryStore, Store
from tests.integration.gathering.behaviour_server import FAULTS, Manner, serving

pytestmark = pytest.mark.sockets

START = datetime(2026, 3, 1, 4, 0, tzinfo=UTC)
RERUNS = (timedelta(0), timedelta(minutes=10), timedelta(minutes=95), timedelta(hours=7))
HOUR, DAY = timedelta(hours=1), timedelta(days=1)
MANNERS = {
    "/both.xml": Manner(),
    "/etag.xml": Manner(last_modified=False),
    "/date.xml": Manner(etag=False),
    "/weak.xml": Manner(weak=True),
    "/renews.xml": Manner(renews=True),
    "/packed.xml": Manner(packed=True),
    "/two-hours.xml": Manner(max_age=2 * HOUR),
    "/a-day.xml": Manner(max_age=DAY),
    "/two-days.xml": Manner(max_age=2 * DAY, expires=True),
    "/closed.xml": Manner(closed=frozenset({9, 10, 20}), retry_after=36 * HOUR),
    "/too-often.xml": Manner(closed=frozenset({5}), closed_status=429, retry_after=5 * DAY, retry_as_date=True),
    "/walled.xml": Manner(walled=frozenset({3, 12})),
    "/target.xml": Manner(),
    "/elsewhere.xml": Manner(redirect=(302, "/target.xml")),
    "/new.xml": Manner(),
    "/moved.xml": Manner(redirect=(301, "/new.xml")),
}
ASKED = tuple(path for path in MANNERS if path not in {"/target.xml", "/new.xml"})


def test_thirty_days_of_editions_and_hand_reruns_score_perfectly(tmp_path: Path) -> None:
    """One unconditional request per source ever; every other request carries exactly the validators last sent."""
    with serving(START, MANNERS) as server:
        sources = [Source(kind=SourceKind.RSS, url=server.url(path)) for path in ASKED]
        for day in range(30):
            for rerun in RERUNS:
                server.now = START + day * DAY + rerun
                for source in sources:
                    edition(source, DirectoryStore(tmp_path), server.now)
        total = server.total()
    print(*(f"{name:36}{total[name]:6}" for name in sorted(total)), sep="\n")  # noqa: T201 - the score, with -s
    assert total["unconditional"] == len(sources)
    assert {fault: total[fault] for fault in FAULTS} == dict.fromkeys(FAULTS, 0)
    assert total["conditional"] > 30 * (len(sources) - 4)
    assert total["not modified"] > 0


def test_a_moved_feed_is_asked_at_its_new_address_after_seven_days(tmp_path: Path) -> None:
    """The old address sees a request a day for a week of agreement, and none after that."""
    with serving(START, {"/new.xml": Manner(), "/moved.xml": Manner(redirect=(301, "/new.xml"))}) as server:
        source = Source(kind=SourceKind.RSS, url=server.url("/moved.xml"))
        for day in range(20):
            server.now = START + day * DAY
            given = edition(source, DirectoryStore(tmp_path), server.now)
        assert server.scores["/moved.xml"].counts["redirected"] == 8
        assert server.scores["/new.xml"].counts["requests"] == 20
        assert server.total()["unconditional"] == 1
    assert given.report.url == server.url("/new.xml")


def test_a_feed_without_validators_is_asked_once_a_day(tmp_path: Path) -> None:
    """Nothing can make such requests conditional, so they are rare: hand re-runs get the articles that stand."""
    with serving(START, {"/bare.xml": Manner(etag=False, last_modified=False)}) as server:
        source = Source(kind=SourceKind.RSS, url=server.url("/bare.xml"))
        for day in range(10):
            for rerun in RERUNS:
                server.now = START + day * DAY + rerun
                given = edition(source, DirectoryStore(tmp_path), server.now)
                assert len(given.articles) == 10
        assert server.total()["unconditional"] == 10


def test_an_edition_run_twice_within_an_hour_gives_the_same_articles_from_one_request(tmp_path: Path) -> None:
    """The second run asks nothing and says so; it loses nothing."""
    with serving(START, {"/both.xml": Manner()}) as server:
        source = Source(kind=SourceKind.RSS, url=server.url("/both.xml"))
        first = edition(source, DirectoryStore(tmp_path), START)
        second = edition(source, DirectoryStore(tmp_path), START + timedelta(minutes=59))
        assert server.total()["requests"] == 1
    assert (first.report.health, second.report.health) == (Health.OK, Health.NOT_DUE)
    assert first.articles == second.articles


def test_a_wall_in_place_of_the_feed_leaves_the_stored_validators_alone(tmp_path: Path) -> None:
    """The wall's ETag belongs to no feed: the day after, the last feed's validators are sent."""
    with serving(START, {"/walled.xml": Manner(walled=frozenset({1}))}) as server:
        source = Source(kind=SourceKind.RSS, url=server.url("/walled.xml"))
        reports = []
        for day in range(3):
            server.now = START + day * DAY
            reports.append(edition(source, DirectoryStore(tmp_path), server.now))
        assert server.total()["If-None-Match good"] == 2
    assert [one.report.health for one in reports] == [Health.OK, Health.BLOCKED, Health.OK]
    assert reports[1].articles == ()


def edition(source: Source, store: Store, now: datetime) -> Gathered:
    """One source of one edition in a process of its own: everything that is remembered goes through the store."""
    key, articles_key = f"feeds/{source.id}.json", f"articles/{source.id}.json"
    stored, kept = store.get(key), store.get(articles_key)
    state = decode(stored.body, FeedState) if stored else None
    previous = decode(kept.body, tuple[Article, ...]) if kept else ()
    given = gather(source, state, previous, Web(allow_private=True), now)
    if given.fresh:
        store.put(articles_key, encode(given.articles))
    if given.state != state:
        store.put(key, encode(given.state))
    return given
