"""Initials and what they stand for: MAC is the Mainland Affairs Council, SOEs are state-owned enterprises."""

from __future__ import annotations

from collections.abc import Sequence

from counterpoint.writing.checks.matching import Passage


def spelled_out(claim: Passage, at: int, passages: Sequence[Passage]) -> bool:
    """As in "Mainland Affairs Council" for MAC: the initials of the words around stand in the source."""
    capitals = {word.key for p in passages for word in p.words if word.text.isupper() and len(word.text) > 1}
    capitals |= {word.key[:-1] for p in passages for word in p.words if word.text[:-1].isupper() and len(word.text) > 3}
    capitals -= {word.key for word in claim.words}
    return _named_by_initials(claim, at, capitals) or _told_by_initials(claim, at, capitals)


def _told_by_initials(claim: Passage, at: int, capitals: set[str]) -> bool:
    """As in "state-owned enterprises" for SOEs, "chief of defence staff" for CDS."""
    telling = [i for i, word in enumerate(claim.words) if word.kind == "word" and not word.function]
    spelled = [(i, part[0]) for i in telling for part in claim.words[i].key.split("_") if part not in _SMALL]
    for start in range(len(spelled)):
        for length in (3, 4, 5):
            run = spelled[start : start + length]
            if len(run) == length and at in {i for i, _ in run} and "".join(c for _, c in run) in capitals:
                return True
    return False


_SMALL = frozenset(("of", "and", "the", "de", "del", "la", "y", "for"))


def _named_by_initials(claim: Passage, at: int, capitals: set[str]) -> bool:
    first = at
    while first > 0 and (claim.words[first - 1].text[0].isupper() or claim.words[first - 1].key in {"of", "and", "de"}):
        first -= 1
    initials = ""
    for word in claim.words[first : first + 8]:
        if word.text[0].isupper():
            initials += word.key if word.text.isupper() else word.key[0]
        elif word.key not in {"of", "and", "de", "the"}:
            break
    return any(short in initials for short in capitals if len(short) > 2 or short == initials)
