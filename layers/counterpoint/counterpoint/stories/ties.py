"""What two headlines have in common that could tie them to one event, in one language or in two.

    ties("Cuba confirma muerte de 32 militares", "Cuba says 32 fighters killed")   -> Cuba, 32, killed

A word is tied to a word of the same stem or, in English and Spanish, of the same meaning (counterpoint.lexicon); every
word once. What stands side by side in both ("social media influencers") is one tie: it says little more than its
rarest word. How much a word says is counted in news at large (stories.rarity); verbs like "see" and "make" say nothing.
A tie is *specific* when it is a name, a number or a word of one news text in two hundred or less.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from counterpoint.lexicon.language import READ, language_of
from counterpoint.lexicon.numbers import numbers
from counterpoint.lexicon.vocabulary import BELONGS, CLOSED, PERSONS
from counterpoint.lexicon.words import Word, words
from counterpoint.stories.rarity import UNLISTED_WEIGHT, weight
from counterpoint.stories.tokens import terms

SMALLEST = 10
"""Numbers below this are too common to tell an event."""

TELLING = 0.35
"""Words that weigh less tell no event: they stand in one news text of twenty-five, as "military" and "Trump" do."""

LONGER = 0.25
"""What every further word of a run adds, up to three."""


@dataclass(frozen=True, slots=True)
class Meaning:
    """A word of a headline at its place: what it may mean, how much it says, whether it names or counts something."""

    at: int
    senses: frozenset[str]
    weight: float
    specific: bool


@dataclass(frozen=True, slots=True)
class Tie:
    """Words that two headlines share side by side: what the weightiest says, how many, and whether one is specific."""

    weight: float
    length: int
    specific: bool

    @property
    def strength(self) -> float:
        """How much it ties."""
        return self.weight + LONGER * min(3, self.length - 1)


@lru_cache(maxsize=65_536)
def ties(one: str, other: str) -> tuple[Tie, ...]:
    """The ties between two headlines that say something, the strongest first."""
    pairs = sorted(_pairs(meanings(one), meanings(other)), key=lambda pair: (-_said(pair), pair[0].at, pair[1].at))
    chosen: list[tuple[Meaning, Meaning]] = []
    for mine, theirs in pairs:
        if all(mine is not a and theirs is not b for a, b in chosen):
            chosen.append((mine, theirs))
    found = (_tie(run) for run in _runs(sorted(chosen, key=lambda pair: (pair[0].at, pair[1].at))))
    return tuple(sorted((tie for tie in found if tie.weight >= TELLING), key=lambda tie: -tie.strength))


def elsewhere(one: str, other: str) -> bool:
    """Whether two headlines name other countries, people or bodies, and none in common: then they tell two events."""
    mine, theirs = _named(one), _named(other)
    return bool(mine and theirs) and not mine & theirs


@lru_cache(maxsize=16_384)
def meanings(headline: str) -> tuple[Meaning, ...]:
    """The words of a headline that may say something, in order; of a language that is not read, its terms."""
    language = language_of(headline, "")
    if language not in READ:
        return tuple(Meaning(at, frozenset((t,)), weight(t), True) for at, t in enumerate(terms(headline)))
    read = words(headline, language)
    figures = numbers(read)
    inside = {i for number in figures for i in range(number.first, number.last + 1)}
    told = [_figure(number.first, number.value) for number in figures]
    told += [_meaning(i, word) for i, word in enumerate(read) if word.content and i not in inside]
    return tuple(sorted((one for one in told if one is not None), key=lambda one: one.at))


def _figure(at: int, value: float) -> Meaning | None:
    return Meaning(at, frozenset((f"#{value:g}",)), UNLISTED_WEIGHT, True) if value >= SMALLEST else None


def _meaning(at: int, word: Word) -> Meaning | None:
    """A phrase says as much as the rarest of its words."""
    stems = frozenset(terms(word.text))
    if word.light or word.stems & _EMPTY or not stems:
        return None
    said = max(map(weight, stems))
    names = len(word.entity) > _COUNTRY or (word.proper and not word.entity and not word.concepts)
    senses = stems | word.concepts | ({word.entity} if word.entity else frozenset())
    return Meaning(at, senses, said, names or said >= _RARE)


_EMPTY = CLOSED["light"]
_RARE = 0.55
_COUNTRY = 2
"""Countries have two letters in the lexicon; on a day of diplomacy many stand in every headline."""


def _pairs(mine: tuple[Meaning, ...], theirs: tuple[Meaning, ...]) -> Iterator[tuple[Meaning, Meaning]]:
    return ((a, b) for a in mine for b in theirs if a.senses & b.senses)


def _said(pair: tuple[Meaning, Meaning]) -> float:
    return min(one.weight for one in pair)


def _runs(pairs: list[tuple[Meaning, Meaning]]) -> list[list[tuple[Meaning, Meaning]]]:
    """The pairs, those that follow each other in both headlines together."""
    runs: list[list[tuple[Meaning, Meaning]]] = []
    for mine, theirs in pairs:
        last = runs[-1][-1] if runs else None
        if last and 0 < mine.at - last[0].at <= _BESIDE and 0 < theirs.at - last[1].at <= _BESIDE:
            runs[-1].append((mine, theirs))
        else:
            runs.append([(mine, theirs)])
    return runs


_BESIDE = 2
"""A function word or a side's name may stand between."""


def _tie(run: list[tuple[Meaning, Meaning]]) -> Tie:
    return Tie(max(map(_said, run)), len(run), any(one.specific for pair in run for one in pair))


@lru_cache(maxsize=16_384)
def _named(headline: str) -> frozenset[str]:
    """Whom a headline names: countries, people and bodies of the lexicon, and the countries these stand for."""
    language = language_of(headline, "")
    entities = {word.entity for word in words(headline, language) if word.entity} if language in READ else set()
    return frozenset(entities | {home for entity in entities if (home := _home(entity))})


def _home(entity: str) -> str:
    """The country somebody or something stands for."""
    person = PERSONS.get(entity.removeprefix("@")) if entity.startswith("@") else None
    return person.country if person else BELONGS.get(entity, "")
