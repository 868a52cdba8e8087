"""The numbered sources of a document: `N. [<lang>-<REGION>] [title](link) - Outlet (M/D/YYYY)`, written and read.

Rows do not name their side: each perspective's rows stand together, in the order and number the front matter gives,
third-party rows last. REGION is the outlet's country where it is known (older documents know none), else the edition
of the outlet's own feed; that of a search says nothing about whom it found. What else a row holds (ownership, time of
day) is in index.json.
"""

import re
from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import UTC, datetime

from counterpoint.model import SourceRow
from counterpoint.publishing.documents.escaping import destination, inline, unescaped
from counterpoint.publishing.documents.fields import fault
from counterpoint.publishing.documents.parts import headline
from counterpoint.publishing.documents.sections import Section

HEADING = "Sources"
_UNDATED = "undated"
_UNKNOWN_LANGUAGE = "und"  # BCP 47
_UNKNOWN_REGION = "ZZ"  # Unicode CLDR
_MOST_CHARACTERS = 8_000
_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8})*")
_START = rf"(?P<n>\d{{1,6}})\. (?:\[(?P<tag>{_LANGUAGE.pattern})\] )?"
_END = r" - (?P<outlet>.*) \((?P<date>\d{1,2}/\d{1,2}/\d{4}|undated)\)"
_ROW = re.compile(_START + r"\[(?P<title>(?:\\.|[^\]\\])*)\](?:\((?P<url>\S*?)\))?" + _END)
_RAW_ROW = re.compile(_START + r"\[(?P<title>.*)\]\((?P<url>\S*)\)" + _END)
_REGION = re.compile(r"[A-Z]{2}|\d{3}")


def written(rows: Iterable[SourceRow], *, ours: bool) -> list[str]:
    """The section's lines, its heading included; of older documents raw, as they stood."""
    listed = list(rows)
    text: Callable[[str], str] = inline if ours else str
    link: Callable[[str], str] = destination if ours else str
    head = [f"## {HEADING}", "", f"This summary is based on {len(listed)} articles from the following sources:", ""]
    shown = [replace(row, title=headline(row.title, row.outlet)) for row in listed] if ours else listed
    return head + [_row(row, text, link) for row in shown]


def _row(row: SourceRow, text: Callable[[str], str], link: Callable[[str], str]) -> str:
    url = link(row.url)
    title = f"[{text(row.title)}]" + (f"({url})" if url else "")
    return f"{row.n}. [{_tag(row)}] {title} - {text(row.outlet)} ({day_of(row.published)})"


def _tag(row: SourceRow) -> str:
    language = row.language if _LANGUAGE.fullmatch(row.language) else _UNKNOWN_LANGUAGE
    edition = "" if row.redirect else row.region
    region = next(filter(_REGION.fullmatch, (row.country, edition)), _UNKNOWN_REGION)
    return f"{language}-{region}"


def day_of(published: datetime | None) -> str:
    """Month/day/year, unpadded, in UTC; in words when unknown."""
    if published is None:
        return _UNDATED
    utc = published.astimezone(UTC)
    return f"{utc.month}/{utc.day}/{utc.year}"


def read(section: Section, file: str, *, ours: bool) -> tuple[SourceRow, ...]:
    """The rows of the section, numbered 1..n, without their sides. Raises NotADigestError naming the line."""
    rows: list[SourceRow] = []
    for at, line in enumerate(section.lines, section.number + 1):
        if not re.match(r"\d+\. ", line):
            continue
        row = _parsed(line, ours)
        if row is None:
            raise fault(file, at, "", "not a source", "N. [en-US] [title](link) - Outlet (M/D/YYYY)")
        if row.n != len(rows) + 1:
            problem = f"source {row.n} stands where {len(rows) + 1} should"
            raise fault(file, at, "", problem, "sources numbered 1, 2, 3, …")
        rows.append(row)
    return tuple(rows)


def _parsed(line: str, ours: bool) -> SourceRow | None:
    found = (_ROW if ours else _RAW_ROW).fullmatch(line) if len(line) <= _MOST_CHARACTERS else None
    try:
        published = _moment(found["date"]) if found else None
    except ValueError:
        found = None  # there is no such day
    if not found:
        return None
    text = unescaped if ours else str
    language, region = _locale(found["tag"] or "", ours)
    url = text(found["url"] or "")
    return SourceRow(
        n=int(found["n"]),
        side="",
        outlet=text(found["outlet"]),
        title=text(found["title"]),
        url=url if re.match(r"https?://", url) else "",
        language=language,
        region=region,
        published=published,
    )


def _moment(day: str) -> datetime | None:
    if day == _UNDATED:
        return None
    month, number, year = map(int, day.split("/"))
    return datetime(year, month, number, tzinfo=UTC)


def _locale(tag: str, ours: bool) -> tuple[str, str]:
    language, _, region = tag.rpartition("-")
    if not language or not _REGION.fullmatch(region):
        return tag, ""
    unknown = {_UNKNOWN_LANGUAGE, _UNKNOWN_REGION} if ours else set[str]()
    return "" if language in unknown else language, "" if region in unknown else region
