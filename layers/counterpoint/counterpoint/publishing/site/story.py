"""A story across days: what each side said about it, day by day."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from counterpoint.publishing.addresses import story_path
from counterpoint.publishing.cards import Card, CardHeadline, CardStory
from counterpoint.publishing.site.frame import Frame, counted, render
from counterpoint.publishing.site.sides import Side
from counterpoint.publishing.site.told import card_sides


@dataclass(frozen=True, slots=True, kw_only=True)
class StoryDay:
    """A story on one day: what changed, and the headlines of every side that told it."""

    day: date
    changes: tuple[str, ...]
    columns: tuple[tuple[Side, tuple[CardHeadline, ...]], ...]


def printed_on(cards: Sequence[Card], story: str) -> tuple[date, ...]:
    """The days on which `cards` print the story, oldest first."""
    return tuple(card.day for card in cards if any(told.id == story for told in card.stories))


def story_page(story: str, cards: Sequence[Card], base_url: str = "") -> bytes:
    """The page of a story that some of `cards`, one topic's and oldest first, print; newest day first."""
    told = [(card, found) for card in reversed(cards) for found in card.stories if found.id == story]
    newest, latest = told[0]
    headline = latest.headlines[0]
    frame = Frame(
        path=story_path(newest.topic, story),
        title=headline.title,
        description=f"{newest.name}: this story on {counted(len(told), 'day')}, headline by headline.",
        base_url=base_url,
        notice=newest.notice,
    )
    return render(
        "story.html.jinja",
        frame,
        topic=newest.topic,
        name=newest.name,
        headline=headline,
        days=[_day(card, found) for card, found in told],
        first_seen=min([found.first_seen or card.day for card, found in told]),
    )


def _day(card: Card, story: CardStory) -> StoryDay:
    sides = card_sides(card)
    told = dict.fromkeys(headline.side for headline in story.headlines)
    columns = tuple(
        (sides[side], tuple(headline for headline in story.headlines if headline.side == side)) for side in told
    )
    return StoryDay(day=card.day, changes=story.changes, columns=columns)
