"""Template twins: two headlines of one mould about two events.

    "Quake of magnitude 5.1 hits Peru"  /  "Quake of magnitude 6.0 hits Chile"
    "Rivera wins Ohio"                  /  "Rivera wins Iowa"
    "Strike, day 2"                     /  "Strike, day 21"

Rule: word for word the same but for slots, and every slot is filled differently by a number on both sides, or by a name
on both sides. A slot for a name is not the first word: there one event has many subjects ("Tokyo protests", "Japan
protests"). Counts of victims are no slot: they rise while the event stays the same. In a headline in Title Case a
capital proves no name, so there only the last words can be such a slot.

It knows no synonyms: "Kyiv" and "Kiev" at the end of one mould are taken for two places.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby, takewhile
from typing import NamedTuple

from counterpoint.stories.tokens import STOP_WORDS, terms

_WORD = re.compile(r"[^\W_]+(?:[.,]\d+)*")
_TITLE_CASE = 0.7
_LEAST_SHARED = 2
_LONGEST_SLOT = 2
_VICTIMS = {"dead", "death", "kill", "die", "died", "toll", "injur", "wound", "miss", "hurt", "victim"} | {
    *("muert", "fallecid", "herid", "mort", "ferid", "tote", "verletzt", "bless")
}


class _Slot(NamedTuple):
    start: int
    end: int
    other_end: int


@dataclass(frozen=True, slots=True)
class Mould:
    """A headline as a row of terms: which are names, and whether it is in Title Case."""

    terms: tuple[str, ...]
    names: frozenset[str]
    title_case: bool

    @classmethod
    def of(cls, title: str) -> Mould:
        """Read a headline."""
        words = [word for word in _WORD.findall(title) if word.casefold() not in STOP_WORDS and word[0].isalpha()]
        capitalised = [word for word in words if word[0].isupper()]
        names = frozenset(term for word in capitalised for term in terms(word))
        return cls(terms(title), names, len(words) > 1 and len(capitalised) >= _TITLE_CASE * len(words))


def twins(one: Mould, other: Mould) -> bool:
    """Whether two headlines are of one mould, with other numbers or names in its slots."""
    a, b = one.terms, other.terms
    if a == b or abs(len(a) - len(b)) >= _LONGEST_SLOT:
        return False
    slots = _slots(a, b)
    filled = sum(max(slot.end - slot.start, slot.other_end - slot.start) for slot in slots)
    shared = min(len(a), len(b)) - filled
    return shared >= max(_LEAST_SHARED, filled) and all(_differs(one, other, slot) for slot in slots)


def _slots(a: tuple[str, ...], b: tuple[str, ...]) -> list[_Slot]:
    """Where rows of one length differ, run by run; of rows of two lengths, all between the common ends."""
    if len(a) == len(b):
        unequal = (position for position in range(len(a)) if a[position] != b[position])
        runs = [[p for _, p in run] for _, run in groupby(enumerate(unequal), key=lambda pair: pair[1] - pair[0])]
        return [_Slot(run[0], run[-1] + 1, run[-1] + 1) for run in runs]
    start = _agreement(a, b)
    tail = min(_agreement(a[::-1], b[::-1]), min(len(a), len(b)) - start)
    return [_Slot(start, len(a) - tail, len(b) - tail)]


def _agreement(a: Sequence[str], b: Sequence[str]) -> int:
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(a, b, strict=False)))


def _differs(one: Mould, other: Mould, slot: _Slot) -> bool:
    left, right = one.terms[slot.start : slot.end], other.terms[slot.start : slot.other_end]
    if not left or not right or max(len(left), len(right)) > _LONGEST_SLOT:
        return False
    if _numbers(left) and _numbers(right):
        return _numbers(left) != _numbers(right) and not _VICTIMS & {*one.terms, *other.terms}
    at_end = slot.end == len(one.terms) and slot.other_end == len(other.terms)
    if slot.start == 0 or ((one.title_case or other.title_case) and not at_end):
        return False
    return not one.names.isdisjoint(left) and not other.names.isdisjoint(right)


def _numbers(slot: Sequence[str]) -> set[str]:
    return {term for term in slot if term[0].isdigit()}
