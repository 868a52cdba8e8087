"""Articles -> stories: whose voice, which event, what is new, what only one side tells. Pure and deterministic.

    passport     whose article is it, and which side may it speak for; `entries`: all articles as one list
    clean        empty, old, later than the clock; `junk` (junk.tsv)
    duplicates   the same article twice is one article; `grading`: every article once, with its relevance
    relevance    does it name the sides; `affinity`: does it sound like the topic
    today        which articles are about the same event, over all that was fetched
        events, clustering     the door to clustering, and the clustering of any texts
        tokens, weights, similar, linkage, groups     terms, how much each tells, what resembles, what belongs together
        twins, rarity, ties, together     headlines of one mould; what a shared word says; whether sides tell one event
    memory       which events are stories of the last days; `drafts`: what is new about them
        names, typical, recollection     names in the headlines, the headline that speaks, what the next days are left
    scoring      which stories come first, and why
    selection    which stories and which of their articles are printed
    tellings     what both sides tell, headline beside headline
        vocabulary, wording     words by which sides differ: listed (terms.tsv, verbs.tsv), and counted
    blindspots   what only one side tells, with proof; `listening`: would its feeds carry it; `retold`: is it told
    receipt      what became of every article
    headlines    how a headline is compared, counted and matched, for all of these

`select` is the room's door. The order in which feeds list their articles changes nothing in what it gives.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from counterpoint.model import Memory, Selection, SourceArticles, Story, Topic
from counterpoint.outlets import Registry
from counterpoint.stories.blindspots import Coverage, blind_spots
from counterpoint.stories.clean import sifted
from counterpoint.stories.drafts import Draft, draft, known
from counterpoint.stories.entries import Entry, Refusal
from counterpoint.stories.grading import graded
from counterpoint.stories.memory import Recall, recognised
from counterpoint.stories.names import Names
from counterpoint.stories.passport import entries as with_passports
from counterpoint.stories.receipt import account
from counterpoint.stories.recollection import new_headlines, remember
from counterpoint.stories.relevance import Relevance
from counterpoint.stories.scoring import ranking, score
from counterpoint.stories.selection import choose
from counterpoint.stories.tellings import told_twice
from counterpoint.stories.today import todays_events
from counterpoint.stories.typical import most_typical_first
from counterpoint.stories.wording import Wording

__all__ = ["select"]


def select(
    topic: Topic,
    gathered: tuple[SourceArticles, ...],
    registry: Registry,
    memory: Memory,
    day: date,
    now: datetime,
) -> Selection:
    """The stories of a digest and everything known about them.

    `memory` holds the days before `day` (it is cut here, too); `now` is the edition's clock (aware, UTC).
    """
    earlier = memory.before(day)
    everything = with_passports(topic, gathered, registry)
    recall = Recall.of(earlier, day, topic.settings.memory)
    drafts, names, unfit = _drafts(everything, recall, topic, day, now)
    ranked, distant = ranking(drafts, now)
    choice = choose(ranked, topic)
    refused = [*unfit, *(refusal for story in drafts for refusal in known(story)), *distant, *choice.refusals]
    told = [story for story in ranked if any(row.story == story.id for row in choice.rows)]
    spoken = new_headlines(drafts, recall)
    seen = Coverage(topic=topic, entries=everything, gathered=gathered, now=now)
    facing = told_twice(choice.rows, Wording.of(spoken, earlier, day), topic)
    return Selection(
        topic=topic.id,
        day=day,
        now=now,
        stories=tuple(_story(story, now) for story in told),
        rows=choice.rows,
        tellings=facing,
        blind_spots=blind_spots(told, choice.rows, facing, seen),
        receipt=account(topic, gathered, everything, refused, choice.stories),
        memory=remember(drafts, choice, names, spoken, day),
    )


def _drafts(
    entries: Sequence[Entry], recall: Recall, topic: Topic, day: date, now: datetime
) -> tuple[list[Draft], Names, list[Refusal]]:
    """The stories of the day in the making, the names that occur in them, and the articles that are in none."""
    relevance = Relevance.of(topic)
    clean, unfit = sifted(entries, topic.settings, now)
    candidates, copies = graded(clean, recall.titles, relevance)
    found = todays_events(candidates, recall, relevance)
    names = Names.of([*(candidate.title for candidate in candidates), *recall.titles], relevance)
    stories = recognised(found.events, found.alike, recall)
    pairs = zip(found.events, stories, strict=True)
    drafts = [draft(most_typical_first(event), story, recall, names, topic, day) for event, story in pairs]
    return drafts, names, [*unfit, *copies, *found.strangers]


def _story(story: Draft, now: datetime) -> Story:
    return Story(
        id=story.id,
        articles=tuple(candidate.attributed() for candidate in story.candidates),
        status=story.status,
        first_seen=story.first_seen,
        days=story.days,
        changes=story.changes,
        score=score(story, now),
    )
