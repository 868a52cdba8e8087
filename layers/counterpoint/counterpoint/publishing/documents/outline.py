"""What a digest says, in order and in words: the sections between the front matter and the sources.

Markdown and the feeds are written from this one outline, so they cannot say different things. Everything here is
plain text; whoever writes it out escapes it. Empty sections are left out; gaps are stated.
"""

from dataclasses import dataclass
from datetime import date

from counterpoint.model import (
    BlindSpot,
    Correction,
    Digest,
    Point,
    Receipt,
    Story,
    StoryStatus,
    Telling,
    TellingSide,
    WritingRecord,
)

HIGHLIGHTS = "Overall Highlights"
TELLINGS = "Two Tellings"
BLIND_SPOTS = "Blind Spots"
CHANGES = "What Changed"
THIRD_PARTY_VIEW = "Third-Party View"
CORRECTIONS = "Corrections"
COVERAGE = "Coverage"
GAP = "Gap"
FALLBACK = "Written without the model"


@dataclass(frozen=True, slots=True, kw_only=True)
class Paragraph:
    """A bold label, a text, the sources it cites and the earlier digests it links to."""

    text: str
    label: str = ""
    cites: tuple[int, ...] = ()
    days: tuple[date, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Bullets:
    """Cited points."""

    points: tuple[Point, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """A text in a table, and the sources it cites."""

    text: str
    cites: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """A table with a head."""

    head: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]


Block = Paragraph | Bullets | Table


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """A section: its heading and what stands under it."""

    heading: str
    blocks: tuple[Block, ...]


def outline(digest: Digest) -> tuple[Part, ...]:
    """The digest's sections: highlights, perspectives, then our own, as far as there is something to say."""
    own = (_tellings(digest), _blind_spots(digest), _changes(digest), _third_party(digest))
    ends = (corrections(digest.corrections), _coverage(digest.receipt, digest.writing))
    return (highlights(digest), *perspectives(digest), *(part for part in own + ends if part.blocks))


def highlights(digest: Digest) -> Part:
    """The overall highlights, under the topic's notice and the digest's gap."""
    notice = (Paragraph(label="Notice", text=digest.notice),) if digest.notice else ()
    told = _told(digest.gap, digest.highlights_fallback, digest.highlights)
    return Part(heading=HIGHLIGHTS, blocks=notice + told)


def perspectives(digest: Digest) -> tuple[Part, ...]:
    """One section per perspective, with its gap if it has one."""
    return tuple(
        Part(heading=perspective_heading(side.name), blocks=_told(side.gap, side.fallback, side.points))
        for side in digest.perspectives
    )


def perspective_heading(name: str) -> str:
    """The heading of a perspective's section, as the format has it."""
    return f"{name} Perspective ({name} Sources)"


def corrections(made: tuple[Correction, ...]) -> Part:
    """The public corrections, oldest first; the old text is kept."""
    return Part(heading=CORRECTIONS, blocks=tuple(map(_correction, made)))


def _told(gap: str, fallback: str, points: tuple[Point, ...]) -> tuple[Block, ...]:
    stated = (Paragraph(label=GAP, text=gap),) if gap else ()
    without = (Paragraph(label=FALLBACK, text=fallback),) if fallback else ()
    return (*stated, *without, *((Bullets(points=points),) if points else ()), *_notes(points))


def _notes(points: tuple[Point, ...]) -> tuple[Paragraph, ...]:
    return tuple(
        Paragraph(label=f"Note on point {at}", text=point.note) for at, point in enumerate(points, 1) if point.note
    )


def _tellings(digest: Digest) -> Part:
    told: tuple[Block, ...] = ()
    if digest.tellings:
        head = (*(side.name for side in digest.perspectives), "Terms that differ")
        told = (Table(head=head, rows=tuple(_telling(digest, telling) for telling in digest.tellings)),)
    elif sum(bool(side.count) for side in digest.perspectives) > 1:
        told = (Paragraph(text="No story of this digest is told by more than one side."),)
    points: tuple[Block, ...] = (Bullets(points=digest.differences),) if digest.differences else ()
    return Part(heading=TELLINGS, blocks=points + told + _notes(digest.differences))


def _telling(digest: Digest, telling: Telling) -> tuple[Cell, ...]:
    columns = (_headlines(side.id, telling.sides) for side in digest.perspectives)
    return (*columns, Cell(text=_terms(digest, telling)))


def _headlines(side: str, told: tuple[TellingSide, ...]) -> Cell:
    mine = [telling for telling in told if telling.side == side]
    text = " / ".join(f"“{telling.headline}” ({telling.outlet})" for telling in mine)
    return Cell(text=text or "–", cites=tuple(telling.n for telling in mine))


def _terms(digest: Digest, telling: Telling) -> str:
    pairs = [f"{_name(digest, p.side)} “{p.term}”, {_name(digest, p.other_side)} “{p.other_term}”" for p in telling.pairs]
    words = [f"{_name(digest, side.side)}: {', '.join(side.terms)}" for side in telling.sides if side.terms]
    return "; ".join(pairs or words) or "–"


def _blind_spots(digest: Digest) -> Part:
    return Part(heading=BLIND_SPOTS, blocks=tuple(_blind_spot(digest, spot) for spot in digest.blind_spots))


def _blind_spot(digest: Digest, spot: BlindSpot) -> Paragraph:
    side, silent = _name(digest, spot.side), _name(digest, spot.silent_side)
    if spot.withheld:
        text = f"“{spot.headline}” is told by {side} sources. Whether {silent} sources are silent is not said: {spot.withheld}"
        return Paragraph(label="Withheld", text=text, cites=(spot.n,))
    proof = (
        f"“{spot.headline}”. {_counted(len(spot.outlets), 'outlet')}: {', '.join(spot.outlets)}; 0 of "
        f"{_counted(spot.silent_items, 'item')} from {_counted(spot.healthy_feeds, 'healthy feed')} of {silent} "
        f"in {spot.hours} h"
    )
    return Paragraph(label=f"Only {side} sources", text=proof, cites=(spot.n,))


def _changes(digest: Digest) -> Part:
    developing = (story for story in digest.stories if story.status is StoryStatus.DEVELOPING)
    return Part(heading=CHANGES, blocks=tuple(_change(digest, story) for story in developing))


def _change(digest: Digest, story: Story) -> Paragraph:
    cites = tuple(row.n for row in digest.sources if row.story == story.id)
    title = next((row.title for row in digest.sources if row.story == story.id), "")
    headline = title or next((told.article.title for told in story.articles), story.id)
    changes = "; ".join(story.changes)
    return Paragraph(label=headline, text=changes, cites=cites, days=story.days)


def _third_party(digest: Digest) -> Part:
    points: tuple[Block, ...] = (Bullets(points=digest.third_party),) if digest.third_party else ()
    return Part(heading=THIRD_PARTY_VIEW, blocks=points + _notes(digest.third_party))


def _correction(made: Correction) -> Paragraph:
    was = f" Was: “{made.old}”." if made.old else ""
    now = f" Now: “{made.new}”." if made.new else ""
    return Paragraph(label=f"{made.at:%Y-%m-%d %H:%M} UTC", text=f"{made.what} Why: {made.why}{was}{now}")


def _coverage(receipt: Receipt, record: WritingRecord) -> Part:
    if not receipt.feeds and not receipt.gathered:
        return Part(heading=COVERAGE, blocks=())
    fates = ", ".join(f"{fate.count} {fate.fate}" for fate in receipt.fates if fate.count)
    counts = Paragraph(label="Articles", text=f"{receipt.gathered} gathered: {fates or 'none'}.")
    return Part(heading=COVERAGE, blocks=(counts, *_feeds(receipt), _record(record)))


def _feeds(receipt: Receipt) -> tuple[Table, ...]:
    rows = tuple(
        tuple(
            Cell(text=text)
            for text in (
                feed.name,
                ", ".join(feed.perspectives),
                f"{feed.health}: {feed.reason}" if feed.reason else str(feed.health),
                str(feed.gathered),
                str(feed.printed),
            )
        )
        for feed in receipt.feeds
    )
    return (Table(head=("Source", "Perspective", "Health", "Gathered", "Printed"), rows=rows),) if rows else ()


def _record(record: WritingRecord) -> Paragraph:
    model = f" ({record.model})" if record.model else ""
    refused = f"; {_counted(len(record.refused), 'point')} refused by the checks" if record.refused else ""
    cost = f"; cost of the day {record.usage.cost} USD" if record.usage.calls else ""
    return Paragraph(label="Points written by", text=f"{record.engine}{model}{refused}{cost}.")


def _name(digest: Digest, side: str) -> str:
    return next((found.name for found in digest.perspectives if found.id == side), side)


def _counted(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"
