"""What one side says about one story: a point, in several forms of which the first that passes the checks is printed.

the plainest headline with what its lead adds; other outlets of the side beside it, where they add to it
the plainest headline, with every outlet whose own article carries it by the five checks
the headline as its outlet wrote it, in quotation marks
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from counterpoint.model import Point, Row
from counterpoint.writing.attribution import NEXT, attributed
from counterpoint.writing.evidence import Evidence
from counterpoint.writing.statements import ADDS, Statement, closed, headline, verbatim, with_lead

VOICES = 2
"""So many outlets of one side are quoted in one point."""


def accounts(rows: Sequence[Row], evidence: Evidence) -> Iterator[tuple[Point, ...]]:
    """For every story of these rows (of one side) and language, the forms of its point, the best first.

    Stories of which only headlines without an end are at hand come last.
    """
    told: dict[tuple[str, str], list[Statement]] = {}
    for row in rows:
        told.setdefault((row.story, row.article.article.language), []).append(headline(row))
    ranked = [sorted(heads, key=lambda head: head.rank) for heads in told.values()]
    for heads in sorted(ranked, key=lambda heads: heads[0].cut):
        yield tuple(dict.fromkeys(_forms(heads, evidence)))


def _forms(heads: Sequence[Statement], evidence: Evidence) -> Iterator[Point]:
    first, others = heads[0], heads[1:]
    echoes = [other for other in others if evidence.supports(_point(first.text, (other,)), None)]
    adding = [other for other in others if other not in echoes and len(other.terms - first.terms) >= ADDS]
    voices = adding[: VOICES - 1]
    lead = with_lead(first)
    named = (first, *echoes) if lead == first.text else (first,)
    parts = [_said(named, lead), *(_said((voice,), voice.text) for voice in voices)]
    yield _point(NEXT.join(part.rstrip(".。") for part in parts), (first, *echoes, *voices))
    yield _point(_said((first,), lead), (first,))
    yield _point(_said((first, *echoes), first.text), (first, *echoes))
    yield _point(_said((first,), first.text), (first,))
    plain = verbatim(first.row)
    yield _point(_said((plain,), plain.text), (plain,))


def _said(voices: Sequence[Statement], text: str) -> str:
    return attributed(tuple(dict.fromkeys(voice.outlet for voice in voices)), text, voices[0].genre)


def _point(text: str, voices: Sequence[Statement]) -> Point:
    return Point(
        text=closed(text),
        cites=tuple(sorted({voice.row.n for voice in voices})),
        story=voices[0].row.story,
        language=voices[0].language,
    )
