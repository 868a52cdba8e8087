"""From a feed's headline to a sentence: what is not the news is taken off, no word of the news is changed.

    edited("WATCH: PLA jets cross strait | Xinhua", ("Xinhua",)) -> Edited("PLA jets cross strait")
    edited("EDITORIAL: Beijing exploits freedoms")     -> Edited("Beijing exploits freedoms", genre="editorial")

Kickers and outlets' names are dropped; a headline that was cut short ends where its last whole clause ends, else in an
ellipsis. It does not rewrite, shorten or translate: what it gives is in its source word for word.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

_HIDDEN = re.compile(
    "[\u0000-\u001f\u007f-\u009f\u00ad\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff\U000e0000-\U000e007f]"
)
_CUT = re.compile(r"[\s,;:]*(?:\.{2,}|…)+\s*$")
_STUMP = re.compile(r"\s[b-z]\.?$")
"""The first letter of a word that a feed cut off."""

_HANGING = re.compile(r"[,;:]+\.?$")
_CLAUSE = re.compile(r"\s*(?:[;:,—–|]|\s-\s)\s*(?=[^;:,—–|]*$)")
_DANGLING = re.compile(
    r"\s(?:a|an|the|of|for|to|in|on|at|by|with|from|and|or|but|as|that|among|amid|over|after|before|who|which|is|are|was)"
    r"\.?$",
    re.IGNORECASE,
)
FEWEST = 4
"""A headline is not cut back to fewer words than these; what stands before a colon may be a mere label."""

FEWEST_BEFORE_COLON = 6


@dataclass(frozen=True, slots=True)
class Edited:
    """A sentence of the press. `genre` says what it is when it is not news, `cut` that its end is missing."""

    text: str
    genre: str = ""
    cut: bool = False


def edited(headline: str, outlets: Iterable[str] = ()) -> Edited:
    """The headline without kickers and the names of `outlets`; the headline itself when nothing else is left."""
    whole = visible(headline)
    text, genre = _without_kickers(whole, tuple(outlets))
    if _CUT.search(text) or _STUMP.search(text):
        return Edited(_cut_back(_STUMP.sub("", _CUT.sub("", text))), genre, cut=True)
    kept = _HANGING.sub("", text)
    return Edited(kept, genre, cut=kept != text or _DANGLING.search(text) is not None)


def visible(text: str) -> str:
    """`text` on one line without the characters that hide or reorder what a reader sees."""
    return " ".join(_HIDDEN.sub(" ", text).split())


def _without_kickers(text: str, outlets: tuple[str, ...]) -> tuple[str, str]:
    genre = ""
    while True:
        for pattern in _kickers(outlets):
            found = pattern.search(text)
            rest = (text[: found.start()] + text[found.end() :]).strip() if found else ""
            if found and len(rest) >= FEWEST:
                genre = genre or _genre(found["kicker"])
                text = rest
                break
        else:
            return text, genre


def _genre(kicker: str) -> str:
    return next((word for word in words_of("genre") if kicker.casefold().endswith(word)), "")


@cache
def _kickers(outlets: tuple[str, ...]) -> tuple[re.Pattern[str], ...]:
    """Patterns of what stands before or after a headline; the named group is the kicker itself."""
    words, names = _any((*words_of("noise"), *words_of("genre"))), _any(outlets)
    owned = rf"(?:(?:{names})(?:['’]s)? )?(?:{words})" if outlets else rf"(?:{words})"
    patterns = [
        r"^(?P<kicker>[^\W\d_][\w ]{1,20}\.-)\s*",
        rf"^[【\[(](?P<kicker>{words})[】\])]\s*",
        rf"^(?P<kicker>{owned})\s*(?:[|:：/／]|\s[-–—]\s)\s*",
        rf"\s+[-–—|]\s*(?P<kicker>{words})$",
        rf"\s*[【\[(](?P<kicker>{words})[】\])]$",
    ]
    if outlets:
        patterns += [rf"\s+[-–—|]\s+(?P<kicker>{names})$", rf"^(?P<kicker>{names})\s*\|\s*"]
    return tuple(re.compile(pattern, re.IGNORECASE) for pattern in patterns)


def _any(words: Iterable[str]) -> str:
    return "|".join(map(re.escape, sorted(words, key=lambda word: (-len(word), word))))


@cache
def words_of(kind: str) -> tuple[str, ...]:
    """The kickers of one kind: `noise`, or `genre` (what is not news)."""
    text = files("counterpoint.writing").joinpath("kickers.tsv").read_text(encoding="utf-8")
    rows = [line.split("\t") for line in text.splitlines() if line and not line.startswith("#")]
    return tuple(word for _, what, words in rows if what == kind for word in words.split("|"))


def _cut_back(text: str) -> str:
    """The whole clauses of a headline whose end is missing, or all of it with an ellipsis."""
    last = _CLAUSE.search(text)
    head = text[: last.start()] if last else ""
    least = FEWEST_BEFORE_COLON if last and ":" in last[0] else FEWEST
    return head if len(head.split()) >= least else f"{text}…"
