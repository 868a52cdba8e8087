"""The sides compared, in words: two tellings, blind spots with their proof, what changed, and translations."""

from counterpoint.model import BlindSpot, Digest, SourceRow, Story, StoryStatus, Telling, TellingSide
from counterpoint.model.words import the
from counterpoint.publishing.documents.parts import Block, Cell, Paragraph, Table, counted, headline, name_of

_NOTHING = "–"
_THREE = 3


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
    text = " / ".join(f"“{headline(telling.headline, telling.outlet)}” ({telling.outlet})" for telling in mine)
    return Cell(text=text or _NOTHING, cites=tuple(telling.n for telling in mine))


def _terms(digest: Digest, telling: Telling) -> str:
    pairs = [
        f"{name_of(digest, pair.side)} “{pair.term}”, {name_of(digest, pair.other_side)} “{pair.other_term}”"
        for pair in telling.pairs
    ]
    words = [f"{name_of(digest, side.side)}: {', '.join(side.terms)}" for side in telling.sides if side.terms]
    return "; ".join(pairs or words) or _NOTHING


def blind_spots(digest: Digest) -> tuple[Block, ...]:
    """Stories that only one side tells, each with its proof."""
    return tuple(_blind_spot(digest, spot) for spot in digest.blind_spots if not spot.withheld)


def _blind_spot(digest: Digest, spot: BlindSpot) -> Paragraph:
    told = f"{counted(len(spot.outlets), 'outlet')} ({', '.join(spot.outlets)})"
    feeds = f"{counted(spot.healthy_feeds, 'healthy feed')} of {the(name_of(digest, spot.silent_side))}"
    text = f"“{spotted(digest, spot)}”: {told}; 0 of {counted(spot.silent_items, 'item')} from {feeds}"
    return Paragraph(
        label=f"Only outlets of {the(name_of(digest, spot.side))}", text=f"{text} in {spot.hours} h", cites=(spot.n,)
    )


def spotted(digest: Digest, spot: BlindSpot) -> str:
    """The headline of a blind spot as it is shown."""
    return next((headline(spot.headline, row.outlet) for row in digest.sources if row.n == spot.n), spot.headline)


def withheld(digest: Digest) -> tuple[BlindSpot, ...]:
    """The stories of one side alone whose silence on another proves nothing."""
    return tuple(spot for spot in digest.blind_spots if spot.withheld)


def not_compared(digest: Digest) -> str:
    """How many stories those are, before each with its reason; "" when there are none."""
    spots = withheld(digest)
    whose = "the other side's" if len(digest.perspectives) < _THREE else "another side's"
    return f"{counted(len(spots), 'story', 'stories')} could not be compared with {whose} feeds:" if spots else ""


def reason_of(spot: BlindSpot) -> str:
    """Why a blind spot is withheld, in a few words."""
    return spot.withheld.removeprefix("cannot tell: ").rstrip(".")


def changes(digest: Digest) -> tuple[Block, ...]:
    """Stories that go on, what is new in them, and the earlier digests they stand in."""
    return tuple(_change(digest, story) for story in digest.stories if story.status is StoryStatus.DEVELOPING)


def _change(digest: Digest, story: Story) -> Paragraph:
    rows = [row for row in digest.sources if row.story == story.id]
    titles = (
        [headline(row.title, row.outlet) for row in rows]
        or [told.article.title for told in story.articles]
        or [story.id]
    )
    return Paragraph(
        label=titles[0], text="; ".join(story.changes), cites=tuple(row.n for row in rows), days=story.days
    )


def translations(rows: tuple[SourceRow, ...]) -> tuple[Block, ...]:
    """What foreign headlines say; the headlines themselves stand in the list of sources as their outlets wrote them."""
    return tuple(Paragraph(text=row.translation, cites=(row.n,)) for row in rows if row.translation)
