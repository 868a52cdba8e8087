"""Records: what search knows of a digest, and the shelf that keeps a month of them."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date

from counterpoint.model import Digest, Point
from counterpoint.publishing.addresses import digest_path
from counterpoint.publishing.documents.parts import headline

_MARKS = re.compile(r"^\s*(?:[-*+>]|#{1,6})\s+|\*\*")
"""Marks of Markdown in the lines of older documents."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """One digest in the index: its page, its title, and its lines (points, headlines with their outlets)."""

    path: str
    title: str
    day: date
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class SearchShelf:
    """A month's records, and what stands on the site for them.

    `files` are the keys of the index made from `records` by Pagefind of version `engine`; `replaced` those of the index
    before it, kept for readers who loaded that one, and removed when the next takes its place.
    """

    month: str
    records: tuple[Record, ...] = ()
    files: tuple[str, ...] = ()
    replaced: tuple[str, ...] = ()
    engine: str = ""

    def with_records(self, records: Iterable[Record]) -> "SearchShelf":
        """This shelf with `records` in the places of their pages."""
        by_path = {record.path: record for record in (*self.records, *records)}
        return replace(self, records=tuple(sorted(by_path.values(), key=lambda record: (record.day, record.path))))


@dataclass(frozen=True, slots=True, kw_only=True)
class IndexedMonth:
    """A month that has an index. `tag` changes with it, so that a browser may keep what has not changed."""

    month: str
    tag: str


@dataclass(frozen=True, slots=True, kw_only=True)
class IndexedMonths:
    """The months to merge, newest first (`search/months.json` on the site)."""

    months: tuple[IndexedMonth, ...] = ()

    def with_month(self, month: IndexedMonth) -> "IndexedMonths":
        """These months with `month` in its place."""
        by_month = {known.month: known for known in (*self.months, month)}
        return IndexedMonths(months=tuple(by_month[known] for known in sorted(by_month, reverse=True)))


def record_of(digest: Digest) -> Record:
    """The record of a digest: every point and every headline once."""
    texts = [point.text for point in _points(digest)]
    if digest.imported:
        texts += [_MARKS.sub("", line) for section in digest.imported.sections for line in section.lines]
    texts += [f"{headline(row.title, row.outlet)} ({row.outlet})" for row in digest.sources]
    texts += [digest.gap] if digest.gap else []
    lines = (" ".join(text.replace("¶", " ").split()) for text in texts)
    return Record(
        path=digest_path(digest.topic, digest.day),
        title=f"{digest.name}, {digest.day.day} {digest.day:%B %Y}",
        day=digest.day,
        lines=tuple(dict.fromkeys(line for line in lines if line)),
    )


def _points(digest: Digest) -> tuple[Point, ...]:
    sides = (point for section in digest.perspectives for point in section.points)
    return (*digest.highlights, *digest.differences, *sides, *digest.third_party)
