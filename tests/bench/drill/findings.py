"""What is found after a rehearsal: what was published, what was lost, how it was labelled."""

from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass, replace

from counterpoint import codec, keys
from counterpoint.model import Digest, FeedLine
from tests.bench.drill.stage import Stage, Stores

NOTHING = "nothing"
SKIPPED = "skipped: "
LONGEST_QUOTE = 110


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One line of the drill's table. `broken` are the promises that did not hold, in words."""

    fault: str
    published: str = ""
    lost: str = NOTHING
    labelled: str = ""
    broken: tuple[str, ...] = ()

    @property
    def held(self) -> bool:
        """Whether every promise held and nothing was lost."""
        return not self.broken and self.lost == NOTHING


def digests(stage: Stage, stores: Stores) -> tuple[Digest, ...]:
    """The digests of the rehearsed day that stand on the site."""
    found = (stores.site.get(keys.digest(topic.id, stage.day, "json")) for topic in stage.configuration.topics)
    return tuple(codec.decode(stored.body, Digest) for stored in found if stored)


def printed(stage: Stage, stores: Stores) -> str:
    """What was published, in numbers."""
    made = digests(stage, stores)
    points = sum(len(section.points) for digest in made for section in digest.perspectives)
    rows = sum(len(digest.sources) for digest in made)
    sides = [bool(section.points) for digest in made for section in digest.perspectives]
    return f"{points} points, {rows} sources, {sum(sides)} of {len(sides)} sides" if made else "no digest"


def labels(stage: Stage, stores: Stores, hit: Collection[str]) -> str:
    """How readers are told: the health of the feeds that were hit, and the first gap in words."""
    made = digests(stage, stores)
    healths = Counter(line.health.value for digest in made for line in hit_lines(digest, hit))
    gaps = [section.gap or digest.gap for digest in made for section in digest.perspectives if not section.points]
    said = ", ".join(f"{count} {name}" for name, count in sorted(healths.items()))
    first = [f"“{gap[:LONGEST_QUOTE]}{'…' * (len(gap) > LONGEST_QUOTE)}”" for gap in gaps[:1]]
    return "; ".join(filter(None, [f"feeds: {said}" if said else "", *first]))


def hit_lines(digest: Digest, hit: Collection[str]) -> list[FeedLine]:
    """The receipt's lines of the feeds that were hit."""
    return [line for line in digest.receipt.feeds if line.name.rpartition("/")[2] in hit]


def lost(stage: Stage, stores: Stores) -> str:
    """What the healed digests lack beside the undisturbed ones, but for how their feeds had been doing."""
    objects = {digest.topic: digest for digest in digests(stage, stores)}
    other = [
        topic.id
        for topic in stage.configuration.topics
        if _told(objects.get(topic.id)) != _told(_undisturbed(stage, topic.id))
    ]
    return f"{', '.join(other)} tells something else" if other else NOTHING


def _undisturbed(stage: Stage, topic: str) -> Digest:
    return codec.decode(stage.second[f"site/{keys.digest(topic, stage.day, 'json')}"], Digest)


def _told(digest: Digest | None) -> Digest | None:
    return replace(digest, receipt=replace(digest.receipt, feeds=())) if digest else None


def differences(stage: Stage, stores: Stores) -> str:
    """What the healed edition lacks beside the undisturbed one: the site and the memory, byte for byte.

    Left out: the status page, which tells when each feed was last read, and search files that nothing names any more.
    """
    now = stores.objects()
    kept = [key for key in stage.second if key.startswith(("site/", "state/topics/"))]
    kept = [key for key in kept if not key.startswith("site/status/") and ".pf_" not in key]
    other = [key for key in kept if now.get(key) != stage.second[key]]
    return f"{len(other)} of {len(kept)} objects differ: {', '.join(other[:3])}" if other else NOTHING
