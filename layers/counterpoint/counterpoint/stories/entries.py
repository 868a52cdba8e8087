"""The articles of a topic as one list: each as one source gave it, with its outlet and the side it may speak for."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime

from counterpoint.model import Article, Attributed, Fate, Outlet, Source
from counterpoint.stories.relevance import Grade

BEGINNING = datetime(1970, 1, 1, tzinfo=UTC)
"""Stands for the time of an undated article where articles are put in order."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One article as one source gave it. `n` is its place among all of them; `known`: the registry has its outlet."""

    n: int = 0
    source: Source
    article: Article
    outlet: Outlet
    side: str
    known: bool

    @property
    def order(self) -> tuple[datetime, str, str, str, str]:
        """What entries are ordered by, whatever order they came in: oldest first, then by what they are."""
        article = self.article
        return (article.published or BEGINNING, article.id, self.source.id, article.url, article.title)


@dataclass(frozen=True, slots=True, kw_only=True)
class Refusal:
    """An entry that is not printed, the one reason why, and the evidence in a few words."""

    entry: Entry
    fate: Fate
    detail: str = ""
    story: str = ""


def voice(outlet: Outlet) -> str:
    """Whose voice an outlet is: its family, else itself. Outlets of one family are one independent voice."""
    return outlet.family or outlet.name


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """An article that may be printed: its entry, its other appearances, and how plainly it is about the topic.

    `relevance` says the same as a number, 0 to 1, in which the words of the headline count as well.
    """

    entry: Entry
    copies: tuple[Entry, ...]
    grade: Grade
    relevance: float

    @property
    def ids(self) -> tuple[str, ...]:
        """The ids under which the article is known, its own first."""
        return tuple(dict.fromkeys((self.entry.article.id, *(copy.article.id for copy in self.copies))))

    @property
    def title(self) -> str:
        """The headline."""
        return self.entry.article.title

    def attributed(self) -> Attributed:
        """The article with its passport and its other appearances, as the other rooms read it."""
        copies = tuple(copy.article for copy in self.copies)
        return Attributed(
            article=self.entry.article, outlet=self.entry.outlet, side=self.entry.side, appearances=copies
        )
