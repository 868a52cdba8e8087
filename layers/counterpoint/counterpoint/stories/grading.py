"""Every article once, and how plainly it is about the topic."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from counterpoint.model import Fate
from counterpoint.stories.affinity import Affinity
from counterpoint.stories.duplicates import unique
from counterpoint.stories.entries import Candidate, Entry, Refusal
from counterpoint.stories.relevance import FAIRLY_RELEVANT, Relevance


def graded(
    entries: Sequence[Entry], remembered: Iterable[str], relevance: Relevance
) -> tuple[tuple[Candidate, ...], tuple[Refusal, ...]]:
    """The articles of clean entries, graded, and their further appearances as refusals.

    `remembered` are headlines of the last days: with today's they show what sounds like the topic.
    """
    found = unique(entries)
    affinity = Affinity.of([*(first.article.title for first, _ in found), *remembered], relevance)
    candidates = tuple(_graded(first, copies, relevance, affinity) for first, copies in found)
    return candidates, tuple(_copy(copy, first) for first, copies in found for copy in copies)


def _graded(entry: Entry, copies: tuple[Entry, ...], relevance: Relevance, affinity: Affinity) -> Candidate:
    grade = relevance.grade(entry.article.title, entry.article.summary, entry.side)
    weight = affinity.relevance(entry.article.title, grade)
    if grade.about and relevance.listed(entry.article.title):
        weight = max(weight, FAIRLY_RELEVANT)  # the operator's own word for it
    return Candidate(entry=entry, copies=copies, grade=grade, relevance=round(weight, 6))


def _copy(copy: Entry, first: Entry) -> Refusal:
    return Refusal(entry=copy, fate=Fate.DUPLICATE, detail=f"of {first.outlet.name}")
