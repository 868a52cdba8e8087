"""The word lists beside this module, loaded once: concepts, opposites, places, people, irregular forms.

A *concept* is a group of words that a news sentence may exchange without changing what it says; a word may belong
to several. Flags of a concept: v verb, n noun, a adjective or adverb, P can act and speak, S speech, N denies or ends
what it governs, M says that what it governs has not happened (yet), L light (carries little), Q a quantity that
must be in the source. All words are folded (lower case, no accents); a space within a word is `_`.
"""

from __future__ import annotations

import unicodedata
from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from importlib.resources import files
from typing import Final

CHECKED: Final = date(2026, 11, 1)
_MORE: Final = "="  # in the place of flags: further words of a concept listed before
_DATA = files(__package__)


def _fold(text: str) -> str:
    return "".join(c for c in unicodedata.normalize("NFD", text.lower()) if not unicodedata.combining(c))


def _rows(name: str) -> list[list[str]]:
    text = (_DATA / name).read_text(encoding="utf-8")
    return [line.split("\t") for line in text.splitlines() if line and not line.startswith("#")]


@dataclass(frozen=True, slots=True)
class Person:
    """Someone whose name stands for an office: from when until when, so that a former one does not."""

    country: str
    offices: tuple[str, ...]
    since: date
    until: date

    def in_office(self, day: date | None) -> bool:
        """Whether the office is theirs on this day; without a day, on the day the list was last checked."""
        return self.since <= (day or CHECKED) < self.until


def _words(*columns: str) -> list[str]:
    return [_fold(word).replace("-", "_").strip("_") for column in columns for word in column.split()]


FLAGS: Final[dict[str, str]] = {}
CONCEPTS: Final[dict[str, dict[str, frozenset[str]]]] = {"en": {}, "es": {}}
OPPOSITES: Final[dict[str, frozenset[str]]] = {}
RELATED: Final[dict[str, frozenset[str]]] = {}
POLES: Final[dict[str, frozenset[str]]] = {}
PLACES: Final[dict[str, str]] = {}
DEMONYMS: Final[set[str]] = set()
CITIES: Final[set[str]] = set()
SPANISH_NAMES: Final[set[str]] = set()
PERSONS: Final[dict[str, Person]] = {}
EXONYMS: Final[dict[str, tuple[str, ...]]] = {}
NAMES: Final[dict[str, str]] = {}
BELONGS: Final[dict[str, str]] = {}
KIND_OF: Final[dict[str, frozenset[str]]] = {}
KINDS: Final[dict[str, frozenset[str]]] = {}
IRREGULAR: Final[dict[str, tuple[str, str]]] = {}
IRREGULAR_ES: Final[dict[str, tuple[str, str]]] = {}
FUNCTION_WORDS: Final[dict[str, frozenset[str]]] = {}
CLOSED: Final[dict[str, frozenset[str]]] = {}
NUMBER_WORDS: Final[dict[str, dict[str, str]]] = {}
PHRASES: Final[dict[str, dict[str, dict[str, list[tuple[str, ...]]]]]] = {"en": {}, "es": {}}
"""By language, the phrases that begin with a word, by their second word."""


def _load_concepts() -> None:
    words: dict[str, defaultdict[str, set[str]]] = {"en": defaultdict(set), "es": defaultdict(set)}
    opposites: defaultdict[str, set[str]] = defaultdict(set)
    for name in ("actions.tsv", "things.tsv", "synonyms.tsv", "rewordings.tsv"):
        for concept, flags, english, spanish, against in _rows(name):
            if (concept in FLAGS) != (flags == _MORE):
                raise ValueError(f"{name}: the concept {concept} is listed twice, or extended before it is listed")
            FLAGS.setdefault(concept, flags)
            for language, column in (("en", english), ("es", spanish)):
                for word in _words(column):
                    words[language][word].add(concept)
            for other in against.split():
                opposites[concept].add(other)
                opposites[other].add(concept)
    for language, table in words.items():
        CONCEPTS[language].update({word: frozenset(found) for word, found in table.items()})
    OPPOSITES.update({concept: frozenset(others) for concept, others in opposites.items()})


def _load_related() -> None:
    related: defaultdict[str, set[str]] = defaultdict(set)
    for found in (*CONCEPTS["en"].values(), *CONCEPTS["es"].values()):
        for concept in found:
            related[concept] |= found - OPPOSITES.get(concept, frozenset())
    RELATED.update({concept: frozenset(others) for concept, others in related.items()})


def _load_poles() -> None:
    against: defaultdict[str, set[str]] = defaultdict(set)
    for one, other in _rows("poles.tsv"):
        for a in one.split():
            for b in other.split():
                against[a].add(b)
                against[b].add(a)
    POLES.update({concept: frozenset(others) for concept, others in against.items()})


def _load_names() -> None:
    for row in _rows("places.tsv"):
        key, plain, people, cities, spanish = [*row, "", "", ""][:5]
        for word in _words(plain, people, cities, spanish):
            PLACES[word] = key
        DEMONYMS.update(_words(people))
        CITIES.update(_words(cities))
        SPANISH_NAMES.update(_words(spanish))
    for key, country, kinds in _rows("belongs.tsv"):
        BELONGS[key] = country
        KIND_OF[key] = frozenset(kinds.split())
    EXONYMS.update(
        {row[0]: tuple(name.replace("_", " ") for name in _fold(row[1]).split()) for row in _rows("exonyms.tsv")}
    )
    KINDS.update({general: frozenset(special.split()) for general, special in _rows("kinds.tsv")})
    for name, others, country, offices, since, until in _rows("persons.tsv"):
        key = _words(name)[0]
        NAMES.update(dict.fromkeys(_words(name, others), key))
        PERSONS[key] = Person(
            country,
            tuple(offices.split()),
            date.fromisoformat(since) if since else date.min,
            date.fromisoformat(until) if until else date.max,
        )


def _load_phrases() -> None:
    for language in ("en", "es"):
        for word in sorted({*CONCEPTS[language], *PLACES, *NAMES}):
            parts = tuple(word.split("_"))
            if len(parts) > 1:
                PHRASES[language].setdefault(parts[0], {}).setdefault(parts[1], []).append(parts)


_load_concepts()
_load_related()
_load_poles()
_load_names()
_load_phrases()
IRREGULAR.update({form: (lemma, kind) for form, lemma, kind in _rows("irregular.tsv")})
IRREGULAR_ES.update({form: (lemma, kind) for form, lemma, kind in _rows("irregular_es.tsv")})
FUNCTION_WORDS.update({row[0]: frozenset(row[1].split()) for row in _rows("function_words.txt")})
CLOSED.update({row[0]: frozenset(row[1].split()) for row in _rows("closed_classes.tsv")})
for _kind, _word, _value in _rows("numbers.tsv"):
    NUMBER_WORDS.setdefault(_kind, {})[_word] = _value
