"""From an inflected word to the dictionary forms it may belong to (English and Spanish).

The rules are those of a school grammar and over-generate on purpose: a wrong candidate is harmless, since only
candidates that the lexicon or the other text knows are ever used. No meaning is decided here.
"""

from __future__ import annotations

import unicodedata
from functools import lru_cache

from counterpoint.lexicon.vocabulary import IRREGULAR, IRREGULAR_ES

VOWELS = "aeiou"
_DOUBLING = frozenset("dg")


@lru_cache(maxsize=50_000)
def fold(text: str) -> str:
    """Lower case without accents, so that a headline's sloppy accents do not matter."""
    return "".join(c for c in unicodedata.normalize("NFD", text.lower()) if not unicodedata.combining(c))


@lru_cache(maxsize=50_000)
def lemmas(word: str, language: str) -> tuple[tuple[str, str], ...]:
    """The dictionary forms of a folded word, each with its form.

    Forms: "" base, "s" third person or plural, "d" past or participle, "g" gerund, "f" future, "c" conditional,
    "y" adverb, "r" comparative or doer.
    """
    return _spanish(word) if language == "es" else _english(word)


def _english(word: str) -> tuple[tuple[str, str], ...]:
    found = [(word, "")]
    if word in IRREGULAR:
        found.append(IRREGULAR[word])
    if len(word) > 2:
        for ending, replacements, form in _ENGLISH_ENDINGS:
            if word.endswith(ending):
                stem = word[: -len(ending)]
                found += [(stem + r, form) for r in replacements if len(stem) > 1]
                if form in _DOUBLING and len(stem) > 2 and stem[-1] == stem[-2] and stem[-1] not in VOWELS:
                    found.append((stem[:-1], form))
                if form in _DOUBLING and stem.endswith("ick"):
                    found.append((stem[:-1], form))
    return tuple(dict.fromkeys(found))


_ENGLISH_ENDINGS = (
    ("ies", ("y", "ie"), "s"),
    ("es", ("", "e"), "s"),
    ("s", ("",), "s"),
    ("ied", ("y",), "d"),
    ("ed", ("", "e"), "d"),
    ("ing", ("", "e"), "g"),
    ("ally", ("", "al"), "y"),
    ("ly", ("", "le"), "y"),
    ("ily", ("y",), "y"),
    ("er", ("", "e"), "r"),
    ("ier", ("y",), "r"),
    ("est", ("", "e"), "r"),
    ("able", ("", "e"), "r"),
    ("ible", ("", "e"), "r"),
)


def _spanish(word: str) -> tuple[tuple[str, str], ...]:
    found = [(word, "")]
    if word in IRREGULAR_ES:
        found.append(IRREGULAR_ES[word])
    for ending, replacements, form in _SPANISH_ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) > 2:
            found += [(word[: -len(ending)] + r, form) for r in replacements]
    for ending, replacements in _STRONG:
        if word.endswith(ending):
            found += [(word[: -len(ending)] + r, "d") for r in replacements]
    found += [(base, form) for stem, form in found[1:] for base in _unbroken(stem)]
    return tuple(dict.fromkeys(found))


def _unbroken(infinitive: str) -> list[str]:
    """The stem without its stress: "piens-ar" is "pensar", "vuelv-er" is "volver", "pid-ir" is "pedir"."""
    stem, ending = infinitive[:-2], infinitive[-2:]
    if ending not in {"ar", "er", "ir"} or len(stem) < 3:
        return []
    turned = [("ie", "e"), ("ue", "o"), ("ue", "u"), *([("i", "e"), ("u", "o")] if ending == "ir" else [])]
    return [
        stem[:at] + plain + stem[at + len(broken) :] + ending
        for broken, plain in turned
        if (at := stem.rfind(broken)) >= 0 and not any(c in VOWELS for c in stem[at + len(broken) :])
    ]


_STRONG = (
    ("tuvo", ("tener", "tenerse", "star")), ("tuvieron", ("tener", "star")), ("tiene", ("tener",)),
    ("tienen", ("tener",)), ("puso", ("poner",)), ("pusieron", ("poner",)), ("puesto", ("poner",)),
    ("puesta", ("poner",)), ("puestos", ("poner",)), ("puestas", ("poner",)), ("vino", ("venir",)),
    ("vinieron", ("venir",)), ("viene", ("venir",)), ("vienen", ("venir",)), ("dijo", ("decir",)),
    ("dijeron", ("decir",)), ("dice", ("decir",)), ("dicen", ("decir",)), ("dujo", ("ducir",)),
    ("dujeron", ("ducir",)), ("duce", ("ducir",)), ("trajo", ("traer",)), ("hizo", ("hacer",)),
    ("hicieron", ("hacer",)), ("hecho", ("hacer",)), ("quiso", ("querer",)), ("quisieron", ("querer",)),
    ("suelto", ("solver",)), ("suelve", ("solver",)), ("vuelto", ("volver",)), ("cubierto", ("cubrir",)),
    ("abierto", ("abrir",)), ("scrito", ("scribir",)), ("visto", ("ver",)), ("muerto", ("morir",)),
    ("roto", ("romper",)),
)  # fmt: skip

_AR, _ERIR = ("ar", "arse", "ear"), ("er", "ir", "erse", "irse")
_SPANISH_ENDINGS = (
    ("es", ("", "e"), "s"),
    ("s", ("",), "s"),
    ("as", ("o", "a"), "s"),
    ("os", ("o",), "s"),
    ("a", ("o", *_AR, *_ERIR), "s"),
    ("as", ("o",), "s"),
    ("e", _AR + _ERIR, "s"),
    ("an", _AR + _ERIR, "s"),
    ("en", _ERIR + _AR, "s"),
    ("o", _AR + _ERIR, "d"),
    ("io", _ERIR, "d"),
    ("aron", _AR, "d"),
    ("ieron", _ERIR, "d"),
    ("ado", _AR, "d"),
    ("ada", _AR, "d"),
    ("ados", _AR, "d"),
    ("adas", _AR, "d"),
    ("ido", _ERIR, "d"),
    ("ida", _ERIR, "d"),
    ("idos", _ERIR, "d"),
    ("idas", _ERIR, "d"),
    ("aba", _AR, "d"),
    ("aban", _AR, "d"),
    ("ia", _ERIR, "d"),
    ("ian", _ERIR, "d"),
    ("ando", _AR, "g"),
    ("iendo", _ERIR, "g"),
    ("ara", _AR, "f"),
    ("aran", _AR, "f"),
    ("era", _ERIR, "f"),
    ("eran", _ERIR, "f"),
    ("ira", _ERIR, "f"),
    ("iran", _ERIR, "f"),
    ("aria", _AR, "c"),
    ("arian", _AR, "c"),
    ("ria", ("r",), "c"),
    ("rian", ("r",), "c"),
    ("se", ("", "r"), ""),
    ("ces", ("z",), "s"),
    ("iones", ("ion",), "s"),
    ("esa", ("es",), "s"),
    ("eses", ("es",), "s"),
    ("ga", ("gar",), "s"),
    ("gue", ("gar",), "s"),
    ("que", ("car",), "s"),
    ("uco", ("ucir",), "d"),
    ("uyo", ("uir",), "d"),
    ("uye", ("uir",), "s"),
    ("uyen", ("uir",), "s"),
    ("ida", ("edir", "edirse"), "s"),
)
