"""The coverage receipt: what became of every gathered article and how every feed did. It adds up."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

from counterpoint.model import (
    ArticleLine,
    Fate,
    FateCount,
    FeedLine,
    Receipt,
    Share,
    SourceArticles,
    Topic,
)
from counterpoint.stories.entries import Entry, Refusal


def account(
    topic: Topic,
    gathered: Sequence[SourceArticles],
    entries: Sequence[Entry],
    refusals: Sequence[Refusal],
    printed: Mapping[int, str],
) -> Receipt:
    """The receipt of a digest. `printed` holds the story of every printed entry, by the entry's number.

    Every entry is printed or has exactly one refusal; an entry that has neither raises KeyError, for it is our mistake.
    """
    lines = _lines(entries, refusals, printed)
    fates = Counter(line.fate for line in lines)
    rows = [entry for entry in entries if entry.n in printed]
    owners = Counter(entry.outlet.ownership.value for entry in rows)
    unknown = Counter(entry.outlet.name for entry in entries if not entry.known)
    return Receipt(
        gathered=len(entries),
        fates=tuple(FateCount(fate=fate, count=fates[fate]) for fate in Fate if fates[fate]),
        feeds=_feeds(topic, gathered, lines),
        articles=lines,
        outlets=_shares(Counter(entry.outlet.name for entry in rows)),
        ownership=_shares(owners),
        unknown_outlets=_shares(unknown),
    )


def _lines(
    entries: Sequence[Entry], refusals: Sequence[Refusal], printed: Mapping[int, str]
) -> tuple[ArticleLine, ...]:
    refused = {refusal.entry.n: refusal for refusal in refusals}
    return tuple(_line(entry, refused.get(entry.n), printed) for entry in entries)


def _line(entry: Entry, refusal: Refusal | None, printed: Mapping[int, str]) -> ArticleLine:
    return ArticleLine(
        id=entry.article.id,
        source=entry.source.id,
        title=entry.article.title,
        outlet=entry.outlet.name,
        country=entry.outlet.country,
        side=entry.side,
        fate=refusal.fate if refusal else Fate.PRINTED,
        story=refusal.story if refusal else printed[entry.n],
        detail=refusal.detail if refusal else "",
        url=entry.article.url,
        published=entry.article.published,
    )


def _feeds(topic: Topic, gathered: Sequence[SourceArticles], lines: Sequence[ArticleLine]) -> tuple[FeedLine, ...]:
    """One line per source that was asked, in the topic's order."""
    printed = Counter(line.source for line in lines if line.fate is Fate.PRINTED)
    order = {source.id: n for n, source in enumerate(topic.sources)}
    ordered = sorted(gathered, key=lambda given: (order.get(given.source.id, len(order)), given.source.id))
    return tuple(
        FeedLine(
            source=given.source.id,
            name=given.report.name,
            perspectives=tuple(side.id for side in topic.perspectives if given.source in side.sources),
            health=given.report.health,
            reason=given.report.reason,
            gathered=len(given.articles),
            printed=printed[given.source.id],
            remedy=given.report.remedy,
        )
        for given in ordered
    )


def _shares(counts: Counter[str]) -> tuple[Share, ...]:
    """Shares, the largest first, equal ones by name."""
    return tuple(Share(name=name, count=n) for name, n in sorted(counts.items(), key=lambda item: (-item[1], item[0])))
