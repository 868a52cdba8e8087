"""Stories -> requests: as few tokens as say what is known, every word of the press marked as data."""

from __future__ import annotations

from collections.abc import Sequence

from counterpoint.model import THIRD_PARTY, Point, Row, Selection, Topic
from counterpoint.writing.asking.prompts import language_name, prompt
from counterpoint.writing.asking.request import Request
from counterpoint.writing.asking.schema import draft_schema, numbers_schema, texts_schema
from counterpoint.writing.asking.spotlight import mark_for, marked
from counterpoint.writing.editing import edited
from counterpoint.writing.leads import sentences

LEAD = 300
"""At most so many characters of a lead are sent: its first whole sentences."""

_PER_POINT = 75
_PER_TEXT = 60
_FRAME = 120


def writing_request(topic: Topic, selection: Selection, model: str) -> Request:
    """Ask for a whole digest."""
    rows = [row for row in selection.rows if row.article.side != THIRD_PARTY]
    mark = _mark(rows)
    stories = [_story(at, [row for row in rows if row.story == name], mark) for at, name in enumerate(_names(rows), 1)]
    told = {(row.story, row.article.side) for row in rows}
    return Request(
        purpose="write",
        model=model,
        system=prompt("write", name=topic.name, language=language_name(topic.settings.language), mark=mark),
        user="\n".join([_sides(topic), *stories]),
        schema=draft_schema(tuple(side.id for side in topic.perspectives)),
        most_tokens=_FRAME + _PER_POINT * (len(told) + min(5, len(stories)) + len(selection.tellings)),
    )


def repair_request(
    refused: Sequence[tuple[Point, tuple[str, ...]]], rows: Sequence[Row], language: str, model: str
) -> Request:
    """Ask for other sentences in the place of refused ones, given with the reasons."""
    mark = mark_for([*(p.text + "".join(reasons) for p, reasons in refused), *map(_texts, rows)])
    lines = [
        f"{at}. {marked(point.text, mark)} {_cites(point)}: {marked('; '.join(reasons), mark)}"
        for at, (point, reasons) in enumerate(refused, 1)
    ]
    return Request(
        purpose="repair",
        model=model,
        system=prompt("repair", language=language_name(language), mark=mark),
        user="\n".join([*lines, "", *_cited(rows, [point for point, _ in refused], mark)]),
        schema=texts_schema(),
        most_tokens=_FRAME + _PER_POINT * len(refused),
    )


def opinion_request(points: Sequence[Point], rows: Sequence[Row], model: str) -> Request:
    """Ask which points are not carried by the articles they cite."""
    mark = mark_for([*(point.text for point in points), *map(_texts, rows)])
    lines = [f"{at}. {marked(point.text, mark)} {_cites(point)}" for at, point in enumerate(points, 1)]
    return Request(
        purpose="opinion",
        model=model,
        system=prompt("opinion", mark=mark),
        user="\n".join([*lines, "", *_cited(rows, points, mark)]),
        schema=numbers_schema(),
        most_tokens=_FRAME + 4 * len(points),
    )


def translation_request(rows: Sequence[Row], language: str, model: str) -> Request:
    """Ask for foreign headlines in the digest's language."""
    mark = mark_for(row.article.article.title for row in rows)
    lines = [f"[{row.n}] {row.article.article.language} | {marked(row.article.article.title, mark)}" for row in rows]
    return Request(
        purpose="translate",
        model=model,
        system=prompt("translate", language=language_name(language), mark=mark),
        user="\n".join(lines),
        schema=texts_schema(),
        most_tokens=_FRAME + _PER_TEXT * len(rows),
    )


def _names(rows: Sequence[Row]) -> list[str]:
    """The stories, those of several sides first."""
    sides = {row.story: {r.article.side for r in rows if r.story == row.story} for row in rows}
    return sorted(sides, key=lambda name: -len(sides[name]))


def _sides(topic: Topic) -> str:
    return "Sides: " + ", ".join(f"{side.id} ({side.name})" for side in topic.perspectives)


def _story(number: int, rows: Sequence[Row], mark: str) -> str:
    return "\n".join([f"Story {number}", *(_line(row, mark) for row in rows)])


def _line(row: Row, mark: str) -> str:
    outlet = row.article.outlet
    head = edited(row.article.article.title, (outlet.name, *outlet.names)).text
    fields = [row.article.side, marked(outlet.name, mark), marked(head, mark), marked(_lead(row), mark)]
    return f"[{row.n}] " + " | ".join(field for field in fields if field)


def _lead(row: Row) -> str:
    """The first whole sentences of the lead."""
    kept = ""
    for sentence in sentences(row.article.article.summary):
        if len(kept) + len(sentence) > LEAD:
            break
        kept = f"{kept} {sentence}".strip()
    return kept


def _cited(rows: Sequence[Row], points: Sequence[Point], mark: str) -> list[str]:
    cites = {n for point in points for n in point.cites}
    return [_line(row, mark) for row in rows if row.n in cites]


def _cites(point: Point) -> str:
    return "".join(f"[{n}]" for n in point.cites)


def _mark(rows: Sequence[Row]) -> str:
    return mark_for(map(_texts, rows))


def _texts(row: Row) -> str:
    return f"{row.article.outlet.name} {row.article.article.title} {row.article.article.summary}"
