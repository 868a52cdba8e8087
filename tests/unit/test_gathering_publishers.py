"""Items of Google News meet the publisher's own: outlet, headline and time must agree."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from counterpoint.gathering.publishers import link_to_publishers
from counterpoint.model import Article, FeedReport, Health, Outlet, Source, SourceArticles, SourceKind
from counterpoint.outlets import Registry

NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)
REGISTRY = Registry.of([
    Outlet(name="The Paper", country="XA", domains=("paper.example",), names=("Paper",)),
    Outlet(name="The Herald", country="XB", domains=("herald.example",)),
])  # fmt: skip
FOUND = Article(
    id="g1", source="search", title="Bridge over the Invented Strait opens to traffic", redirect=True,
    url="https://news.google.com/rss/articles/CBMi1", publisher="The Paper", domain="paper.example",
    published=NOON, language="en", region="US", related=("Thousands cross the bridge",),
)  # fmt: skip
OWN = Article(
    id="p1", source="feed", title="Bridge over the Invented Strait opens to traffic",
    url="https://www.paper.example/bridge", domain="paper.example", published=NOON - timedelta(minutes=9),
    language="en", summary="The bridge was opened on Sunday.",
)  # fmt: skip


def given(*articles: Article) -> SourceArticles:
    """What one source gave."""
    report = FeedReport(source="s", name="s", url="", health=Health.OK)
    return SourceArticles(
        source=Source(kind=SourceKind.RSS, url="https://s.example/"), report=report, articles=articles
    )


def linked(found: Article, *own: Article) -> Article:
    """The found item after linking."""
    return link_to_publishers((given(found), given(*own)), REGISTRY)[0].articles[0]


def test_the_publisher_s_item_gives_link_summary_time_and_id() -> None:
    """What the search knew stays; the link is direct."""
    assert linked(FOUND, OWN) == replace(
        FOUND, id=OWN.id, url=OWN.url, summary=OWN.summary, published=OWN.published, redirect=False
    )


SAME = [
    replace(OWN, title="Bridge over the Invented Strait opens to traffic!"),
    replace(OWN, title="BRIDGE OVER THE INVENTED STRAIT OPENS TO TRAFFIC"),
    replace(OWN, title="Bridge over the Invented Strait opens…"),
    replace(OWN, domain="edition.paper.example"),
    replace(OWN, published=None),
    replace(OWN, published=NOON - timedelta(hours=47)),
]
OTHER = [
    replace(OWN, title="Bridge over the Invented Strait closes to traffic after storm"),
    replace(OWN, title="Bridge"),
    replace(OWN, domain="herald.example"),
    replace(OWN, domain="unknown.example"),
    replace(OWN, published=NOON - timedelta(hours=49)),
    replace(OWN, redirect=True),
    replace(OWN, url=""),
]


@pytest.mark.parametrize("own", SAME)
def test_small_differences_do_not_matter(own: Article) -> None:
    """Punctuation, capitals, a cut headline, a subdomain, a day."""
    assert linked(FOUND, own).url == OWN.url


@pytest.mark.parametrize("own", OTHER)
def test_another_item_is_not_taken_for_it(own: Article) -> None:
    """Other words, another outlet, another time, or no link of its own: the redirect stays marked."""
    assert linked(FOUND, own) == FOUND


def test_the_best_of_several_items_is_taken() -> None:
    """Nine words of ten are good, ten are better."""
    near = replace(OWN, id="p0", title=OWN.title + " today", url="https://www.paper.example/near")
    assert linked(replace(FOUND, title=OWN.title), near, OWN).id == "p1"


def test_headlines_without_spaces_are_compared_by_pairs_of_letters() -> None:
    """Chinese and Japanese."""
    found = replace(FOUND, title="架空の首相が新しい橋の開通式に出席した", language="ja")
    assert linked(found, replace(OWN, title="架空の首相が新しい橋の開通式に出席した ")).url == OWN.url
    assert linked(found, replace(OWN, title="架空の首相が古い港の閉鎖について説明した")).redirect


def test_publishers_own_items_and_the_order_of_everything_stay() -> None:
    """Linking only ever changes redirected articles."""
    sources = (
        given(OWN, FOUND),
        given(replace(OWN, id="p2", title="Something else entirely", url="https://paper.example/2")),
    )
    after = link_to_publishers(sources, REGISTRY)
    assert after[0].articles[0] == OWN
    assert after[1] == sources[1]
    assert [source.report for source in after] == [source.report for source in sources]
