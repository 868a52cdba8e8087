"""What is remembered of stories: a story keeps its id across days, and only what is new about it is told again.

A story of today is one of the last days' when they share articles, or when the headlines remembered of it fall into
the same event as today's. It is *new* until it has been printed; then *developing* when articles are new and something
in them is (a side, an outlet, a name, a number); else *unchanged*, and not printed again. No article that was printed
within the memory is printed again, whatever became of its story.
"""

from __future__ import annotations

import hashlib
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from counterpoint.model import Memory, Trace
from counterpoint.stories.entries import Candidate
from counterpoint.stories.headlines import canonical

_FEWEST_WORDS = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class Remembered:
    """One story as the last days knew it: the traces of its days as one.

    `days` are those on which it was printed; `titles` its headlines, each with the last day it was met on.
    """

    id: str
    first_seen: date
    last_seen: date
    days: tuple[date, ...]
    articles: frozenset[str]
    titles: tuple[tuple[str, date], ...]
    outlets: frozenset[str]
    sides: frozenset[str]
    numbers: frozenset[str]
    actors: frozenset[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Recall:
    """The stories of the last days, oldest first, and what of them was printed: ids and headlines of articles."""

    stories: tuple[Remembered, ...]
    printed: frozenset[str]
    headlines: frozenset[tuple[str, ...]]

    @classmethod
    def of(cls, memory: Memory, day: date, window: timedelta) -> Recall:
        """What a digest of `day` may recall: the days within `window` before it."""
        days = [made for made in memory.days if day - window <= made.day < day]
        traces: dict[str, list[tuple[date, Trace]]] = defaultdict(list)
        for made in days:
            for trace in made.traces:
                traces[trace.story].append((made.day, trace))
        printed = [trace for made in days for trace in made.traces if trace.printed]
        stories = sorted((_remembered(id_, seen) for id_, seen in traces.items()), key=lambda s: (s.first_seen, s.id))
        return cls(
            stories=tuple(stories),
            printed=frozenset(article for trace in printed for article in trace.rows),
            headlines=frozenset(canonical(title) for trace in printed for title in trace.titles[: len(trace.rows)]),
        )

    @property
    def titles(self) -> tuple[str, ...]:
        """All headlines remembered."""
        return tuple(title for story in self.stories for title, _ in story.titles)

    def was_printed(self, candidate: Candidate) -> bool:
        """Whether the article was printed: one of its ids, or its headline (for links that changed their id)."""
        title = canonical(candidate.title)
        told = len(title) >= _FEWEST_WORDS and title in self.headlines
        return told or any(id_ in self.printed for id_ in candidate.ids)


def _remembered(id_: str, seen: list[tuple[date, Trace]]) -> Remembered:
    traces = [trace for _, trace in seen]
    return Remembered(
        id=id_,
        first_seen=min(trace.first_seen for trace in traces),
        last_seen=max(day for day, _ in seen),
        days=tuple(sorted({day for day, trace in seen if trace.printed})),
        articles=frozenset(article for trace in traces for article in trace.articles),
        titles=tuple({title: day for day, trace in seen for title in trace.titles}.items()),
        outlets=frozenset(outlet for trace in traces for outlet in trace.outlets),
        sides=frozenset(side for trace in traces for side in trace.sides),
        numbers=frozenset(number for trace in traces for number in trace.numbers),
        actors=frozenset(actor for trace in traces for actor in trace.actors),
    )


def recognised(
    events: Sequence[Sequence[Candidate]], alike: Sequence[Counter[str]], recall: Recall
) -> tuple[Remembered | None, ...]:
    """For each event of today the remembered story that it is, if any; no story is recognised twice.

    `alike` counts, per event, the remembered headlines (by story id) that fell into the same event. Shared articles
    speak first, then headlines; the older story wins a tie.
    """
    claims = sorted(
        (-_shared(event, story), -alike[position][story.id], story.first_seen, story.id, position)
        for position, event in enumerate(events)
        for story in recall.stories
        if _shared(event, story) or alike[position][story.id]
    )
    stories = {story.id: story for story in recall.stories}
    found: dict[int, Remembered] = {}
    for _, _, _, id_, position in claims:
        if position not in found and id_ in stories:
            found[position] = stories.pop(id_)
    return tuple(found.get(position) for position in range(len(events)))


def _shared(event: Sequence[Candidate], story: Remembered) -> int:
    return sum(any(id_ in story.articles for id_ in candidate.ids) for candidate in event)


def new_id(topic: str, day: date, event: Sequence[Candidate]) -> str:
    """The id of a story first seen on `day`: it depends on the topic, the day and the story's first article alone."""
    first = min(event, key=lambda candidate: candidate.entry.order).entry.article.id
    return "s-" + hashlib.sha256(f"{topic}\n{day}\n{first}".encode()).hexdigest()[:12]
