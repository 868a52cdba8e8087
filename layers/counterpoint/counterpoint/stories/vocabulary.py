"""The data files of words: names for one thing that differ by who speaks (terms.tsv), verbs by stance (verbs.tsv).

    spoken(names(), "Senkaku boats chased away")   -> (Spoken(entry=0, variant=0, written="Senkaku"),)

Both files hold rows of variants: a thing and its namings; all verbs and their stances. A variant is found in a text
by any of its spellings, the longest first, and is given as the text writes it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from counterpoint.stories.headlines import unaccented
from counterpoint.stories.relevance import bounded


@dataclass(frozen=True, slots=True)
class Spoken:
    """A variant met in a text: the row of the file, which of its variants, and the words as the text has them."""

    entry: int
    variant: int
    written: str


Vocabulary = tuple[tuple[re.Pattern[str], ...], ...]
"""Rows of variants; a variant is the pattern of its spellings."""


def spoken(vocabulary: Vocabulary, text: str) -> tuple[Spoken, ...]:
    """The variants of each row that a text uses, in the order of the file; each once, as first written there.

    Of two variants that match at one place the longer counts: "freedom fighters" are no "fighters".
    """
    plain = unaccented(text)
    source = text if len(text) == len(plain) else plain
    found = []
    for entry, variants in enumerate(vocabulary):
        searched = [(variant, pattern.search(plain)) for variant, pattern in enumerate(variants)]
        matches = [(variant, match.span()) for variant, match in searched if match]
        spans = [span for _, span in matches]
        found += [Spoken(entry, variant, source[slice(*span)]) for variant, span in matches if not _inside(span, spans)]
    return tuple(found)


def _inside(span: tuple[int, int], others: list[tuple[int, int]]) -> bool:
    """Whether a match lies inside a longer one."""
    start, end = span
    return any(first <= start and end <= last and span != (first, last) for first, last in others)


@cache
def names() -> Vocabulary:
    """The namings of terms.tsv."""
    return tuple(tuple(_pattern(cell) for cell in row) for row in _rows("terms.tsv"))


@cache
def stances() -> tuple[str, ...]:
    """The stances of verbs.tsv, in the order of the file."""
    return tuple(row[0] for row in _rows("verbs.tsv"))


@cache
def verbs() -> Vocabulary:
    """The verbs of verbs.tsv as one row, whose variants are the stances."""
    return (tuple(_pattern(row[1]) for row in _rows("verbs.tsv")),)


def _rows(file: str) -> list[list[str]]:
    text = files("counterpoint.stories").joinpath(file).read_text(encoding="utf-8")
    return [line.split("\t") for line in text.splitlines() if line and not line.startswith("#")]


def _pattern(cell: str) -> re.Pattern[str]:
    spellings = sorted(map(unaccented, cell.split("|")), key=lambda spelling: (-len(spelling), spelling))
    return re.compile(bounded(spellings), re.IGNORECASE)
