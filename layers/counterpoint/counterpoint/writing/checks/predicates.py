"""What is said of somebody: a verb of the claim that no source has, where the source has another one.

As in "the judge upheld the sanctions" for "the judge questions the sanctions". Both verbs must be in the lexicon, so
that it is known that they do not mean the same; one that is not is left to the coverage check.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from counterpoint.writing.checks.frames import Frame, frames
from counterpoint.writing.checks.matching import Passage, same, supported
from counterpoint.writing.checks.polarity import mostly_modal
from counterpoint.writing.checks.vocabulary import CLOSED, FLAGS
from counterpoint.writing.checks.words import Word


def predicate_conflicts(claim: Passage, passages: Sequence[Passage], day: date | None) -> Iterator[str]:
    """In words, every known verb that stands between the same doer and the same thing as another one in the source."""
    for frame in frames(claim.text, claim.language):
        verb = claim.words[frame.verb]
        if not verb.flag("M") and not supported(verb, passages, day):
            yield from _only_meant(claim, frame, passages, day)
        if (
            verb.light
            or not verb.concepts
            or verb.flag("M")
            or only_speech(verb)
            or verb.stems & CLOSED["light"]
            or supported(verb, passages, day)
        ):
            continue
        for passage in passages:
            for told in _others(claim, frame, passage, day):
                yield f"the claim says '{verb.text}' where the source says '{told.text}'"


def _only_meant(claim: Passage, frame: Frame, passages: Sequence[Passage], day: date | None) -> Iterator[str]:
    """As in "has imposed tariffs" for "threatens tariffs": the deed is told, the source only means or asks it."""
    if any(word.flag("M") for word in claim.words) or not frame.patients:
        return
    for passage in passages:
        for other in frames(passage.text, passage.language):
            told = passage.words[other.verb]
            if mostly_modal(told) and _between_the_same(claim, frame, passage, other, day):
                yield f"the claim says '{claim.words[frame.verb].text}' where the source only '{told.text}'"


def _others(claim: Passage, frame: Frame, passage: Passage, day: date | None) -> Iterator[Word]:
    """The known verbs that a text has between the same two, and that the claim does not have."""
    for other in frames(passage.text, passage.language):
        told = passage.words[other.verb]
        known = told.concepts and not told.light
        said = any(same(word, told, day) for word in claim.words if word.content)
        if known and not said and _between_the_same(claim, frame, passage, other, day):
            yield told


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
