"""The sample edition is invented through and through, and holds every kind of trouble that its README lists."""

import io
import json
import re
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path
from urllib.parse import urlsplit

import feedparser
import pytest
import yaml

from counterpoint.gathering.feeds import parse_feed
from counterpoint.model import FeedReport, Health, Memory, SourceArticles, SourceKind
from counterpoint.operator_outlets import read_outlets
from counterpoint.outlets import OVERRIDES, Registry
from counterpoint.stories import select
from counterpoint.topics import read_topics

SAMPLE = Path(__file__).parents[2] / "infra" / "sample"
FEEDS = SAMPLE / "feeds"
DAY_1, DAY_2 = sorted(path.name for path in FEEDS.iterdir())
SERVER = yaml.safe_load((SAMPLE / "server.yaml").read_text(encoding="utf-8"))
TOPICS = read_topics(SAMPLE / "topics")
Entry = tuple[str, str, str]


def entries(path: Path) -> list[Entry]:
    """Title, link and summary of every entry of a feed, as far as it can be read."""
    if path.suffix == ".json":
        items = json.loads(path.read_text(encoding="utf-8"))["items"]
        return [(item["title"], item["url"], item["content_text"]) for item in items]
    feed = feedparser.parse(io.BytesIO(path.read_bytes()), sanitize_html=False)
    return [(entry.title, entry.link, entry.get("summary", "")) for entry in feed.entries]


def all_entries() -> Iterator[Entry]:
    """The entries of both days, in file order."""
    for path in sorted(FEEDS.rglob("*.*")):
        yield from entries(path)


def links(day: str, file: str) -> dict[str, str]:
    """Headline by link of one feed on one day."""
    return {link: title for title, link, _ in entries(FEEDS / day / file)}


def test_the_sizes_are_those_of_the_readme() -> None:
    """147 entries on two days, 126 different articles; at least sixty are asked for."""
    found = list(all_entries())
    publishers = {re.sub(r"(/amp|\?utm_.*)$", "", link) for _, link, _ in found if "news.google.com" not in link}
    only_in_search = {title for title, link, _ in found if "news.google.com" in link} - {
        f"{title} - {name}" for title, _, _ in found for name in _outlet_names()
    }
    readme = (SAMPLE / "README.md").read_text(encoding="utf-8")
    assert f"{len(found)} entries, {len(publishers | only_in_search)} different articles" in readme
    assert len(found) >= 60


def _outlet_names() -> set[str]:
    page = yaml.safe_load((SAMPLE / "topics" / OVERRIDES).read_text(encoding="utf-8"))
    return {str(outlet["name"]) for outlet in page["outlets"]}


@pytest.mark.parametrize("path", sorted(FEEDS.rglob("*.*")), ids=lambda path: f"{path.parent.name}/{path.name}")
def test_every_feed_says_that_it_is_invented(path: Path) -> None:
    """Whoever opens one of these files reads it there, in the language of the feed."""
    encoding = "iso-8859-1" if b"ISO-8859-1" in path.read_bytes()[:80] else "utf-8"
    text = path.read_text(encoding=encoding)
    assert re.search(
        "Invented for Counterpoint's sample|Inventado para la edición de muestra|Counterpointの見本版のための架空", text
    )


def test_every_topic_says_that_it_is_invented() -> None:
    """The notice is printed on every page of a topic."""
    assert all("invented" in topic.notice for topic in TOPICS)


def test_every_outlet_and_link_is_invented() -> None:
    """Articles live under .example, in countries that do not exist; searches link by way of Google News."""
    hosts = {urlsplit(link).hostname or "" for _, link, _ in all_entries()}
    assert {host for host in hosts if not host.endswith(".example")} == {"news.google.com"}
    countries = {code for topic in TOPICS for side in topic.perspectives for code in side.countries}
    assert countries == {"XA", "XB", "XC"}


def test_the_registry_knows_the_outlets_but_the_two_that_nobody_knows() -> None:
    """The outlets file of the sample covers every domain of its feeds."""
    registry = Registry.load().with_overrides(read_outlets(SAMPLE / "topics" / OVERRIDES))
    hosts = {urlsplit(link).hostname or "" for _, link, _ in all_entries()} - {"news.google.com"}
    assert [host for host in sorted(hosts) if registry.find(host) is None] == []
    search = (FEEDS / DAY_1 / "search-velmora.xml").read_text(encoding="utf-8")
    named = re.findall(r'<source url="https://www\.([^"]+)">', search)
    assert {host for host in named if registry.find(host) is None} == {
        "harbourwhispers.example",
        "lanternreview.example",
    }
    sides = {outlet.country for host in named if (outlet := registry.find(host))}
    assert sides == {"XA", "XB", "XC"}, "a side's search finds all three countries' outlets"


def test_the_server_can_answer_everything_the_topics_ask() -> None:
    """Each source has a file on day 1, also the one that is down; each search has its file on both days."""
    for source in (source for topic in TOPICS for source in topic.sources):
        if source.kind is SourceKind.GOOGLE_NEWS:
            file = SERVER["searches"][source.query]
            assert (FEEDS / DAY_2 / file).is_file()
        else:
            assert source.url.startswith(f"{SERVER['origin']}/")
            file = source.url.removeprefix(f"{SERVER['origin']}/")
        assert (FEEDS / DAY_1 / file).is_file()


