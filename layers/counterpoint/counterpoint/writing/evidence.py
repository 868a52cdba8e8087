"""The gate: nothing is printed that the five checks refuse, against the sources as the reader will find them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from counterpoint.model import THIRD_PARTY, Point, Row, Selection, Topic
from counterpoint.writing.attribution import unattributed
from counterpoint.writing.checks import Cited, Claim, check
from counterpoint.writing.editing import words_of


@dataclass(frozen=True, slots=True)
class Evidence:
    """The numbered sources of one digest, and what may stand in brackets behind an outlet's name."""

    day: date
    sources: tuple[Cited, ...]
    notes: tuple[str, ...]

    @classmethod
    def of(cls, topic: Topic, selection: Selection) -> Evidence:
        """The evidence for a selection: every row, the names of the topic's sides, and the genres."""
        sides = tuple(side.name for side in topic.perspectives)
        return cls(selection.day, tuple(map(cited, selection.rows)), (*sides, *words_of("genre")))

    def against(self, point: Point, side: str | None) -> tuple[str, ...]:
        """The reasons why a point may not be printed under `side` (None: it may cite every side); none if it may."""
        outlets = {source.outlet for source in self.sources if source.n in point.cites}
        text = unattributed(point.text, outlets, self.notes)
        if not text.strip():
            return ("citations: it says nothing",)
        claim = Claim(text=text, cites=point.cites, side=side, language=point.language, date=self.day)
        return _reasons(claim, tuple(source for source in self.sources if source.n in point.cites))

    def supports(self, point: Point, side: str | None) -> bool:
        """Whether the point may be printed under `side`."""
        return not self.against(point, side)


@lru_cache(maxsize=4096)
def _reasons(claim: Claim, sources: tuple[Cited, ...]) -> tuple[str, ...]:
    """The reasons against a claim, found once: engines examine the same sentence in several forms and places."""
    return tuple(map(str, check(claim, sources).reasons))


def cited(row: Row) -> Cited:
    """A row as the checks read it."""
    article = row.article.article
    return Cited(
        n=row.n,
        side=row.article.side,
        outlet=row.article.outlet.name,
        title=article.title,
        text=article.summary,
        language=article.language,
    )


def side_name(topic: Topic, side: str) -> str:
    """The printed name of a side."""
    return next((known.name for known in topic.perspectives if known.id == side), "" if side == THIRD_PARTY else side)
