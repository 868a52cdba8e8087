"""What every engine takes and gives: one contract, with or without a model."""

from dataclasses import dataclass
from typing import Protocol

from counterpoint.model import PerspectiveSection, Point, Selection, Topic, WritingRecord


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """One raw answer of a model, kept so that a digest can be replayed: the request's SHA-256 and the reply.

    `purpose` is the request's (write, repair, opinion, translate). `failure` says why there is no reply, if so;
    a replay fails there in the same way.
    """

    request: str
    reply: str
    tokens_in: int = 0
    tokens_out: int = 0
    purpose: str = ""
    model: str = ""
    failure: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Written:
    """The points of a digest, by section. Every point has passed the five checks; cites are numbers of the rows."""

    highlights: tuple[Point, ...] = ()
    perspectives: tuple[PerspectiveSection, ...] = ()
    differences: tuple[Point, ...] = ()
    third_party: tuple[Point, ...] = ()
    highlights_fallback: str = ""
    record: WritingRecord = WritingRecord()
    answers: tuple[Answer, ...] = ()
    translations: tuple[tuple[int, str], ...] = ()


class Engine(Protocol):
    """Writes the points of a digest. Implementations: ExtractiveEngine (no key needed), ModelEngine."""

    name: str

    def write(self, topic: Topic, selection: Selection) -> Written:
        """Write the points for a selection; a point that fails a check is repaired, replaced or dropped."""
