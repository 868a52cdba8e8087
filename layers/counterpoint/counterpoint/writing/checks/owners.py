"""Whose it is: "Japan's GDP target" is not supported by "China's GDP target".

Owner and thing are read from a possessive, a demonym or a country before a noun, and from "of", "in" or "by".
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from counterpoint.lexicon.vocabulary import BELONGS, CLOSED, KIND_OF
from counterpoint.lexicon.words import Word
from counterpoint.writing.checks.frames import frames
from counterpoint.writing.checks.matching import Passage, Reading, represented
from counterpoint.writing.checks.syntax import Tag, tags

_OF = CLOSED["owning"]


def owner_conflicts(reading: Reading) -> Iterator[str]:
    """In words, every thing of the claim that is somebody else's wherever the cited texts name it."""
    claim, passages = reading.claim, reading.passages
    for owner, thing in _owned(claim, strict=True):
        word = claim.words[thing]
        if word.light or not word.content or "_" in word.key or not _can_own(claim.words[owner]):
            continue
        owners = list(_told(word, passages))
        if (
            owners
            and all(owners)
            and not any(_is_owner(claim, owner, p, at) for p, found in owners_of(owners) for at in found)
            and not _by_name(claim, owner, word, passages)
            and not (thing < owner and _loosely(claim, owner, owners_of(owners)))
        ):
            p, found = owners_of(owners)[0]
            told = ", ".join(p.words[i].text for i in found)
            yield f"'{word.text}' is {claim.words[owner].text}'s in the claim, {told}'s in [{p.n}]"


def _by_name(claim: Passage, owner: int, thing: Word, passages: Sequence[Passage]) -> bool:
    """As in "MSDF" for "Japan's navy"."""
    return any(
        BELONGS.get(word.entity) == claim.words[owner].entity and bool(KIND_OF[word.entity] & thing.concepts)
        for passage in passages
        for word in passage.words
    )


def _loosely(claim: Passage, owner: int, told: list[tuple[Passage, tuple[int, ...]]]) -> bool:
    """Whether the texts have the owner, too: "blockade of Venezuela" is not whose it is, but whom it meets."""
    mine = claim.words[owner].entity
    return any(mine in represented(word.entity) for passage, _ in told for word in passage.words if word.entity)


def owners_of(found: list[tuple[Passage, tuple[int, ...]] | None]) -> list[tuple[Passage, tuple[int, ...]]]:
    """The mentions that have an owner."""
    return [mention for mention in found if mention]


def _told(word: Word, passages: Sequence[Passage]) -> Iterator[tuple[Passage, tuple[int, ...]] | None]:
    """For every mention of the thing in the cited texts, its owners; None for a mention without one."""
    for passage in passages:
        pairs = list(_owned(passage, strict=False))
        for at, cited in enumerate(passage.words):
            if cited.content and not cited.entity and (word.concepts & cited.concepts or word.key == cited.key):
                owners = tuple(
                    owner for owner, thing in pairs if thing == at and _can_own(passage.words[owner])
                ) or _doer(passage, at)
                yield (passage, owners) if owners else None


def _can_own(word: Word) -> bool:
    """A country, a person or an organisation; a sea or a continent is only a place."""
    return len(word.entity) == 2 or word.entity.startswith("@") or bool(BELONGS.get(word.entity))


def _doer(passage: Passage, at: int) -> tuple[int, ...]:
    """Whose it is when nobody is named: "China sets growth target" is about China's."""
    for frame in frames(passage.text, passage.language):
        owned = any(passage.words[i].text == "'s" for i in range(max(0, at - 3), at))
        if at in frame.patients and not owned and not passage.words[frame.verb].flag("S") and not frame.passive:
            return tuple(i for i in frame.agents if passage.words[i].entity)
    return ()


def _is_owner(claim: Passage, owner: int, passage: Passage, at: int) -> bool:
    claimed, told = claim.words[owner].entity, passage.words[at].entity
    return bool(set(represented(claimed)) & set(represented(told)))


def _owned(passage: Passage, *, strict: bool) -> Iterator[tuple[int, int]]:
    """Pairs of owner and thing. Strict: only the head of the phrase right after the owner, or right before "of"."""
    tagged, sequence = tags(passage.text, passage.language), passage.words
    for at, word in enumerate(sequence):
        if not word.entity:
            continue
        things = _phrase_after(passage, tagged, at, strict=strict) or _is_what(passage, tagged, at)
        yield from ((at, thing) for thing in (things[-1:] if strict else things))
        if at and (not strict or sequence[at - 1].key in {"of", "de", "del"}):
            yield from ((at, thing) for thing in _before_preposition(passage, tagged, at))


def _is_what(passage: Passage, tagged: Sequence[Tag], at: int) -> list[int]:
    """As in "Russia is the dominant partner"."""
    if at + 1 >= len(tagged) or passage.words[at + 1].key not in {"is", "are", "was", "es", "son"}:
        return []
    start = at + 2
    while start < len(tagged) and tagged[start] is Tag.DETERMINER:
        start += 1
    things = []
    while start < len(tagged) and tagged[start] is Tag.CONTENT and not passage.words[start].entity:
        things.append(start)
        start += 1
    return things


def _phrase_after(passage: Passage, tagged: Sequence[Tag], at: int, *, strict: bool) -> list[int]:
    things: list[int] = []
    for i in range(at + 1, min(at + 7, len(tagged))):
        word = passage.words[i]
        if tagged[i] is Tag.POSSESSIVE or word.text in {"'", '"', "-"}:
            continue
        if word.entity and not strict and passage.words[i - 1].text == "'s":
            continue  # "Taiwan's China Airlines"
        if tagged[i] is not Tag.CONTENT or word.entity:
            break
        things.append(i)
    return things


def _before_preposition(passage: Passage, tagged: Sequence[Tag], at: int) -> list[int]:
    i = at - 1
    while i >= 0 and tagged[i] in {Tag.DETERMINER, Tag.CONTENT, Tag.POSSESSIVE, Tag.AND} and i > at - 4:
        i -= 1
    if i < 1 or tagged[i] is not Tag.PREPOSITION or passage.words[i].key not in _OF:
        return []
    return [i - 1] if tagged[i - 1] is Tag.CONTENT else []
