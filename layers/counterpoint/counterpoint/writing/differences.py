"""How the tellings of one story differ, in the sides' own words: names and verbs that one uses and another does not."""

from __future__ import annotations

from collections.abc import Iterator

from counterpoint.model import Point, Row, Selection, TermPair, Topic
from counterpoint.stories.headlines import folded
from counterpoint.writing.attribution import NEXT, attributed
from counterpoint.writing.editing import visible
from counterpoint.writing.evidence import side_name
from counterpoint.writing.statements import judging

AROUND = 3
"""A verb is quoted with so many words before and after it."""


def differences(topic: Topic, selection: Selection) -> Iterator[Point]:
    """One point for every pair of terms in which the tellings of a story differ."""
    for telling in selection.tellings:
        for pair in filter(_tells, telling.pairs):
            sides = ((pair.side, pair.term), (pair.other_side, pair.other_term))
            found = [(side, term, _row(selection, telling.story, side, term)) for side, term in sides]
            told = [(side, term, row) for side, term, row in found if row]
            if len(told) == len(sides):
                yield Point(
                    text=f"{NEXT.join(_said(topic, pair, side, term, row) for side, term, row in told)}.",
                    cites=tuple(row.n for _, _, row in told),
                    story=telling.story,
                )


def _tells(pair: TermPair) -> bool:
    """Whether a pair says something by itself: two names, or two verbs of which one judges."""
    return pair.kind == "name" or judging(f"{pair.term} {pair.other_term}") > 0


def _row(selection: Selection, story: str, side: str, term: str) -> Row | None:
    """The first row of a side's telling whose headline has the term."""
    rows = [row for row in selection.rows if row.story == story and row.article.side == side]
    return next((row for row in rows if folded(term) in folded(row.article.article.title)), None)


def _said(topic: Topic, pair: TermPair, side: str, term: str, row: Row) -> str:
    text = term if pair.kind == "name" else phrase(visible(row.article.article.title), term)
    return attributed((row.article.outlet.name,), f"“{text}”", side_name(topic, side))


def phrase(title: str, term: str) -> str:
    """The words of a headline around a term, quotation marks left out; the term itself when it is not found whole."""
    words = title.split()
    size = len(term.split())
    for at in range(len(words) - size + 1):
        if folded(" ".join(words[at : at + size])).strip(".,:;'\"") == folded(term):
            shown = words[max(0, at - AROUND) : at + size + AROUND]
            return " ".join(shown).strip(",:;—– ").translate(str.maketrans("", "", '“”"'))
    return term
