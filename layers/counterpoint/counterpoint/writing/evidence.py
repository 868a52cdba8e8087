"""The gate: nothing is printed that the five checks refuse, against the sources as the reader will find them."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache

from counterpoint.lexicon.vocabulary import PLACES
from counterpoint.model import THIRD_PARTY, Point, Row, Selection, Topic
from counterpoint.writing.attribution import unattributed
from counterpoint.writing.checks import Check, Cited, Claim, Reason, Verdict, check
from counterpoint.writing.checks.checking import home
from counterpoint.writing.editing import words_of


@dataclass(frozen=True, slots=True)
class Evidence:
    """The numbered sources of one digest, and what may stand in brackets behind an outlet's name."""

    day: date
    sources: tuple[Cited, ...]
    notes: tuple[str, ...]

    @classmethod
    def of(cls, topic: Topic, selection: Selection) -> Evidence:
        """The evidence for a selection: every row, and the names of the topic's sides."""
        names = tuple(side.name for side in topic.perspectives)
        return cls(selection.day, tuple(map(cited, selection.rows)), names)

    def against(self, point: Point, side: str | None) -> tuple[str, ...]:
        """The reasons why a point may not be printed under `side` (None: it may cite every side); none if it may."""
        claim = Claim(text=point.text, cites=point.cites, side=side, language=point.language, date=self.day)
        return _reasons(claim, tuple(source for source in self.sources if source.n in point.cites), self.notes)

    def supports(self, point: Point, side: str | None) -> bool:
        """Whether the point may be printed under `side`."""
        return not self.against(point, side)


@lru_cache(maxsize=4096)
def _reasons(claim: Claim, sources: tuple[Cited, ...], notes: tuple[str, ...]) -> tuple[str, ...]:
    """The reasons against a claim, found once: engines examine the same sentence in several forms and places."""
    return tuple(map(str, judge(claim, sources, notes).reasons))


def judge(claim: Claim, sources: Sequence[Cited], notes: Collection[str] = ()) -> Verdict:
    """The verdict on a claim as it is printed, with the attributions that the engines put before what outlets say.

    An attribution to the outlet of a cited source is true by that citation, so the checks read what follows it. `notes`
    may stand in brackets behind an outlet's name; genres, and sides by their ids, always may.
    """
    known = [source for source in sources if source.n in claim.cites]
    sides = [name for source in known for name in _names(source.side)]
    text = unattributed(claim.text, {source.outlet for source in known}, [*notes, *words_of("genre"), *sides])
    if claim.text.strip() and not text.strip():
        return Verdict((Reason(Check.COVERAGE, "it names an outlet and says nothing"),))
    return check(replace(claim, text=text), sources)


def _names(side: str) -> list[str]:
    """What a side may be called when only its id is known: the id, and the names of the country it stands for."""
    country = home(side)
    return [side.replace("-", " "), *(name.replace("_", " ") for name, code in PLACES.items() if code == country)]


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
