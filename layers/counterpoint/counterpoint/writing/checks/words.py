"""Tokens to words that can be compared: what each may mean, whom it names, what it counts."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from counterpoint.writing.checks.morphology import fold, lemmas
from counterpoint.writing.checks.naming import entity_of, may_be_name, named_by
from counterpoint.writing.checks.normal import Token, clean, tokens
from counterpoint.writing.checks.vocabulary import (
    CONCEPTS,
    DEMONYMS,
    FLAGS,
    FUNCTION_WORDS,
    NAMES,
    NUMBER_WORDS,
    PHRASES,
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
        length, word = _phrase(parts, at, language)
        if word is None:
            initial = not found or found[-1].text in {".", ":", "?", "!", '"', "-", "|"}
            length, word = 1, _single(parts, at, language, shown_as_name=not titled and not initial)
        found.append(word)
        at += length
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


def _phrase(parts: list[Token], at: int, language: str) -> tuple[int, Word | None]:
    """The longest fixed phrase that begins here; hyphens between its words do not matter."""
    if parts[at].kind == "mark":
        return 0, None
    found: list[tuple[int, str, str]] = []
    for stem, form in lemmas(fold(parts[at].text), language):
        for phrase in PHRASES[language].get(stem, ()):
            key, end = "_".join(phrase), _phrase_end(parts, at, phrase, language)
            if end and may_be_name(key, parts[at:end], language) and not _cuts_name(parts, at, end, language):
                found.append((end, key, form))
    if not found:
        return 0, None
    end = max(end for end, _, _ in found)
    longest = {key: form for reach, key, form in reversed(found) if reach == end}
    return end - at, _known(longest, parts[at:end], language)


def _is_form_of(wanted: str, part: Token, literally: bool, language: str) -> bool:
    """Whether a token is a word of a phrase, inflected or not; after "be" as written: "is opening" is not "is open"."""
    key = fold(part.text)
    return wanted == key or (not literally and any(wanted == stem for stem, _ in lemmas(key, language)))


_BETWEEN = frozenset(("-", ".", "'s", "it", "a", "an", "the", "its", "his", "her", "their", "our")) | frozenset(
    ("el", "la", "los", "las", "su", "sus", "un", "una")
)
"""What may stand inside a fixed phrase: "throws its support behind"."""


def _cuts_name(parts: list[Token], at: int, end: int, language: str) -> bool:
    """As "in the East" cuts the East China Sea: whether a name of several words begins inside and ends behind."""
    for inside in range(at + 1, end):
        for name in PHRASES[language].get(fold(parts[inside].text), ()):
            key = "_".join(name)
            if (key in PLACES or key in NAMES) and _phrase_end(parts, inside, name, language) > end:
                return True
    return False


def _phrase_end(parts: list[Token], at: int, phrase: tuple[str, ...], language: str) -> int:
    """The index after the phrase, or 0 when it does not stand here."""
    i = at + 1
    for wanted in phrase[1:]:
        while i < len(parts) and parts[i].text.lower() in _BETWEEN and parts[i].text.lower() != wanted:
            i += 1
        if i >= len(parts) or not _is_form_of(wanted, parts[i], phrase[0] == "be", language):
            return 0
        i += 1
    return i


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
