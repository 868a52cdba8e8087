"""The outlets that nobody knows: whose articles speak for no side until the operator says who they are."""

from collections.abc import Iterable
from dataclasses import dataclass

from counterpoint.configuration import Configuration
from counterpoint.model import SourceArticles
from counterpoint.outlets import OVERRIDES, Registry
from counterpoint.stories.passport import host, outlet_of

_NAMED = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Unknown:
    """An outlet that today's registry does not know: the name its feed gives it, its domain, how many articles."""

    name: str
    domain: str
    count: int

    def __str__(self) -> str:
        return self.name if self.domain in {"", self.name} else f"{self.name} ({self.domain})"


def unknown_outlets(given: Iterable[SourceArticles], configuration: Configuration) -> tuple[Unknown, ...]:
    """Count the articles of outlets that neither the registry nor the operator's file knows, most frequent first."""
    registry = Registry.load().with_overrides(configuration.outlets)
    counts: dict[tuple[str, str], set[str]] = {}
    for source in given:
        for article in source.articles:
            if outlet_of(article, source.source, registry) is None:
                domain = host(article).removeprefix("www.")
                name = article.publisher.strip() or domain or source.source.id
                counts.setdefault((name, domain), set()).add(article.id)
    ordered = sorted(counts.items(), key=lambda item: (-len(item[1]), item[0]))
    return tuple(Unknown(name=name, domain=domain, count=len(ids)) for (name, domain), ids in ordered)


def remark(unknown: tuple[Unknown, ...], topics: str) -> str:
    """Say in one line whose articles fill no side, and what to do about it."""
    named = ", ".join(f"{outlet} {outlet.count}" for outlet in unknown[:_NAMED])
    others = f" and {len(unknown) - _NAMED} more" if len(unknown) > _NAMED else ""
    total = sum(outlet.count for outlet in unknown)
    noun = "article" if total == 1 else "articles"
    return (
        f"{total} {noun} of outlets nobody knows: {named}{others}; "
        f"they fill no side until you add them to {topics.rstrip('/')}/{OVERRIDES}"
    )
