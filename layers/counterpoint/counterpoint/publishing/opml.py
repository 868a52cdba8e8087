"""OPML 2.0: our feeds for a feed reader; a topic's sources, grouped by perspective, for whoever wants to follow them.

What is written here is read by `counterpoint sources import` too: the outermost folders become perspectives again.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from xml.etree import ElementTree as ET

from counterpoint.gathering.google_news import query_url
from counterpoint.model import Source, SourceKind, Topic
from counterpoint.publishing import xml
from counterpoint.publishing.absolute import site_address
from counterpoint.publishing.addresses import topic_path
from counterpoint.publishing.documents.escaping import printable


@dataclass(frozen=True, slots=True, kw_only=True)
class Feed:
    """One of our feeds: its title and the page it belongs to (a path)."""

    title: str
    path: str


def our_feeds(topics: Iterable[tuple[str, str]], base_url: str) -> bytes:
    """The feeds of the site (feeds.opml): of all topics, and of each of `topics`, given as pairs of id and name."""
    opml, body = _document("Counterpoint")
    feeds = [Feed(title="Counterpoint", path=""), *(Feed(title=name, path=topic_path(key)) for key, name in topics)]
    for feed in feeds:
        address = site_address(base_url, f"{feed.path}feed.xml")
        _outline(body, feed.title, type="rss", xmlUrl=address, htmlUrl=site_address(base_url, feed.path))
    return xml.document(opml)


def sources_of(topic: Topic) -> bytes:
    """What a topic is made from: one folder per perspective, one entry per source."""
    opml, body = _document(topic.name)
    for side in topic.perspectives:
        folder = _outline(body, side.name)
        for source in side.sources:
            _outline(folder, _title(source), type="rss", xmlUrl=_address(source))
    return xml.document(opml)


def _title(source: Source) -> str:
    return f"Google News: {source.query}" if source.kind is SourceKind.GOOGLE_NEWS else source.url


def _address(source: Source) -> str:
    return query_url(source) if source.kind is SourceKind.GOOGLE_NEWS else source.url


def _document(title: str) -> tuple[ET.Element, ET.Element]:
    opml = ET.Element("opml", {"version": "2.0"})
    ET.SubElement(ET.SubElement(opml, "head"), "title").text = printable(title)
    return opml, ET.SubElement(opml, "body")


def _outline(parent: ET.Element, title: str, **fields: str) -> ET.Element:
    shown = printable(title)
    return ET.SubElement(parent, "outline", {"text": shown, "title": shown, **fields})
