"""The sides compared, in words: two tellings, blind spots with their proof, what changed, and translations."""

from counterpoint.model import BlindSpot, Digest, SourceRow, Story, StoryStatus, Telling, TellingSide
from counterpoint.publishing.documents.parts import Block, Cell, Paragraph, Table, counted, name_of

_NOTHING = "–"


def tellings(digest: Digest) -> tuple[Block, ...]:
    """The sides' headlines side by side; that there is nothing to compare is said, where it could have been."""
    if digest.tellings:
        head = (*(side.name for side in digest.perspectives), "Terms that differ")
        return (Table(head=head, rows=tuple(_telling(digest, each) for each in digest.tellings)),)
    if sum(bool(side.count) for side in digest.perspectives) > 1:
        return (Paragraph(text="No story of this digest is told by more than one side."),)
    return ()


def _telling(digest: Digest, telling: Telling) -> tuple[Cell, ...]:
    columns = (_headlines(side.id, telling.sides) for side in digest.perspectives)
    return (*columns, Cell(text=_terms(digest, telling)))


def _headlines(side: str, told: tuple[TellingSide, ...]) -> Cell:
    mine = [telling for telling in told if telling.side == side]
    text = " / ".join(f"“{telling.headline}” ({telling.outlet})" for telling in mine)
    return Cell(text=text or _NOTHING, cites=tuple(telling.n for telling in mine))


def _terms(digest: Digest, telling: Telling) -> str:
    pairs = [
        f"{name_of(digest, pair.side)} “{pair.term}”, {name_of(digest, pair.other_side)} “{pair.other_term}”"
        for pair in telling.pairs
    ]
    words = [f"{name_of(digest, side.side)}: {', '.join(side.terms)}" for side in telling.sides if side.terms]
    return "; ".join(pairs or words) or _NOTHING


def blind_spots(digest: Digest) -> tuple[Block, ...]:
    """Stories that only one side tells, each with its proof, or with the reason why there is none."""
    return tuple(_blind_spot(digest, spot) for spot in digest.blind_spots)


def _blind_spot(digest: Digest, spot: BlindSpot) -> Paragraph:
    side, silent = name_of(digest, spot.side), name_of(digest, spot.silent_side)
    if spot.withheld:
        text = f"“{spot.headline}” is told by {side} sources; that {silent} is silent is not claimed ({spot.withheld})"
        return Paragraph(label="Withheld", text=text, cites=(spot.n,))
    told = f"{counted(len(spot.outlets), 'outlet')} ({', '.join(spot.outlets)})"
    feeds = counted(spot.healthy_feeds, "healthy feed")
    text = f"“{spot.headline}”: {told}; 0 of {counted(spot.silent_items, 'item')} from {feeds} of {silent}"
    return Paragraph(label=f"Only {side} sources", text=f"{text} in {spot.hours} h", cites=(spot.n,))


def changes(digest: Digest) -> tuple[Block, ...]:
    """Stories that go on, what is new in them, and the earlier digests they stand in."""
    return tuple(_change(digest, story) for story in digest.stories if story.status is StoryStatus.DEVELOPING)


def _change(digest: Digest, story: Story) -> Paragraph:
    rows = [row for row in digest.sources if row.story == story.id]
    titles = [row.title for row in rows] or [told.article.title for told in story.articles] or [story.id]
    return Paragraph(
        label=titles[0], text="; ".join(story.changes), cites=tuple(row.n for row in rows), days=story.days
    )


def translations(rows: tuple[SourceRow, ...]) -> tuple[Block, ...]:
    """What foreign headlines say; the headlines themselves stand in the list of sources as their outlets wrote them."""
    return tuple(Paragraph(text=row.translation, cites=(row.n,)) for row in rows if row.translation)
