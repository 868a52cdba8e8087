"""What two headlines in different languages have in common, as far as it can be seen without translating.

    kindred("Cuba confirma muerte de 32 militares", "Cuba says 32 fighters killed")   -> weights of: Cuba, 32, killed

The lexicon reads English and Spanish into concepts, names and numbers that both share; a word that could be a name and
is in no list ("Discombobulator") is itself in any language. Every word counts once, with what its English form says in
news at large (stories.common). Other languages have nothing in common here.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from counterpoint.lexicon.language import READ, language_of
from counterpoint.lexicon.numbers import numbers
from counterpoint.lexicon.words import Word, words
from counterpoint.stories.common import weight
from counterpoint.stories.tokens import terms

SMALLEST = 10
"""Numbers below this are too common to tell an event."""


@dataclass(frozen=True, slots=True)
class Meaning:
    """A word of a headline: what it may mean, and how much it says."""

    senses: frozenset[str]
    weight: float


def apart(one: str, other: str) -> bool:
    """Whether two headlines are in two languages that are both read here."""
    languages = {language_of(one, ""), language_of(other, "")}
    return len(languages) > 1 and languages <= set(READ)


@lru_cache(maxsize=16_384)
def meanings(headline: str) -> tuple[Meaning, ...]:
    """The words of a headline that say something, in order."""
    language = language_of(headline, "")
    read = words(headline, language) if language in READ else ()
    counted = {i for number in numbers(read) for i in range(number.first, number.last + 1)}
    told = [_meaning(word) for i, word in enumerate(read) if i not in counted]
    figures = [f"#{number.value:g}" for number in numbers(read) if number.value >= SMALLEST]
    return (*(one for one in told if one is not None), *(Meaning(frozenset((f,)), weight(f)) for f in figures))


def kindred(one: str, other: str) -> tuple[float, ...]:
    """How much each of the words says that two headlines share; the heaviest pairs first, every word once."""
    mine, theirs = meanings(one), meanings(other)
    pairs = sorted(_pairs(mine, theirs), key=lambda pair: (-pair[0], pair[1], pair[2]))
    found: dict[tuple[str, int], float] = {}
    for said, i, j in pairs:
        if ("one", i) not in found and ("other", j) not in found:
            found["one", i] = found["other", j] = said
    return tuple(said for (whose, _), said in found.items() if whose == "one")


def _pairs(mine: tuple[Meaning, ...], theirs: tuple[Meaning, ...]) -> Iterator[tuple[float, int, int]]:
    for i, a in enumerate(mine):
        for j, b in enumerate(theirs):
            if a.senses & b.senses:
                yield min(a.weight, b.weight), i, j


def _meaning(word: Word) -> Meaning | None:
    if not word.content or word.light or word.kind == "number":
        return None
    if word.entity:
        return Meaning(frozenset((word.entity,)), _said(word))
    senses = word.concepts or (frozenset((word.key,)) if word.proper else frozenset())
    return Meaning(senses, _said(word)) if senses else None


def _said(word: Word) -> float:
    """What a word says in the news: a phrase as much as the rarest of its words."""
    return max(map(weight, terms(word.text)), default=0.0)
