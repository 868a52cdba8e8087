"""Claims and sources in languages the checks do not read: numbers, names and overlap.

Within one language the claim's words (or pairs of characters, where a script has no spaces) must stand in the source.
Across languages only numbers and the names of places and people in our gazetteer survive: every one of the claim must
be in the source, and there must be at least one. Who did what to whom cannot be seen; the verdict says so.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from counterpoint.lexicon.morphology import fold
from counterpoint.lexicon.normal import clean
from counterpoint.lexicon.numbers import months, numbers, weekdays
from counterpoint.lexicon.vocabulary import EXONYMS, NUMBER_WORDS
from counterpoint.lexicon.words import words
from counterpoint.writing.checks.matching import Passage, represented

_SPACELESS = frozenset(("zh", "ja", "th"))
_SCALES = {
    "万": 1e4,
    "萬": 1e4,
    "億": 1e8,
    "亿": 1e8,
    "兆": 1e12,
    "만": 1e4,
    "억": 1e8,
    "조": 1e12,
    "百": 1e2,
    "千": 1e3,
}
_NUMBER = re.compile(r"(\d[\d,]*(?:\.\d+)?)\s?([万萬億亿兆만억조百千])?")
LEAST_SHARE = 0.7
LEAST_CLAUSE = 0.5


def overlap_conflicts(claim: Passage, passages: Sequence[Passage]) -> Iterator[str]:
    """In words, the clauses of a claim whose text its sources of the same language do not have."""
    told = frozenset[str]().union(*(_units(passage.text, claim.language) for passage in passages))
    whole = _units(claim.text, claim.language)
    if whole and len(whole & told) / len(whole) < LEAST_SHARE:
        yield f"only {len(whole & told) / len(whole):.0%} of it is in the source"
        return
    for clause in re.split(r"[,;:，、；：。]", clean(claim.text)):
        units = _units(clause, claim.language)
        if units and len(units & told) / len(units) < LEAST_CLAUSE:
            yield f"not in the source: {clause.strip()}"


def _units(text: str, language: str) -> frozenset[str]:
    """What is compared: words of four letters and more, or pairs of neighbouring characters."""
    found = re.findall(r"[^\W\d_\u3040-\u309f]+", fold(clean(text)))  # without the Japanese endings
    if language in _SPACELESS:
        return frozenset(run[i : i + 2] for run in found for i in range(len(run) - 1))
    return frozenset(word for word in found if len(word) > 3)


def number_losses(claim: Passage, passages: Sequence[Passage]) -> Iterator[str]:
    """In words, every number of the claim that no source has, whatever its unit."""
    told = {value for passage in passages for value in _values(passage)}
    for value in _values(claim):
        if all(abs(value - other) > 1e-9 * max(1.0, value) for other in told):
            yield f"the number {value:g} is not in the source"


def _values(passage: Passage) -> list[float]:
    text = clean(passage.text)
    scaled = [float(m[1].replace(",", "")) * _SCALES.get(m[2] or "", 1) for m in _NUMBER.finditer(text)]
    read = [number.value for number in numbers(words(passage.text, passage.language))]
    return read if passage.language in {"en", "es"} else scaled + read


def name_losses(claim: Passage, passages: Sequence[Passage]) -> Iterator[str]:
    """In words, every name of the claim that no source has in its own script; and that there is no name or number."""
    survived = bool(_values(claim))
    for word in claim.words:
        if not (word.name or word.entity) or weekdays((word,)):
            continue
        if word.text[0].isupper() and word.key in NUMBER_WORDS["month"]:
            if word.key not in fold(passages[0].text) and not any(
                f"{m}月" in p.text for m in months((word, word)) for p in passages
            ):
                yield f"the source does not say {word.text}"
            continue
        survived = True
        if not any(_named(word.key, word.entity, passage) for passage in passages):
            yield f"the name {word.text} is not in the source"
    if not survived:
        yield "nothing in it survives translation, so nothing can be checked"


def _named(key: str, entity: str, passage: Passage) -> bool:
    text = fold(clean(passage.text))
    if re.search(rf"\b{re.escape(key)}", text) or any(
        w.entity and entity in represented(w.entity) for w in passage.words
    ):
        return True
    keys = [other for other in EXONYMS if entity and entity in represented(other)]
    return any(name in text for other in keys for name in EXONYMS[other])
