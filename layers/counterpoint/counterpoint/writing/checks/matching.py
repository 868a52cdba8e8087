"""Which words of the cited texts a word of a claim stands for.

Two words match when they name the same thing, share a concept or a dictionary form, or one is derived from the
other. A person in the source stands for the country and the office ("Washington" from "Trump"), not the other way
round, unless the source names both the office and the country on a day the person held it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from difflib import SequenceMatcher
from functools import lru_cache

from counterpoint.lexicon.numbers import Number, numbers
from counterpoint.lexicon.vocabulary import BELONGS, CLOSED, CONCEPTS, KIND_OF, KINDS, PERSONS, PLACES
from counterpoint.lexicon.words import Word, words


@dataclass(frozen=True, slots=True)
class Passage:
    """One cited text, read: the article's number, its language and its words."""

    n: int
    text: str
    language: str
    home: str = ""  # the country of the side it stands under, whose name its outlets leave out

    @property
    def words(self) -> tuple[Word, ...]:
        """The words of the text."""
        return words(self.text, self.language)

    @property
    def numbers(self) -> tuple[Number, ...]:
        """The numbers of the text."""
        return numbers(self.words)


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """A claim and the texts it cites, read: what every sub-check is given.

    `outlets` are the names of the cited outlets, `day` is the digest's, `strictness` the operating point of coverage.
    """

    claim: Passage
    passages: tuple[Passage, ...]
    outlets: tuple[str, ...] = ()
    day: date | None = None
    strictness: float


@lru_cache(maxsize=65_536)
def same(claimed: Word, cited: Word, day: date | None) -> bool:
    """Whether a word of a claim may stand for a word of a cited text."""
    if claimed.entity or cited.entity:
        return _same_entity(claimed, cited, day)
    if claimed.concepts & cited.concepts or claimed.key == cited.key:
        return True
    if any(KINDS.get(general, _NOTHING) & cited.concepts for general in claimed.concepts):
        return True
    return bool(claimed.stems & cited.stems) or _derived(claimed.key, cited.key)


def _in_phrase(word: Word, cited: Word) -> bool:
    """As in "promises" for "pledges support", which the lexicon has as one phrase."""
    return "_" in cited.key and not cited.entity and any(_is_part(part, word) for part in cited.key.split("_"))


def _is_part(part: str, word: Word) -> bool:
    meanings = CONCEPTS["en"].get(part, _NOTHING) | CONCEPTS["es"].get(part, _NOTHING)
    return part in word.stems or bool(meanings & word.concepts)


def _same_entity(claimed: Word, cited: Word, day: date | None) -> bool:
    if claimed.entity and claimed.entity in represented(cited.entity):
        return True
    person = PERSONS.get(cited.entity[1:])
    if person is not None and person.in_office(day):
        return bool(claimed.concepts & set(person.offices))
    if cited.entity and claimed.concepts:
        return bool(claimed.concepts & _kinds_of(cited))
    return claimed.key == cited.key


def _kinds_of(cited: Word) -> frozenset[str]:
    """The common nouns a named entity may be called by."""
    if cited.entity in KIND_OF:
        return KIND_OF[cited.entity]
    if cited.demonym and cited.key.endswith("s"):
        return _CITIZENS
    kinds = {"country", "place", "government"} if len(cited.entity) == 2 else set()
    return frozenset(kinds | {"TW": {"island"}, "CN": {"mainland"}}.get(cited.entity, set()))


_NOTHING: frozenset[str] = frozenset()
_CITIZENS = frozenset(("citizen", "people"))


def represented(entity: str) -> tuple[str, ...]:
    """Whom a named entity may stand for: itself, and the country of a person or an organisation."""
    person = PERSONS.get(entity[1:]) if entity.startswith("@") else None
    if person is not None:
        return entity, person.country
    return (entity, BELONGS[entity]) if BELONGS.get(entity) else (entity,)


