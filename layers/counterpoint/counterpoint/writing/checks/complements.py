"""To whom and against whom: "tariffs on Canada" is not supported by "tariffs on China".

A thing or deed, a preposition, and the first country, person or organisation behind it. Where the source has the same
thing with the same preposition and only other names behind it, the claim has exchanged them.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from counterpoint.lexicon.vocabulary import CLOSED
from counterpoint.lexicon.words import Word
from counterpoint.writing.checks.matching import Passage, Reading, represented, same
from counterpoint.writing.checks.syntax import Tag, tags

_DIRECTED = CLOSED["directed"]


@dataclass(frozen=True, slots=True)
class Complement:
    """A head word, a preposition, and the names that follow it."""

    head: Word
    preposition: str
    names: tuple[Word, ...]


def complement_conflicts(reading: Reading) -> Iterator[str]:
    """In words, every name that stands behind a preposition where all cited texts have others."""
    claim, passages, day = reading.claim, reading.passages, reading.day
    told = [other for passage in passages for other in complements(passage)]
    for mine in complements(claim):
        alike = [o for o in told if o.preposition == mine.preposition and same(mine.head, o.head, day)]
        if alike and not any(_meet(mine.names, other.names) for other in alike):
            names = " ".join(word.text for word in mine.names)
            others = " ".join(word.text for word in alike[0].names)
            yield f"'{mine.head.text} {mine.preposition} {names}' in the claim, '{others}' in the source"


def complements(passage: Passage) -> Iterator[Complement]:
    """Every directed preposition of a text with a head before it and names behind it."""
    tagged, sequence = tags(passage.text, passage.language), passage.words
    for at, word in enumerate(sequence):
        if word.key not in _DIRECTED or at == 0 or tagged[at - 1] not in {Tag.CONTENT, Tag.VERB}:
            continue
        names = _names_after(passage, tagged, at)
        if names and not sequence[at - 1].entity:
            yield Complement(sequence[at - 1], word.key, names)


def _names_after(passage: Passage, tagged: Sequence[Tag], at: int) -> tuple[Word, ...]:
    """The names of the phrase behind a preposition; a list of names goes on behind "and" and a comma."""
    found: list[Word] = []
    for i in range(at + 1, len(tagged)):
        word = passage.words[i]
        if word.entity:
            found.append(word)
        elif not (tagged[i] is Tag.DETERMINER or (found and (tagged[i] is Tag.AND or word.text == ","))):
            break
    return tuple(found)


def _meet(mine: Sequence[Word], theirs: Sequence[Word]) -> bool:
    return any(set(represented(a.entity)) & set(represented(b.entity)) for a in mine for b in theirs)
