"""Which articles become the rows of a digest: stories before articles, voices before volume.

The stories are taken in the order of their scores, four times:

1. every story one article of each side that tells it;
2. stories told by two sides, or by three voices, one third-party article;
3. stories with several voices on a side a second article of another voice of that side;
4. for a side that has fewer than three rows, stories that are fairly about the topic.

In the first three only stories count that are plainly about the topic.

What bounds it: the topic's `max_articles`; an equal part of them for each side, so that no side can crowd out another;
a fifth for third parties; a fifth for one outlet, a quarter for one family. Two headlines that read alike are not
printed under each other. Nothing is added to fill a quota: a thin day gives a short digest.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from counterpoint.model import THIRD_PARTY, Fate, Row, Topic
from counterpoint.stories.drafts import Draft
from counterpoint.stories.entries import Candidate, Refusal, voice
from counterpoint.stories.headlines import alike, canonical
from counterpoint.stories.scoring import plainly_relevant

ALIKE = 0.6
"""Two headlines of one side this alike are the same to a reader; of two sides, only those even more alike."""

ALIKE_ACROSS = 0.75
MAJOR_VOICES = 3
FEW = 3
"""A side with fewer rows may have stories that are only fairly about the topic; they are its own all the same."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """The rows of a digest, `printed` as story ids and candidates in the same order, and the refusals of all others."""

    rows: tuple[Row, ...]
    printed: tuple[tuple[str, Candidate], ...]
    refusals: tuple[Refusal, ...]

    @property
    def stories(self) -> dict[int, str]:
        """The story of every printed entry, by the entry's number."""
        return {candidate.entry.n: story for story, candidate in self.printed}


def choose(stories: Sequence[Draft], topic: Topic) -> Choice:
    """The rows of a digest from its stories, best story first."""
    page = _Page(topic)
    plain = [story for story in stories if plainly_relevant(story)]
    page.take_sides(plain, most=1)
    for story in plain:
        if len(story.sides) > 1 or len({voice(c.entry.outlet) for c in story.candidates}) >= MAJOR_VOICES:
            page.take(story, THIRD_PARTY, most=1)
    page.take_sides(plain, most=2)
    page.take_sides(stories, most=1, below=FEW)
    placed = page.placed()
    rows = tuple(Row(n=n, article=c.attributed(), story=story) for n, (story, c) in enumerate(placed, 1))
    return Choice(rows=rows, printed=placed, refusals=tuple(page.refusals(stories)))


@dataclass(slots=True)
class _Page:
    """The rows chosen so far, and the caps."""

    topic: Topic
    taken: list[tuple[Draft, Candidate]] = field(default_factory=list)
    capped: dict[int, str] = field(default_factory=dict)

    def take_sides(self, stories: Sequence[Draft], most: int, below: int | None = None) -> None:
        """Takes up to `most` articles of each side of each story; with `below`, for sides with fewer rows than that."""
        for story in stories:
            for side in story.sides:
                if below is None or sum(candidate.entry.side == side for _, candidate in self.taken) < below:
                    self.take(story, side, most)

    def take(self, story: Draft, side: str, most: int) -> None:
        """Adds the first articles of a side of a story that may be added, up to `most` of them, each another voice."""
        for candidate in story.fresh:
            mine = [c for s, c in self.taken if s is story and c.entry.side == side]
            if len(mine) >= most or (side == THIRD_PARTY and not self._printed(story)):
                return
            if candidate.entry.side != side or candidate in mine or self._repeats(candidate, mine):
                continue
            cap = self._cap(candidate)
            if cap:
                self.capped[candidate.entry.n] = cap
            else:
                self.taken.append((story, candidate))

    def placed(self) -> tuple[tuple[str, Candidate], ...]:
        """What was taken as it will be numbered: sides in the topic's order, third parties last, stories in theirs."""
        order = {side.id: n for n, side in enumerate(self.topic.perspectives)}
        taken = sorted(self.taken, key=lambda row: order.get(row[1].entry.side, len(order)))
        return tuple((story.id, candidate) for story, candidate in taken)

    def refusals(self, stories: Sequence[Draft]) -> Iterator[Refusal]:
        """The articles of these stories that are not printed, each with its reason."""
        rows = {candidate.entry.n for _, candidate in self.taken}
        for story in stories:
            for candidate in story.fresh:
                if candidate.entry.n not in rows:
                    yield self._refusal(story, candidate)

    def _refusal(self, story: Draft, candidate: Candidate) -> Refusal:
        fate, detail = Fate.UNCHOSEN, ""
        if candidate.entry.n in self.capped:
            fate, detail = Fate.CAPPED, self.capped[candidate.entry.n]
        elif self._printed(story):
            fate = Fate.SURPLUS
        return Refusal(entry=candidate.entry, fate=fate, detail=detail, story=story.id)

    def _printed(self, story: Draft) -> bool:
        return any(s is story for s, _ in self.taken)

    def _repeats(self, candidate: Candidate, mine: list[Candidate]) -> bool:
        """Whether the reader has it already: the same voice on this story and side, or a headline that reads alike."""
        if any(voice(c.entry.outlet) == voice(candidate.entry.outlet) for c in mine):
            return True
        title = canonical(candidate.title)
        return any(
            alike(title, canonical(c.title)) >= (ALIKE if c.entry.side == candidate.entry.side else ALIKE_ACROSS)
            for _, c in self.taken
        )

    def _cap(self, candidate: Candidate) -> str:
        """Which cap keeps the article out, in words; empty when none does."""
        chosen = [c for _, c in self.taken]
        most = self.topic.settings.max_articles
        sides = len(self.topic.perspectives)
        outlet, family, side = candidate.entry.outlet.name, voice(candidate.entry.outlet), candidate.entry.side
        counts = Counter(c.entry.side for c in chosen)
        if len(chosen) >= most:
            return f"the digest is full ({most})"
        if counts[side] >= max(1, most // 5 if side == THIRD_PARTY else most // sides):
            return f"its side has its share ({counts[side]})"
        if sum(c.entry.outlet.name == outlet for c in chosen) >= max(1, most // 5):
            return f"{outlet} has its share"
        if sum(voice(c.entry.outlet) == family for c in chosen) >= max(1, most // 4):
            return f"the family {family} has its share"
        return ""
