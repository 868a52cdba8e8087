"""Fixed phrases of the lexicon in a text: "took to the streets", "throws its support behind", "South Korea".

Words may be inflected, hyphens do not matter, and an article or a possessive may stand inside. A name of several words
is never cut ("in the East" ends inside the East China Sea).
"""

from __future__ import annotations

from collections.abc import Iterator

from counterpoint.lexicon.morphology import fold, lemmas
from counterpoint.lexicon.naming import may_be_name
from counterpoint.lexicon.normal import Token
from counterpoint.lexicon.vocabulary import NAMES, PHRASES, PLACES

_BETWEEN = frozenset(("-", ".", "'s", "it", "a", "an", "the", "its", "his", "her", "their", "our")) | frozenset(
    ("el", "la", "los", "las", "su", "sus", "un", "una")
)
"""What may stand inside a fixed phrase."""

Phrase = tuple[str, ...]


def phrase_at(parts: list[Token], at: int, language: str) -> tuple[int, dict[str, str]]:
    """Where the longest phrase that begins here ends, and its readings: keys of the lexicon, each with its form.

    0 and none where no phrase begins. A phrase may be read in two ways: "scaled back" as written, and inflected.
    """
    if parts[at].kind == "mark":
        return 0, {}
    found = [(end, "_".join(phrase), form) for end, phrase, form in _phrases(parts, at, language)]
    end = max((end for end, _, _ in found), default=0)
    return end, {key: form for reach, key, form in reversed(found) if reach == end}


def _phrases(parts: list[Token], at: int, language: str) -> Iterator[tuple[int, Phrase, str]]:
    seconds = _next(parts, at + 1, language)
    for stem, form in lemmas(fold(parts[at].text), language):
        table = PHRASES[language].get(stem)
        for phrase in (phrase for second in seconds for phrase in table.get(second, ())) if table else ():
            end = _end(parts, at, phrase, language)
            named = "_".join(phrase)
            if end and may_be_name(named, parts[at:end], language) and not _cuts_name(parts, at, end, language):
                yield end, phrase, form


def _next(parts: list[Token], at: int, language: str) -> dict[str, None]:
    """What the second word of a phrase may be: the next token in any form, or the one behind what may stand between."""
    found: dict[str, None] = {}
    for part in parts[at:]:
        key = fold(part.text)
        found |= dict.fromkeys((key, *(stem for stem, _ in lemmas(key, language))))
        if key not in _BETWEEN:
            break
    return found


def _end(parts: list[Token], at: int, phrase: Phrase, language: str) -> int:
    """The index after the phrase, or 0 when it does not stand here."""
    i = at + 1
    for wanted in phrase[1:]:
        while i < len(parts) and parts[i].text.lower() in _BETWEEN and parts[i].text.lower() != wanted:
            i += 1
        if i >= len(parts) or not _is_form_of(wanted, parts[i], phrase[0] == "be", language):
            return 0
        i += 1
    return i


def _is_form_of(wanted: str, part: Token, literally: bool, language: str) -> bool:
    """Whether a token is a word of a phrase, inflected or not; after "be" as written: "is opening" is not "is open"."""
    key = fold(part.text)
    return wanted == key or (not literally and any(wanted == stem for stem, _ in lemmas(key, language)))


def _cuts_name(parts: list[Token], at: int, end: int, language: str) -> bool:
    """Whether a name of several words begins inside and ends behind."""
    for inside in range(at + 1, end):
        table = PHRASES[language].get(fold(parts[inside].text), {})
        for name in (name for second in _next(parts, inside + 1, language) for name in table.get(second, ())):
            key = "_".join(name)
            if (key in PLACES or key in NAMES) and _end(parts, inside, name, language) > end:
                return True
    return False
