"""Tokens to words that can be compared: what each may mean, whom it names, what it counts."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from counterpoint.lexicon.morphology import fold, lemmas
from counterpoint.lexicon.naming import entity_of, named_by
from counterpoint.lexicon.normal import Token, clean, tokens
from counterpoint.lexicon.phrases import phrase_at
from counterpoint.lexicon.vocabulary import (
    CONCEPTS,
    DEMONYMS,
    FLAGS,
    FUNCTION_WORDS,
    NAMES,
    NUMBER_WORDS,
    PLACES,
)

_TITLE_CASE = 0.7


@dataclass(frozen=True, slots=True, eq=False)
class Word:
    """A word or a fixed phrase of a text, at one place in it: two words are equal only when they are one.

    `key` is the folded text, `stems` its possible dictionary forms, `forms` their inflections (see morphology),
    `concepts` what it may mean, `entity` the place, organisation or person it names, `demonym` whether as an
    adjective, `name` whether it looks like a proper name, `function` whether it carries no claim of its own, `proper`
    whether it could be a name: also where a capital says nothing, if no list has the word.
    """

    text: str
    key: str
    kind: str
    start: int
    end: int
    stems: frozenset[str] = frozenset()
    forms: frozenset[str] = frozenset()
    concepts: frozenset[str] = frozenset()
    entity: str = ""
    demonym: bool = False
    name: bool = False
    function: bool = False
    proper: bool = False

    def flag(self, letter: str) -> bool:
        """Whether any of its concepts bears this flag."""
        return any(letter in FLAGS[concept] for concept in self.concepts)

    @property
    def light(self) -> bool:
        """Whether it carries little, whatever it means here."""
        return bool(self.concepts) and all("L" in FLAGS[concept] for concept in self.concepts)

    @property
    def content(self) -> bool:
        """Whether it says something: not a mark, not a function word."""
        return self.kind != "mark" and not self.function


@lru_cache(maxsize=4096)
def words(text: str, language: str) -> tuple[Word, ...]:
    """The words of a text in order, longest known phrases first. Pure, and cached by text."""
    if language not in CONCEPTS:
        language = "en"  # names and numbers look alike; the meanings found are not used
    parts = tokens(clean(text))
    titled = _title_case(parts, language)
    found: list[Word] = []
    at = 0
    while at < len(parts):
        end, phrases = phrase_at(parts, at, language)
        if phrases:
            found.append(_known(phrases, parts[at:end], language))
        else:
            initial = not found or found[-1].text in {".", ":", "?", "!", '"', "-", "|"}
            found.append(_single(parts, at, language, shown_as_name=not titled and not initial))
        at = max(end, at + 1)
    return tuple(found)


def _title_case(parts: list[Token], language: str) -> bool:
    """Whether Ordinary Words Have Capitals, so that a capital says nothing about names."""
    table = CONCEPTS[language]
    ordinary = [
        part.text[0].isupper()
        for part in parts[1:]
        if part.kind == "word"
        and len(part.text) > 3
        and any(stem in table for stem, _ in lemmas(fold(part.text), language))
    ]
    return bool(ordinary) and sum(ordinary) > _TITLE_CASE * len(ordinary)


def _known(phrases: dict[str, str], parts: list[Token], language: str) -> Word:
    """A fixed phrase with all that it may mean: as written ("scaled back", smaller) and as an inflected one (cut)."""
    key = list(phrases)[-1]
    named = key in PLACES or key in NAMES
    return Word(
        text=" ".join(part.text for part in parts), key=key, kind="word", start=parts[0].start, end=parts[-1].end,
        stems=frozenset(phrases), forms=frozenset(phrases.values()),
        concepts=frozenset(concept for phrase in phrases for concept in CONCEPTS[language].get(phrase, ())),
        entity=entity_of(key), demonym=key in DEMONYMS, name=named, proper=named,
    )  # fmt: skip


def _single(parts: list[Token], at: int, language: str, *, shown_as_name: bool) -> Word:
    part = parts[at]
    key = fold(part.text)
    if part.kind != "word":
        known_code = CONCEPTS[language].get(key.replace("-", "_"), frozenset())
        return Word(text=part.text, key=key, kind=part.kind, start=part.start, end=part.end,
                    stems=frozenset((key,)), concepts=known_code, entity=entity_of(key),
                    name=part.kind == "code" and not known_code, proper=part.kind == "code")  # fmt: skip
    candidates = lemmas(key, language)
    entity, demonym = named_by(part.text, candidates, language)
    table = CONCEPTS[language]
    known = [(stem, form) for stem, form in candidates if stem in table]
    if language == "es" and key == "para":
        known = []  # "for", not "stops"
    if key in table:
        known = [(stem, form) for stem, form in known if form not in _DERIVED or _adjective(stem, table)]
    concepts = frozenset(concept for stem, _ in known for concept in table[stem])
    strict = any(letter in FLAGS[concept] for concept in concepts for letter in "QN") or key in _STRICT
    capital = part.text[0].isupper()
    name = bool(entity) or (capital and (shown_as_name or (part.text.isupper() and len(key) > 1)))
    unlisted = capital and not known and key not in FUNCTION_WORDS[language] and key not in _CALENDAR
    return Word(
        text=part.text, key=key, kind="word", start=part.start, end=part.end,
        stems=frozenset(stem for stem, _ in candidates),
        forms=frozenset(form for _, form in (known or candidates)),
        concepts=frozenset() if entity else concepts,
        entity=entity, demonym=demonym,
        name=name,
        function=not entity and not strict and key in FUNCTION_WORDS[language],
        proper=(name or unlisted) and key not in _CALENDAR,
    )  # fmt: skip


def _adjective(stem: str, table: dict[str, frozenset[str]]) -> bool:
    return all("a" in FLAGS[concept] for concept in table[stem])


_DERIVED = frozenset("yr")
_CALENDAR = frozenset(
    word for kind in ("weekday", "month", "month_short", "cardinal", "ordinal", "scale") for word in NUMBER_WORDS[kind]
)
_STRICT = frozenset(("despite", "without", "before", "after", "against", "with"))
