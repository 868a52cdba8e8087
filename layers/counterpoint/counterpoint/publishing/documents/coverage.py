"""The receipt of a digest in words and one table: what was gathered, what became of it, how healthy the feeds were."""

from counterpoint.model import Digest, FeedLine, SourceRow
from counterpoint.model.words import FATES
from counterpoint.publishing.authorship import written_by
from counterpoint.publishing.documents.comparison import not_compared, reason_of, spotted, withheld
from counterpoint.publishing.documents.parts import Block, Cell, Paragraph, Table, counted, name_of


def coverage(digest: Digest) -> tuple[Block, ...]:
    """The receipt's counts (the line for every article is in index.json), and how the points were made."""
    receipt = digest.receipt
    if not receipt.feeds and not receipt.gathered:
        return _withheld(digest)
    fates = ", ".join(f"{each.count} {FATES[each.fate]}" for each in receipt.fates if each.count)
    counts = Paragraph(label="Articles", text=f"{receipt.gathered} gathered: {fates or 'none'}.")
    return (counts, *_withheld(digest), *_feeds(digest), _record(digest))


def _withheld(digest: Digest) -> tuple[Paragraph, ...]:
    """Which stories could not be compared, each with the reason, in one line."""
    spots = withheld(digest)
    told = "; ".join(f"“{spotted(digest, spot)}”: {reason_of(spot)}" for spot in spots)
    text = f"{not_compared(digest)} {told}."
    return (Paragraph(label="Not compared", text=text, cites=tuple(spot.n for spot in spots)),) if spots else ()


def redirects(rows: tuple[SourceRow, ...]) -> tuple[Block, ...]:
    """Which links lead to their outlets by way of somebody else."""
    cites = tuple(row.n for row in rows if row.redirect)
    text = "these links lead to their outlets by way of another site:"
    return (Paragraph(label="Redirects", text=text, cites=cites),) if cites else ()


def _feeds(digest: Digest) -> tuple[Table, ...]:
    head = ("Source", "Perspective", "Health", "Gathered", "Printed")
    rows = tuple(_feed(digest, feed) for feed in digest.receipt.feeds)
    return (Table(head=head, rows=rows),) if rows else ()


def _feed(digest: Digest, feed: FeedLine) -> tuple[Cell, ...]:
    sides = ", ".join(name_of(digest, side) for side in feed.perspectives)
    health = f"{feed.health}: {feed.reason}" if feed.reason else str(feed.health)
    texts = (feed.name, sides, health, str(feed.gathered), str(feed.printed))
    return tuple(Cell(text=text) for text in texts)


def _record(digest: Digest) -> Paragraph:
    record = digest.writing
    refused = f"; {counted(len(record.refused), 'point')} refused by the checks" if record.refused else ""
    usage = record.usage
    spent = f"; {usage.tokens_in + usage.tokens_out} tokens, {usage.cost} USD" if usage.calls else ""
    return Paragraph(label="Points", text=f"{written_by(digest)}{refused}{spent}.")
