"""RSS, RDF and Atom -> items, by feedparser, which never sees anything but a BytesIO of clean UTF-8.

A document type is refused before any parser sees it, because entities are how XML bombs and file thefts are written.
Two are let through, and cut off, because old feeds stand on them: a bare `<!DOCTYPE rss>` and Netscape's RSS 0.91.
feedparser's own sanitising and link resolving are off (a third of the time, FIELD measurements); `plain` and `links`
do that for what is kept.
"""

import io
import re
from typing import Any

import feedparser

from counterpoint.errors import FeedError
from counterpoint.gathering.items import Feed, Item
from counterpoint.model import Health

MOST_ITEMS = 1000
_IGNORED = re.compile(r"\s+|<\?[^>]*\?>|<!--.*?-->", re.DOTALL)
_DOCTYPE = re.compile(r"<!DOCTYPE\s+([\w:-]+)\s*([^<>\[\]]*)>", re.IGNORECASE)
_HARMLESS = re.compile(r"""(?:PUBLIC\s+["']-//Netscape Communications//DTD RSS 0\.9\d?1?//EN["']\s*)?(?:SYSTEM\s+)?"""
                       r"""(?:["']https?://my\.netscape\.com/publish/formats/rss-0\.9\d?1?\.dtd["']\s*)?\Z""",
                       re.IGNORECASE)  # fmt: skip
_ROOT = re.compile(r"<([A-Za-z_][\w.-]*:)?([A-Za-z_][\w.-]*)")
_ROOTS = frozenset({"rss", "rdf", "feed", "channel", "entry", "item"})
_HTML = frozenset({"html", "head", "body", "div", "script", "meta"})
_ILLEGAL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_HEADERS = {"content-type": "application/xml; charset=utf-8"}


def read(text: str) -> Feed:
    """The feed in an XML text. Raises FeedError when it is none, or has a document type."""
    text = _without_prolog(_ILLEGAL.sub("", text))
    root = _ROOT.match(text)
    if root is None or root[2].lower() not in _ROOTS:
        raise FeedError(Health.NOT_A_FEED, f"the answer is not a feed but {_what(root[2] if root else '')}")
    body = io.BytesIO(text.encode("utf-8"))
    parsed = feedparser.parse(
        body, response_headers=dict(_HEADERS), sanitize_html=False, resolve_relative_uris=False
    )
    if not parsed.version and not parsed.entries:
        raise FeedError(Health.NOT_A_FEED, f"the answer is XML (<{root[2]}>), but not a feed")
    about = parsed.feed
    items = tuple(_item(entry) for entry in parsed.entries[:MOST_ITEMS])
    return Feed(title=_text(about, "title"), link=_text(about, "link"), language=_text(about, "language"), items=items)


def _without_prolog(text: str) -> str:
    """The text from its first element on. Raises FeedError (unsafe) on a document type that could do harm."""
    at = 0
    while True:
        if match := _IGNORED.match(text, at):
            at = match.end()
        elif text.startswith("<!", at):
            at = _past_doctype(text, at)
        else:
            return text[at:]


def _past_doctype(text: str, at: int) -> int:
    match = _DOCTYPE.match(text, at)
    if match is not None and match[1].lower() == "html":
        raise FeedError(Health.NOT_A_FEED, f"the answer is not a feed but {_what('html')}")
    if match is None or match[1].lower() not in _ROOTS | {"rdf:rdf"} or not _HARMLESS.match(match[2]):
        raise FeedError(Health.UNSAFE, "the feed declares a document type or entities, which are never read")
    return match.end()


def _what(root: str) -> str:
    if not root:
        return "text without markup"
    return "a web page (HTML)" if root.lower() in _HTML else f"XML (<{root}>)"


def _item(entry: Any) -> Item:
    source = entry.get("source") or {}
    return Item(
        guid=_text(entry, "id"),
        title=_text(entry, "title"),
        link=_text(entry, "feedburner_origlink") or _text(entry, "link"),
        base=(entry.get("title_detail") or {}).get("base", ""),
        summary=_summary(entry),
        date=_text(entry, "published") or _text(entry, "updated") or _text(entry, "created"),
        parsed=entry.get("published_parsed") or entry.get("updated_parsed") or entry.get("created_parsed"),
        language=(entry.get("title_detail") or {}).get("language") or "",
        outlet=_text(source, "title"),
        outlet_url=_text(source, "href") or _text(source, "link"),
    )


def _summary(entry: Any) -> str:
    if summary := _text(entry, "summary"):
        return summary
    return next((str(part.get("value") or "") for part in entry.get("content") or []), "")


def _text(page: Any, name: str) -> str:
    """A text of feedparser's result; whatever else it may hold there counts as nothing."""
    value = page.get(name)
    return value if isinstance(value, str) else ""
