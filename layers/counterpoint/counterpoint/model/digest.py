"""What is published: the digest of one topic on one date, and its parts."""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from counterpoint.model.stories import BlindSpot, Receipt, Story, Telling
from counterpoint.model.topics import Kind, Ownership

SCHEMA_VERSION = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Point:
    """One printed sentence with its citations: numbers of the digest's sources.

    `engine` says who wrote it; what an engine leaves empty is filled in by who runs it. `checked` is False only for
    what was read from a document: the bullets of older ones, which cite nothing, and points of ours, whose citations
    are kept but were not checked again.
    """

    text: str
    cites: tuple[int, ...] = ()
    story: str = ""
    language: str = ""
    engine: str = ""
    checked: bool = True
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class PerspectiveSection:
    """One side of a digest. `count` is the number of its rows; `gap` says why it is empty or thin, if it is.

    `fallback` says why extractive points stand where a model was asked.
    """

    id: str
    name: str
    count: int
    points: tuple[Point, ...] = ()
    gap: str = ""
    fallback: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceRow:
    """One numbered source as printed. `side` is a perspective's id or "third-party".

    `summary` is what the feed gave beside the title, where it gave anything: points are checked against both.
    """

    n: int
    side: str
    outlet: str
    title: str
    url: str
    country: str = ""
    ownership: Ownership = Ownership.UNKNOWN
    kind: Kind = Kind.OTHER
    family: str = ""
    language: str = ""
    region: str = ""
    published: datetime | None = None
    redirect: bool = False
    story: str = ""
    article: str = ""
    appearances: int = 0
    translation: str = ""
    summary: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Usage:
    """What the model used, in tokens and US dollars, at prices of `priced` (a date in the configuration)."""

    calls: int = 0
    cached: int = 0
    tokens_in: int = 0
    tokens_out: int = 0
    cost: Decimal = Decimal(0)
    priced: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class WritingRecord:
    """How the points were made: engine, model, prompt version, what was refused by which check, what fell back."""

    engine: str = "extractive"
    model: str = ""
    prompt: str = ""
    refused: tuple[str, ...] = ()
    fallbacks: tuple[str, ...] = ()
    usage: Usage = Usage()


@dataclass(frozen=True, slots=True, kw_only=True)
class Correction:
    """A public correction: what was wrong, what is right, why, and when it was made. The old text is kept."""

    at: datetime
    what: str
    why: str
    old: str = ""
    new: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportedSection:
    """A section of an older document as it stands there: heading, its level, and its lines."""

    heading: str
    level: int
    lines: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Imported:
    """Where an imported document comes from. `text` is the document itself when its format is not today's."""

    file: str
    format: str
    sections: tuple[ImportedSection, ...] = ()
    text: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Digest:
    """One topic on one date: the product. `date` is the moment of the edition's clock (UTC), `day` its date.

    `gap` says in words why a digest is empty or one-sided; `notice` is the topic's (the sample's: invented).
    """

    schema: int = SCHEMA_VERSION
    topic: str
    name: str
    title: str
    day: date
    date: datetime
    highlights: tuple[Point, ...] = ()
    highlights_fallback: str = ""
    perspectives: tuple[PerspectiveSection, ...] = ()
    differences: tuple[Point, ...] = ()
    third_party: tuple[Point, ...] = ()
    tellings: tuple[Telling, ...] = ()
    blind_spots: tuple[BlindSpot, ...] = ()
    stories: tuple[Story, ...] = ()
    sources: tuple[SourceRow, ...] = ()
    receipt: Receipt = Receipt()
    writing: WritingRecord = WritingRecord()
    corrections: tuple[Correction, ...] = ()
    gap: str = ""
    notice: str = ""
    draft: bool = False
    language: str = "en"
    code: str = ""
    configuration: str = ""
    imported: Imported | None = None
