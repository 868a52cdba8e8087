"""The digest's page: what stands on it, and that nothing in a digest can break out of its place."""

import json
import re
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from html.parser import HTMLParser

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from counterpoint.codec import encode
from counterpoint.model import ArticleLine, Digest, Fate, Point, SourceRow, Usage, WritingRecord
from counterpoint.publishing.site import Place, digest_page
from counterpoint.publishing.site.foreign import direction, language_of
from counterpoint.publishing.site.marking import marked
from counterpoint.publishing.site.weblinks import web_link
from tests import site_samples
from tests.site_archive import links_of


def page(digest: Digest, place: Place | None = None) -> str:
    """The page of a digest as text."""
    return digest_page(digest, place or Place()).decode()


def text_of(html: str) -> str:
    """What a reader reads: no tags, no scripts, single spaces."""
    collected: list[str] = []

    class Reader(HTMLParser):
        silent = False

        def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
            del attrs
            self.silent = tag == "script"

        def handle_endtag(self, tag: str) -> None:
            self.silent = False if tag == "script" else self.silent

        def handle_data(self, data: str) -> None:
            collected.append("" if self.silent else data)

    Reader().feed(html)
    return " ".join("".join(collected).split())


def test_every_part_of_a_digest_is_on_its_page() -> None:
    """From the date to the cost of the day."""
    text = text_of(page(site_samples.digest()))
    for words in (
        "22 November 2026",
        "Coverage at a Glance",
        "6 voices, 8 articles",
        "4 of 6 sources healthy",
        "capital-observer.example: blocked (answered 403)",
        "Overall Highlights",
        "Two Tellings",
        "Aldera: escorts · Borvana: expelled",
        "Aldera Perspective",
        "Written without the model: the model answered too late.",
        "0 of 84 items from 5 healthy feeds of Aldera in 48 h",
        "Only outlets of Borvana",
        "Marked: a few words that this side, in this story, uses more than the other.",
        "Articles printed before are left out.",
        "about something else150",
        "1 story could not be compared with the other side's feeds: “Fuel subsidy extended",
        "one of Borvana’s feeds was blocked 4.",
        "Borvana says the crews were released",
        "Third-Party View",
        "Borvana · Mainland Wire, XB · state · en · 21 Nov, 15:43",
        "2 more copies in the feeds",
        "redirect",
        "331 articles gathered, 20 printed",
        "Reported by a reader.",
        "after two days of detention",
        "Cost of the day: $0.0013.",
    ):
        assert words in text


def test_the_same_digest_gives_the_same_bytes() -> None:
    """Nothing on the page depends on when or where it is rendered."""
    assert digest_page(site_samples.digest()) == digest_page(site_samples.digest())


def test_every_citation_leads_to_its_source_and_back() -> None:
    """All anchors exist; every source leads back to exactly the points that cite it."""
    links = links_of(digest_page(site_samples.digest()))
    anchors = [link[1:] for link in links.links if link.startswith("#")]
    assert set(anchors) <= links.ids
    assert page(site_samples.digest()).count('href="#highlights-2"') == 2


def test_citations_are_apart_when_they_are_copied() -> None:
    """Twelve and three are not one hundred and twenty-three."""
    assert "lawful warning. 1 11" in text_of(page(site_samples.digest()))


def test_a_point_with_old_news_has_its_date() -> None:
    """The day of the newest article it cites, unless it is the digest's day, the one before, or not known."""
    digest = site_samples.digest()
    published = {1: datetime(2026, 11, 14, 9, tzinfo=UTC), 11: datetime(2026, 11, 16, 9, tzinfo=UTC), 5: None}
    aged = replace(
        digest, sources=tuple(replace(row, published=published.get(row.n, row.published)) for row in digest.sources)
    )
    text = text_of(page(aged))
    assert "lawful warning. 1 11 (16 Nov)" in text
    assert text.count("(16 Nov)") == 2
    assert text.count("(14 Nov)") == 1
    assert " Nov)" not in text_of(page(digest))


