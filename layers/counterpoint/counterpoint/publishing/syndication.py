"""Entries -> Atom (RFC 4287) and JSON Feed 1.1, of one topic or of all: full text, newest first.

    writes = feed_writes(all_topics(base_url), entries)     feed.xml and feed.json

Feeds need absolute addresses: without a base address they name the one at which `counterpoint serve` shows the site.
The same entries give the same bytes: a feed's `updated` is that of its latest entry, not the time of writing.
"""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from xml.etree import ElementTree as ET

from counterpoint.publishing import xml
from counterpoint.publishing.absolute import site_address
from counterpoint.publishing.addresses import topic_path
from counterpoint.publishing.documents.escaping import printable
from counterpoint.publishing.entries import Entry, tag
from counterpoint.publishing.writes import Write

LATEST = 30
"""A feed holds at most so many entries."""

_ATOM = "http://www.w3.org/2005/Atom"
_XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
_NEVER = datetime(1970, 1, 1, tzinfo=UTC)
_MAKER = "Counterpoint"


@dataclass(frozen=True, slots=True, kw_only=True)
class Channel:
    """What a feed is about: its title, the page it belongs to (a path), its language."""

    title: str
    description: str
    path: str
    base_url: str
    language: str = "en"


def all_topics(base_url: str) -> Channel:
    """The feed of every topic."""
    return Channel(title=_MAKER, description="The same day's news, told from each side.", path="", base_url=base_url)


def of_topic(topic: str, name: str, base_url: str, language: str = "en") -> Channel:
    """The feed of one topic."""
    return Channel(
        title=f"{_MAKER}: {printable(name)}",
        description=f"{printable(name)}: the same day's news, told from each side.",
        path=topic_path(topic),
        base_url=base_url,
        language=language,
    )


def feed_writes(channel: Channel, entries: Iterable[Entry]) -> tuple[Write, ...]:
    """The channel's feed.xml and feed.json with its latest entries."""
    listed = latest(entries)
    return (
        Write(key=f"{channel.path}feed.xml", body=atom(channel, listed)),
        Write(key=f"{channel.path}feed.json", body=json_feed(channel, listed)),
    )


def latest(entries: Iterable[Entry]) -> tuple[Entry, ...]:
    """The newest entries of a feed, newest first; those of one moment in the order of their topics."""
    by_topic = sorted(entries, key=lambda entry: entry.topic)
    return tuple(sorted(by_topic, key=lambda entry: entry.published, reverse=True)[:LATEST])


def atom(channel: Channel, entries: Iterable[Entry]) -> bytes:
    """An Atom document. `entries` are newest first."""
    listed = tuple(entries)
    feed = ET.Element("feed", {"xmlns": _ATOM, _XML_LANG: channel.language})
    _add(feed, "id", tag(channel.base_url, channel.path))
    _add(feed, "title", channel.title)
    _add(feed, "subtitle", channel.description)
    _add(feed, "updated", _stamp(max((entry.updated for entry in listed), default=_NEVER)))
    _add(ET.SubElement(feed, "author"), "name", _MAKER)
    _link(feed, "self", "application/atom+xml", site_address(channel.base_url, f"{channel.path}feed.xml"))
    _link(feed, "alternate", "text/html", site_address(channel.base_url, channel.path))
    for entry in listed:
        _entry(ET.SubElement(feed, "entry", {_XML_LANG: entry.language}), entry)
    return xml.document(feed)


def _entry(node: ET.Element, entry: Entry) -> None:
    _add(node, "id", entry.id)
    _add(node, "title", entry.title)
    _link(node, "alternate", "text/html", entry.url)
    _link(node, "alternate", "text/markdown", f"{entry.url}index.md")
    _link(node, "alternate", "application/json", f"{entry.url}index.json")
    _add(node, "published", _stamp(entry.published))
    _add(node, "updated", _stamp(entry.updated))
    ET.SubElement(node, "category", {"term": entry.topic, "label": entry.name})
    _add(node, "summary", entry.summary)
    _add(node, "content", entry.content).set("type", "html")


def _add(parent: ET.Element, name: str, text: str) -> ET.Element:
    node = ET.SubElement(parent, name)
    node.text = text
    return node


def _link(parent: ET.Element, relation: str, kind: str, url: str) -> None:
    ET.SubElement(parent, "link", {"rel": relation, "type": kind, "href": url})


def _stamp(moment: datetime) -> str:
    return moment.astimezone(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")


def json_feed(channel: Channel, entries: Iterable[Entry]) -> bytes:
    """A JSON Feed 1.1 document. `entries` are newest first."""
    feed = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": channel.title,
        "home_page_url": site_address(channel.base_url, channel.path),
        "feed_url": site_address(channel.base_url, f"{channel.path}feed.json"),
        "description": channel.description,
        "language": channel.language,
        "authors": [{"name": _MAKER}],
        "items": [_item(entry) for entry in entries],
    }
    return json.dumps(feed, ensure_ascii=False, indent=1).encode() + b"\n"


def _item(entry: Entry) -> dict[str, object]:
    return {
        "id": entry.id,
        "url": entry.url,
        "title": entry.title,
        "summary": entry.summary,
        "content_html": entry.content,
        "date_published": _stamp(entry.published),
        "date_modified": _stamp(entry.updated),
        "language": entry.language,
        "tags": [entry.name],
    }
