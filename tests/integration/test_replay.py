"""Real headlines: ten consecutive days of five topics over loopback HTTP, and the two days the system is defined by."""

import re
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from counterpoint.configuration import Configuration, read_configuration
from counterpoint.edition import whole
from counterpoint.edition.planning import plan
from counterpoint.model import Digest
from tests.editions import digest_of, files, move_day, replay_environment, replay_server, settings
from tests.replay_topics import write_replay_topics
from tests.shared import replay_feeds, shared

TOPICS = Path(__file__).parents[2] / "infra" / "topics"
FIRST, DAYS = date(2026, 1, 8), 10


@pytest.fixture(scope="module")
def configuration(tmp_path_factory: pytest.TempPathFactory) -> Configuration:
    """Give the replay's topics: the searches of the system we start from, our countries and terms."""
    written = write_replay_topics(shared("data/seeds/topics.json"), TOPICS, tmp_path_factory.mktemp("topics"))
    return read_configuration(written)


def clock(day: date) -> datetime:
    """Give the edition's clock of a day."""
    return datetime(day.year, day.month, day.day, 4, 0, 36, tzinfo=UTC)


@pytest.fixture(scope="module")
def ten_days(configuration: Configuration, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Make ten editions in a row, seconds apart; `now` is their only clock."""
    root = tmp_path_factory.mktemp("replay")
    feeds = replay_feeds(tmp_path_factory.mktemp("feeds"))
    tool, seeds = shared("tools/replay_server.py"), shared("data/seeds/topics.json")
    with replay_server(tool, feeds, seeds) as address:
        places = whole.Places.open(settings(root), replay_environment(address))
        for n in range(DAYS):
            day = FIRST + timedelta(days=n)
            move_day(address, day)
            whole.run(plan(configuration, day, clock(day), places.state), clock(day), places)
    return root


@pytest.fixture(scope="module")
def digests(ten_days: Path, configuration: Configuration) -> list[Digest]:
    """Read every digest of the ten days."""
    site = whole.Places.open(settings(ten_days), {}).site
    days = [FIRST + timedelta(days=n) for n in range(DAYS)]
    return [digest_of(site, topic.id, day) for day in days for topic in configuration.topics]


def test_every_topic_has_a_digest_every_day(digests: list[Digest]) -> None:
    """Fifty digests, each with points, each side present or its absence stated."""
    assert len(digests) == DAYS * 5
    for digest in digests:
        assert any(section.points for section in digest.perspectives), digest.title
        for section in digest.perspectives:
            assert section.points or section.gap or digest.gap, (digest.title, section.id)


def test_every_point_cites_rows_of_its_side(digests: list[Digest]) -> None:
    """No point without a citation, no citation without its row, no row of another side."""
    for digest in digests:
        sides = {row.n: row.side for row in digest.sources}
        assert list(sides) == list(range(1, len(sides) + 1))
        for section in digest.perspectives:
            for point in section.points:
                assert point.cites
                assert {sides[n] for n in point.cites} == {section.id}


def test_no_article_is_printed_on_two_days(digests: list[Digest]) -> None:
    """A story may go on; an article is listed once."""
    printed = [(digest.topic, row.article) for digest in digests for row in digest.sources]
    assert len(printed) == len(set(printed))


def test_only_a_sides_own_outlets_fill_it(digests: list[Digest], configuration: Configuration) -> None:
    """The share of wrong-side articles is none."""
    countries = {(t.id, side.id): set(side.countries) for t in configuration.topics for side in t.perspectives}
    for digest in digests:
        for row in digest.sources:
            assert row.side == "third-party" or row.country in countries[digest.topic, row.side]


def test_receipts_add_up(digests: list[Digest]) -> None:
    """Gathered = printed + every reason."""
    for digest in digests:
        assert digest.receipt.gathered == sum(count.count for count in digest.receipt.fates)


def test_a_day_made_again_is_the_same_bytes(ten_days: Path, configuration: Configuration) -> None:
    """A day in the middle, made again from what is stored, changes nothing."""
    before = files(ten_days / "site")
    day = FIRST + timedelta(days=4)
    places = whole.Places.open(settings(ten_days), {"COUNTERPOINT_GOOGLE_NEWS_URL": "http://127.0.0.1:9/"})
    whole.run(plan(configuration, day, clock(day), places.state), clock(day), places)
    assert files(ten_days / "site") == before


@pytest.mark.parametrize("day", [date(2026, 1, 13), date(2026, 1, 14)])
def test_the_seed_days_have_the_seeds_shape(day: date, configuration: Configuration, tmp_path: Path) -> None:
    """From the seeds' own articles: the same sections, the same front matter keys, the same two sides."""
    seed = shared(f"data/seeds/china-japan/{day}.md").read_text(encoding="utf-8")
    tool, topics = shared("tools/replay_server.py"), shared("data/seeds/topics.json")
    only = replace(configuration, topics=tuple(t for t in configuration.topics if t.id == "china-japan"))
    with replay_server(tool, shared("data/seeds/feeds"), topics) as address:
        move_day(address, day)
        places = whole.Places.open(settings(tmp_path), replay_environment(address))
        whole.run(plan(only, day, clock(day), places.state), clock(day), places)
    ours = (tmp_path / "site" / "china-japan" / day.isoformat() / "index.md").read_text(encoding="utf-8")
    assert _headings(seed) == [heading for heading in _headings(ours) if heading in _headings(seed)]
    assert _keys(ours)[: len(_keys(seed))] == _keys(seed)
    assert re.findall(r"^  - id: (.+)$", ours, re.MULTILINE) == re.findall(r"^  - id: (.+)$", seed, re.MULTILINE)


def _headings(document: str) -> list[str]:
    return re.findall(r"^## (.+)$", document, re.MULTILINE)


def _keys(document: str) -> list[str]:
    return re.findall(r"^(\w+):", document.split("---")[1], re.MULTILINE)