def test_a_headline_is_shown_without_its_outlet_and_stored_with_it() -> None:
    """The name stands beside it; what a feed gave is never changed."""
    digest = site_samples.digest()
    row = replace(digest.sources[4], title=f"{digest.sources[4].title} - {digest.sources[4].outlet}")
    told = replace(digest, sources=(*digest.sources[:4], row, *digest.sources[5:]))
    assert page(told).count("State Gazette of Aldera") == page(digest).count("State Gazette of Aldera")
    assert "refitted - State Gazette of Aldera" in encode(told).decode()


def test_a_blind_spot_folds_out_what_the_silent_side_printed_instead() -> None:
    """Newest first, of its own outlets, from its healthy feeds, within the hours of the proof."""
    digest = site_samples.digest()
    line = ArticleLine(
        id="a", source="feed-radio-aldera.example", title="Ferry sails - Radio Aldera", outlet="Radio Aldera",
        country="XA", side="aldera", fate=Fate.OFF_TOPIC, published=digest.date - timedelta(hours=3),
    )  # fmt: skip
    lines = [replace(line, id=f"n{n}", title=f"Number {n}.", published=digest.date - timedelta(n)) for n in range(4)]
    strangers = [
        replace(line, id="b", title="Not its own", side="third-party"),
        replace(line, id="c", title="Of another feed", source="feed-mainland-wire.example"),
        replace(line, id="d", title="Without a date", published=None),
    ]
    many = [replace(line, id=f"m{n}", title=f"Port note {n}.", published=digest.date) for n in range(7)]
    told = replace(digest, receipt=replace(digest.receipt, articles=(line, *lines, *strangers, *many)))
    folds = re.findall(r"<details>.*?</details>", page(told), re.DOTALL)
    assert len(folds) == 1
    text = text_of(folds[0])
    assert text.startswith("What outlets of Aldera had instead Number 0. Radio Aldera, 22 Nov, 04:00")
    assert not any(words in text for words in ("Number 3", "Not its own", "Of another feed", "Without a date"))
    assert "3 more, and the links to all: index.json." in text
    assert "<details>" not in page(digest)


def structure(html: str) -> list[tuple[str, tuple[str, ...]]]:
    """The elements of a page with the names of their attributes, but for `lang` and `dir`, which follow the text."""
    found: list[tuple[str, tuple[str, ...]]] = []

    class Reader(HTMLParser):
        def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
            found.append((tag, tuple(name for name, _ in attrs if name not in {"lang", "dir"})))

        def handle_endtag(self, tag: str) -> None:
            found.append((f"/{tag}", ()))

    Reader().feed(html)
    return found


def test_no_page_needs_a_script_or_a_style_of_its_own() -> None:
    """The policy forbids both; structured data is no script."""
    for digest in (site_samples.digest(), site_samples.hostile(), site_samples.imported()):
        html = page(digest)
        elements = structure(html)
        assert re.findall(r"<script[^>]*>", html) == ['<script type="application/ld+json">']
        assert "style" not in {tag for tag, _ in elements}
        names = {name for _, attributes in elements for name in attributes}
        assert not {name for name in names if name == "style" or name.startswith("on")}


def test_the_terms_in_which_the_sides_differ_are_marked() -> None:
    """In the headline itself, which stays word for word."""
    assert "Coast guard <mark>escorts</mark> ferry past <mark>disputed</mark> shoal" in page(site_samples.digest())


def test_three_sides_have_three_accents_and_columns() -> None:
    """A silent side stays on the page and says why it is silent."""
    html = page(site_samples.three_sides())
    assert html.count('class="a3" aria-labelledby="side-corvia"') == 1
    assert "None of Corvia’s 3 feeds could be read today." in html
    assert "The Tellings" in html


def test_an_imported_document_says_where_it_is_from_and_that_it_was_not_checked() -> None:
    """Every bullet carries the label; its own sections stand below."""
    html = page(site_samples.imported())
    assert "aldera-borvana/2025-11-20.md" in html
    assert html.count("not checked</small>") == 3
    assert "Key Differences in Coverage" in html
    assert "Cost of the day" not in html


