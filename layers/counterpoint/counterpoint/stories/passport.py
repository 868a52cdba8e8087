"""The side passport: which outlet published an article, and which side it may therefore speak for.

A side is filled by outlets whose home is one of its countries and by nobody else. What the feed was *asked for* says
nothing: a search for one side's press returns the other side's, too. In doubt an article is third-party: an unknown
outlet, one without a home country, one that carries others' texts, one that is no press (a company, a society, a
party), a country that two sides claim.
"""

from __future__ import annotations

from dataclasses import replace
from urllib.parse import urlsplit

from counterpoint.model import THIRD_PARTY, Article, Kind, Outlet, Source, SourceArticles, SourceKind, Topic
from counterpoint.outlets import Registry
from counterpoint.stories.entries import Entry

CARRIERS = frozenset({Kind.AGGREGATOR, Kind.PORTAL})
"""Kinds of outlets that carry others' texts."""

VOICELESS = CARRIERS | {Kind.COMPANY, Kind.ORGANISATION}
"""Kinds that never speak for a side: a carrier's texts are others'; a company, a society, a party speaks for itself."""


def entries(topic: Topic, gathered: tuple[SourceArticles, ...], registry: Registry) -> tuple[Entry, ...]:
    """Every gathered article with its outlet and side, in an order that does not depend on the feeds' order."""
    found = [entry(article, given.source, topic, registry) for given in gathered for article in given.articles]
    return tuple(replace(e, n=n) for n, e in enumerate(sorted(found, key=lambda e: e.order)))


def entry(article: Article, source: Source, topic: Topic, registry: Registry) -> Entry:
    """One article with its passport; an outlet the registry does not know keeps the name the feed gave it."""
    outlet = outlet_of(article, source, registry)
    known = outlet is not None
    outlet = outlet or Outlet(name=article.publisher.strip() or host(article) or source.id)
    return Entry(source=source, article=article, outlet=outlet, side=side_of(outlet, topic), known=known)


def outlet_of(article: Article, source: Source, registry: Registry) -> Outlet | None:
    """Who published an article: its domain decides; of a search's redirect, else, an unambiguous registered name.

    A link that leads straight to a host says whose it is: there, a name that the feed gives proves nothing.
    """
    by_name = source.kind is SourceKind.GOOGLE_NEWS and article.redirect
    return registry.find(host(article), article.publisher, by_name=by_name)


def host(article: Article) -> str:
    """The publisher's host: the link's; what the feed claims counts only where the link leads there by a detour."""
    return article.domain if article.redirect else urlsplit(article.url).hostname or article.domain


def side_of(outlet: Outlet, topic: Topic) -> str:
    """The one perspective whose countries hold the outlet's home, else THIRD_PARTY."""
    if not outlet.country or outlet.kind in VOICELESS:
        return THIRD_PARTY
    claims = [side.id for side in topic.perspectives if outlet.country in side.countries]
    return claims[0] if len(claims) == 1 else THIRD_PARTY
