"""For machines that read the site: sitemaps (an index, and one map per topic and month), robots.txt, llms.txt.

A day's publishing writes the maps of its months and the index; older maps stand. A map lists what was published, gaps
included, with the day of its last change.
"""

from collections.abc import Iterable, Sequence
from datetime import date
from xml.etree import ElementTree as ET

from counterpoint.publishing import xml
from counterpoint.publishing.absolute import site_address
from counterpoint.publishing.addresses import digest_path, month_path, topic_path
from counterpoint.publishing.documents.escaping import destination, inline
from counterpoint.publishing.schema import KEY as SCHEMA
from counterpoint.publishing.shelves import CataloguedTopic, Shelf
from counterpoint.publishing.writes import Write

INDEX = "sitemap.xml"
_STANDING = "sitemap-site.xml"
_NAMESPACE = "http://www.sitemaps.org/schemas/sitemap/0.9"
_ABOUT = (
    "Counterpoint publishes, per topic and day, what each side's own press says: stories told by both sides headline "
    "beside headline, stories only one side tells, and numbered sources. Every point cites its sources and has been "
    "checked against them by a machine; what could not be read or checked is stated. Digests imported from older "
    "archives say so: their points are not checked."
)


def month_map(shelf: Shelf, base_url: str) -> Write:
    """The map of a topic's month: its page and its days. It stands beside the days, as the protocol asks."""
    days = [(digest_path(shelf.topic, card.day), card.changed.date()) for card in shelf.cards]
    newest = max((changed for _, changed in days), default=None)
    return Write(
        key=_month_key(shelf.topic, shelf.month),
        body=_urls([(month_path(shelf.topic, shelf.month), newest), *days], base_url),
    )


def standing_map(topics: Iterable[CataloguedTopic], base_url: str) -> Write:
    """The map of the pages that are no digests: home, topics, archive, status, about, search."""
    pages = ["", *(topic_path(topic.id) for topic in topics), "archive/", "status/", "about/", "search/"]
    return Write(key=_STANDING, body=_urls([(path, None) for path in pages], base_url))


def map_index(topics: Sequence[CataloguedTopic], base_url: str) -> Write:
    """The index of all maps."""
    months = [_month_key(topic.id, month.month) for topic in topics for month in topic.months]
    index = ET.Element("sitemapindex", {"xmlns": _NAMESPACE})
    for key in (_STANDING, *months):
        ET.SubElement(ET.SubElement(index, "sitemap"), "loc").text = site_address(base_url, key)
    return Write(key=INDEX, body=xml.document(index))


def robots(base_url: str) -> Write:
    """Everything may be read; here is the map."""
    body = f"User-agent: *\nAllow: /\n\nSitemap: {site_address(base_url, INDEX)}\n"
    return Write(key="robots.txt", body=body.encode())


def llms(topics: Iterable[CataloguedTopic], base_url: str) -> Write:
    """What a language model's reader should know: what this is, and where the documents are (llmstxt.org)."""
    listed = [_topic_line(topic, base_url) for topic in topics]
    forms = [
        _line("Schema of index.json", SCHEMA, "JSON Schema of a digest", base_url),
        _line("All topics", "feed.json", "JSON Feed 1.1, full text", base_url),
        _line("Archive", "archive/", "every day of every topic", base_url),
        _line("How points are checked", "about/", "and what the labels mean", base_url),
    ]
    blocks = [
        "# Counterpoint",
        f"> {_ABOUT}",
        "Every digest is also at `index.md` and `index.json` beside its page. Cite the outlets, not Counterpoint.",
        "## Topics",
        "\n".join(listed),
        "## Optional",
        "\n".join(forms),
    ]
    text = "\n\n".join(block for block in blocks if block) + "\n"
    return Write(key="llms.txt", body=text.encode())


def _topic_line(topic: CataloguedTopic, base_url: str) -> str:
    notice = f" {topic.notice}" if topic.notice else ""
    latest = f"{digest_path(topic.id, topic.last)}index.md"
    return _line(topic.name, latest, f"the latest digest, of {topic.last.isoformat()}.{notice}", base_url)


def _line(name: str, path: str, about: str, base_url: str) -> str:
    return f"- [{inline(name)}]({destination(site_address(base_url, path))}): {inline(about)}"


def _month_key(topic: str, month: str) -> str:
    return f"{topic_path(topic)}sitemap-{month}.xml"


def _urls(pages: Iterable[tuple[str, date | None]], base_url: str) -> bytes:
    urls = ET.Element("urlset", {"xmlns": _NAMESPACE})
    for path, changed in pages:
        url = ET.SubElement(urls, "url")
        ET.SubElement(url, "loc").text = site_address(base_url, path)
        if changed:
            ET.SubElement(url, "lastmod").text = changed.isoformat()
    return xml.document(urls)