def test_a_page_tells_nothing_of_the_machine_that_imported_it() -> None:
    """The file is named with its folder only."""
    digest = site_samples.imported()
    assert digest.imported
    elsewhere = replace(digest, imported=replace(digest.imported, file="/volumes/private/old/strait/2025-11-20.md"))
    html = page(elsewhere)
    assert "(strait/2025-11-20.md)" in html
    assert "volumes" not in html


def test_a_gap_says_that_nothing_takes_its_place() -> None:
    """And shows no empty boxes."""
    text = text_of(page(site_samples.gap("strait", "The strait")))
    assert "No digest today: the digest step ran out of time. Nothing is printed in its place" in text
    assert "Coverage at a Glance" not in text
    assert "Sources" not in text


def test_a_sample_says_on_its_page_that_it_is_invented() -> None:
    """The topic's notice stands before everything else."""
    html = page(site_samples.digest())
    assert html.index("This edition is invented") < html.index("<h1>")


def test_a_digest_without_a_model_says_so() -> None:
    """The default engine needs no key; a cost is a model's."""
    text = text_of(page(replace(site_samples.digest(), writing=WritingRecord())))
    assert "Made from the outlets' own headlines and leads, without AI." in text
    assert "Cost of the day" not in text


def test_tiny_costs_are_written_in_full() -> None:
    """Never in scientific notation."""
    writing = WritingRecord(engine="openai", usage=Usage(calls=1, cost=Decimal("0.00000010")))
    assert "$0.0000001" in page(replace(site_samples.digest(), writing=writing))


def test_the_place_gives_canonical_address_neighbours_and_story_pages() -> None:
    """Without it the page stands alone and links to no page that might not exist."""
    place = Place(
        base_url="https://counterpoint.example",
        previous=date(2026, 11, 21),
        next=date(2026, 11, 23),
        story_pages=("crews-b2",),
        days=(),
    )
    html = page(site_samples.digest(), place)
    assert '<link rel="canonical" href="https://counterpoint.example/aldera-borvana/2026-11-22/">' in html
    assert 'property="og:url"' in html
    assert 'rel="next" href="../../aldera-borvana/2026-11-23/"' in html
    assert 'href="../../aldera-borvana/stories/crews-b2/"' in html
    assert "Earlier: 21 November 2026" in text_of(html)
    alone = page(site_samples.digest())
    assert "canonical" not in alone
    assert "stories/" not in alone


def test_other_forms_and_feeds_can_be_discovered() -> None:
    """Markdown, JSON and both feeds of the topic."""
    html = page(site_samples.digest())
    for kind in ("text/markdown", "application/json", "application/atom+xml", "application/feed+json"):
        assert f'<link rel="alternate" type="{kind}"' in html


def test_structured_data_is_json_and_knows_of_corrections() -> None:
    """schema.org's Article, with the moment of the last correction."""
    found = re.search(r'<script type="application/ld\+json">(.*?)</script>', page(site_samples.digest()), re.DOTALL)
    assert found
    data = json.loads(found[1])
    assert data["@type"] == "Article"
    assert data["dateModified"] == "2026-11-22T09:30:00+00:00"
    assert data["correction"] == ["The second point named the wrong day. Reported by a reader."]


def test_a_hostile_digest_leaves_the_structure_of_the_page_alone() -> None:
    """Headlines are data: no element, attribute, link or template of theirs comes to life."""
    html = page(site_samples.hostile())
    assert html.count("<script") == 1
    assert html.count("</script>") == 1
    assert "<img" not in html
    assert 'href="javascript' not in html
    assert "{{ 7*7 }}" in html


