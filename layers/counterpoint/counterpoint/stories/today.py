"""What happened today: the events among all that was fetched, with the headlines remembered."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time

from counterpoint.model import THIRD_PARTY, Fate
from counterpoint.stories.entries import Candidate, Refusal
from counterpoint.stories.events import Headline, same_event
from counterpoint.stories.memory import Recall
from counterpoint.stories.relevance import Grade, Relevance
from counterpoint.stories.together import Event, akin, joined, merged, parted


@dataclass(frozen=True, slots=True, kw_only=True)
class Today:
    """The events of the day that are about the topic, and the articles that are about another.

    `alike` counts for each event the remembered headlines, by story id, that fell into it.
    """

    events: tuple[Event, ...]
    alike: tuple[Counter[str], ...]
    strangers: tuple[Refusal, ...]


def todays_events(candidates: Sequence[Candidate], recall: Recall, relevance: Relevance) -> Today:
    """The events of the day.

    All articles are clustered; an event is about the topic when one of its articles is or two sides tell it (with one
    of the topic's own terms, where it lists any), and then all its articles belong to it that name a side at least.
    """
    titles = {candidate.title for candidate in candidates}
    old = [(s.id, title, last) for s in recall.stories for title, last in s.titles if title not in titles]
    headlines = [_headline(c) for c in candidates] + [_remembered(title, last) for _, title, last in old]
    found: list[tuple[Event, Counter[str]]] = []
    for group in same_event(headlines):
        members = _members([candidates[i] for i in group if i < len(candidates)])
        before = [old[i - len(candidates)] for i in group if i >= len(candidates)]
        found += [(part, _continued(part, before, relevance)) for part in parted(members, relevance) if part]
    whole = [_whole([found[i] for i in members]) for members in joined([event for event, _ in found], relevance)]
    kept = [(event, alike) for event, alike in whole if _about(event, relevance)]
    told = {candidate.entry.n for event, _ in kept for candidate in event}
    return Today(
        events=tuple(event for event, _ in kept),
        alike=tuple(alike for _, alike in kept),
        strangers=tuple(_stranger(c, relevance) for c in candidates if c.entry.n not in told),
    )


def _continued(part: Event, before: Sequence[tuple[str, str, date]], relevance: Relevance) -> Counter[str]:
    """How many headlines of each remembered story, clustered with an event, are tied to one of its articles."""
    return Counter(
        story for story, title, _ in before if any(akin(title, candidate.title, relevance) for candidate in part)
    )


def _members(event: Sequence[Candidate]) -> Event:
    return tuple(candidate for candidate in event if candidate.grade is not Grade.NONE)


def _whole(parts: Sequence[tuple[Event, Counter[str]]]) -> tuple[Event, Counter[str]]:
    return merged(event for event, _ in parts), sum((alike for _, alike in parts), Counter[str]())


def _about(event: Event, relevance: Relevance) -> bool:
    """Whether an event is about the topic: one of its articles is, or two sides tell it, each naming itself."""
    if any(candidate.grade.about for candidate in event):
        return True
    sides = {candidate.entry.side for candidate in event} - {THIRD_PARTY}
    return len(sides) > 1 and any(_admitted(candidate, relevance) for candidate in event)


def _admitted(candidate: Candidate, relevance: Relevance) -> bool:
    return relevance.admits(candidate.title, candidate.entry.article.summary)


def _headline(candidate: Candidate) -> Headline:
    article = candidate.entry.article
    return Headline(
        title=article.title, summary=article.summary, published=article.published, language=article.language
    )


def _remembered(title: str, last: date) -> Headline:
    """A headline of an earlier day; of its time only the day it was last met on is known."""
    return Headline(title=title, published=datetime.combine(last, time(), UTC))


def _stranger(candidate: Candidate, relevance: Relevance) -> Refusal:
    named = "names no side" if candidate.grade is Grade.NONE else "names one side only"
    detail = named if _admitted(candidate, relevance) else "holds none of the topic's terms"
    return Refusal(entry=candidate.entry, fate=Fate.OFF_TOPIC, detail=detail)