def test_the_days_are_consecutive_and_each_has_its_clock() -> None:
    """Two editions, five in the morning UTC; nothing is published after the clock of its day."""
    assert SERVER["editions"] == {DAY_1: f"{DAY_1}T05:00:00Z", DAY_2: f"{DAY_2}T05:00:00Z"}
    assert (DAY_1, DAY_2) == ("2026-03-02", "2026-03-03")


def test_two_sides_and_three() -> None:
    """One topic of each kind, about four outlets a side or more."""
    assert {topic.id: len(topic.perspectives) for topic in TOPICS} == {"kurotani-dam": 3, "velmora-corvena": 2}
    assert min(len(side.sources) for topic in TOPICS for side in topic.perspectives) >= 3


def test_formats_are_mixed() -> None:
    """RSS 2.0, Atom, RSS 1.0 and JSON Feed, UTF-8 and Latin-1."""
    files = list(FEEDS.rglob("*.xml"))
    versions = {feedparser.parse(io.BytesIO(path.read_bytes())).version for path in files}
    assert versions == {"rss20", "atom10", "rss10", ""}
    assert json.loads((FEEDS / DAY_1 / "saltmark-courier.json").read_bytes())["version"].endswith("/1.1")
    assert b"ISO-8859-1" in (FEEDS / DAY_1 / "bitacora-alido.xml").read_bytes()[:80]


def test_a_feed_that_did_not_change_is_stored_once() -> None:
    """The wire has no file on day 2: the same bytes, the same ETag, 304."""
    assert (FEEDS / DAY_1 / "velmoran-wire.xml").is_file()
    assert not (FEEDS / DAY_2 / "velmoran-wire.xml").exists()


def test_feeds_fail_in_four_ways() -> None:
    """Cut off, empty after having items, a page instead of a feed, and down."""
    with pytest.raises(ET.ParseError):
        ET.fromstring((FEEDS / DAY_2 / "timonel.xml").read_bytes())  # noqa: S314 - our own file
    assert len(entries(FEEDS / DAY_2 / "timonel.xml")) >= 2, "what is whole can be saved"
    assert entries(FEEDS / DAY_1 / "radio-tres-cabos.xml")
    assert not entries(FEEDS / DAY_2 / "radio-tres-cabos.xml")
    assert (FEEDS / DAY_1 / "kurotani-net.xml").read_text(encoding="utf-8").startswith("<!doctype html>")
    assert {answer["file"]: answer.get("status") for answer in SERVER["answers"]}["mio-valley-times.xml"] == 503


def test_stories_stand_still_develop_and_are_edited() -> None:
    """The same article on both days, the same link under another headline, and a story with new numbers."""
    before, after = links(DAY_1, "brennick-ledger.xml"), links(DAY_2, "brennick-ledger.xml")
    both = before.keys() & after.keys()
    assert any(before[link] == after[link] for link in both)
    assert any(before[link] != after[link] for link in both)
    assert any("Aldonza" in title and "240,000" in title for title in after.values())
    diario = [link for _, link, _ in entries(FEEDS / DAY_1 / "diario-corvenes.xml")]
    assert len(set(diario)) == len(diario) - 1, "one link twice on one day"


def test_copies_come_with_tracking_as_amp_and_in_the_family() -> None:
    """One article, four links."""
    aldonza = "Coast guard detains Corvenan trawler Aldonza with 14 crew for illegal fishing on Grey Bank"
    copies = [link for title, link, _ in all_entries() if title == aldonza]
    assert len({urlsplit(link).hostname for link in copies}) == 2
    assert sum("utm_" in link for link in copies) == 2
    assert any(link.endswith("/amp") for link in links(DAY_1, "radio-velmora.xml"))


def test_one_headline_is_hostile() -> None:
    """Markdown, HTML, YAML and orders to a model: headlines are data."""
    (hostile,) = [entry for entry in all_entries() if "ignore all previous instructions" in entry[0]]
    assert "<img src=x onerror=" in hostile[0]
    assert "](javascript:" in hostile[0]
    assert "<script>" in hostile[2]


@pytest.mark.parametrize("day", [DAY_1, DAY_2])
def test_the_dams_topic_prints_the_rivers_news_only(day: str) -> None:
    """The topic's own terms keep out what else is between the three countries, though the feeds are full of it."""
    (topic,) = [each for each in TOPICS if each.id == "kurotani-dam"]
    now = datetime.fromisoformat(SERVER["editions"][day])
    gathered = []
    for source in topic.sources:
        path = FEEDS / day / source.url.rpartition("/")[2]
        if path.is_file() and entries(path):
            articles = parse_feed(path.read_bytes(), {}, source, now)
            report = FeedReport(source=source.id, name=source.url, url=source.url, health=Health.OK)
            gathered.append(SourceArticles(source=source, report=report, articles=articles))
    registry = Registry.load().with_overrides(read_outlets(SAMPLE / "topics" / OVERRIDES))
    made = select(topic, tuple(gathered), registry, Memory(topic=topic.id), date.fromisoformat(day), now)
    other = re.compile(r"\b(?:cod|bacalao|ferry|ferri|trawler|duty|quota|talks|ministers|Petrel|Aldonza)\b|海底|会談")
    assert sum(bool(other.search(article.title)) for given in gathered for article in given.articles) > len(made.rows)
    assert [row.article.article.title for row in made.rows if other.search(row.article.article.title)] == []
    assert {row.article.side for row in made.rows} >= {"hoshimi", "velmora", "corvena"}
