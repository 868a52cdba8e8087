"""Headlines as data: how a headline is compared, counted and matched, in any script.

    folded("Delcy Rodríguez")            -> "delcy rodriguez"
    words("China’s 3rd carrier")         -> ("china", "3rd", "carrier")
    canonical("Update | Xi in Seoul…")   -> ("xi", "in", "seoul")
    numbers("21 drones, $1,500")         -> ("21", "1500")

Words of scripts that are written without spaces are cut into pairs of neighbouring characters. Nothing here knows
a language's grammar, and nothing looks at meaning.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

UNSPACED = "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7af\uf900-\ufaff"
"""Thai, Lao, Myanmar, Khmer, kana, Han; and Hangul, whose particles cling to the word."""

_MARKS = re.compile("[\u0300-\u036f]")
_RUNS = re.compile(rf"[{UNSPACED}]+|[^\W_{UNSPACED}]+(?:[.,][0-9]+)*", re.UNICODE)
_UNSPACED = re.compile(f"[{UNSPACED}]")
_POSSESSIVE = re.compile(r"['’]s\b", re.IGNORECASE)
_NUMBER = re.compile(r"(?<![\w.,])[$€£¥₹]?(\d+(?:[.,]\d+)*)")
_LABEL = re.compile(
    r"^\s*(?:breaking(?: news)?|update[ds]?|exclusive|explained|explainer|watch|video|live|opinion|analysis|editorial"
    r"|just in|developing|urgente|última hora|en vivo|video)\s*[|:]\s*",
    re.IGNORECASE,
)
_CUT = re.compile(r"\s*(?:\.{3,}|…)\s*$")


@lru_cache(maxsize=65_536)
def folded(text: str) -> str:
    """The text as it is compared: NFKC, casefolded, accents of Latin, Greek and Cyrillic letters dropped."""
    return unaccented(text).casefold()


@lru_cache(maxsize=65_536)
def unaccented(text: str) -> str:
    """The text without accents, its case kept. The voicing marks of kana are part of the letter and stay."""
    decomposed = unicodedata.normalize("NFD", unicodedata.normalize("NFKC", text).replace("’", "'"))
    return unicodedata.normalize("NFC", _MARKS.sub("", decomposed))


@lru_cache(maxsize=65_536)
def words(text: str) -> tuple[str, ...]:
    """The words of a text, folded, in order; unspaced scripts give their pairs of neighbouring characters."""
    found: list[str] = []
    for run in _RUNS.findall(_POSSESSIVE.sub("", folded(text))):
        if _UNSPACED.match(run):
            found += [run] if len(run) == 1 else [run[i : i + 2] for i in range(len(run) - 1)]
        else:
            found.append(run)
    return tuple(found)


@lru_cache(maxsize=65_536)
def canonical(title: str) -> tuple[str, ...]:
    """The words of a headline without its label ("Update |") and without the dots of a headline cut short."""
    return words(_CUT.sub("", _LABEL.sub("", title)))


def is_unspaced(text: str) -> bool:
    """Whether most letters of a text belong to a script that is written without spaces."""
    letters = [character for character in text if character.isalpha()]
    return 2 * len([letter for letter in letters if _UNSPACED.match(letter)]) > len(letters)


def is_cut(title: str) -> bool:
    """Whether the headline was cut short by whoever listed it: it ends in an ellipsis."""
    return _CUT.search(title) is not None


def numbers(text: str) -> tuple[str, ...]:
    """The numbers of a text in digits, in order of appearance and once each, without thousands separators."""
    plain = unicodedata.normalize("NFKC", text)
    return tuple(dict.fromkeys(_number(match) for match in _NUMBER.findall(plain)))


def _number(written: str) -> str:
    """1,500 and 1.500 are one number; 7.5 and 3,25 keep their fraction, written with a point."""
    whole = re.fullmatch(r"\d{1,3}(?:[.,]\d{3})+", written)
    return re.sub(r"[.,]", "", written) if whole else written.replace(",", ".")


def alike(one: tuple[str, ...], other: tuple[str, ...]) -> float:
    """How alike two headlines are: shared words over all words (Jaccard), 0 to 1; 0 when both are empty."""
    a, b = set(one), set(other)
    return len(a & b) / len(a | b) if a or b else 0.0
