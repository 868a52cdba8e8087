"""Articles -> stories: whose voice, which event, what is new, what only one side tells. Pure and deterministic.

    passport    whose article is it, and which side may it speak for
    clean       empty, old, later than the clock, junk
    duplicates  the same article twice is one article
    events      which articles are about the same event           (clustering, over all that was fetched)
    relevance   is it about the topic
    memory      which of them are stories of the last days, and what is new
    selection   which stories and which of their articles are printed
    tellings    what both sides tell, headline beside headline
    blindspots  what only one side tells, with proof
    receipt     what became of every article

`select` is the room's door. The order in which feeds list their articles changes nothing in what it gives.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import UTC, date, datetime, time

from counterpoint.model import Fate, Memory, Selection, SourceArticles, Story, Topic
from counterpoint.outlets import Registry
from counterpoint.stories.affinity import Affinity
from counterpoint.stories.blindspots import blind_spots
from counterpoint.stories.clean import sifted
from counterpoint.stories.drafts import Draft, draft
from counterpoint.stories.duplicates import unique
from counterpoint.stories.entries import Candidate, Entry, Refusal
from counterpoint.stories.events import Headline, same_event
from counterpoint.stories.memory import Recall, recognised
from counterpoint.stories.names import Names
from counterpoint.stories.passport import entries as with_passports
from counterpoint.stories.receipt import receipt
from counterpoint.stories.recollection import remember
from counterpoint.stories.relevance import Grade, Relevance
from counterpoint.stories.scoring import score, total
from counterpoint.stories.selection import choose
from counterpoint.stories.tellings import tellings
from counterpoint.stories.together import parted
from counterpoint.stories.typical import typical
from counterpoint.stories.wording import Wording

__all__ = ["select"]

RELEVANT = 0.45
"""Stories less relevant than this, on average over their articles, are about something else."""


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
    everything = with_passports(topic, gathered, registry)
    clean, unfit = sifted(everything, topic.settings, now)
    recall = Recall.of(memory.before(day), day, topic.settings.memory)
    candidates, copies = _candidates(clean, recall, topic)
    names = Names.of([c.title for c in candidates] + [t for s in recall.stories for t, _ in s.titles])
    drafts, strangers = _drafts(candidates, recall, names, topic, day)
    known = [r for d in drafts for r in (*_known(d), *_distant(d))]
    ranked = _ranked(drafts, now)
    choice = choose(ranked, topic)
    printed = {candidate.entry.n: story for story, candidate in choice.printed}
    stories = [d for d in ranked if any(row.story == d.id for row in choice.rows)]
    spoken = _new_headlines(drafts, recall)
    wording = Wording.of(spoken, memory.before(day), day)
    return Selection(
        topic=topic.id,
        day=day,
        now=now,
        stories=tuple(_story(d, now) for d in stories),
        rows=choice.rows,
        tellings=tellings(choice.rows, wording, topic),
        blind_spots=blind_spots(stories, choice.rows, everything, gathered, topic, now),
        receipt=receipt(topic, gathered, everything, [*unfit, *copies, *strangers, *known, *choice.refusals], printed),
        memory=remember(drafts, choice, names, spoken, day),
    )


def _candidates(
    clean: Sequence[Entry], recall: Recall, topic: Topic
) -> tuple[tuple[Candidate, ...], tuple[Refusal, ...]]:
    """Every article once, graded; and its further appearances as refusals."""
    relevance = Relevance.of(topic)
    found = unique(clean)
    titles = [e.article.title for e, _ in found]
    affinity = Affinity.of([*titles, *(title for story in recall.stories for title, _ in story.titles)], relevance)
    graded = [_graded(e, copies, relevance, affinity) for e, copies in found]
    refused = [Refusal(entry=copy, fate=Fate.DUPLICATE, detail=e.outlet.name) for e, copies in found for copy in copies]
    return tuple(graded), tuple(refused)


def _graded(entry: Entry, copies: tuple[Entry, ...], relevance: Relevance, affinity: Affinity) -> Candidate:
    grade = relevance.grade(entry.article.title, entry.article.summary, entry.side)
    weight = affinity.relevance(entry.article.title, grade)
    return Candidate(entry=entry, copies=copies, grade=grade, relevance=round(weight, 6))


def _drafts(
    candidates: Sequence[Candidate], recall: Recall, names: Names, topic: Topic, day: date
) -> tuple[tuple[Draft, ...], tuple[Refusal, ...]]:
    """The stories of the day, and the articles that are about another topic.

    All articles are clustered, with the headlines remembered; an event is a story when one of its articles is about
    the topic, and then its other articles that name a side at least belong to it.
    """
    relevance = Relevance.of(topic)
    today = {c.title for c in candidates}
    old = [(s.id, title, last) for s in recall.stories for title, last in s.titles if title not in today]
    headlines = [_headline(c) for c in candidates] + [_remembered(title, last) for _, title, last in old]
    events, alike, strangers = [], [], []
    for group in same_event(headlines):
        event = [candidates[i] for i in group if i < len(candidates)]
        about = any(c.grade.about for c in event)
        members = tuple(c for c in event if about and c.grade is not Grade.NONE)
        strangers += [_stranger(c) for c in event if c not in members]
        remembered = Counter(old[i - len(candidates)][0] for i in group if i >= len(candidates))
        for part in parted(members, relevance) if members else ():
            events.append(part)
            alike.append(remembered)
    stories = recognised(events, alike, recall)
    drafts = [draft(typical(e), s, recall, names, topic, day) for e, s in zip(events, stories, strict=True)]
    return tuple(drafts), tuple(strangers)


def _ranked(drafts: Sequence[Draft], now: datetime) -> list[Draft]:
    """The stories that may be printed, the best first; the older one wins a tie."""
    worthy = [d for d in drafts if d.fresh and d.relevance >= RELEVANT]
    return sorted(worthy, key=lambda d: (-total(score(d, now)), d.first_seen, d.id))


def _new_headlines(drafts: Sequence[Draft], recall: Recall) -> tuple[tuple[str, str], ...]:
    """Side and title of the articles that no earlier day has counted."""
    seen = {id_ for story in recall.stories for id_ in story.articles}
    fresh = [c for d in drafts for c in d.candidates if not seen & set(c.ids)]
    return tuple((c.entry.side, c.title) for c in fresh)


def _headline(candidate: Candidate) -> Headline:
    article = candidate.entry.article
    return Headline(
        title=article.title,
        summary=article.summary,
        published=article.published,
        language=article.language,
    )


def _remembered(title: str, last: date) -> Headline:
    """A headline of an earlier day; of its time only the day it was last met on is known."""
    return Headline(title=title, published=datetime.combine(last, time(), UTC))


def _stranger(candidate: Candidate) -> Refusal:
    detail = "names no side" if candidate.grade is Grade.NONE else "names one side only"
    return Refusal(entry=candidate.entry, fate=Fate.OFF_TOPIC, detail=detail)


def _known(story: Draft) -> list[Refusal]:
    """The articles of a story that a reader of the last days knows already, or that bring nothing new to it."""
    detail = "in " + ", ".join(f"{day}" for day in story.days[-1:]) if story.days else ""
    known = [c for c in story.candidates if c not in story.fresh]
    return [Refusal(entry=c.entry, fate=Fate.UNCHANGED, detail=detail, story=story.id) for c in known]


def _distant(story: Draft) -> list[Refusal]:
    """The articles of a story that names a side but has little to do with the topic."""
    distant = story.fresh if story.relevance < RELEVANT else ()
    return [Refusal(entry=c.entry, fate=Fate.OFF_TOPIC, detail="little to do with the topic") for c in distant]


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
