"""A SAX driver for feedparser: expat, as in the standard library, but with less to say.

The standard driver passes on every line and entity of a text on its own, and feedparser handles each with care. Here a
text arrives in one piece (`buffer_text` of pyexpat) and is cut where it is longer than anything that is kept of it;
elements of which nothing is kept (thumbnails, authors, the full text after a summary, …) do not arrive at all. A feed
is read in less than a third of the time. feedparser takes its driver by module name, from PREFERRED_XML_PARSERS; this
one says that it is not available to anybody but us (`terse`).
"""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from enum import Enum, auto
from functools import lru_cache
from typing import Any
from xml.sax import SAXReaderNotAvailable
from xml.sax.expatreader import ExpatParser

import feedparser

from counterpoint.gathering.items import MOST_ITEMS

LONGEST_TEXT = 12_000
"""Characters of one text of a feed, markup included, that are looked at."""
MOST_ELEMENTS = 100_000
_PIECE = 1024 * 1024
_SILENT_SPACES = (
    "http://search.yahoo.com/mrss", "http://www.itunes.com/dtds/", "http://purl.org/rss/1.0/modules/slash/",
    "http://wellformedweb.org/", "http://www.georss.org/", "http://www.opengis.net/", "http://purl.org/syndication/",
    "http://rssnamespace.org/feedburner/ext/1.0#", "http://www.google.com/schemas/", "https://podcastindex.org/",
    "http://schemas.google.com/", "http://backend.userland.com/creativeCommonsRssModule",
)  # fmt: skip
_SPEAKING_SPACES = frozenset({
    "", "http://www.w3.org/2005/Atom", "http://purl.org/atom/ns#", "http://purl.org/rss/1.0/",
    "http://purl.org/dc/elements/1.1/", "http://purl.org/rss/1.0/modules/content/",
})  # fmt: skip
_SILENT = frozenset({"category", "comments", "enclosure", "image", "textInput", "textinput", "author", "contributor",
                     "generator", "managingEditor", "webMaster", "copyright", "rights", "docs", "ttl", "cloud", "logo",
                     "icon", "skipHours", "skipDays", "creator", "subject"})  # fmt: skip


class _Part(Enum):
    """What an element is to us."""

    ITEM = auto()
    SUMMARY = auto()
    CONTENT = auto()
    SILENT = auto()
    OTHER = auto()


_PARTS = {"item": _Part.ITEM, "entry": _Part.ITEM, "description": _Part.SUMMARY, "summary": _Part.SUMMARY,
          "encoded": _Part.CONTENT, "content": _Part.CONTENT}  # fmt: skip


class _Terse(ExpatParser):
    """`_inside` counts the open elements that are not passed on; `_summed`: this item has had its summary."""

    _inside = 0
    _items = 0
    _elements = 0
    _summed = False
    _words = ""
    _parser: Any
    _cont_handler: Any

    def reset(self) -> None:
        super().reset()
        self._parser.buffer_text = True
        self._parser.buffer_size = _PIECE

    def start_element_ns(self, name: str, attrs: Mapping[str, str]) -> None:
        part = _part(name)
        if self._inside or self._is_unwanted(part):
            self._inside += 1
            return
        self._words = ""
        self._summed = self._summed and part is not _Part.ITEM
        super().start_element_ns(name, attrs)

    def _is_unwanted(self, part: _Part) -> bool:
        """Whether nothing is kept of an element; all of them count towards what is enough."""
        self._elements += 1
        self._items += part is _Part.ITEM
        if self._items > MOST_ITEMS or self._elements > MOST_ELEMENTS:
            return True
        return part is _Part.SILENT or (part is _Part.CONTENT and self._summed)

    def end_element_ns(self, name: str) -> None:
        if self._inside:
            self._inside -= 1
            return
        if _part(name) is _Part.SUMMARY and self._words.strip():
            self._summed = True
        super().end_element_ns(name)

    def _reset_cont_handler(self) -> None:
        super()._reset_cont_handler()  # type: ignore[misc]  # typeshed leaves it out
        self._parser.CharacterDataHandler = self._text

    def _text(self, text: str) -> None:
        if not self._inside:
            self._words = text[:LONGEST_TEXT]
            self._cont_handler.characters(self._words)


@lru_cache(maxsize=512)
def _part(name: str) -> _Part:
    """What an element is; expat names it `namespace local prefix`, `namespace local` or `local`."""
    space, _, local = name.rpartition(" ") if name.count(" ") < 2 else name.rpartition(" ")[0].rpartition(" ")
    if (local in _SILENT and space in _SPEAKING_SPACES) or space.startswith(_SILENT_SPACES):
        return _Part.SILENT
    return _PARTS.get(local, _Part.OTHER) if space in _SPEAKING_SPACES else _Part.OTHER


_asked: ContextVar[bool] = ContextVar("asked", default=False)


@contextmanager
def terse() -> Iterator[None]:
    """Within it, feedparser reads with this driver; the same process's other users of feedparser never do."""
    if __name__ not in feedparser.api.PREFERRED_XML_PARSERS:
        feedparser.api.PREFERRED_XML_PARSERS.insert(0, __name__)
    token = _asked.set(True)
    try:
        yield
    finally:
        _asked.reset(token)


def create_parser() -> ExpatParser:
    """What `xml.sax.make_parser` calls. Raises SAXReaderNotAvailable outside `terse`, which means: the next, please."""
    if not _asked.get():
        raise SAXReaderNotAvailable("only within counterpoint's own reading")
    return _Terse()
