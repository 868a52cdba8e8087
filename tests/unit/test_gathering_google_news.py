"""Google News: what is asked, whose headline it is, and which links can be had without asking Google."""

import base64
import json
import os
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest

from counterpoint.gathering.google_news import headline, publisher_link, query_url, related
from counterpoint.model import Source, SourceKind

SHARED = Path(os.environ.get("COUNTERPOINT_SHARED", Path(__file__).parents[3] / "shared"))
IDS = SHARED / "data" / "google-news" / "ids.jsonl"
PREFIX = "https://news.google.com/rss/articles/"


def search(query: str, language: str, region: str) -> Source:
    """A search of an operator's topic."""
    return Source(kind=SourceKind.GOOGLE_NEWS, query=query, language=language, region=region)


def article_id(address: bytes, header: bytes = b"\x08\x13", tail: bytes = b"\xd2\x01\x00") -> str:
    """An id of the old style around an address."""
    length, size = len(address), b""
    while length > 0x7F:
        size, length = size + bytes([length & 0x7F | 0x80]), length >> 7
    message = header + b"\x22" + size + bytes([length]) + address + tail
    return base64.urlsafe_b64encode(message).decode().rstrip("=")


@pytest.mark.parametrize(
    ("language", "region", "hl", "ceid"),
    [
        ("en", "US", "en-US", "US:en"),
        ("es", "VE", "es-VE", "VE:es"),
        ("es-419", "MX", "es-419", "MX:es-419"),
        ("zh-TW", "TW", "zh-TW", "TW:zh-Hant"),
        ("zh", "CN", "zh-CN", "CN:zh-Hans"),
        ("", "", "en-US", "US:en"),
    ],
)
def test_a_search_is_asked_in_its_language_and_region(language: str, region: str, hl: str, ceid: str) -> None:
    """The four parameters and no others."""
    asked = parse_qs(urlsplit(query_url(search("Japan", language, region))).query)
    assert asked == {"q": ["Japan"], "hl": [hl], "gl": [region or "US"], "ceid": [ceid]}


@pytest.mark.parametrize("query", ['Japan (site:a.example OR "b c")', "a+b & c=d #e % f", "日本 中国", "' \\ / ? : ;"])
def test_the_query_arrives_verbatim(query: str) -> None:
    """Whatever the operator wrote, at whatever address the searches are asked."""
    url = query_url(search(query, "en", "US"), "http://127.0.0.1:8700/rss/search")
    assert url.startswith("http://127.0.0.1:8700/rss/search?q=")
    assert parse_qs(urlsplit(url).query)["q"] == [query]
    assert url.isascii()


@pytest.mark.parametrize(
    ("title", "outlet", "wanted"),
    [
        ("Bridge opens - Paper", "Paper", "Bridge opens"),
        ("Port - a timeline - Paper - World Edition", "Paper - World Edition", "Port - a timeline"),
        ("Bridge opens - PAPER", "Paper", "Bridge opens"),
        ("Paper - Paper - Paper", "Paper", "Paper - Paper"),
        ("Paper", "Paper", "Paper"),
        (" - Paper", "Paper", " - Paper"),
        ("Bridge - what now?", "", "Bridge - what now?"),
        ("Bridge opens - Herald", "Paper", "Bridge opens - Herald"),
        ("Bridge opens – Paper", "Paper", "Bridge opens – Paper"),
    ],
)
def test_a_headline_loses_exactly_its_outlet(title: str, outlet: str, wanted: str) -> None:
    """The suffix is what the source element says, never what follows the last dash."""
    assert headline(title, outlet) == wanted


def test_an_old_id_holds_the_publisher_s_address() -> None:
    """Short and long ones (the length takes one byte or two), on every path Google uses."""
    for address in ("https://paper.example/a", "http://paper.example/" + "long-" * 60):
        for path in ("rss/articles/", "articles/", "read/"):
            link = f"https://news.google.com/{path}{article_id(address.encode())}?oc=5"
            assert publisher_link(link) == address


@pytest.mark.parametrize(
    "link",
    [
        PREFIX + article_id(b"AU_yqLinventedinventedinvented"),
        PREFIX + article_id(b"javascript:alert(1)"),
        PREFIX + article_id(b"https://user@paper.example/"),
        PREFIX + article_id(b"https://paper.example/\xff"),
        PREFIX + article_id(b"https://paper.example/a", header=b"\x08\x12"),
        PREFIX + base64.urlsafe_b64encode(b"\x08\x13\x22\xff\xff\xff\xff").decode(),
        PREFIX + base64.urlsafe_b64encode(b"\x08\x13\x22\x50https://cut.example").decode(),
        PREFIX + base64.urlsafe_b64encode(b"\x08\x13").decode(),
        PREFIX + "!!", PREFIX, PREFIX + "A", "https://news.google.com/", "",
        "https://news.google.com.evil.example/rss/articles/" + article_id(b"https://paper.example/a"),
        "https://evil.example/news.google.com/rss/articles/" + article_id(b"https://paper.example/a"),
    ],
)  # fmt: skip
def test_what_holds_no_address_gives_none(link: str) -> None:
    """New ids, hostile ones, damaged ones, and hosts that only look like Google's."""
    assert publisher_link(link) == ""


@pytest.mark.skipif(not IDS.is_file(), reason=f"the collection of article ids is not at {IDS}")
def test_real_ids_are_decoded_exactly_where_they_can_be() -> None:
    """Every id of the collection: the address where it is decodable offline, nothing where it is not."""
    for line in IDS.read_text("utf-8").splitlines():
        row = json.loads(line)
        assert publisher_link(row["url"]) == (row["expected"] if row["offline"] else ""), row["origin"]


def test_related_headlines_are_those_of_others() -> None:
    """Each once, as plain text, without the item's own."""
    listed = '<ol><li><a href="x">Own</a>&nbsp;<font>P</font></li><li><a href="y">Other &amp; <b>bold</b></a></li>'
    assert related(listed + '<li><a href="z">Other &amp; bold</a></li></ol>', "Own", 100) == ("Other & bold",)
    assert related('<a href="x">Own</a>', "Own", 100) == ()
