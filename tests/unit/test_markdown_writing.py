"""Our own digests as Markdown: order, citations, gaps in words, and nothing but what the format allows."""

import re
from dataclasses import replace
from datetime import date

import frontmatter
import pytest
from markdown_it import MarkdownIt
from markdown_it.token import Token

from counterpoint.model import Digest, PerspectiveSection
from counterpoint.publishing import markdown
from counterpoint.publishing.documents.escaping import address, printable
from tests.unit.documents_sample import TITLES, digest, row

HOSTILE = (
    "[click](https://evil.example)",
    "![x](https://evil.example/x.png)",
    "<script>alert(1)</script>",
    "</a><img src=x onerror=alert(1)>",
    "- a bullet [1]",
    "## Sources",
    "# A heading",
    "---",
    "***",
    "1. a list",
    "2) another",
    "> a quote",
    "`code` ``more``",
    "a | b | c",
    "|---|---|",
    "~~~ fence",
    "``` fence",
    "*emphasis* and __strong__ and ~~struck~~",
    "ends with a backslash \\",
    "a \\[ b \\| c",
    "&lt;b&gt; &#60;b&#62;",
    "{{< shortcode >}} {% raw %} {{ value }}",
    "https://evil.example www.evil.example me@evil.example <https://evil.example>",
    "[3]: https://evil.example",
    "[^1]: note",
    "line one\n\n## line two\r\n- three",
    "\u2028- four\u2029## five",
    "\u202egnp.exe\u202c \x00\x1b[31m\x07",
    "=== \n---",
    "title: \"quoted\" 'single' : # comment",
    "C:\\temp\\new",
    "[x] task",
    "+ plus",
    "text [3][7]",
    "** bold ** _a_ snake_case_word",
    "]( https://evil.example ) - Outlet (1/1/2026)",
    "-->",
    "<!--more-->",
    ": definition",
    "$$\\sum$$ \\(x\\)",
)


def rendered(page: Digest) -> str:
    """The document as text."""
    return markdown.render(page).decode()


def body_of(text: str) -> str:
    """What follows the front matter."""
    return text.split("\n---\n", 1)[1]


COMMONMARK = MarkdownIt("commonmark")
GITHUB = MarkdownIt("commonmark").enable(["table", "strikethrough"])


def tokens_of(text: str, parser: MarkdownIt = COMMONMARK) -> list[Token]:
    """All tokens of a Markdown parser over the body, inline ones included."""
    blocks = parser.parse(body_of(text))
    return [token for block in blocks for token in (block, *(block.children or ()))]


def test_the_front_matter_has_the_formats_keys_in_order_and_ours_after_draft() -> None:
    """Readers of the older format find every key where it was."""
    keys = re.findall(r"^(\w+):", rendered(digest()).split("\n---\n")[0], re.MULTILINE)
    assert keys == [
        "title", "date", "topic", "topicName", "sources", "articleCount", "perspectives", "arlandSources",
        "belmarkSources", "draft", "schema", "day", "language", "engine", "notice",
    ]  # fmt: skip


def test_the_sections_stand_in_the_formats_order() -> None:
    """Highlights, perspectives, our own sections, sources; and the mark for excerpts after the highlights."""
    text = rendered(digest())
    assert re.findall(r"^## (.*)$", text, re.MULTILINE) == [
        "Overall Highlights", "Arland Perspective (Arland Sources)", "Belmark Perspective (Belmark Sources)",
        "Two Tellings", "Blind Spots", "What Changed", "Third-Party View", "Corrections", "Coverage", "Sources",
    ]  # fmt: skip
    assert text.index("Both sides talk") < text.index("<!--more-->") < text.index("## Arland Perspective")


def test_before_the_sources_a_bullet_is_a_cited_point_and_nothing_else() -> None:
    """Proofs, gaps and receipts are paragraphs or tables."""
    page = digest()
    bullets = [line for line in rendered(page).split("\n## Sources\n")[0].split("\n") if line.startswith("- ")]
    points = [
        *page.highlights,
        *(p for side in page.perspectives for p in side.points),
        *page.differences,
        *page.third_party,
    ]
    assert len(bullets) == len(points)
    assert all(re.search(r" (\[\d+\])+$", bullet) for bullet in bullets)


def test_a_source_is_one_numbered_line_with_tag_link_outlet_and_day() -> None:
    """Days are month/day/year, unpadded, in UTC."""
    assert (
        "2. [en-XA] [Water talks fail \\[Analysis\\]](https://news.example/2?a=1&b=2) - Outlet 2 (1/13/2026)\n"
        in rendered(digest())
    )


