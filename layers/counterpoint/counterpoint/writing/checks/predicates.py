"""What is said of somebody: a deed that no source has done, a stance that no source has taken.

A verb that merely is another one than the source's is left to the coverage check: of ten such verbs between the same
two, on claims in other words, nine said the same ("mount" and "organise" patrols).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from counterpoint.lexicon.vocabulary import CLOSED, FLAGS, RELATED
from counterpoint.lexicon.words import Word
from counterpoint.writing.checks.frames import Frame, frames
from counterpoint.writing.checks.matching import Passage, Reading, same, supported
from counterpoint.writing.checks.modality import modal_verb

_PLAIN = frozenset(("say", "think", "report", "claim", "announce"))


def predicate_conflicts(reading: Reading) -> Iterator[str]:
    """In words, every deed that the source only means, asks or threatens: "imposed tariffs" for "threatens tariffs"."""
    claim, passages, day = reading.claim, reading.passages, reading.day
    for frame in frames(claim.text, claim.language):
        verb = claim.words[frame.verb]
        if not verb.flag("M") and not supported(verb, passages, day):
            yield from _only_meant(claim, frame, passages, day)


def stance_conflicts(reading: Reading) -> Iterator[str]:
    """In words, every denial, praise, accusation or promise that no cited text has: more than saying something."""
    claim, passages, day = reading.claim, reading.passages, reading.day
    for frame in frames(claim.text, claim.language):
        verb = claim.words[frame.verb]
        if _tells_little(verb) or supported(verb, passages, day) or _refused(verb, passages):
            continue
        taken = (word for passage in passages for word in passage.words if word.concepts & CLOSED["stances"])
        if any(_related(verb, word) for word in taken):
            continue  # "decries" for "condemns"
        if only_stance(verb) or (only_speech(verb) and not any(map(_speaks, passages))):
            yield f"no source says that anybody '{verb.text}'"


def only_stance(verb: Word) -> bool:
    """Whether all that a verb may mean is a stance, beyond plain saying."""
    return bool(verb.concepts) and verb.concepts <= CLOSED["stances"]


def _speaks(passage: Passage) -> bool:
    """Whether a text lets anybody say anything: a verb of speech, a label, a quote."""
    told = {":", '"', "'", "according", "segun"}
    return any(word.flag("S") or word.key in told for word in passage.words)


def _refused(verb: Word, passages: Sequence[Passage]) -> bool:
    """As in "denies" for "says it did not"."""
    negated = any(word.key in CLOSED["negations"] for passage in passages for word in passage.words)
    return bool(verb.concepts & CLOSED["deny_v"]) and negated


def _tells_little(verb: Word) -> bool:
    light = verb.light or bool(verb.stems & (CLOSED["light"] | CLOSED["periphrastic"]))
    return light or (bool(verb.concepts) and verb.concepts <= _PLAIN)


def _only_meant(claim: Passage, frame: Frame, passages: Sequence[Passage], day: date | None) -> Iterator[str]:
    """As in "has imposed tariffs" for "threatens tariffs": the deed is told, the source only means or asks it."""
    if any(word.flag("M") for word in claim.words) or not frame.patients:
        return
    for passage in passages:
        for other in frames(passage.text, passage.language):
            told = passage.words[other.verb]
            if modal_verb(told) and _between_the_same(claim, frame, passage, other, day):
                yield f"the claim says '{claim.words[frame.verb].text}' where the source only '{told.text}'"


def _related(one: Word, other: Word) -> bool:
    """Whether some word belongs to a concept of each: "mount" and "organise" by "stage"."""
    return any(RELATED.get(concept, frozenset()) & other.concepts for concept in one.concepts)


def only_speech(verb: Word) -> bool:
    """Whether a verb can only mean speaking."""
    return all("S" in FLAGS[concept] for concept in verb.concepts)


def _between_the_same(claim: Passage, frame: Frame, passage: Passage, other: Frame, day: date | None) -> bool:
    agents = _meet(_at(claim, frame.agents), _at(passage, other.agents), day)
    return agents and _meet(_at(claim, frame.patients), _at(passage, other.patients), day)


def _at(passage: Passage, indexes: Sequence[int]) -> list[Word]:
    return [passage.words[i] for i in indexes]


def _meet(one: Sequence[Word], other: Sequence[Word], day: date | None) -> bool:
    return any(same(a, b, day) for a in one for b in other)
