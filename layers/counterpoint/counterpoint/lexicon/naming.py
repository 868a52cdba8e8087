"""Whom a word or phrase names: the gazetteer's places, organisations and persons, and what only looks like them."""

from __future__ import annotations

from counterpoint.lexicon.normal import Token
from counterpoint.lexicon.vocabulary import CONCEPTS, DEMONYMS, NAMES, PLACES, SPANISH_NAMES

_NOT_NAMES = {"us", "it", "pole", "turk", "dane", "swede", "polish", "who", "un", "ie", "roc", "lao"}


def entity_of(key: str) -> str:
    """The key of what a folded word names, persons behind an @; empty when nobody."""
    if key in PLACES:
        return PLACES[key]
    return f"@{NAMES[key]}" if key in NAMES else ""


def may_be_name(key: str, parts: list[Token], language: str) -> bool:
    """As in "a la paz" is not La Paz: a phrase that is a name has a capital, or is a people's in Spanish."""
    named = (
        (key in PLACES or key in NAMES)
        and key not in CONCEPTS[language]
        and not (language == "es" and key in _SPANISH_PEOPLE)
    )
    return not named or (parts[0].text[0].isupper() and parts[-1].text[0].isupper()) or "of" in key or len(parts) > 3


def named_by(text: str, candidates: tuple[tuple[str, str], ...], language: str) -> tuple[str, bool]:
    """The place, organisation or person a word names, and whether as an adjective."""
    capital = text[0].isupper()
    if language == "es" and text == "EU":
        return "US", False  # as Mexico's papers write Estados Unidos; the European Union is UE
    for stem, _ in candidates:
        entity = entity_of(stem)
        if not entity:
            continue
        lower_ok = language == "es" and stem in _SPANISH_PEOPLE and len(stem) > 3
        if (capital or lower_ok) and not (stem in _NOT_NAMES and not text[:2].isupper()):
            return entity, stem in DEMONYMS or (stem in _SPANISH_PEOPLE and not capital)
    return "", False


_SPANISH_PEOPLE = frozenset(SPANISH_NAMES) - {
    "lima",
    "roma",
    "berlin",
    "pacifico",
    "golfo",
    "caribe",
    "indio",
    "colonia",
    "iran",
}
