"""What every engine takes and gives: one contract, with or without a model."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Protocol

from counterpoint.model import PerspectiveSection, Point, Selection, Topic, WritingRecord
from counterpoint.storage import Store


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


@dataclass(frozen=True, slots=True, kw_only=True)
class Maker:
    """How an engine comes to be: of the environment and the state store, and of a digest's recorded answers alone."""

    make: Callable[[Mapping[str, str], Store], Engine]
    replay: Callable[[tuple[Answer, ...]], Engine]


def signed(written: Written, name: str) -> Written:
    """The same points in the name of the engine that was run; a point that names its writer already keeps that name."""

    def by(points: tuple[Point, ...]) -> tuple[Point, ...]:
        return tuple(point if point.engine else replace(point, engine=name) for point in points)

    return replace(
        written,
        highlights=by(written.highlights),
        perspectives=tuple(replace(side, points=by(side.points)) for side in written.perspectives),
        differences=by(written.differences),
        third_party=by(written.third_party),
        record=replace(written.record, engine=name),
    )