@pytest.mark.parametrize(
    ("fields", "line"),
    [
        ({"published": None}, "1. [en-XA] [T](https://news.example/1?a=1&b=2) - Outlet 1 (undated)"),
        ({"language": "", "region": ""}, "1. [und-ZZ] [T](https://news.example/1?a=1&b=2) - Outlet 1 (1/13/2026)"),
        ({"region": "", "country": "XB"}, "1. [en-XB] [T](https://news.example/1?a=1&b=2) - Outlet 1 (1/13/2026)"),
        ({"country": "XB"}, "1. [en-XB] [T](https://news.example/1?a=1&b=2) - Outlet 1 (1/13/2026)"),
        ({"redirect": True}, "1. [en-ZZ] [T](https://news.example/1?a=1&b=2) - Outlet 1 (1/13/2026)"),
        ({"country": "xb]"}, "1. [en-XA] [T](https://news.example/1?a=1&b=2) - Outlet 1 (1/13/2026)"),
        ({"title": "T - OUTLET 1"}, "1. [en-XA] [T](https://news.example/1?a=1&b=2) - Outlet 1 (1/13/2026)"),
        ({"title": "- Outlet 1"}, "1. [en-XA] [- Outlet 1](https://news.example/1?a=1&b=2) - Outlet 1 (1/13/2026)"),
        ({"language": "en](x)"}, "1. [und-XA] [T](https://news.example/1?a=1&b=2) - Outlet 1 (1/13/2026)"),
        ({"url": "javascript:alert(1)"}, "1. [en-XA] [T] - Outlet 1 (1/13/2026)"),
        ({"url": "https://x.example/a (b)"}, "1. [en-XA] [T](https://x.example/a%20%28b%29) - Outlet 1 (1/13/2026)"),
        ({"url": "https://x.example/?a&lt;b"}, r"1. [en-XA] [T](https://x.example/?a\&lt;b) - Outlet 1 (1/13/2026)"),
    ],
)
def test_a_source_with_something_missing_or_unsafe_stays_one_honest_line(fields: dict[str, object], line: str) -> None:
    """No day, no language, no safe link: the line says so and links nowhere it should not."""
    page = digest(
        perspectives=(PerspectiveSection(id="arland", name="Arland", count=1),),
        sources=(replace(row(1, "arland", "T"), **fields),),  # type: ignore[arg-type]  # fields by name
    )
    assert rendered(page).rstrip("\n").endswith(line)


def test_gaps_notices_and_fallbacks_are_stated_in_words() -> None:
    """A reader of the Markdown alone learns what is missing and why."""
    page = digest(gap="No feed of Belmark could be read.", highlights_fallback="the model refused", highlights=())
    text = rendered(page)
    assert "\n**Notice:** This edition is invented.\n" in text
    assert "\n**Gap:** No feed of Belmark could be read.\n" in text
    assert "\n**Written without the model:** the model refused\n" in text


def test_a_side_without_points_keeps_its_section_and_its_gap() -> None:
    """A missing side is stated, never left out."""
    empty = PerspectiveSection(id="belmark", name="Belmark", count=0, gap="Both feeds were blocked.")
    text = rendered(replace(digest(), perspectives=(digest().perspectives[0], empty)))
    assert "## Belmark Perspective (Belmark Sources)\n\n**Gap:** Both feeds were blocked.\n" in text


def test_a_section_without_points_and_without_a_reason_still_says_so() -> None:
    """An empty section would look like a mistake of the page."""
    empty = PerspectiveSection(id="belmark", name="Belmark", count=0)
    text = rendered(digest(highlights=(), perspectives=(digest().perspectives[0], empty)))
    assert "\nNo highlight is printed: no story of this digest gave one that could be checked.\n" in text
    assert "\nNo point of Belmark is printed: its sources gave none that could be checked.\n" in text


def test_a_blind_spot_carries_its_proof_and_a_withheld_one_its_reason() -> None:
    """The claim that a side is silent is printed with the counts it rests on."""
    text = rendered(digest(text="a feed was blocked"))
    assert "1 outlet (Outlet 2); 0 of 84 items from 5 healthy feeds of Belmark in 48 h [2]" in text
    assert "**Only outlets of Arland:** “Water talks fail" in text
    said = "1 story could not be compared with the other side's feeds: “Belmark closes its border”: a feed was blocked."
    assert f"**Not compared:** {said} [3]" in text


def test_the_receipt_says_in_plain_words_what_became_of_articles() -> None:
    """The same words as in gaps, not the names that the JSON has."""
    assert "**Articles:** 9 gathered: 4 printed, 5 about something else." in rendered(digest())


def test_a_developing_story_links_to_the_earlier_digests() -> None:
    """Earlier articles are reached by that day's digest; they are not listed again."""
    assert "[3] (earlier: [2026-01-12](../2026-01-12/))" in rendered(digest())


def test_redirects_and_translations_are_said_with_their_numbers() -> None:
    """The list of sources keeps the format; what it has no room for stands before it."""
    page = digest(sources=(row(1, "arland", "大坝", redirect=True, translation="- The dam"), *digest().sources[1:]))
    text = rendered(page)
    assert "**Redirects:** these links lead to their outlets by way of another site: [1]" in text
    assert "## Translated Headlines\n\n\\- The dam [1]\n" in text


