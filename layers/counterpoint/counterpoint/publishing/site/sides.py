"""The sides of a digest as a page shows them: a name and a number, which picks the accent."""

from dataclasses import dataclass

from counterpoint.model import THIRD_PARTY, Digest

ACCENTS = 6
"""The style sheet has this many accents; with more sides they repeat. The name always stands beside the accent."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Side:
    """A side on a page. `accent` is 1 to ACCENTS, 0 for the third party."""

    id: str
    name: str
    accent: int


@dataclass(frozen=True, slots=True)
class Sides:
    """The sides of one digest, in its order."""

    all: tuple[Side, ...]

    def __getitem__(self, side: str) -> Side:
        """The side of that id; an id that is none of the digest's stands for itself, without an accent."""
        if side == THIRD_PARTY:
            return Side(id=side, name="Third party", accent=0)
        return next((known for known in self.all if known.id == side), Side(id=side, name=side, accent=0))


def sides_of(digest: Digest) -> Sides:
    """The digest's perspectives as sides."""
    return Sides(
        tuple(
            Side(id=section.id, name=section.name, accent=index % ACCENTS + 1)
            for index, section in enumerate(digest.perspectives)
        )
    )