def saying(text: str) -> Digest:
    """A digest in which `text` stands wherever feeds, models and operators may put a text."""
    plain = site_samples.digest()
    row = replace(plain.sources[0], title=text, outlet=text, country=text, translation=text)
    told = plain.tellings[0]
    return replace(
        plain,
        name=text,
        title=text,
        highlights=(Point(text=text, cites=(1,), note=text),),
        sources=(row, *plain.sources[1:]),
        tellings=(replace(told, sides=tuple(replace(side, headline=text, outlet=text) for side in told.sides)),),
        blind_spots=tuple(replace(spot, headline=text, outlets=(text,)) for spot in plain.blind_spots),
        gap=text,
        notice=text,
    )


@settings(max_examples=60, deadline=None)
@given(st.text(min_size=1, max_size=60).filter(lambda text: text.strip()))
def test_any_text_stays_text(text: str) -> None:
    """Whatever a feed says, the page has the same elements and attributes as with a plain word."""
    without_marks = [element for element in structure(page(saying(text))) if "mark" not in element[0]]
    assert without_marks == [element for element in structure(page(saying("x"))) if "mark" not in element[0]]


@pytest.mark.parametrize(
    ("url", "shown"),
    [
        ("https://example.com/a", True),
        ("http://example.com", True),
        (" https://example.com/b ", True),
        ("javascript:alert(1)", False),
        ("JavaScript:alert(1)", False),
        ("data:text/html,x", False),
        ("//example.com/a", False),
        ("/etc/passwd", False),
        ("https://", False),
        ("https://[broken", False),
        ("", False),
    ],
)
def test_only_web_addresses_become_links(url: str, shown: bool) -> None:
    """Everything else is printed without a link."""
    assert bool(web_link(url)) is shown


@pytest.mark.parametrize(
    ("headline", "terms", "html"),
    [
        ("Patrols and patrol boats", ("patrol",), "Patrols and <mark>patrol</mark> boats"),
        ("A so-called talk", ("so-called",), "A <mark>so-called</mark> talk"),
        ("China, China", ("china",), "<mark>China</mark>, <mark>China</mark>"),
        ("the coast guard says", ("guard", "coast"), "the <mark>coast guard</mark> says"),
        ("South China Sea", ("China", "South China Sea"), "<mark>South China Sea</mark>"),
        ("例行巡逻", ("巡逻",), "例行<mark>巡逻</mark>"),
        ("a < b", ("<",), "a <mark>&lt;</mark> b"),
        ("nothing", ("", " "), "nothing"),
    ],
)
def test_marks_stand_around_whole_words(headline: str, terms: tuple[str, ...], html: str) -> None:
    """Longer terms win; Chinese matches inside a run; everything is escaped."""
    assert marked(headline, terms) == html


@pytest.mark.parametrize(
    ("text", "told", "language", "way"),
    [
        ("Plain", "", "", "ltr"),
        ("博尔瓦纳", "", "zh", "ltr"),
        ("海峡の漁業", "", "ja", "ltr"),
        ("서울", "", "ko", "ltr"),
        ("البحرية", "", "", "rtl"),
        ("“البحرية”", "ar", "ar", "rtl"),
        ("2026 البحرية", "ur-PK", "ur-PK", "rtl"),
        ("שלום", "he", "he", "rtl"),
        ("Plain", 'e"n', "", "ltr"),
        ("", "", "", "ltr"),
    ],
)
def test_foreign_text_is_labelled_as_what_it_is(text: str, told: str, language: str, way: str) -> None:
    """By what the feed says, else by a script that only one language has; direction by the first strong letter."""
    assert (language_of(text, told), direction(text)) == (language, way)


def test_a_source_that_is_not_a_web_address_is_printed_without_a_link() -> None:
    """Its headline stays readable."""
    row = SourceRow(n=1, side="aldera", outlet="Harbour Times", title="A headline", url="javascript:alert(1)")
    html = page(replace(site_samples.digest(), sources=(row,)))
    assert "<span>A headline</span>" in html


def test_a_digest_in_another_language_says_so_of_its_points() -> None:
    """Our own words stay English; the points carry the digest's language."""
    html = page(replace(site_samples.digest(), language="es", highlights=(Point(text="Hola.", cites=(1,)),)))
    assert '<html lang="en">' in html
    assert '<span lang="es">Hola.</span>' in html