def test_a_digest_without_tellings_says_so_only_when_two_sides_have_sources() -> None:
    """Nothing to compare and nobody to compare with are different facts."""
    page = digest(tellings=(), differences=())
    assert "No story of this digest is told by more than one side." in rendered(page)
    alone = replace(page, perspectives=(page.perspectives[0],))
    assert "Two Tellings" not in rendered(alone)


def test_the_same_digest_gives_the_same_bytes() -> None:
    """Nothing in a document depends on when or where it is written."""
    assert markdown.render(digest()) == markdown.render(digest())


@pytest.mark.parametrize("parser", [COMMONMARK, GITHUB], ids=["commonmark", "github"])
@pytest.mark.parametrize("text", HOSTILE)
def test_no_foreign_text_becomes_markup(text: str, parser: MarkdownIt) -> None:
    """Headlines, outlets and sentences are read by Markdown parsers as text, wherever they stand."""
    plain = digest()
    hostile = digest(titles=(text, text, text, text), text=text)
    hostile = replace(hostile, sources=tuple(replace(each, outlet=text) for each in hostile.sources))
    assert _shape(rendered(hostile), parser) == _shape(rendered(plain), parser)


def _shape(text: str, parser: MarkdownIt) -> list[tuple[str, str, str]]:
    """The kinds of all tokens but text, with the addresses of links; headings with their text."""
    shape = []
    for token in tokens_of(text, parser):
        if token.type in {"text", "text_special", "inline", "softbreak"}:
            continue
        shape.append((token.type, token.tag, str(token.attrs.get("href", ""))))
    return shape


def test_the_shape_test_sees_markup() -> None:
    """The comparison above would notice a headline that becomes a link, an image or a tag."""
    safe = rendered(digest())
    for markup in ("[x](https://evil.example)", "![x](y)", "<b>x</b>", "`x`", "*x*"):
        assert _shape(safe.replace(TITLES[0], markup), COMMONMARK) != _shape(safe, COMMONMARK)


@pytest.mark.parametrize("text", HOSTILE)
def test_foreign_text_is_shown_as_it_is(text: str) -> None:
    """What a parser displays is the headline itself, on one line, without control characters."""
    page = digest(titles=(text, *TITLES[1:]))
    inlines = [token for token in COMMONMARK.parse(body_of(rendered(page))) if token.type == "inline"]
    shown = ["".join(child.content for child in token.children or ()) for token in inlines]
    expected = markdown.read(rendered(page), "x.md").sources[0].title
    assert any(expected in each for each in shown)


def test_every_link_of_a_document_is_http_or_an_earlier_digest() -> None:
    """Whatever a feed calls a link."""
    urls = ("data:text/html,x", "//evil.example/x", "http://[broken", " https://ok.example/ )\n")
    page = digest(sources=tuple(row(n, "arland", "T", url=url) for n, url in enumerate(urls, 1)))
    page = replace(page, perspectives=(PerspectiveSection(id="arland", name="Arland", count=4),), stories=())
    hrefs = [token.attrs["href"] for token in tokens_of(rendered(page)) if token.type == "link_open"]
    assert hrefs == ["https://ok.example/%20%29"]


@pytest.mark.parametrize(
    "text", ["see https://evil.example now", "www.evil.example", "a@evil.example", "HTTP://X.example"]
)
def test_bare_addresses_are_not_left_for_dialects_that_link_them(text: str) -> None:
    """The characters that such dialects look for do not stand in the document."""
    lines = [line for line in body_of(rendered(digest(text=text))).split("\n") if "evil" in line or "X.example" in line]
    assert lines
    assert not any(re.search(r"(?i)https?://(evil|x)|www\.evil|a@evil", line) for line in lines)


@pytest.mark.parametrize("text", HOSTILE)
def test_front_matter_survives_any_title(text: str) -> None:
    """Titles, outlets and notices are quoted for YAML: any reader of front matter finds the text and nothing else."""
    page = digest(title=f"A {text}", notice=f"B {text}", name=f"C {text}")
    page = replace(page, sources=tuple(replace(each, outlet=text) for each in page.sources))
    found = frontmatter.loads(rendered(page)).metadata
    texts = (found["title"], found["notice"], found["topicName"])
    assert texts == (printable(f"A {text}"), printable(f"B {text}"), printable(f"C {text}"))
    assert (found["sources"], found["day"]) == ([printable(text)], date(2026, 1, 14))
    assert list(found) == list(frontmatter.loads(rendered(digest())).metadata)


def test_an_address_is_encoded_once_and_only_once() -> None:
    """What is safe already stays as it is."""
    once = address("https://x.example/a (b)/“ü”?q=[1]&r=%20")
    assert once == "https://x.example/a%20%28b%29/“ü”?q=[1]&r=%20"
    assert address(once) == once