def _derived(a: str, b: str) -> bool:
    """As in "register" and "registration": a long common beginning."""
    short = min(len(a), len(b))
    if short < 6:
        return False
    common = next((i for i in range(short) if a[i] != b[i]), short)
    return common >= max(6, short - 2)


def supported(word: Word, passages: Sequence[Passage], day: date | None) -> bool:
    """Whether any cited text has a word this one may stand for."""
    return _supported(word, tuple(passages), day)


@lru_cache(maxsize=16_384)
def _supported(word: Word, passages: tuple[Passage, ...], day: date | None) -> bool:
    for passage in passages:
        if any(same(word, cited, day) or _in_phrase(word, cited) for cited in passage.words if cited.kind != "mark"):
            return True
        if word.entity.startswith("@") and _holds_office(word, passage, day):
            return True
        if "_" in word.key and not word.entity and _said_loosely(word, passage):
            return True
    if word.entity and (_implied(word, passages) or _called_by_kind(word, passages)):
        return True
    return bool(word.name) and (_initials(word, passages) or _respelled(word, passages))


def _said_loosely(phrase: Word, passage: Passage) -> bool:
    """As in "were behind" for "10 agencies behind unrest": a phrase all of whose telling parts stand in the text."""
    parts = [part for part in phrase.key.split("_") if part not in CLOSED["be"]]
    return all(any(_is_part(part, w) or part in w.key.split("_") for w in passage.words) for part in parts)


def _called_by_kind(word: Word, passages: Sequence[Passage]) -> bool:
    """As in "Bank of Japan" for "Japan's central bank": organisations of which a country has one."""
    kinds = KIND_OF.get(word.entity, _NOTHING) & _ONE_OF_A_KIND
    return bool(kinds) and any(
        any(cited.concepts & kinds for cited in passage.words)
        and any(cited.entity == BELONGS[word.entity] for cited in passage.words)
        for passage in passages
    )


_ONE_OF_A_KIND = frozenset(("central_bank", "military", "navy", "ruling_party"))


def _implied(word: Word, passages: Sequence[Passage]) -> bool:
    """The country of a side whose own outlet names none: "PM to leave on Tuesday" in a Pakistani paper."""
    return any(
        passage.home == word.entity
        and not any(len(cited.entity) == 2 and not cited.demonym for cited in _countries_first(passage))
        for passage in passages
    )  # fmt: skip


def _countries_first(passage: Passage) -> Sequence[Word]:
    """The first two words, if the text names somebody who acts; else all of it."""
    return passage.words[:2] if any(cited.flag("P") for cited in passage.words) else passage.words


def _holds_office(word: Word, passage: Passage, day: date | None) -> bool:
    """As in "Takaichi" for "the Japanese prime minister", while she is."""
    person = PERSONS[word.entity[1:]]
    if not person.country or not person.in_office(day):
        return False
    titled = any(cited.concepts & set(person.offices) for cited in passage.words)
    return titled and any(cited.entity == person.country for cited in passage.words)


def _initials(word: Word, passages: Sequence[Passage]) -> bool:
    """As in "SECP" for "Securities and Exchange Commission of Pakistan"."""
    if not (word.text.isupper() and 2 <= len(word.text) <= 6):
        return False
    for passage in passages:
        capitals = [cited.text[0].lower() for cited in passage.words if cited.text[0].isupper()]
        if word.key in "".join(capitals):
            return True
    return False


def _respelled(word: Word, passages: Sequence[Passage]) -> bool:
    """Names spelled in two ways: Zelensky and Zelenskyy, Baluchistan and Balochistan."""
    if len(word.key) < 6 or word.key in PLACES:
        return False
    return any(
        cited.key[0] == word.key[0] and SequenceMatcher(None, word.key, cited.key).ratio() >= 0.9
        for passage in passages
        for cited in passage.words
        if cited.kind == "word" and cited.text[0].isupper() and len(cited.key) >= 6
    )
