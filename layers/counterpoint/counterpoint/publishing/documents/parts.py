"""What a document is made of, as plain text: whoever writes it out escapes it."""

import re
from dataclasses import dataclass
from datetime import date

from counterpoint.model import Digest, Point


@dataclass(frozen=True, slots=True, kw_only=True)
class Paragraph:
    """A bold label, a text, the sources it cites and the earlier digests it links to."""

    text: str
    label: str = ""
    cites: tuple[int, ...] = ()
    days: tuple[date, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Bullets:
    """Points with their citations."""

    points: tuple[Point, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """A text in a table, and the sources it cites."""

    text: str
    cites: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """A table with a head."""

    head: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]


Block = Paragraph | Bullets | Table


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """A section: its heading and what stands under it."""

    heading: str
    blocks: tuple[Block, ...]


def name_of(digest: Digest, side: str) -> str:
    """A perspective's name by its id."""
    return next((found.name for found in digest.perspectives if found.id == side), side)


def headline(title: str, outlet: str) -> str:
    """A headline as it is shown, without the outlet's name at its end: that stands beside it."""
    name = re.search(rf"(?<=\S)\s+[-–—|]\s+{re.escape(outlet.strip())}\s*$", title, re.IGNORECASE) if outlet else None
    return title[: name.start()] if name else title


def sentence(text: str) -> str:
    """`text` with a full stop, if it does not end like a sentence."""
    return text if text.rstrip().endswith((".", "!", "?", "。", "！", "？", "…")) else f"{text.rstrip()}."


def counted(number: int, noun: str, nouns: str = "") -> str:
    """`1 item`, `2 items`."""
    return f"{number} {noun}" if number == 1 else f"{number} {nouns or noun + 's'}"
