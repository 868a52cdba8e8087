"""RSS, RDF and Atom -> items, by feedparser, which never sees anything but a BytesIO of clean UTF-8.

A document type is refused before any parser sees it, because entities are how XML bombs and file thefts are written.
Two are let through, and cut off, because old feeds stand on them: a bare `<!DOCTYPE rss>` and Netscape's RSS 0.91.
feedparser's own sanitising and link resolving, the slowest part of it, are off: `plain` and `links` do that for what
is kept. `expat` is its SAX driver; with it a feed is read in a third of the time (tests/bench/bench_gathering.py).
"""

import io
import re
from typing import Any
from xml.parsers import expat

import feedparser

from counterpoint.errors import FeedError
from counterpoint.gathering.expat import terse
from counterpoint.gathering.items import MOST_ITEMS, Feed, Item
from counterpoint.model import Health

_IGNORED = re.compile(r"\s+|<\?[^>]*\?>|<!--.*?-->", re.DOTALL)
_DOCTYPE = re.compile(r"<!DOCTYPE\s+([\w:-]+)\s*([^<>\[\]]*)>", re.IGNORECASE)
_HARMLESS = re.compile(r"""(?:PUBLIC\s+["']-//Netscape Communications//DTD RSS 0\.9\d?1?//EN["']\s*)?(?:SYSTEM\s+)?"""
                       r"""(?:["']https?://my\.netscape\.com/publish/formats/rss-0\.9\d?1?\.dtd["']\s*)?\Z""",
                       re.IGNORECASE)  # fmt: skip
_ROOT = re.compile(r"<([A-Za-z_][\w.-]*:)?([A-Za-z_][\w.-]*)")
_LATE = re.compile(r"<\?xml\s|<(?:rss|feed|rdf:RDF)[\s>]")
_JUNK = 4096
_WORDS_OF_ITEMS = ("title", "link", "guid", "id")
_ENDS = ("</rss>", "</feed>", "</rdf:RDF>", "-->")
_ROOTS = frozenset({"rss", "rdf", "feed", "channel", "entry", "item"})
_HTML = frozenset({"html", "head", "body", "div", "script", "meta"})
_ILLEGAL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_LONGEST_BROKEN = 1_000_000
"""Characters of a feed that is not well-formed that are read: guessing costs up to 5 microseconds for each."""
_CHARACTER = re.compile(r"&#(?:(x)([0-9a-f]{1,8})|([0-9]{1,8}));?", re.IGNORECASE)
_CONFUSED = (ValueError, LookupError, TypeError, AttributeError, AssertionError, RecursionError, OverflowError)
_HEADERS = {"content-type": "application/xml; charset=utf-8"}


def read(text: str) -> Feed:
    """The feed in an XML text. Raises FeedError when it is none, or has a document type."""
    text = _without_prolog(_ILLEGAL.sub("", text))
    if not _starts_feed(text) and (late := _LATE.search(text, 0, _JUNK)) is not None:
        text = _without_prolog(text[late.start() :])  # a program's warnings, printed before the feed
    root = _ROOT.match(text)
    if root is None or not _starts_feed(text):
        raise FeedError(Health.NOT_A_FEED, f"the answer is not a feed but {_what(root[2] if root else '')}")
    parsed = _parsed(_CHARACTER.sub(_legal, text))
    if not parsed.version and not parsed.entries:
        raise FeedError(Health.NOT_A_FEED, f"the answer is XML (<{root[2]}>), but not a feed")
    about = parsed.feed
    items = tuple(_item(entry) for entry in parsed.entries[:MOST_ITEMS])
    return Feed(title=_text(about, "title"), link=_text(about, "link"), language=_text(about, "language"), items=items)


def _parsed(text: str) -> Any:
    """What feedparser reads. Its errors on broken markup are the feed's fault and become FeedError."""
    body = text.encode("utf-8")
    if not _is_well_formed(body):
        body = _without_torn_item(text[:_LONGEST_BROKEN]).encode("utf-8")
    stream = io.BytesIO(body)
    try:
        with terse():
            return feedparser.parse(
                stream, response_headers=dict(_HEADERS), sanitize_html=False, resolve_relative_uris=False
            )
    except _CONFUSED as error:
        raise FeedError(Health.NOT_A_FEED, f"the feed is broken beyond reading ({type(error).__name__})") from error


def _is_well_formed(body: bytes) -> bool:
    try:
        expat.ParserCreate(namespace_separator=" ").Parse(body, True)
    except expat.ExpatError:
        return False
    return True


def _legal(reference: re.Match[str]) -> str:
    """A character reference as it stands, unless no such character may stand in XML."""
    number = int(reference[2], 16) if reference[1] else int(reference[3])
    legal = number in {9, 10, 13} or 0x20 <= number < 0xD800 or 0xE000 <= number < 0x110000
    return reference[0] if legal else ""


def _starts_feed(text: str) -> bool:
    root = _ROOT.match(text)
    return root is not None and root[2].lower() in _ROOTS


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


def _without_torn_item(text: str) -> str:
    """A text that breaks off in an item's headline or link, without that item: half a headline is nobody's words."""
    if text.rstrip().endswith(_ENDS):
        return text
    last = max(text.rfind(f"<{name}{after}") for name in ("item", "entry") for after in " >\n")
    item = text[max(last, 0) :]
    torn = any(item.rfind(f"<{name}") > max(item.rfind(f"</{name}"), item.rfind("/>")) for name in _WORDS_OF_ITEMS)
    return text[:last] if last > 0 and torn else text


def _what(root: str) -> str:
    if not root:
        return "text without markup"
    return "a web page (HTML)" if root.lower() in _HTML else f"XML (<{root}>)"


def _item(entry: Any) -> Item:
    source, about = _get(entry, "source") or {}, _get(entry, "title_detail") or {}
    return Item(
        guid=_text(entry, "id"),
        title=_text(entry, "title"),
        link=_text(entry, "feedburner_origlink") or _text(entry, "link"),
        base=_text(about, "base"),
        summary=_summary(entry),
        date=_text(entry, "published") or _text(entry, "updated") or _text(entry, "created"),
        parsed=_get(entry, "published_parsed") or _get(entry, "updated_parsed") or _get(entry, "created_parsed"),
        language=_text(about, "language"),
        outlet=_text(source, "title"),
        outlet_url=_text(source, "href") or _text(source, "link"),
    )


def _summary(entry: Any) -> str:
    if summary := _text(entry, "summary"):
        return summary
    return next((_text(part, "value") for part in _get(entry, "content") or []), "")


def _text(page: Any, name: str) -> str:
    """A text of feedparser's result; whatever else it may hold there counts as nothing."""
    value = _get(page, name)
    return value if isinstance(value, str) else ""


def _get(page: Any, name: str) -> Any:
    """A value of feedparser's result as it is: its own `get` answers with other fields where one is missing."""
    return dict.get(page, name)
