"""Feeds, OPML, sitemaps, robots.txt, llms.txt and the schema: what other programs read of the site."""

import io
import json
import re
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from html.parser import HTMLParser
from typing import Any
from xml.etree import ElementTree as ET

import feedparser
import jsonschema
import listparser
import pytest
from markdown_it import MarkdownIt

from counterpoint import codec
from counterpoint.model import (
    Correction,
    Digest,
    Imported,
    ImportedSection,
    Perspective,
    Point,
    Source,
    SourceKind,
    Topic,
)
from counterpoint.publishing import markdown, opml
from counterpoint.publishing.cards import card_of
from counterpoint.publishing.entries import Entry, entry_of
from counterpoint.publishing.fragments import fragment
from counterpoint.publishing.maps import llms, map_index, month_map, robots, standing_map
from counterpoint.publishing.schema import schema_write
from counterpoint.publishing.shelves import Catalogue, CataloguedTopic, Shelf
from counterpoint.publishing.syndication import all_topics, atom, feed_writes, json_feed, latest, of_topic
from counterpoint.skeleton import read_opml
from tests.unit.documents_sample import NOW, TITLES, digest
from tests.unit.test_markdown_reading import A, B, C
from tests.unit.test_markdown_writing import HOSTILE

BASE = "https://counterpoint.example"
TOPIC = Topic(
    id="arland-belmark",
    name="Arland vs Belmark",
    perspectives=(
        Perspective(
            id="arland",
            name="Arland & co",
            countries=("XA",),
            sources=(Source(kind=SourceKind.RSS, url="https://a.example/feed?x=1&y=2"),),
        ),
        Perspective(
            id="belmark",
            name="Belmark",
            countries=("XB",),
            sources=(Source(kind=SourceKind.GOOGLE_NEWS, query="dam <site:b.example>", language="en", region="US"),),
        ),
    ),
)
URL = {"type": "string", "pattern": "^https?://[^ ]+$"}
STAMP = {"type": "string", "pattern": r"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$"}
JSON_FEED_1_1 = {
    "type": "object",
    "required": ["version", "title", "items"],
    "additionalProperties": False,
    "properties": {
        "version": {"const": "https://jsonfeed.org/version/1.1"},
        "title": {"type": "string", "minLength": 1},
        "home_page_url": URL,
        "feed_url": URL,
        "description": {"type": "string"},
        "language": {"type": "string"},
        "authors": {"type": "array", "items": {"type": "object", "required": ["name"]}},
        "items": {
            "type": "array",
            "items": {
                "type": "object",
                "required": ["id", "content_html"],
                "additionalProperties": False,
                "properties": {
                    "id": {"type": "string", "minLength": 1},
                    "url": URL,
                    "title": {"type": "string"},
                    "summary": {"type": "string"},
                    "content_html": {"type": "string", "minLength": 1},
                    "date_published": STAMP,
                    "date_modified": STAMP,
                    "language": {"type": "string"},
                    "tags": {"type": "array", "items": {"type": "string"}},
                },
            },
        },
    },
}


def parsed(body: bytes) -> Any:  # feedparser ships no types
    """What feedparser makes of a feed that must be well formed."""
    feed = feedparser.parse(io.BytesIO(body))
    assert not feed.bozo, feed.get("bozo_exception")
    return feed


def entry(**fields: object) -> Entry:
    """The sample digest's entry."""
    return entry_of(digest(**fields), BASE)  # type: ignore[arg-type]  # fields by name


