"""Whether it happened: negation and modality of a claim against what it cites.

A word is turned by "not", "no", "without" before it in its clause and by a verb that denies or ends it ("rejects
claims", "end of curbs"); two turns cancel out. An event is *told* (0), *intended* (1: will, to, plans, vows) or
*possible* (2: may, considers, seeks, urges, threatens); a claim may not say more than its sources.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from counterpoint.writing.checks.frames import Frame, frames
from counterpoint.writing.checks.matching import Passage, same
from counterpoint.writing.checks.syntax import Tag, tags

_NOT = frozenset("not no never without nor neither n't non ni nunca sin".split())
_POSSIBLE = frozenset("may might could should can would must podria podrian puede pueden if si".split())
_INTENDED = frozenset("will shall to".split())
_INTENTS = frozenset(("plan", "promise", "decide", "predict", "agree", "offer", "announce", "order"))
REACH = 4


def negation_conflicts(claim: Passage, passages: Sequence[Passage], day: date | None) -> Iterator[str]:
    """In words, what the claim affirms and the source denies, or the other way round."""
    mine = turns(claim)
    theirs = {passage: turns(passage) for passage in passages}
    for at, word in enumerate(claim.words):
        if not word.content or word.entity or word.flag("N") or word.flag("L") or word.kind == "number":
            continue
        told = [
            theirs[passage][i] % 2
            for passage in passages
            for i, cited in enumerate(passage.words)
            if cited.content and not cited.flag("N") and same(word, cited, day)
        ]
        if told and all(turn != mine[at] % 2 for turn in told):
            yield f"'{word.text}' is {'denied' if mine[at] % 2 else 'affirmed'} in the claim, not in the source"


def turns(passage: Passage) -> list[int]:
    """How often each word is turned."""
    sequence, tagged = passage.words, tags(passage.text, passage.language)
    found = [0] * len(sequence)
    for at, word in enumerate(sequence):
        if word.key in _NOT or word.key.endswith("n't"):
            for i in _following(passage, tagged, at):
                found[i] += 1
        elif word.flag("N") and tagged[at] is not Tag.VERB:
            for i in _following(passage, tagged, at)[:2]:
                found[i] += 1
    for frame in frames(passage.text, passage.language):
        if sequence[frame.verb].flag("N"):
            for i in frame.patients:
                found[i] += 1
    return found


def _following(passage: Passage, tagged: Sequence[Tag], at: int) -> list[int]:
    reached: list[int] = []
    for i in range(at + 1, len(tagged)):
        if tagged[i] is Tag.BOUNDARY or len(reached) >= REACH:
            break
        if passage.words[i].content:
            reached.append(i)
    return reached


def modality_conflicts(claim: Passage, passages: Sequence[Passage], day: date | None) -> Iterator[str]:
    """In words, every event the claim tells as done or certain that its sources only plan or consider."""
    del day  # verbs have no dates
    for frame in frames(claim.text, claim.language):
        verb = claim.words[frame.verb]
        if verb.flag("M") or verb.flag("L") or verb.flag("S"):
            continue
        told = [
            _level(passage, other)
            for passage in passages
            for other in frames(passage.text, passage.language)
            if verb.concepts & passage.words[other.verb].concepts
        ]
        if told and _level(claim, frame) < min(told):
            yield f"'{verb.text}' is told as {_LEVELS[_level(claim, frame)]}, the source has it as {_LEVELS[min(told)]}"


_LEVELS = ("done", "intended", "possible")


def _level(passage: Passage, frame: Frame) -> int:
    """0 told, 1 intended, 2 possible."""
    tagged, sequence = tags(passage.text, passage.language), passage.words
    level, at = 0, frame.verb - 1
    while at >= 0 and tagged[at] not in {Tag.BOUNDARY, Tag.AND}:
        word = sequence[at]
        if word.key in _POSSIBLE:
            return 2
        if word.flag("M") and at >= frame.verb - 6 and (tagged[at] is Tag.VERB or word.flag("a")):
            level = max(level, 1 if word.concepts & _INTENTS else 2)
        elif word.key in _INTENDED and tagged[at] is Tag.AUXILIARY:
            level = max(level, 1)
        at -= 1
    return level
