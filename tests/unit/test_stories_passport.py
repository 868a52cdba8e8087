"""The side passport: only a side's own outlets fill a side; whatever is in doubt is third-party."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from counterpoint.model import THIRD_PARTY, Kind, Outlet, Perspective, Source, SourceKind, Topic
from counterpoint.stories.passport import entry, side_of
from tests.stories_samples import AST_FEED, OUTLETS, REGISTRY, TOPIC, article

SEARCH = Source(kind=SourceKind.GOOGLE_NEWS, query="Astland", language="en", region="US")


@pytest.mark.parametrize(
    ("host", "side"),
    [
        ("asttimes.example", "ast"),
        ("m.asttimes.example", "ast"),
        ("bornews.example", "bor"),
        ("corwire.example", THIRD_PARTY),
        ("homeless.example", THIRD_PARTY),
        ("astportal.example", THIRD_PARTY),
        ("nobody.example", THIRD_PARTY),
        ("asttimes.example.attacker.example", THIRD_PARTY),
    ],
)
def test_the_outlets_home_decides_whatever_the_feed_was_asked_for(host: str, side: str) -> None:
    """A Borland paper in Astland's feed speaks for Borland; strangers, portals and the homeless for nobody."""
    assert entry(article("Something happened today", host), AST_FEED, TOPIC, REGISTRY).side == side


def test_a_feed_cannot_lend_an_article_to_an_outlet_that_its_link_does_not_lead_to() -> None:
    """A claimed domain counts only where the link is a redirect."""
    forged = replace(article("Something happened", "nobody.example"), domain="asttimes.example")
    assert entry(forged, AST_FEED, TOPIC, REGISTRY).side == THIRD_PARTY
    redirected = replace(forged, url="https://news.search.example/articles/1", redirect=True)
    assert entry(redirected, SEARCH, TOPIC, REGISTRY).side == "ast"


def test_a_name_counts_in_searches_only() -> None:
    """A publisher's feed that says "Ast Times" without its domain proves nothing; a search's listing does."""
    named = replace(article("Something happened", "x.example"), publisher="Ast Times", redirect=True, domain="")
    assert entry(named, SEARCH, TOPIC, REGISTRY).side == "ast"
    assert entry(named, AST_FEED, TOPIC, REGISTRY).side == THIRD_PARTY


def test_a_name_counts_for_redirects_only() -> None:
    """A search's item whose link leads straight to a stranger's host is the stranger's, whatever name it gives."""
    forged = replace(article("Something happened", "evil.example"), publisher="Ast Times")
    assert entry(forged, SEARCH, TOPIC, REGISTRY).side == THIRD_PARTY
    claimed = replace(forged, domain="asttimes.example")
    assert entry(claimed, SEARCH, TOPIC, REGISTRY).side == THIRD_PARTY


@pytest.mark.parametrize("kind", list(Kind))
def test_companies_organisations_and_carriers_speak_for_nobody(kind: Kind) -> None:
    """A firm or society at home on a side is not its press; its government and institutes speak for it."""
    silent = kind in {Kind.AGGREGATOR, Kind.PORTAL, Kind.COMPANY, Kind.ORGANISATION}
    assert side_of(Outlet(name="Any", country="XA", kind=kind), TOPIC) == (THIRD_PARTY if silent else "ast")


def test_an_unknown_outlet_keeps_the_name_the_feed_gave_it() -> None:
    """The receipt can list it for the operator."""
    stranger = entry(replace(article("News", "nobody.example"), publisher="Nobody's Paper"), AST_FEED, TOPIC, REGISTRY)
    assert (stranger.outlet.name, stranger.known) == ("Nobody's Paper", False)


def test_a_country_claimed_by_two_sides_fills_neither() -> None:
    """In doubt, third-party."""
    shared = Topic(
        id="t",
        name="T",
        perspectives=(
            Perspective(id="one", name="One", countries=("XA",)),
            Perspective(id="two", name="Two", countries=("XA", "XB")),
        ),
    )
    assert side_of(OUTLETS[0], shared) == THIRD_PARTY
    assert side_of(OUTLETS[5], shared) == "two"


@given(country=st.sampled_from(["", "XA", "XB", "XC", "xa", "X"]), kind=st.sampled_from(list(Kind)))
@settings(max_examples=60)
def test_a_side_is_never_filled_from_abroad(country: str, kind: Kind) -> None:
    """Whatever the outlet: the side it fills lists its country, and it is a voice of its own."""
    side = side_of(Outlet(name="Any", country=country, kind=kind), TOPIC)
    if side != THIRD_PARTY:
        homes = {perspective.id: perspective.countries for perspective in TOPIC.perspectives}
        assert country in homes[side]
        assert kind not in {Kind.AGGREGATOR, Kind.PORTAL, Kind.COMPANY, Kind.ORGANISATION}
