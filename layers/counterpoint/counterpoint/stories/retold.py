"""Whether a telling of the digest already tells a story, in the same or in another language.

A story that one side tells in a language of its own may be the one that a telling shows in another: clustering cannot
see it, and to say that the other side is silent about it would be wrong. In one language, and in two that the lexicon
reads, the headlines are linked (stories.together). In any two, what can be compared without translating are the sides
they name (the operator's terms are in every language) and their figures:

    one date, month and day, and a side that both name
    one day of the month, or one number of two digits or more, and two sides that both name

In doubt a story counts as told: a blind spot less is said, and none is said wrongly.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from counterpoint.model import Telling, TellingSide
from counterpoint.stories.entries import Candidate
from counterpoint.stories.headlines import is_unspaced, unaccented
from counterpoint.stories.relevance import Relevance
from counterpoint.stories.together import linked

_MONTHS = {
    name: month
    for month, names in enumerate(
        (
            "january jan enero janvier januar января",
            "february feb febrero fevrier februar февраля",
            "march mar marzo mars marz марта",
            "april apr abril avril апреля",
            "may mayo mai мая",
            "june jun junio juin juni июня",
            "july jul julio juillet juli июля",
            "august aug agosto aout августа",
            "september sep sept septiembre septembre сентября",
            "october oct octubre octobre oktober октября",
            "november nov noviembre novembre ноября",
            "december dec diciembre decembre dezember декабря",
        ),
        start=1,
    )
    for name in names.split()
}
_MONTH = "|".join(sorted(_MONTHS, key=lambda name: (-len(name), name)))
_DATE = re.compile(
    rf"(?<!\d)(?P<month>\d{{1,2}})(?:月|월)\s*(?P<day>\d{{1,2}})(?:日|일|号)"
    rf"|(?<!\d)(?P<day_first>\d{{1,2}})(?:st|nd|rd|th|er)?\.?\s+(?:de\s+|of\s+)?(?P<named>{_MONTH})\b"
    rf"|\b(?P<named_first>{_MONTH})\.?\s+(?P<day_last>\d{{1,2}})(?![\d:])"
    rf"|(?<!\d)(?P<alone>\d{{1,2}})(?:日|일|号)",
    re.IGNORECASE,
)
_NUMBER = re.compile(r"\d+(?:[.,]\d+)*")


@dataclass(frozen=True, slots=True)
class Figures:
    """What a headline counts and dates: `dates` as (month, day); `loose` are days of the month and longer numbers."""

    dates: frozenset[tuple[int, int]]
    loose: frozenset[str]


def retold(story: Iterable[Candidate], silent: str, tellings: Sequence[Telling], relevance: Relevance) -> bool:
    """Whether a telling in which the silent side has its say already tells the story."""
    heard = [side for telling in tellings if silent in {s.side for s in telling.sides} for side in telling.sides]
    return any(_same(candidate, side, relevance) for candidate in story for side in heard)


def figures(title: str) -> Figures:
    """The dates and numbers of a headline, as far as they can be compared across languages."""
    plain = unaccented(title).casefold()
    found = list(map(_read, _DATE.finditer(plain)))
    rest = (number.replace(",", ".") for number in _NUMBER.findall(_DATE.sub(" ", plain)))
    return Figures(
        dates=frozenset((month, day) for month, day in found if month),
        loose=frozenset([*(f"day {day}" for _, day in found), *(number for number in rest if len(number) > 1)]),
    )


def _read(date: re.Match[str]) -> tuple[int, int]:
    """Month (0 when it is not said) and day of a match."""
    name = date["named"] or date["named_first"]
    month = _MONTHS[name] if name else int(date["month"] or 0)
    return month, int(next(_days(date)))


def _days(date: re.Match[str]) -> Iterator[str]:
    return (date[group] for group in ("day", "day_first", "day_last", "alone") if date[group])


def _same(candidate: Candidate, told: TellingSide, relevance: Relevance) -> bool:
    title = candidate.title
    if _is_one_language(candidate, told) or linked(title, told.headline, relevance):
        return linked(title, told.headline, relevance)
    named = set(relevance.named(title)) & set(relevance.named(told.headline))
    ours, theirs = figures(title), figures(told.headline)
    return bool(named and ours.dates & theirs.dates) or bool(len(named) > 1 and ours.loose & theirs.loose)


def _is_one_language(candidate: Candidate, told: TellingSide) -> bool:
    languages = {said.partition("-")[0] for said in (candidate.entry.article.language, told.language)}
    if "" not in languages:
        return len(languages) == 1
    return is_unspaced(candidate.title) == is_unspaced(told.headline)
