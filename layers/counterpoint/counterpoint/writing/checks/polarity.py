"""Whether it happened: negation and modality of a claim against what it cites.

A word is turned by "not", "no", "without" before it in its clause and by a verb that denies or ends it ("rejects
claims", "end of curbs"); two turns cancel out. An event is *told* (0), *intended* (1: will, to, plans, vows) or
*possible* (2: may, considers, seeks, urges, threatens); a claim may not say more than its sources.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from functools import lru_cache
from itertools import zip_longest

from counterpoint.writing.checks.frames import Frame, frames
from counterpoint.writing.checks.matching import Passage, same
from counterpoint.writing.checks.syntax import Tag, tags
from counterpoint.writing.checks.vocabulary import CLOSED, FLAGS
from counterpoint.writing.checks.words import Word

LINKS = frozenset(("with_", "without_", "before", "after_", "despite", "because"))

_NOT = CLOSED["negations"]
_FAILING = CLOSED["failing"]
_POSSIBLE = CLOSED["possible"]
_INTENDED = frozenset(["will", "shall", "to", "won't"])
_INTENTS = frozenset(("plan", "promise", "decide", "predict", "agree", "offer", "announce", "order"))
REACH = 4


def negation_conflicts(claim: Passage, passages: Sequence[Passage], day: date | None) -> Iterator[str]:
    """In words, what the claim affirms and the source denies, or the other way round."""
    for at, word in enumerate(claim.words):
        if not word.content or word.entity or word.light or word.kind == "number" or word.concepts & LINKS:
            continue
        told = [
            (passage, i)
            for passage in passages
            for i, cited in enumerate(passage.words)
            if cited.content and same(word, cited, day)
        ]
        mine = turner(claim, at)
        theirs = [turner(passage, i) for passage, i in told]
        if (
            mine >= 0
            and theirs
            and not any(_turns_elsewhere(p, i) for p, i in told)
            and not _told(claim, mine, passages, day)
        ):
            yield f"'{claim.words[mine].text} … {word.text}' in the claim, not so in the source"
        elif mine < 0 and theirs and all(t >= 0 for t in theirs) and not _turns_elsewhere(claim, at):
            passage = told[0][0]
            if _told(passage, theirs[0], (claim,), day):
                continue
            yield f"'{passage.words[theirs[0]].text} … {word.text}' in the source, not so in the claim"


def turner(passage: Passage, at: int) -> int:
    """The index of the word that denies or ends this one, or -1."""
    return dict(turns(passage.text, passage.language)).get(at, -1)


def _turns_elsewhere(passage: Passage, at: int) -> bool:
    """Whether the text has another word that denies or ends something: then it may say this otherwise."""
    return any(is_turner(word) for i, word in enumerate(passage.words) if i != at)


def _told(passage: Passage, at: int, others: Sequence[Passage], day: date | None) -> bool:
    """Whether a word stands in the other texts too."""
    return any(same(passage.words[at], word, day) for other in others for word in other.words)


def is_turner(word: Word) -> bool:
    """Whether a word denies or ends what it governs: "not", or most of what it may mean does."""
    if word.key in _NOT or word.key.endswith("n't") or word.stems & _FAILING:
        return True
    return 2 * sum("N" in FLAGS[concept] for concept in word.concepts) > len(word.concepts)


@lru_cache(maxsize=4096)
def turns(text: str, language: str) -> tuple[tuple[int, int], ...]:
    """Pairs of a turned word and what turns it."""
    passage = Passage(0, text, language)
    sequence, tagged = passage.words, tags(text, language)
    found: dict[int, int] = {}
    for at, word in enumerate(sequence):
        if "-" in {sequence[i].text for i in (at - 1, at + 1) if 0 <= i < len(sequence)}:
            continue  # "high-end"
        pure = word.key in _NOT or word.key.endswith("n't")
        if pure or (is_turner(word) and tagged[at] is not Tag.VERB):
            found.update(dict.fromkeys(_following(passage, tagged, at)[: None if pure else 3], at))
            found.update({} if pure else dict.fromkeys(_compound(passage, tagged, at), at))
    told = frames(text, language)
    for frame, after in zip_longest(told, told[1:]):
        if is_turner(sequence[frame.verb]):
            found.update(dict.fromkeys(frame.patients, frame.verb))
            if after is not None and not frame.patients and not frame.obliques and after.verb <= frame.verb + 3:
                found.update(dict.fromkeys((after.verb, *after.patients), frame.verb))  # "decided against prolonging"
    return tuple(sorted(found.items()))


def _compound(passage: Passage, tagged: Sequence[Tag], at: int) -> list[int]:
    """The nouns right before a noun that ends or denies them: "sanctions waivers", "export ban"."""
    first = at
    while first > 0 and first > at - 2 and tagged[first - 1] is Tag.CONTENT and not passage.words[first - 1].entity:
        first -= 1
    return list(range(first, at))


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
        if verb.flag("M") or verb.light or all("S" in FLAGS[concept] for concept in verb.concepts):
            continue
        told = [level for passage in passages for level in _levels(verb, passage)]
        if told and _level(claim, frame) < min(told) and not _reserved(claim, frame):
            yield f"'{verb.text}' is told as {_LEVELS[_level(claim, frame)]}, the source has it as {_LEVELS[min(told)]}"


def _reserved(claim: Passage, frame: Frame) -> bool:
    """Whether the claim itself says before that it is planned, asked or threatened ("warned that it will hit")."""
    gerund = claim.words[frame.verb].forms == {"g"}
    return gerund or any(word.flag("M") for word in claim.words[max(0, frame.verb - 8) : frame.verb])


def _levels(verb: Word, passage: Passage) -> Iterator[int]:
    """How far every mention of a verb goes; a noun goes as far as the verb that asks or waits for it."""
    told = frames(passage.text, passage.language)
    for frame in told:
        if verb.concepts & passage.words[frame.verb].concepts:
            yield _level(passage, frame)
    verbs = {frame.verb for frame in told}
    for i, word in enumerate(passage.words):
        if i not in verbs and verb.concepts & word.concepts:
            asked = any(
                i in (*f.patients, *(j for o in f.obliques for j in o.at)) and modal_verb(passage.words[f.verb])
                for f in told
            )
            yield 2 if asked else 0


def mostly_modal(word: Word) -> bool:
    """Whether most of what a word may mean leaves open whether it happens: plans, seeks, threatens."""
    return 2 * sum("M" in FLAGS[concept] for concept in word.concepts) > len(word.concepts)


def modal_verb(word: Word) -> bool:
    """The same of a word that is known to be a verb where it stands."""
    deeds = [concept for concept in word.concepts if "v" in FLAGS[concept]]
    return 2 * sum("M" in FLAGS[concept] for concept in deeds) > len(deeds)


_LEVELS = ("done", "intended", "possible")


def _level(passage: Passage, frame: Frame) -> int:
    """0 told, 1 intended, 2 possible."""
    tagged, sequence = tags(passage.text, passage.language), passage.words
    level, at = int("f" in sequence[frame.verb].forms and "d" not in sequence[frame.verb].forms), frame.verb - 1
    while at >= 0 and tagged[at] not in {Tag.BOUNDARY, Tag.AND}:
        word = sequence[at]
        if word.key in _POSSIBLE:
            return 2
        if word.flag("M") and at >= frame.verb - 6 and (tagged[at] is Tag.VERB or mostly_modal(word)):
            level = max(level, 1 if word.concepts & _INTENTS else 2)
        elif word.key in _INTENDED and tagged[at] is Tag.AUXILIARY:
            level = max(level, 1)
        at -= 1
    return level
