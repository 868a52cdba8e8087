"""Documents read back: the round trip of ours, the older formats, and one clear line for what is no digest."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from counterpoint.errors import NotADigestError
from counterpoint.model import (
    THIRD_PARTY,
    Correction,
    Digest,
    PerspectiveSection,
    Point,
    SourceRow,
)
from counterpoint.publishing import markdown
from counterpoint.publishing.documents.escaping import address, cell, inline, line, printable, unescaped
from tests.unit.documents_sample import NOW, digest

C = """---
title: "Arland vs Belmark News - 2026-01-13"
date: 2026-01-13T04:01:00.894Z
topic: arland-belmark
topicName: "Arland vs Belmark"
sources: ["Daily [A]", "Herald "]
articleCount: 3
perspectives:
  - id: "arland"
    name: "Arland"
    count: 2
  - id: "belmark"
    name: "Belmark"
    count: 1
arlandSources: 2
belmarkSources: 1
draft: false
---

## Overall Highlights

- Arland *opens* the dam, & talks fail [3].

<!--more-->

## Arland Perspective (Arland Sources)

- The dam is open.
- Water for all.

## Belmark Perspective (Belmark Sources)

- The dam is a threat.

## Sources

This summary is based on 3 articles from the following sources:

1. [en-US] [[News] The C:\\dam (open)](https://news.example/1?oc=5) - Daily [A] (1/13/2026)
2. [zh-CN] [Talks - fail](https://news.example/2) - Herald  (12/31/2025)
3. [es-419] [No (dam)\u2029](https://news.example/3) - Daily [A] (1/3/2026)
"""

A = """---
title: "Arland News - 2025-10-11"
date: 2025-10-11T23:51:58.026Z
topic: arland
topicName: "Arland"
sources: ["Daily"]
articleCount: 1
draft: false
---

## Key Highlights

- The dam is open.

## Summary

A long story.

And more.

## Sources

This summary is based on 1 articles from the following sources:

1. [The dam](https://news.example/1) - Daily (10/10/2025)
"""

B = """---
title: "Arland News - 2025-10-14"
date: 2025-10-14T04:00:47.673Z
topic: arland
topicName: "Arland"
sources: ["Daily", "Herald"]
articleCount: 3
arlandishSources: 2
internationalSources: 1
draft: false
---

## Overall Summary

A summary.

## US Perspective (US Sources)

### Key Points

- A threat.

Prose of one side.

## Inside Arland (Arlandish Sources)

### Key Points

- A dam.

Prose of the other.

## Key Differences in Coverage

- They differ.

## Sources

This summary is based on 3 articles from the following sources:

1. [es-VE] [El dique](https://news.example/1) - Daily (10/13/2025)
2. [en-US] [The dam](https://news.example/2) - Herald (10/13/2025)
3. [es-VE] [Otro dique](https://news.example/3) - Daily (10/12/2025)
"""

TEXT = st.text(st.characters(exclude_categories=()), max_size=60)
MARKED = st.text(st.sampled_from("ab1 -#*_`[]()<>!|\\&;{}%~=+.:@/\"'\n\t\u2028\u202e"), max_size=40)
WORDS = (TEXT | MARKED).map(printable).filter(bool)
CITES = st.lists(st.integers(1, 99), min_size=1, max_size=3).map(tuple)
POINTS = st.lists(st.builds(Point, text=WORDS, cites=CITES), max_size=3).map(tuple)
DAYS = st.dates(date(1970, 1, 1), date(2100, 1, 1)).map(lambda day: datetime(day.year, day.month, day.day, tzinfo=UTC))
LINKS = st.builds("https://news.example/{}".format, TEXT | MARKED).map(address)
ROW = st.builds(
    SourceRow,
    n=st.just(0),
    side=st.just(""),
    outlet=WORDS,
    title=WORDS,
    url=LINKS,
    language=st.sampled_from(["en", "zh", "", "es-419"]),
    region=st.sampled_from(["US", "419", ""]),
    published=st.none() | DAYS,
)


@st.composite
def digests(draw: st.DrawFn) -> Digest:
    """Digests with two sides and third-party rows, made of whatever text."""
    sides = ["arland", "belmark", THIRD_PARTY]
    groups = [draw(st.lists(ROW, max_size=3)) for _ in sides]
    pairs = [(side, row) for side, group in zip(sides, groups, strict=True) for row in group]
    names = draw(st.lists(WORDS, min_size=2, max_size=2, unique=True))
    perspectives = tuple(
        PerspectiveSection(id=side, name=name, count=len(group), points=draw(POINTS), gap=draw(st.just("") | WORDS))
        for side, name, group in zip(sides[:2], names, groups[:2], strict=True)
    )
    return digest(
        title=draw(WORDS),
        name=draw(WORDS),
        notice=draw(st.just("") | WORDS),
        gap=draw(st.just("") | WORDS),
        highlights=draw(POINTS),
        perspectives=perspectives,
        differences=draw(POINTS),
        third_party=draw(POINTS),
        sources=tuple(replace(row, n=n, side=side) for n, (side, row) in enumerate(pairs, 1)),
        tellings=(),
        blind_spots=(),
        stories=(),
    )


def said(points: tuple[Point, ...]) -> list[tuple[str, tuple[int, ...]]]:
    """What points say and cite."""
    return [(point.text, point.cites) for point in points]


@settings(max_examples=150, deadline=None, derandomize=True)
@given(digests())
def test_what_is_written_is_read_back(page: Digest) -> None:
    """Title, points, citations, sources, perspectives, gaps and notices survive any text."""
    again = markdown.read(markdown.render(page).decode(), "x.md")
    names = ("topic", "name", "title", "day", "date", "notice", "gap", "language")
    assert [getattr(again, name) for name in names] == [getattr(page, name) for name in names]
    assert again.sources == page.sources
    for field in ("highlights", "differences", "third_party"):
        assert said(getattr(again, field)) == said(getattr(page, field))
    for ours, theirs in zip(again.perspectives, page.perspectives, strict=True):
        assert (ours.id, ours.name, ours.count, ours.gap) == (theirs.id, theirs.name, theirs.count, theirs.gap)
        assert said(ours.points) == said(theirs.points)


@settings(max_examples=50, deadline=None, derandomize=True)
@given(digests())
def test_a_read_document_of_ours_is_written_as_it_was(page: Digest) -> None:
    """Importing our own document gives the same document."""
    document = markdown.render(page)
    assert markdown.render(markdown.read_bytes(document, "x.md")) == document


@settings(max_examples=300, deadline=None, derandomize=True)
@given(TEXT | MARKED)
def test_escaping_is_undone_exactly(text: str) -> None:
    """In the middle and at the start of a line; a cell differs only by its pipes."""
    assert unescaped(inline(text)) == unescaped(line(text)) == unescaped(cell(text)) == printable(text)
    assert printable(printable(text)) == printable(text)
    assert len(printable(text).splitlines()) <= 1
    printable(text).encode()


@settings(max_examples=300, deadline=None, derandomize=True)
@given(TEXT | MARKED)
def test_an_address_is_safe_or_nothing(text: str) -> None:
    """Nothing in an address can end the parentheses it stands in; encoding twice changes nothing."""
    url = address(f"https://news.example/{text}")
    assert not set(url) & set(' ()<>"\\`\n\t')
    assert address(url) == url
    assert address(f"javascript:{text}") == ""


def test_ordinary_headlines_are_written_as_they_are() -> None:
    """Escaping touches only what a parser would take for markup."""
    for headline in (
        "The View | 3 factors – 10% (2026)",
        "U.S. & Belmark: it's “on”",
        "a_b #tag $5 50-50",
        "习近平：“中日”",
    ):
        assert inline(headline) == headline


def test_a_point_read_from_a_file_is_never_checked() -> None:
    """What a file says about itself is no check; older bullets cite nothing at all."""
    ours = markdown.read(markdown.render(digest()).decode(), "x.md")
    assert [point.checked for point in (*ours.highlights, *ours.third_party)] == [False] * 3
    assert ours.highlights[0].cites == (1, 3)
    assert markdown.read(C, "c.md").highlights == (
        Point(text="Arland *opens* the dam, & talks fail [3].", engine="imported", checked=False),
    )


def test_todays_older_format_is_read_into_its_parts() -> None:
    """Sides by the perspectives' counts, texts raw, nothing kept twice."""
    page = markdown.read(C, "/home/somebody/archive/c.md")
    assert page.imported is not None
    assert (page.imported.format, page.imported.file, page.imported.text) == ("C", "archive/c.md", "")
    assert [(row.n, row.side, row.title, row.outlet) for row in page.sources] == [
        (1, "arland", "[News] The C:\\dam (open)", "Daily [A]"),
        (2, "arland", "Talks - fail", "Herald "),
        (3, "belmark", "No (dam)\u2029", "Daily [A]"),
    ]
    assert [(row.language, row.region) for row in page.sources] == [("en", "US"), ("zh", "CN"), ("es", "419")]
    assert page.date == datetime(2026, 1, 13, 4, 1, 0, 894000, tzinfo=UTC)
    assert page.perspectives[0].points[1].text == "Water for all."


def test_the_first_format_has_no_sides() -> None:
    """Its highlights are bullets, its summary is kept, its sources are third-party: the file does not say more."""
    page = markdown.read(A, "a.md")
    assert page.imported is not None
    assert page.imported.format == "A"
    assert [(part.heading, part.lines) for part in page.imported.sections] == [
        ("Summary", ("A long story.", "", "And more."))
    ]
    assert (page.perspectives, [row.side for row in page.sources]) == ((), [THIRD_PARTY])


def test_the_second_format_names_its_sides_in_headings() -> None:
    """Counts come from the keys; prose and summary are kept; differences are bullets."""
    page = markdown.read(B, "b.md")
    assert page.imported is not None
    assert page.imported.format == "B1"
    assert [(side.id, side.name, side.count) for side in page.perspectives] == [
        ("international", "US", 1),
        ("arlandish", "Arlandish", 2),
    ]
    assert [row.side for row in page.sources] == ["arlandish", "international", "arlandish"]
    assert [part.lines for part in page.imported.sections] == [
        ("A summary.",), ("Prose of one side.",), ("Prose of the other.",),
    ]  # fmt: skip
    assert [point.text for point in page.differences] == ["They differ."]


def test_sides_that_the_languages_do_not_tell_apart_are_not_guessed() -> None:
    """When the tags do not add up to the counts, the sources are third-party."""
    page = markdown.read(B.replace("[en-US]", "[es-VE]"), "b.md")
    assert {row.side for row in page.sources} == {THIRD_PARTY}


def test_rows_beyond_ten_of_each_side_take_turns() -> None:
    """So the older format lists them."""
    rows = "\n".join(f"{n}. [en-US] [T](https://news.example/{n}) - Daily (1/1/2026)" for n in range(1, 25))
    head = C.split("1. [en-US]", maxsplit=1)[0].replace("articleCount: 3", "articleCount: 24")
    head = head.replace("count: 2", "count: 12").replace("count: 1\n", "count: 12\n")
    sides = [row.side[0] for row in markdown.read(f"{head}{rows}\n", "x.md").sources]
    assert "".join(sides) == "a" * 10 + "b" * 10 + "abab"


VARIANTS = {
    "today's format": C,
    "first format": A,
    "second format": B,
    "byte order mark": f"\ufeff{C}",
    "carriage returns": C.replace("\n", "\r\n"),
    "no final newline": C.rstrip("\n"),
    "more blank lines": f"{C}\n\n",
    "an extra key": C.replace("draft: false", "draft: false\nweight: 010\ntags: [a, b]"),
    "a comment": C.replace("draft: false", "draft: false # yes"),
    "a draft": C.replace("draft: false", "draft: true"),
    "another date spelling": C.replace("04:01:00.894Z", "04:01:00Z"),
    "a local date": C.replace("04:01:00.894Z", "13:01:00+09:00"),
    "no locale tag": C.replace("[zh-CN] ", ""),
    "a padded day": C.replace("1/13/2026)", "01/13/2026)"),
    "one perspective missing": C.replace("## Belmark Perspective (Belmark Sources)\n\n- The dam is a threat.\n\n", ""),
    "prose in a perspective": C.replace("- Water for all.", "Water for all."),
    "another section": C.replace("## Sources", "## Weather\n\n- Sunny\n\n## Sources"),
    "no bullets": C.replace("- The dam is a threat.\n", ""),
    "text before the first heading": C.replace("## Overall", "Hello.\n\n## Overall"),
    "a link that is no web address": C.replace("https://news.example/2", "ftp://news.example/2"),
    "an address with parentheses": C.replace("https://news.example/2", "https://news.example/(2)"),
    "zero articles": C.split("1. [en-US]", maxsplit=1)[0]
    .replace("articleCount: 3", "articleCount: 0").replace("count: 2", "count: 0").replace("count: 1\n", "count: 0\n"),
}  # fmt: skip


@pytest.mark.parametrize("document", VARIANTS.values(), ids=VARIANTS.keys())
def test_an_imported_document_is_written_as_its_file_stands(document: str) -> None:
    """Whatever the format has or lacks, index.md equals the source file to the byte."""
    assert markdown.render(markdown.read(document, "x.md")) == document.encode()


def test_todays_format_needs_no_copy_of_the_text() -> None:
    """It is rendered from what it says; the copy is for what the digest cannot say."""
    for kept in ("today's format", "a draft"):
        page = markdown.read(VARIANTS[kept], "x.md")
        assert page.imported is not None
        assert page.imported.text == ""


def test_what_the_digest_has_no_field_for_is_kept_as_sections() -> None:
    """Unknown sections and stray prose are shown with the page, not lost."""
    page = markdown.read(VARIANTS["another section"].replace("- Water for all.", "Water for all."), "x.md")
    assert page.imported is not None
    assert [(part.heading, part.lines) for part in page.imported.sections] == [
        ("Arland Perspective (Arland Sources)", ("Water for all.",)),
        ("Weather", ("- Sunny",)),
    ]


def test_a_link_that_is_no_web_address_does_not_reach_the_digest() -> None:
    """The file's bytes stay, but no page links there."""
    assert markdown.read(C.replace("https://news.example/2", "javascript:alert(1)"), "x.md").sources[1].url == ""


CORRECTION = Correction(at=NOW, what="The dam is closed.", why="The outlet corrected it.")


@pytest.mark.parametrize("document", [C, A, B, C.replace("\n", "\r\n")], ids=["C", "A", "B", "crlf"])
def test_a_correction_is_added_before_the_sources_and_changes_nothing_else(document: str) -> None:
    """A public correction is the only thing that an imported document may gain."""
    page = markdown.read(document, "x.md")
    corrected = markdown.render(replace(page, corrections=(CORRECTION,))).decode()
    end = "\r\n" if "\r\n" in document else "\n"
    section = (
        f"## Corrections{end}{end}**2026-01-14 04:00 UTC:** The dam is closed. Why: The outlet corrected it.{end}{end}"
    )
    assert corrected.replace(section, "") == document
    assert corrected.index("## Corrections") < corrected.index("## Sources")
    assert markdown.read(corrected, "x.md").sources == page.sources


@settings(max_examples=200, deadline=None, derandomize=True)
@given(st.data())
def test_a_damaged_document_is_read_exactly_or_refused_in_one_line(data: st.DataObject) -> None:
    """Whatever is cut out or put in: its file's bytes stay, or the fault is named; nothing else is raised."""
    document = data.draw(st.sampled_from([C, A, B, markdown.render(digest()).decode()]))
    start, end = sorted(data.draw(st.tuples(*[st.integers(0, len(document))] * 2)))
    damaged = document[:start] + data.draw(TEXT | MARKED) + document[min(end, start + 40) :]
    try:
        said = markdown.render(markdown.read(damaged, "x.md")).decode()
    except NotADigestError as error:
        said = str(error)
    assert said == damaged or (said.startswith("x.md:") and len(said.split("\n")) == 1)


BROKEN = {
    "": "x.md:1: no front matter; a digest starts with a line '---' and its title, date and topic",
    "# A page\n": "x.md:1: no front matter; a digest starts with a line '---' and its title, date and topic",
    "<html></html>": "x.md:1: no front matter; a digest starts with a line '---' and its title, date and topic",
    C[:200]: "x.md:1: the front matter never ends; a line '---' after its last key",
    C.replace('title: "', 'title: "\n"'): "x.md:3: the front matter is not YAML: ",
    C.replace("topic: arland-belmark\n", ""): "x.md:1: topic: missing; a line 'topic: …' in the front matter",
    C.replace("topic: arland-belmark", "topic: ../../etc"): "x.md:4: topic: '../../etc' is not an id; lowercase",
    C.replace("2026-01-13T04", "yesterday"): "x.md:3: date: 'yesterday:01:00.894Z' is not a date; ISO 8601",
    C.replace("2026-01-13T04:01:00.894Z", "0001-01-01T00:00:00+09:00"): "x.md:3: date: '0001-",
    C.replace(
        "draft: false", "draft: false\ntitle: again"
    ): "x.md:18: the front matter is not YAML: the key title stands",
    C.replace("articleCount: 3", "articleCount: many"): "x.md:7: articleCount: 'many' is not a count; a whole number",
    C.replace("articleCount: 3", "articleCount: 4"): "x.md:35: the list has 3 sources, articleCount says 4; the whole",
    C.split("2. [zh", maxsplit=1)[0]: "x.md:35: the list has 1 sources, articleCount says 3; the whole document",
    C.split("## Sources", maxsplit=1)[0]: "x.md: no section '## Sources'; the whole document: it seems to be cut short",
    C.rstrip("\n")[:-3]: "x.md:41: not a source; N. [en-US] [title](link) - Outlet (M/D/YYYY)",
    C.replace("12/31/2025", "13/31/2025"): "x.md:40: not a source; N. ",
    C.replace("2. [zh-CN]", "5. [zh-CN]"): "x.md:40: source 5 stands where 2 should; sources numbered 1, 2, 3, …",
    C.replace(
        "count: 1\n", "count: 9\n"
    ): "x.md:35: the perspectives count 11 sources, the list has 3; counts that add up",
    C.replace('id: "belmark"', 'id: "arland"'): "x.md:8: perspectives: an id stands twice; each perspective once",
    C.replace('id: "belmark"', 'id: "third-party"'): "x.md:8: perspectives: an item lacks a name, a count or an id",
    C.replace("draft: false", "draft: false\nschema: 99"): "x.md:18: schema: version 99 is newer than 1; a newer",
    C.replace('"Arland vs Belmark News - 2026-01-13"', "[" * 3000): "x.md:1: the front matter is not YAML",
    C.replace("News", "News" * 20_000): "x.md:1: the front matter holds no keys",
    C.replace("Water", "\ud800"): "x.md:29: half a character; save the file in the encoding UTF-8",
    C.replace("- Daily", "](x) - " * 3000 + "- Daily"): "x.md:39: not a source",
}


@pytest.mark.parametrize(("document", "error"), BROKEN.items(), ids=range(len(BROKEN)))
def test_what_is_no_digest_is_one_line_with_file_fault_and_remedy(document: str, error: str) -> None:
    """The operator learns which file, where in it, what is wrong and what would be right."""
    with pytest.raises(NotADigestError) as caught:
        markdown.read(document, "x.md")
    assert str(caught.value).startswith(error)
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize(
    ("document", "error"),
    [
        (
            A.replace("The dam is", "Der Dämm ist").encode("latin-1"),
            "x.md:13: not UTF-8 text; save the file in the encoding",
        ),
        (b"\x89PNG\r\n\x1a\n", "x.md:1: not UTF-8 text"),
        (b"x" * 5_000_000, "x.md: 5000000 bytes; a digest has at most 4000000"),
    ],
    ids=["latin-1", "image", "too large"],
)
def test_bytes_that_are_no_document_are_named(document: bytes, error: str) -> None:
    """Other encodings are not guessed: guessing wrong would corrupt an archive silently."""
    with pytest.raises(NotADigestError) as caught:
        markdown.read_bytes(document, "x.md")
    assert str(caught.value).startswith(error)
