"""Sections from what passed: the model's points where they did, extractive ones where they did not, labelled."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from counterpoint.model import PerspectiveSection, Point
from counterpoint.writing.asking.examining import DIFFERENCES, HIGHLIGHTS, Examined
from counterpoint.writing.engine import Written

MOST_HIGHLIGHTS = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Settled:
    """The sections of a digest and, for each that holds extractive points, why."""

    highlights: tuple[Point, ...]
    highlights_fallback: str
    perspectives: tuple[PerspectiveSection, ...]
    differences: tuple[Point, ...]
    fallbacks: tuple[str, ...]


def settled(examined: Sequence[Examined], extractive: Written, failure: str) -> Settled:
    """Choose for every story of every section; `failure` says why the model gave no draft at all."""
    highlights, why = _section(HIGHLIGHTS, examined, extractive.highlights[:MOST_HIGHLIGHTS], failure)
    sections, labels = [], [(HIGHLIGHTS, why)]
    for section in extractive.perspectives:
        points, said = _section(section.id, examined, section.points, failure)
        sections.append(
            PerspectiveSection(
                id=section.id, name=section.name, count=section.count, points=points, gap=section.gap, fallback=said
            )
        )
        labels.append((section.id, said))
    differences = [each.point for each in examined if each.section == DIFFERENCES and not each.reasons]
    return Settled(
        highlights=highlights,
        highlights_fallback=why,
        perspectives=tuple(sections),
        differences=tuple(differences) or extractive.differences,
        fallbacks=tuple(f"{name}: {label}" for name, label in labels if label),
    )


def _section(
    name: str, examined: Sequence[Examined], extractive: tuple[Point, ...], failure: str
) -> tuple[tuple[Point, ...], str]:
    """The points of one section in the order of the extractive ones, and its label."""
    passed = [each.point for each in examined if each.section == name and not each.reasons]
    refused = sum(bool(each.reasons) for each in examined if each.section == name)
    told = {point.story for point in passed}
    filled = [point for point in extractive if point.story not in told]
    order = list(dict.fromkeys([*(p.story for p in extractive), *(p.story for p in passed)]))
    if name == HIGHLIGHTS and passed:
        filled = filled[:refused]
    points = sorted([*passed, *filled], key=lambda point: order.index(point.story))
    return tuple(points), _label(refused, len(filled), failure)


def _label(refused: int, filled: int, failure: str) -> str:
    if failure and filled:
        return f"the model gave no points ({failure}); these are the outlets' own sentences"
    if refused and filled:
        return f"{refused} of the model's points were refused; {filled} of these are the outlets' own sentences"
    if filled:
        return f"the model left stories out; {filled} of these are the outlets' own sentences"
    return ""
