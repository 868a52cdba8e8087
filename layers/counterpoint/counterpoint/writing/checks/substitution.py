"""One word in the place of another: "northern Japan" where the source has "central Japan".

A word of the claim that no source carries stands next to one that a source does carry; if the source has another word
there, which the claim in turn does not have, and both are known not to mean the same, the claim has exchanged it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from counterpoint.writing.checks.frames import frames
from counterpoint.writing.checks.matching import Passage, same, supported
from counterpoint.writing.checks.syntax import Tag, tags
from counterpoint.writing.checks.words import Word


def exchanged_words(claim: Passage, passages: Sequence[Passage], day: date | None) -> Iterator[str]:
    """In words, every known modifier that stands where the source has another known one."""
    tagged = tags(claim.text, claim.language)
    for at, word in enumerate(claim.words[:-1]):
        noun = claim.words[at + 1]
        if not _modifies(word, tagged[at], tagged[at + 1]) or supported(word, passages, day):
            continue
        others = [other for passage in passages for other in _modifiers(noun, passage, day)]
        strange = [
            other
            for other in others
            if not any(same(mine, other, day) or mine.key in other.key for mine in claim.words if mine.content)
        ]
        if others and len(strange) == len(others):
            yield f"the claim says '{word.text} {noun.text}' where the source says '{others[0].text}'"


def _modifies(word: Word, tag: Tag, following: Tag) -> bool:
    known = bool(word.concepts) and word.content and not word.light and not word.entity and word.kind == "word"
    return known and tag is Tag.CONTENT and following is Tag.CONTENT


def _modifiers(noun: Word, passage: Passage, day: date | None) -> Iterator[Word]:
    """The known words right before every mention of a noun."""
    tagged = tags(passage.text, passage.language)
    for i, cited in enumerate(passage.words[1:], start=1):
        before = passage.words[i - 1]
        if cited.kind != "mark" and same(noun, cited, day) and _modifies(before, tagged[i - 1], tagged[i]):
            yield before


def exchanged_objects(claim: Passage, passages: Sequence[Passage], day: date | None) -> Iterator[str]:
    """In words, every deed done to what in the source another deed is done to."""
    for frame in frames(claim.text, claim.language):
        verb = claim.words[frame.verb]
        if verb.flag("S") or verb.flag("M"):
            continue
        things = [claim.words[i] for i in frame.patients if not claim.words[i].light]
        for passage in passages:
            told = frames(passage.text, passage.language)
            own = [f for f in told if verb.concepts & passage.words[f.verb].concepts and f.patients]
            rest = [f for f in told if f not in own]
            if not things or not own or not rest:
                continue
            reached = [
                passage.words[i] for f in own for i in (*f.patients, *f.agents, *(j for o in f.obliques for j in o.at))
            ]
            elsewhere = [passage.words[i] for f in rest for i in f.patients]
            if not any(same(a, b, day) for a in things for b in reached) and all(
                any(same(a, b, day) for b in elsewhere) for a in things
            ):
                yield f"'{verb.text}' is done to {' '.join(t.text for t in things)} in the claim, not in [{passage.n}]"
