"""`counterpoint lab`: one mechanism at a time, on JSON lines, so that anybody can measure it."""

import argparse
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TypeVar

import msgspec

from counterpoint.cli import console
from counterpoint.errors import FeedError, InputError
from counterpoint.gathering.feeds import parse_feed
from counterpoint.gathering.web import Web
from counterpoint.model import Source, SourceKind
from counterpoint.stories.clustering import Text, cluster
from counterpoint.writing.checks import Cited, Claim
from counterpoint.writing.evidence import judge

T = TypeVar("T")

STORIES = """\
  counterpoint lab stories < articles.jsonl
    in   {"id": "a", "title": "…", "text": "…", "source": "…", "date": "2026-01-14", "lang": "en", "window": "w1"}
    out  {"id": "a", "cluster": "a"}"""
CHECK = """\
  counterpoint lab check < claims.jsonl
    in   {"id": "1", "claim": "…", "side": "china", "cites": [1],
          "sources": [{"n": 1, "side": "china", "outlet": "…", "title": "…", "text": "…", "lang": "en"}]}
    out  {"id": "1", "supported": false, "reasons": ["facts: …"], "notes": []}"""
FEED = """\
  counterpoint lab feed https://news.example/rss.xml
  counterpoint lab feed saved-feed.xml"""


@dataclass(frozen=True, slots=True, kw_only=True)
class ArticleIn:
    """One article of `lab stories`."""

    id: str
    title: str
    text: str = ""
    source: str = ""
    date: str | None = None
    lang: str | None = None
    window: str | int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceIn:
    """One cited source of a claim."""

    n: int
    title: str
    side: str | None = None
    outlet: str | None = None
    text: str | None = None
    lang: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimIn:
    """One claim of `lab check`. Without `cites`, all sources are cited."""

    id: str
    claim: str
    sources: tuple[SourceIn, ...]
    side: str | None = None
    cites: tuple[int, ...] | None = None
    date: str | None = None
    lang: str | None = None


def add(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Declare the command and its three benches."""
    lab = commands.add_parser("lab", help="try one mechanism on JSON lines: stories, check, feed")
    benches = lab.add_subparsers(dest="bench", metavar="BENCH", required=True)
    console.command(benches, "stories", stories, help="cluster articles into stories", examples=STORIES)
    console.command(benches, "check", claims, help="check claims against what they cite", examples=CHECK)
    feed = console.command(benches, "feed", read_feed, help="show what the parser makes of one feed", examples=FEED)
    feed.add_argument("feed", metavar="URL|FILE", help="the feed")


def stories(arguments: argparse.Namespace) -> int:
    """Read articles, print the cluster of each, named after one of its members."""
    del arguments
    articles = tuple(_lines(ArticleIn))
    names = {f"{article.id}\n{number}": article for number, article in enumerate(articles)}
    texts = tuple(_text(article, name) for name, article in names.items())
    for group in cluster(texts):
        for member in group:
            console.emit({"id": names[member].id, "cluster": names[group[0]].id})
    return 0


def claims(arguments: argparse.Namespace) -> int:
    """Read claims, print a verdict with its reasons for each."""
    del arguments
    for read in _lines(ClaimIn):
        sources = tuple(_cited(s) for s in read.sources)
        cites = read.cites if read.cites is not None else tuple(source.n for source in sources)
        claim = Claim(
            text=read.claim, cites=cites, side=read.side, language=read.lang or "", date=_day(read.date, read.id)
        )
        verdict = judge(claim, sources)
        reasons, notes = [str(reason) for reason in verdict.reasons], list(verdict.notes)
        console.emit({"id": read.id, "supported": verdict.supported, "reasons": reasons, "notes": notes})
    return 0


def read_feed(arguments: argparse.Namespace) -> int:
    """Print what the parser makes of a feed; a feed that is none is a line of JSON, too."""
    now = datetime.now(UTC)
    source = Source(kind=SourceKind.RSS, url=arguments.feed)
    try:
        body, headers = _feed_bytes(arguments.feed, source)
        articles = parse_feed(body, headers, source, now)
    except FeedError as error:
        console.emit({"feed": arguments.feed, "health": error.health, "reason": error.reason})
        return 1
    console.emit({"feed": arguments.feed, "health": "ok", "articles": articles})
    return 0


def _cited(read: SourceIn) -> Cited:
    return Cited(
        n=read.n,
        side=read.side or "",
        outlet=read.outlet or "",
        title=read.title,
        text=read.text or "",
        language=read.lang or "",
    )


def _feed_bytes(place: str, source: Source) -> tuple[bytes, dict[str, str]]:
    if place.startswith(("http://", "https://")):
        import os

        return Web.from_environment(os.environ).read(source.url)
    try:
        return Path(place).read_bytes(), {}
    except OSError as error:
        raise InputError(f"cannot read {place}: {error.strerror}; give a file or an http(s) address") from error


def _text(article: ArticleIn, name: str) -> Text:
    """Make the text to be clustered; its line is part of its name, because two lines may bear one id."""
    published = _moment(article.date, article.id)
    return Text(
        id=name,
        title=article.title,
        summary=article.text or "",
        published=published,
        language=article.lang or "",
        window="" if article.window is None else str(article.window),
        outlet=article.source,
    )


def _moment(text: str | None, name: str) -> datetime | None:
    if not text:
        return None
    try:
        read = datetime.fromisoformat(text)
    except ValueError as error:
        raise InputError(f"{name}: {text!r} is not a date; write YYYY-MM-DD or a moment in ISO 8601") from error
    return read if read.tzinfo else read.replace(tzinfo=UTC)


def _day(text: str | None, name: str) -> date | None:
    read = _moment(text, name)
    return read.date() if read else None


def _lines(kind: type[T]) -> Iterator[T]:
    """Read JSON lines from stdin. Raises InputError that names the line, after nothing else was printed for it."""
    decoder = msgspec.json.Decoder(kind)
    for number, line in enumerate(sys.stdin.buffer, 1):
        if not line.strip():
            continue
        try:
            yield decoder.decode(line)
        except msgspec.MsgspecError as error:
            raise InputError(
                f"standard input, line {number}: {error}; one JSON object a line, as --help shows"
            ) from error
