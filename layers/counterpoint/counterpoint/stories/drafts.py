"""Stories in the making: events of today, each with what the last days knew of it and what is new."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from counterpoint.lexicon.vocabulary import NUMBER_WORDS
from counterpoint.model import THIRD_PARTY, Fate, StoryStatus, Topic
from counterpoint.model.words import the
from counterpoint.stories.entries import Candidate, Refusal, voice
from counterpoint.stories.headlines import numbers
from counterpoint.stories.memory import Recall, Remembered, new_id
from counterpoint.stories.names import Names

_YEAR = re.compile(r"(?:19|20)\d\d")
_NAMED = 3
"""At most so many outlets, names or numbers are listed in one change."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """A story of today before the choice. `candidates` are all its articles, `fresh` those that may be printed.

    `told` are the sides that told it on earlier days.
    """

    id: str
    candidates: tuple[Candidate, ...]
    fresh: tuple[Candidate, ...]
    status: StoryStatus = StoryStatus.NEW
    first_seen: date
    days: tuple[date, ...] = ()
    changes: tuple[str, ...] = ()
    told: tuple[str, ...] = ()

    @property
    def sides(self) -> tuple[str, ...]:
        """The sides that tell the story with articles which may be printed, third parties aside; sorted."""
        return tuple(sorted({c.entry.side for c in self.fresh} - {THIRD_PARTY}))

    @property
    def relevance(self) -> float:
        """How plainly the story is about the topic, 0 to 1: each side's plainest article, on average.

        Third parties count only where no side tells the story.
        """
        sides = self.sides or (THIRD_PARTY,)
        best = [max((c.relevance for c in self.fresh if c.entry.side == side), default=0.0) for side in sides]
        return sum(best) / len(best)

    def voices(self, side: str) -> tuple[str, ...]:
        """The independent voices of a side in all the articles of the story, sorted."""
        return tuple(sorted({voice(c.entry.outlet) for c in self.candidates if c.entry.side == side}))


def draft(
    event: Sequence[Candidate], story: Remembered | None, recall: Recall, names: Names, topic: Topic, day: date
) -> Draft:
    """Today's event as a story: `story` is what it is remembered as, if it is. Candidates come most typical first."""
    fresh = tuple(candidate for candidate in event if not recall.was_printed(candidate))
    if story is None or not story.days:
        return Draft(
            id=story.id if story else new_id(topic.id, day, event),
            candidates=tuple(event),
            fresh=fresh,
            status=StoryStatus.NEW if fresh else StoryStatus.UNCHANGED,
            first_seen=story.first_seen if story else day,
            told=tuple(sorted(story.sides)) if story else (),
        )
    said = changes([c for c in fresh if not set(c.ids) & story.articles], story, names, topic)
    return Draft(
        id=story.id,
        candidates=tuple(event),
        fresh=fresh if said else (),
        status=StoryStatus.DEVELOPING if said else StoryStatus.UNCHANGED,
        first_seen=story.first_seen,
        days=story.days,
        changes=said,
        told=tuple(sorted(story.sides)),
    )


def changes(new: Sequence[Candidate], story: Remembered, names: Names, topic: Topic) -> tuple[str, ...]:
    """What new articles bring to a story, in words: a side, outlets, names, numbers; empty when they bring nothing."""
    sides = {c.entry.side for c in new} - story.sides
    told = [f"now also told by outlets of {the(side.name)}" for side in topic.perspectives if side.id in sides]
    outlets = _fresh((c.entry.outlet.name for c in new if c.entry.side != THIRD_PARTY), story.outlets)
    actors = [name for c in new for name in _actors(c, names) if set(name.casefold().split()) - story.actors]
    figures = [number for c in new for number in numbers(_DATE.sub(" ", c.title)) if not _YEAR.fullmatch(number)]
    listed = (
        _listed("new outlet", outlets),
        _listed("newly named", tuple(dict.fromkeys(actors))),
        _listed("new number", tuple(_as_written(figure, new) for figure in _fresh(figures, story.numbers))),
    )
    return (*told, *(line for lines in listed for line in lines))


def _actors(candidate: Candidate, names: Names) -> Iterator[str]:
    """The names of a headline but for days, months, its outlet's own and what it shouts ("DICTATOR LEAVES")."""
    outlet = set(candidate.entry.outlet.name.casefold().split())
    shouted = set(_SHOUTED.findall(candidate.title)) if len(_SHOUTED.findall(candidate.title)) > 1 else set()
    for name in names.within(candidate.title):
        said = name.casefold().split()
        if not set(said) & (_CALENDAR | outlet) and not set(name.split()) & shouted:
            yield name


_SHOUTED = re.compile(r"\b[A-Z]{4,}\b")
_CALENDAR = frozenset((*NUMBER_WORDS["month"], *NUMBER_WORDS["weekday"], *NUMBER_WORDS["month_short"]))
_NAMED_MONTH = "|".join(sorted({*NUMBER_WORDS["month"], *NUMBER_WORDS["month_short"]}))
_DATE = re.compile(
    rf"\b\d{{1,2}}(?:st|nd|rd|th)?\.?\s+(?:de\s+|of\s+)?(?:{_NAMED_MONTH})\b|\b(?:{_NAMED_MONTH})\.?\s+\d{{1,2}}\b"
    r"|\d{1,2}月\d{1,2}日|\d{1,2}日",
    re.IGNORECASE,
)
"""A day of the calendar is no new number of a story."""


def _as_written(figure: str, new: Sequence[Candidate]) -> str:
    """A number as a headline writes it, with what it counts: "240,000 marks"."""
    found = (match for c in new for match in _FIGURE.finditer(c.title) if figure in numbers(match["number"]))
    return next((match.group() for match in found), figure)


_FIGURE = re.compile(r"(?P<number>[$€£¥]?\d[\d.,]*\d|\d)(?:\s?%|\s+por\s+ciento|\s+[^\W\d_]{4,}|\s?[^\W\d_a-zA-Z])?")


def _fresh(found: Iterable[str], known: frozenset[str]) -> tuple[str, ...]:
    return tuple(item for item in dict.fromkeys(found) if item.casefold() not in known)


def _listed(what: str, items: tuple[str, ...]) -> tuple[str, ...]:
    plural = "s" if len(items) > 1 and what != "newly named" else ""
    return (f"{what}{plural}: {', '.join(items[:_NAMED])}",) if items else ()


def known(story: Draft) -> list[Refusal]:
    """The articles of a story that a reader of the last days knows already, or that bring nothing new to it."""
    detail = f"printed on {story.days[-1]}" if story.days else ""
    old = [candidate for candidate in story.candidates if candidate not in story.fresh]
    return [Refusal(entry=c.entry, fate=Fate.UNCHANGED, detail=detail, story=story.id) for c in old]
