"""A model's points before the checks: which passed, which are to be mended, and why."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from counterpoint.model import Point, Selection
from counterpoint.writing.asking.schema import Draft, Said
from counterpoint.writing.editing import visible
from counterpoint.writing.evidence import Evidence
from counterpoint.writing.statements import closed

HIGHLIGHTS, DIFFERENCES = "highlights", "differences"
LONGEST = 420
_CITES_AT_END = re.compile(r"\s*(?:\[\d+(?:,\s*\d+)*\]\s*)+[.。]?\s*$")
FOREIGN_FORM = re.compile(r"https?:|www\.|[<>{}\[\]`|*\\]|\w@\w", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Examined:
    """One point of a model: the section it is for (a side's id, highlights, differences), and why it may not stand."""

    section: str
    point: Point
    reasons: tuple[str, ...]


class Examiner:
    """Examines points against the sources of one digest."""

    def __init__(self, evidence: Evidence, selection: Selection, language: str, engine: str) -> None:
        self.evidence = evidence
        self.story_of = {row.n: row.story for row in selection.rows}
        self.language = language
        self.engine = engine

    def draft(self, draft: Draft, sides: Iterable[str]) -> tuple[Examined, ...]:
        """Every point of a draft; sections that no topic has are left out, what is said twice counts once."""
        said = [(HIGHLIGHTS, each) for each in draft.highlights[:5]]
        for side in sides:
            said += [(side, each) for section in draft.sides if section.id == side for each in section.points]
        said += [(DIFFERENCES, each) for each in draft.differences]
        found = {(section, each.text.casefold()): self._point(section, each) for section, each in said}
        return tuple(found.values())

    def again(self, examined: Examined, text: str) -> Examined:
        """The same point with another text."""
        return self._point(examined.section, Said(text=text, cites=examined.point.cites))

    def _point(self, section: str, said: Said) -> Examined:
        text = _CITES_AT_END.sub("", visible(said.text))
        cites = tuple(sorted(set(said.cites)))
        stories = tuple(dict.fromkeys(self.story_of[n] for n in cites if n in self.story_of))
        point = Point(
            text=closed(text) if text else "",
            cites=cites,
            story=stories[0] if stories else "",
            language=self.language,
            engine=self.engine,
        )
        side = None if section in {HIGHLIGHTS, DIFFERENCES} else section
        reasons = (
            (*_form(point, stories), *self.evidence.against(point, side)) if text else ("coverage: it says nothing",)
        )
        return Examined(section=section, point=point, reasons=reasons)


def _form(point: Point, stories: tuple[str, ...]) -> Iterator[str]:
    """What no check looks at: a point is one plain sentence about one story."""
    if len(point.text) > LONGEST:
        yield "form: it is longer than a sentence"
    if FOREIGN_FORM.search(point.text):
        yield "form: it holds markup or an address"
    if len(stories) > 1:
        yield "citations: they belong to different stories"


def refuse(examined: tuple[Examined, ...], numbers: Iterable[int], reason: str) -> tuple[Examined, ...]:
    """The same points, of which those with these numbers (from 1) are refused for one more reason."""
    doubted = set(numbers)
    return tuple(
        replace(each, reasons=(*each.reasons, reason)) if at in doubted and not each.reasons else each
        for at, each in enumerate(examined, 1)
    )