def test_an_atom_feed_says_all_that_a_reader_needs() -> None:
    """Addresses, ids, times, language, the full text and the other forms of a digest."""
    feed = parsed(atom(of_topic("arland-belmark", "Arland vs Belmark", BASE), [entry()]))
    assert feed.version == "atom10"
    assert feed.feed.id == "tag:counterpoint.example,2026:arland-belmark/"
    assert feed.feed.language == "en"
    assert {link.rel: link.href for link in feed.feed.links} == {
        "self": f"{BASE}/arland-belmark/feed.xml",
        "alternate": f"{BASE}/arland-belmark/",
    }
    only = feed.entries[0]
    assert only.id == "tag:counterpoint.example,2026:arland-belmark/2026-01-14/"
    assert only.link == f"{BASE}/arland-belmark/2026-01-14/"
    assert [link.type for link in only.links] == ["text/html", "text/markdown", "application/json"]
    assert (only.published, only.updated) == ("2026-01-14T04:00:36Z", "2026-01-14T04:00:36Z")
    assert re.findall("<h2>(.*?)</h2>", only.content[0].value)[-2:] == ["Coverage", "Sources"]


def test_a_json_feed_follows_its_specification() -> None:
    """Version 1.1, with nothing that the specification does not know."""
    body = json_feed(all_topics(BASE), [entry(), entry_of(_missing(), BASE)])
    jsonschema.validate(json.loads(body), JSON_FEED_1_1)
    assert json.loads(body)["feed_url"] == f"{BASE}/feed.json"
    assert json.loads(body)["items"][0]["id"] == entry().id
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(json.loads(body.replace(b"https://jsonfeed.org/version/1.1", b"1")), JSON_FEED_1_1)


def test_without_a_base_address_feeds_name_the_local_server() -> None:
    """Feeds need absolute addresses; a laptop's are for that laptop."""
    feed = parsed(atom(all_topics(""), [entry_of(digest(), "")]))
    assert feed.entries[0].link == "http://127.0.0.1:8000/arland-belmark/2026-01-14/"
    jsonschema.validate(json.loads(json_feed(all_topics(""), [entry_of(digest(), "")])), JSON_FEED_1_1)


def test_updated_moves_only_with_a_correction() -> None:
    """And the correction, what and why, is in the entry's text; the id stays."""
    before, made = entry(corrections=()), datetime(2026, 1, 20, 9, tzinfo=UTC)
    correction = Correction(at=made, what="The dam was closed.", why="Outlet 1 corrected it.")
    after = entry(corrections=(correction,))
    assert (before.updated, after.updated, after.published) == (NOW, made, NOW)
    assert after.id == before.id
    assert "The dam was closed. Why: Outlet 1 corrected it." in after.content
    assert parsed(atom(all_topics(BASE), [after])).feed.updated == "2026-01-20T09:00:00Z"


def test_the_same_entries_give_the_same_bytes() -> None:
    """No feed tells when it was written."""
    first, second = (feed_writes(all_topics(BASE), [entry()]) for _ in range(2))
    assert first == second
    assert [write.key for write in first] == ["feed.xml", "feed.json"]


def test_a_failed_day_is_an_entry_that_says_so() -> None:
    """With its reason in words; its documents state the gap, too."""
    feed = parsed(atom(all_topics(BASE), [entry_of(_missing(), BASE)]))
    only = feed.entries[0]
    assert only.title == "Arland vs Belmark: no digest on 2026-01-15"
    assert "every feed was unreachable" in only.content[0].value
    assert [link.type for link in only.links] == ["text/html", "text/markdown", "application/json"]


def test_a_feed_without_entries_is_still_a_feed() -> None:
    """Before the first edition."""
    assert parsed(atom(all_topics(BASE), [])).entries == []
    jsonschema.validate(json.loads(json_feed(all_topics(BASE), [])), JSON_FEED_1_1)


def test_a_feed_holds_the_thirty_latest_newest_first() -> None:
    """However the entries come; those of one moment by topic."""
    entries = [replace(entry(), published=NOW + timedelta(days=n), topic=topic) for n in range(20) for topic in "ba"]
    listed = latest(reversed(entries))
    assert len(listed) == 30
    assert [(each.published - NOW).days for each in listed[:4]] == [19, 19, 18, 18]
    assert [each.topic for each in listed[:4]] == ["a", "b", "a", "b"]
    assert latest(entries) == listed


