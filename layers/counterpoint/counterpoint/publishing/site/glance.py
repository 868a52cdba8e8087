"""Coverage at a glance: how many independent voices speak for each side, and how healthy the sources were."""

from dataclasses import dataclass

from counterpoint.model import THIRD_PARTY, Digest, FeedLine, SourceRow
from counterpoint.publishing.site.sides import Side, sides_of

BAR_WIDTH = 100
"""The units of the drawing's width; the longest bar fills it."""

_GAP = 0.8


@dataclass(frozen=True, slots=True, kw_only=True)
class Segment:
    """One voice in a bar: where it starts and how wide it is, in units."""

    x: float
    width: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Voices:
    """One side's bar: a segment per voice, as wide as its articles are many.

    Outlets of one family are one voice.
    """

    side: Side
    voices: int
    articles: int
    segments: tuple[Segment, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceHealth:
    """How many of the feeds could be relied on, and those that could not."""

    healthy: int
    total: int
    ailing: tuple[FeedLine, ...]


def voices_of(digest: Digest) -> tuple[Voices, ...]:
    """A bar per perspective, an empty one included, and one for third-party outlets if there are any."""
    sides = sides_of(digest)
    shown = [*sides.all, *([sides[THIRD_PARTY]] if any(row.side == THIRD_PARTY for row in digest.sources) else [])]
    rows = [[row for row in digest.sources if row.side == side.id] for side in shown]
    longest = max(map(len, rows), default=0) or 1
    return tuple(_bar(side, side_rows, longest) for side, side_rows in zip(shown, rows, strict=True))


def health_of(digest: Digest) -> SourceHealth:
    """The health of the feeds in the digest's receipt."""
    feeds = digest.receipt.feeds
    ailing = tuple(feed for feed in feeds if not feed.health.healthy)
    return SourceHealth(healthy=len(feeds) - len(ailing), total=len(feeds), ailing=ailing)


def _bar(side: Side, rows: list[SourceRow], longest: int) -> Voices:
    counts: dict[str, int] = {}
    for row in rows:
        voice = row.family or row.outlet
        counts[voice] = counts.get(voice, 0) + 1
    unit = BAR_WIDTH / longest
    segments, start = [], 0
    for count in sorted(counts.values(), reverse=True):
        segments.append(Segment(x=round(start * unit, 2), width=round(count * unit - _GAP, 2)))
        start += count
    return Voices(side=side, voices=len(counts), articles=len(rows), segments=tuple(segments))
