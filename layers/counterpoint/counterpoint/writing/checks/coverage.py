"""How much of a claim its sources carry, and whether each source carries anything.

Every content word weighs: names and plain words 1, light words 0.3, plain saying 0.1. A claim is split at commas and
conjunctions, because what is invented is usually one added clause. The thresholds were chosen on labelled claims.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date

from counterpoint.lexicon.numbers import months, weekdays
from counterpoint.lexicon.vocabulary import CLOSED, FUNCTION_WORDS
from counterpoint.lexicon.words import Word
from counterpoint.writing.checks.initials import spelled_out
from counterpoint.writing.checks.matching import Passage, Reading, supported
from counterpoint.writing.checks.syntax import Tag, tags

_SAYING = frozenset(("say", "report", "explain", "claim", "label", "think"))
_LINKS = frozenset(("with_", "without_", "before", "after_", "despite", "because", "against"))
_AMOUNTS = frozenset(("above", "below", "about", "nearly"))
_LIGHT = CLOSED["light"]
_SMALL = FUNCTION_WORDS["en"] | FUNCTION_WORDS["es"] | _LIGHT
_ATTEMPTS = frozenset(("try", "seek", "want"))  # saying less than the source is no falsehood


SHIPPED = 0.6
"""The operating point, from 0 to 1: the least share of a claim's weight that its sources carry. The least share of one
clause is 0.1 below it, and the most loose weight in one clause falls with it (1.6 at 0.6). See the claims bench."""


def coverage_conflicts(reading: Reading) -> Iterator[str]:
    """In words, what of the claim the sources do not carry."""
    claim, passages, day, strictness = reading.claim, reading.passages, reading.day, reading.strictness
    weights, carried = weigh(claim, passages, day)
    total = sum(weights)
    share = sum(w for w, ok in zip(weights, carried, strict=True) if ok) / total if total else 0.0
    loose = [claim.words[i].text for i, w in enumerate(weights) if w and not carried[i]]
    if share < strictness:
        yield f"only {share:.0%} of it is in the source; not there: {', '.join(loose) or 'everything'}"
        return
    for clause in clauses(claim):
        size = sum(weights[i] for i in clause)
        missing = [i for i in clause if weights[i] and not carried[i]]
        lost = sum(weights[i] for i in missing)
        if lost >= 4 * (1 - strictness) - 1e-9 or (size >= 1 and 1 - lost / size < strictness - 0.1):
            yield f"not in the source: {' '.join(claim.words[i].text for i in missing)}"


def added_items(reading: Reading) -> Iterator[str]:
    """In words, every "and …" of the claim that no source has: "his wife and his son"."""
    claim, passages, day = reading.claim, reading.passages, reading.day
    weights, carried = weigh(claim, passages, day)
    tagged = tags(claim.text, claim.language)
    for at, tag in enumerate(tagged):
        if tag is not Tag.AND:
            continue
        item = []
        for i in range(at + 1, len(tagged)):
            if tagged[i] in {Tag.BOUNDARY, Tag.VERB, Tag.PREPOSITION, Tag.AND}:
                break
            item.append(i)
        heavy = [i for i in item if weights[i] >= 1]
        if heavy and not any(carried[i] for i in heavy) and not any(Tag.VERB is tagged[i] for i in item):
            yield f"not in the source: and {' '.join(claim.words[i].text for i in heavy)}"


def weigh(claim: Passage, passages: Sequence[Passage], day: date | None) -> tuple[list[float], list[bool]]:
    """The weight of every word of the claim, and whether a cited text carries it."""
    weights = [_weight(claim, i) for i in range(len(claim.words))]
    carried = [
        weights[at] > 0 and (supported(word, passages, day) or spelled_out(claim, at, passages))
        for at, word in enumerate(claim.words)
    ]
    return weights, carried


def _weight(claim: Passage, at: int) -> float:
    word = claim.words[at]
    if not word.content or word.concepts & _LINKS or _in_number(claim, at) or weekdays((word,)) or months((word,)):
        return 0.0
    if (word.concepts & _SAYING and word.flag("S")) or word.key == "according":
        return 0.1
    if word.concepts & _AMOUNTS and word.flag("Q"):
        return 0.0
    if word.light or word.concepts & _ATTEMPTS or word.stems & _LIGHT:
        return 0.3
    if word.key.endswith("ly") and not word.concepts:
        return 0.5
    return float(max(1, sum(part not in _SMALL for part in word.key.split("_")))) if not word.entity else 1.0


def _in_number(claim: Passage, at: int) -> bool:
    word: Word = claim.words[at]
    return word.kind == "number" or any(n.first <= at <= n.last or (n.unit and at == n.last + 1) for n in claim.numbers)


def clauses(claim: Passage) -> list[list[int]]:
    """The claim's words, by clause."""
    found: list[list[int]] = [[]]
    tagged = tags(claim.text, claim.language)
    for at, tag in enumerate(tagged):
        if tag is Tag.BOUNDARY or (tag is Tag.AND and any(t is Tag.VERB for t in tagged[at + 1 : at + 4])):
            found.append([])
        found[-1].append(at)
    return found


def idle_citations(reading: Reading) -> Iterator[str]:
    """In words, every cited text that carries next to nothing of the claim."""
    claim, passages, day = reading.claim, reading.passages, reading.day
    weights = [_weight(claim, i) for i in range(len(claim.words))]
    whole = sum(weights)
    for passage in passages:
        abroad = (replace(passage, home=""),)  # a side's own country alone carries nothing
        own = sum(w for w, word in zip(weights, claim.words, strict=True) if w and supported(word, abroad, day))
        if whole and own / whole < 0.2:
            yield f"[{passage.n}] carries nothing of it"