class _Tags(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.seen: list[tuple[str, list[tuple[str, str | None]]]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.seen.append((tag, attrs))


def _tags(html: str) -> list[tuple[str, list[tuple[str, str | None]]]]:
    tags = _Tags()
    tags.feed(html)
    return tags.seen


@pytest.mark.parametrize("text", HOSTILE)
def test_foreign_text_cannot_become_markup_in_feeds(text: str) -> None:
    """Tags and links of the fragment are those of an ordinary digest; Atom and JSON stay well formed."""
    hostile = digest(titles=(text, text, text, text), text=text, title=text, name=text, notice=f"A {text}", gap=text)
    plain = digest(notice="A", gap="B")
    assert _tags(fragment(hostile, BASE)) == _tags(fragment(plain, BASE))
    made = entry_of(hostile, BASE)
    assert parsed(atom(of_topic("arland-belmark", text, BASE), [made])).entries[0].id == made.id
    assert json.loads(json_feed(all_topics(BASE), [made]))["items"][0]["content_html"] == made.content


def test_the_fragment_says_what_the_markdown_says() -> None:
    """Both are written from one outline."""
    html = fragment(digest(), BASE)
    lines = markdown.render(digest()).decode().split("\n")
    assert re.findall("<h2>(.*?)</h2>", html) == [line[3:] for line in lines if line.startswith("## ")]
    assert all(title in html for title in TITLES)


def test_an_imported_digest_is_labelled_not_checked() -> None:
    """In feeds as on its page, with what else its file holds."""
    for document in (A, B, C):
        page = markdown.read(document, "old/x.md")
        assert "not checked. File: old/x.md." in fragment(page, BASE)
        assert entry_of(page, BASE).summary.startswith("Imported, not checked: ")
    assert "A long story." in fragment(markdown.read(A, "x.md"), BASE)


def test_a_point_in_another_language_carries_it() -> None:
    """So that a reader's program can speak it."""
    page = digest(highlights=(Point(text="大坝", cites=(1,), language='zh"><b>'),))
    assert (
        '<li lang="zh&quot;&gt;&lt;b&gt;">大坝 <a href="https://news.example/1?a=1&amp;b=2">[1]</a></li>'
        in fragment(page, BASE)
    )


def test_our_feeds_are_a_list_that_feed_readers_import() -> None:
    """All topics first, then each topic."""
    listed = listparser.parse(opml.our_feeds([("arland-belmark", "Arland & Belmark")], BASE))
    assert [(feed.title, feed.url) for feed in listed.feeds] == [
        ("Counterpoint", f"{BASE}/feed.xml"),
        ("Arland & Belmark", f"{BASE}/arland-belmark/feed.xml"),
    ]


def test_a_topics_sources_come_back_as_perspectives() -> None:
    """What is published can be imported by `counterpoint sources import`."""
    folders = read_opml(opml.sources_of(TOPIC), "sources.opml")
    assert [folder.name for folder in folders] == ["Arland & co", "Belmark"]
    assert [feed.url for feed in folders[0].feeds] == ["https://a.example/feed?x=1&y=2"]
    assert folders[1].feeds[0].title == "Google News: dam <site:b.example>"
    assert folders[1].feeds[0].url.startswith("https://news.google.com/rss/search?")


def _missing() -> Digest:
    return Digest(
        topic="arland-belmark",
        name="Arland vs Belmark",
        title="Arland vs Belmark News - 2026-01-15",
        day=date(2026, 1, 15),
        date=NOW + timedelta(days=1),
        gap="No digest today: every feed was unreachable.",
    )


def _shelf() -> Shelf:
    return Shelf(topic="arland-belmark", month="2026-01").with_cards([card_of(digest()), card_of(_missing())])


def _catalogued() -> tuple[CataloguedTopic, ...]:
    return Catalogue().with_shelves([_shelf()]).topics


def _locations(body: bytes) -> list[str]:
    return [node.text or "" for node in ET.fromstring(body).iter() if node.tag.endswith("}loc")]  # noqa: S314  # ours


def test_sitemaps_list_every_page_and_the_index_every_map() -> None:
    """Days with gaps included: they are pages too."""
    month, standing = month_map(_shelf(), BASE), standing_map(_catalogued(), BASE)
    assert _locations(month.body) == [
        f"{BASE}/arland-belmark/2026-01/",
        f"{BASE}/arland-belmark/2026-01-14/",
        f"{BASE}/arland-belmark/2026-01-15/",
    ]
    assert b"<lastmod>2026-01-14</lastmod>" in month.body
    assert f"{BASE}/arland-belmark/" in _locations(standing.body)
    assert _locations(map_index(_catalogued(), BASE).body) == [f"{BASE}/{standing.key}", f"{BASE}/{month.key}"]


def test_robots_are_welcome_and_find_the_map() -> None:
    """Nothing on the site is private."""
    assert robots(BASE).body.decode() == f"User-agent: *\nAllow: /\n\nSitemap: {BASE}/sitemap.xml\n"


def test_llms_txt_is_markdown_with_the_documents() -> None:
    """One heading, one quote, links to each topic's latest document; names cannot break it."""
    topics = [replace(topic, name="A](x) <b> `c`", notice="# Invented") for topic in _catalogued()]
    tokens = MarkdownIt("commonmark").parse(llms(topics, BASE).body.decode())
    kinds = [token.type for token in tokens]
    assert (kinds.count("heading_open"), kinds.count("blockquote_open"), kinds.count("html_block")) == (3, 1, 0)
    children = [child for token in tokens for child in token.children or ()]
    links = [str(child.attrs["href"]) for child in children if child.type == "link_open"]
    assert links[0] == f"{BASE}/arland-belmark/2026-01-15/index.md"
    assert f"{BASE}/schema/digest-1.json" in links
    assert not [child for child in children if child.type == "html_inline"]


def _validator() -> Any:  # jsonschema's validators are made at run time
    write = schema_write(BASE)
    assert write.key == "schema/digest-1.json"
    schema = json.loads(write.body)
    assert schema["$id"] == f"{BASE}/schema/digest-1.json"
    jsonschema.Draft202012Validator.check_schema(schema)
    return jsonschema.Draft202012Validator(schema)


@pytest.mark.parametrize(
    "page",
    [digest(), markdown.read(A, "a.md"), markdown.read(B, "b.md"), markdown.read(C, "c.md")],
    ids=["ours", "A", "B", "C"],
)
def test_every_digest_validates_against_the_published_schema(page: Digest) -> None:
    """What is published as index.json is what the schema says."""
    _validator().validate(json.loads(codec.encode(page)))


def test_the_schema_refuses_what_is_no_digest() -> None:
    """A check that cannot fail would be none."""
    value = json.loads(codec.encode(digest()))
    for broken in (
        value | {"sources": "none"},
        {k: v for k, v in value.items() if k != "topic"},
        value | {"schema": "1"},
    ):
        with pytest.raises(jsonschema.ValidationError):
            _validator().validate(broken)


def test_json_carries_what_readers_of_the_format_rely_on() -> None:
    """Points with text and cites; sources with number, side, outlet, country, address, title."""
    value = json.loads(codec.encode(digest()))
    assert {"text", "cites"} <= value["perspectives"][0]["points"][0].keys()
    assert {"text", "cites"} <= value["highlights"][0].keys()
    assert {"n", "side", "outlet", "country", "url", "title"} <= value["sources"][0].keys()


def test_sections_of_an_imported_digest_keep_their_bullets_apart_from_points() -> None:
    """They are text of another time, shown as text."""
    imported = Imported(
        file="x.md", format="C", sections=(ImportedSection(heading="W", level=2, lines=("- a", "", "b")),)
    )
    assert "<h2>W</h2><p>- a</p><p>b</p>" in fragment(digest(imported=imported), BASE)
