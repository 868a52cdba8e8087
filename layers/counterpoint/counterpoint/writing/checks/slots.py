"""Names at the same place of two texts that are otherwise worded alike: there they must be the same names.

Where a claim is nearly a copy of its source, every name has its slot. A slot that holds another name of the same
source is an exchange, whatever the grammar. Lists ("US, China" and "China and the US") have no order.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher

from counterpoint.lexicon.words import Word
from counterpoint.writing.checks.matching import Passage, represented

_NAME = "@"
_JOINERS = frozenset((",", "-", "/", "and", "y", "e", "&", "with", "con", "vs", "the", "between", "entre", "'s"))
LEAST_ALIKE = 0.75
LEAST_WORDS = 3


def exchanged_slots(claim: Passage, passages: Sequence[Passage]) -> Iterator[str]:
    """In words, every name that stands where a cited text, worded alike, has another of its names."""
    mine = [word for word in claim.words if word.kind != "mark" or word.text == ","]
    for passage in passages:
        theirs = [word for word in passage.words if word.kind != "mark" or word.text == ","]
        slots = _slots(mine, theirs)
        for a, b in slots:
            known = any(_same(a, other) for other in theirs) and any(_same(b, other) for other in mine)
            if known and not any(_same(a, other) for other in _run(theirs, b)) and not _listed(claim, a, b):
                yield f"{a.text} stands where [{passage.n}] has {b.text}"


def _slots(mine: Sequence[Word], theirs: Sequence[Word]) -> list[tuple[Word, Word]]:
    """The names that stand at the same place, if the texts are worded alike."""
    one, other = [_shape(word) for word in mine], [_shape(word) for word in theirs]
    matcher = SequenceMatcher(None, one, other, autojunk=False)
    blocks = [block for block in matcher.get_matching_blocks() if block.size > 1]
    pairs = [(mine[block.a + k], theirs[block.b + k]) for block in blocks for k in range(block.size)]
    telling = sum(word.content and _shape(word) != _NAME for word, _ in pairs)
    whole = sum(word.content and _shape(word) != _NAME for word in mine)
    if telling < LEAST_WORDS or telling < LEAST_ALIKE * whole:
        return []
    return [(a, b) for a, b in pairs if _shape(a) == _NAME]


def _shape(word: Word) -> str:
    if word.entity or word.proper:
        return _NAME
    return min(word.stems, key=lambda stem: (len(stem), stem), default=word.key)


def _run(words: Sequence[Word], word: Word) -> Sequence[Word]:
    """The names right around a name: "US FAA", "Japan's Niigata"."""
    first = last = words.index(word)
    while first > 0 and _shape(words[first - 1]) == _NAME:
        first -= 1
    while last + 1 < len(words) and _shape(words[last + 1]) == _NAME:
        last += 1
    return words[first : last + 1]


def _same(a: Word, b: Word) -> bool:
    if a.entity or b.entity:
        return bool(a.entity and b.entity) and bool(set(represented(a.entity)) & set(represented(b.entity)))
    return a.key == b.key


def _listed(claim: Passage, a: Word, b: Word) -> bool:
    """Whether the claim has both next to each other, joined as a list or a pair."""
    at = claim.words.index(a)
    others = [i for i, word in enumerate(claim.words) if word is not a and _same(word, b)]
    return any(all(word.key in _JOINERS for word in claim.words[min(at, i) + 1 : max(at, i)]) for i in others)
