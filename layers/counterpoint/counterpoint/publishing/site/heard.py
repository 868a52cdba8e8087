"""What a silent side's feeds printed instead: the proof of a blind spot, for a reader to go through."""

from dataclasses import dataclass
from datetime import timedelta

from counterpoint.model import ArticleLine, BlindSpot, Digest

SHOWN = 8
"""So many headlines stand on the page; it has to open at once."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Heard:
    """The newest headlines of a silent side's own outlets, and how many more there are."""

    lines: tuple[ArticleLine, ...] = ()
    more: int = 0


NOTHING = Heard()


def heard_of(digest: Digest, spot: BlindSpot) -> Heard:
    """The headlines that healthy feeds of the silent side gave of its own outlets in the hours of the proof."""
    receipt = digest.receipt
    feeds = {feed.source for feed in receipt.feeds if feed.health.healthy and spot.silent_side in feed.perspectives}
    since = digest.date - timedelta(hours=spot.hours)
    own = [line for line in receipt.articles if line.side == spot.silent_side and line.source in feeds]
    timed = [(line.published, line) for line in own if line.published and since <= line.published <= digest.date]
    newest = [line for _, line in sorted(timed, key=lambda pair: (pair[0], pair[1].id), reverse=True)]
    once = tuple({(line.title, line.outlet): line for line in newest}.values())
    return Heard(lines=once[:SHOWN], more=len(once[SHOWN:]))
