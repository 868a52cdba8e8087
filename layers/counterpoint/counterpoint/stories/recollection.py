"""What a digest leaves for the days after it: the traces of its stories."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from counterpoint.model import THIRD_PARTY, MemoryDay, Trace
from counterpoint.stories.drafts import Draft
from counterpoint.stories.headlines import numbers
from counterpoint.stories.memory import Recall
from counterpoint.stories.names import Names
from counterpoint.stories.selection import Choice
from counterpoint.stories.wording import shares

_TITLES = 8


def remember(
    stories: Sequence[Draft], choice: Choice, names: Names, spoken: Sequence[tuple[str, str]], day: date
) -> MemoryDay:
    """The traces of all stories of the day, printed or not, ordered by id; and the words of its new headlines.

    `spoken` are those headlines as (side, title).
    """
    traces = [_trace(story, choice, names) for story in sorted(stories, key=lambda story: story.id)]
    return MemoryDay(day=day, traces=tuple(traces), terms=shares(spoken))


def _trace(story: Draft, choice: Choice, names: Names) -> Trace:
    printed = [candidate for id_, candidate in choice.printed if id_ == story.id]
    others = [candidate for candidate in story.candidates if candidate not in printed]
    titles = [candidate.title for candidate in (*printed, *others)]
    named = [name for title in titles for name in names.within(title)]
    return Trace(
        story=story.id,
        first_seen=story.first_seen,
        printed=bool(printed),
        articles=tuple(sorted({id_ for candidate in story.candidates for id_ in candidate.ids})),
        titles=tuple(titles[: max(_TITLES, len(printed))]),
        outlets=tuple(sorted({candidate.entry.outlet.name.casefold() for candidate in story.candidates})),
        sides=tuple(sorted({candidate.entry.side for candidate in story.candidates} - {THIRD_PARTY})),
        numbers=tuple(sorted({number for title in titles for number in numbers(title)})),
        actors=tuple(sorted({word for name in named for word in name.casefold().split()})),
        rows=tuple(sorted({id_ for candidate in printed for id_ in candidate.ids})),
    )


def new_headlines(stories: Sequence[Draft], recall: Recall) -> tuple[tuple[str, str], ...]:
    """Side and headline of the articles that no earlier day has counted."""
    seen = {id_ for story in recall.stories for id_ in story.articles}
    fresh = [c for story in stories for c in story.candidates if not seen & set(c.ids)]
    return tuple((c.entry.side, c.title) for c in fresh)
