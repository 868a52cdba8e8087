"""Google News searches: what to ask, and what its items really say. Pure.

An item's title is `Headline - Outlet`; outlet and domain stand in `<source url>`, so the headline is the title without
exactly that outlet, whatever dashes either holds. The link leads to news.google.com: old ones hold the publisher's
address in their id (a protobuf in base64: field 1 = 0x13, field 4 = the address) and are decoded here; new ones
(`AU_yq…`) do not and are marked as redirects. What it does not do: ask Google for an address.
Google's terms allow these feeds for personal, non-commercial use only; a topic must ask for them by name.
"""

import base64
import binascii
import re
from urllib.parse import parse_qs, quote, urlsplit

from counterpoint.gathering.addresses import refused_url
from counterpoint.gathering.links import absolute
from counterpoint.gathering.plain import plain
from counterpoint.model import Source

SEARCH_URL = "https://news.google.com/rss/search"
_HOST = "news.google.com"
_CHINESE = {"TW": "zh-Hant", "HK": "zh-Hant", "MO": "zh-Hant"}
_ID = re.compile(r"/(?:rss/)?(?:articles|read)/([A-Za-z0-9_-]+={0,2})\Z")
_HEADER, _ADDRESS = b"\x08\x13", 0x22
_LISTED = re.compile(r"<li>\s*<a\b[^>]*>(.*?)</a>", re.IGNORECASE | re.DOTALL)


def query_url(source: Source, search_url: str = SEARCH_URL) -> str:
    """The address that asks a source's query in its language and region; the query is sent verbatim.

    language "en", region "US" -> hl=en-US, gl=US, ceid=US:en. A language with a subtag ("es-419", "zh-TW") is hl as it
    stands; Chinese editions are named by their script (TW:zh-Hant).
    """
    language, region = source.language or "en", source.region or "US"
    hl = language if "-" in language else f"{language}-{region}"
    edition = f"{region}:{_CHINESE.get(region, 'zh-Hans') if language.startswith('zh') else language}"
    return f"{search_url}?q={quote(source.query, safe='')}&hl={quote(hl)}&gl={quote(region)}&ceid={quote(edition, ':')}"


def is_google_news(link: str) -> bool:
    """Whether a link leads to Google News and not to a publisher."""
    return urlsplit(link).hostname == _HOST


def headline(title: str, outlet: str) -> str:
    """The title without its outlet suffix. `title` and `outlet` are plain text; without an outlet nothing is cut."""
    ending = f" - {outlet}"
    if outlet and len(title) > len(ending) and title.casefold().endswith(ending.casefold()):
        return title[: -len(ending)].rstrip()
    return title


def publisher_link(link: str) -> str:
    """The publisher's own address inside an old-style link of Google News; empty when there is none to be had."""
    if not is_google_news(link):
        return ""
    parts = urlsplit(link)
    if parts.path == "/news/url":  # the oldest form carries the address as a parameter
        return _public(next(iter(parse_qs(parts.query).get("url", [])), ""))
    found = _ID.search(parts.path)
    if found is None:
        return ""
    text = found[1].rstrip("=")
    try:
        message = base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))
        address = _field(message).decode("ascii")
    except (binascii.Error, ValueError, IndexError):
        return ""
    return _public(address)


def _public(address: str) -> str:
    return "" if refused_url(address) else absolute(address)


def _field(message: bytes) -> bytes:
    """Field 4 of the message `08 13 22 <length> <bytes> …`. Raises IndexError or ValueError when it is not there."""
    if not message.startswith(_HEADER) or message[2] != _ADDRESS:
        raise ValueError("not an article id")
    length, at, shift = 0, 3, 0
    while True:
        length |= (message[at] & 0x7F) << shift
        at, shift = at + 1, shift + 7
        if not message[at - 1] & 0x80:
            break
    if at + length > len(message):
        raise ValueError("the id is cut off")
    return message[at : at + length]


def related(description: str, own: str, limit: int) -> tuple[str, ...]:
    """The headlines of the same event elsewhere that a description lists; the item's own is left out."""
    if "<ol" not in description.lower():
        return ()
    found = (plain(listed, limit) for listed in _LISTED.findall(description))
    return tuple(dict.fromkeys(title for title in found if title and title != own))
