"""Items of Google News -> the publisher's own items, where the publisher's feed is among the sources. Pure.

Two items are one when outlet, headline and time agree: the same registered outlet, headlines of the same words (nine
in ten; a cut one counts as far as it goes), published within two days of each other. The publisher's item then gives
the link, the summary, the time and the id; what the search knew (language, region, related headlines) stays.
"""

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from itertools import pairwise

from counterpoint.model import Article, SourceArticles
from counterpoint.outlets import Registry

WITHIN = timedelta(days=2)
_AGREEMENT = 0.9
_LEAST_WORDS = 4
_WORDS = re.compile(r"[\w]+")


def link_to_publishers(gathered: tuple[SourceArticles, ...], registry: Registry) -> tuple[SourceArticles, ...]:
    """The same sources, with every redirected article replaced where its publisher's own item was gathered too."""
    own: dict[str, list[Article]] = defaultdict(list)
    for given in gathered:
        for article in given.articles:
            if not article.redirect and article.url:
                own[_outlet(article, registry)].append(article)
    return tuple(
        replace(given, articles=tuple(_linked(article, own, registry) for article in given.articles))
        for given in gathered
    )


def _outlet(article: Article, registry: Registry) -> str:
    outlet = registry.find(article.domain, article.publisher, by_name=article.redirect)
    return outlet.name if outlet is not None else article.domain


def _linked(article: Article, own: dict[str, list[Article]], registry: Registry) -> Article:
    if not article.redirect:
        return article
    candidates = own.get(_outlet(article, registry), [])
    best = max(candidates, key=lambda candidate: _agreement(article, candidate), default=None)
    if best is None or _agreement(article, best) < _AGREEMENT:
        return article
    return replace(
        article,
        id=best.id,
        url=best.url,
        domain=best.domain,
        summary=best.summary,
        published=best.published or article.published,
        redirect=False,
    )


def _agreement(one: Article, other: Article) -> float:
    """0 to 1: the share of words two headlines have in common, 0 when their times are too far apart."""
    if one.published and other.published and abs(one.published - other.published) > WITHIN:
        return 0.0
    first, second = tuple(_words(one.title)), tuple(_words(other.title))
    length = min(len(first), len(second))
    if one.title.endswith(("…", "...")) or other.title.endswith(("…", "...")):
        first, second = first[:length], second[:length]
    if length < _LEAST_WORDS:
        return float(first == second and length > 0)
    return len(set(first) & set(second)) / len(set(first) | set(second))


def _words(title: str) -> Iterator[str]:
    """The words of a headline; of scripts without spaces, every two characters."""
    for word in _WORDS.findall(unicodedata.normalize("NFKC", title).casefold()):
        if word.isascii() or word[0] < "\u2e80":
            yield word
        else:
            yield from (a + b for a, b in pairwise(word)) if len(word) > 1 else (word,)
