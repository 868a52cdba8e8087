"""The same article twice is one article: links, syndicated copies, edited headlines; twins stay apart."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from counterpoint.stories.duplicates import is_edited, normal_url, unique
from counterpoint.stories.entries import Entry
from counterpoint.stories.passport import entry
from tests.stories_samples import AST_FEED, BOR_FEED, REGISTRY, TOPIC, article


@pytest.mark.parametrize(
    "url",
    [
        "http://paper.example/world/story-1",
        "https://www.paper.example/world/story-1/",
        "https://m.paper.example/world/story-1",
        "https://paper.example/world/story-1/amp",
        "https://amp.paper.example/world/story-1.amp",
        "https://paper.example/amp/world/story-1",
        "https://paper.example/world/story-1?utm_source=rss&utm_medium=feed&fbclid=1",
        "https://paper.example/world/story-1#comments",
        "https://www.google.com/amp/s/www.paper.example/world/story-1",
        "https://paper-example.cdn.ampproject.org/c/s/paper.example/world/story-1",
        "https://PAPER.example/world/story-1/index.html",
    ],
)
def test_links_to_one_page_are_one_link(url: str) -> None:
    """Scheme, www, mobile and AMP hosts, trackers and fragments do not make another page."""
    assert normal_url(url) == "paper.example/world/story-1"


def test_the_query_that_chooses_the_page_stays() -> None:
    """Two articles behind one script are two; the order of parameters is no matter."""
    assert normal_url("https://p.example/a?id=1") != normal_url("https://p.example/a?id=2")
    assert normal_url("https://p.example/a?b=2&id=1") == normal_url("https://p.example/a?id=1&b=2&utm_campaign=x")


@given(st.text(max_size=80))
def test_any_text_has_a_normal_form_that_is_its_own(text: str) -> None:
    """No link breaks the comparison."""
    url = f"https://paper.example/{text}"
    try:
        normal = normal_url(url)
    except ValueError:
        pytest.fail(f"raises for {url!r}")
    assert normal.startswith("paper.example")


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("Astland seizes fishing boat near Borland reef", "Astland seized fishing boat near Borland reef", True),
        ("Update | Astland seizes boat near Borland reef", "Astland seizes boat near Borland reef", True),
        ("Astland seizes boat near Borland reef", "Astland seizes boat near Borland reef, crew safe", True),
        (
            "Astland seizes boat near Borland reef after long cha...",
            "Astland seizes boat near Borland reef after long chase",
            True,
        ),
        ("Senator Bell wins the vote in Northmark", "Senator Bell wins the vote in Southmark", False),
        ("Borland flood: day 2 of the rescue effort", "Borland flood: day 21 of the rescue effort", False),
        ("Gold at 2,100 crowns in Borland market trade", "Gold at 2,180 crowns in Borland market trade", False),
        ("Astland protests", "Borland protests", False),
    ],
)
def test_an_edited_headline_is_the_same_and_a_twin_is_not(one: str, other: str, *, same: bool) -> None:
    """Words added or another form of a word: the same article; another number or name: another."""
    assert is_edited(article(one), article(other)) is same
    assert is_edited(article(other), article(one)) is same


def entries(*pairs: tuple[str, str]) -> list[Entry]:
    """Entries of (title, host), an hour apart."""
    made = [article(title, host, id_=f"{n}", hours=n + 1) for n, (title, host) in enumerate(pairs)]
    return [entry(one, AST_FEED, TOPIC, REGISTRY) for one in made]


def test_a_syndicated_copy_is_represented_by_the_wire_that_wrote_it() -> None:
    """The paper's copy of a wire report is no voice of its own; a portal's copy never stands for the paper's text."""
    copied = "Borland minister resigns over harbour contract"
    [(first, copies)] = unique(entries((copied, "asttimes.example"), (copied, "corwire.example")))
    assert (first.outlet.name, [copy.outlet.name for copy in copies]) == ("Cor Wire", ["Ast Times"])
    [(first, _)] = unique(entries((copied, "asttimes.example"), (copied, "astportal.example")))
    assert first.outlet.name == "Ast Times"


def test_two_outlets_may_write_the_same_short_headline() -> None:
    """Three words alike prove no copy."""
    assert (
        len(
            unique(entries(("Borland economy slows", "asttimes.example"), ("Borland economy slows", "bornews.example")))
        )
        == 2
    )


def test_entries_that_all_link_to_the_home_page_stay_apart() -> None:
    """A broken feed does not become one article."""
    broken = [replace(article(title, id_=title), url="https://asttimes.example/") for title in ("One thing", "Another")]
    assert len(unique(entry(one, AST_FEED, TOPIC, REGISTRY) for one in broken)) == 2


def test_an_article_of_two_feeds_is_one() -> None:
    """The same id from two sources: one article, one appearance; the direct link stands for both."""
    direct = article("Astland minister visits Borland", id_="same")
    detour = replace(direct, url="https://news.search.example/1", redirect=True, domain="asttimes.example")
    found = unique([entry(detour, BOR_FEED, TOPIC, REGISTRY), entry(direct, AST_FEED, TOPIC, REGISTRY)])
    assert [(first.article.redirect, len(copies)) for first, copies in found] == [(False, 1)]


@given(st.permutations(range(6)))
@settings(max_examples=30)
def test_the_order_of_entries_changes_nothing(order: list[int]) -> None:
    """Feeds are not sorted."""
    made = entries(
        ("Borland minister resigns over harbour", "asttimes.example"),
        ("Borland minister resigns over harbour", "corwire.example"),
        ("Borland minister resigned over harbour", "astevening.example"),
        ("Astland opens a bridge", "asttimes.example"),
        ("Astland opens a bridge to Borland today", "bornews.example"),
        ("Astland opens a bridge to Borland today", "astportal.example"),
    )
    assert unique([made[i] for i in order]) == unique(made)
