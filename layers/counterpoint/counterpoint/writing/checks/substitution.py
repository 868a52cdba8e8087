"""One word in the place of another: "northern Japan" where the source has "central Japan".

A word of the claim that no source carries stands next to one that a source does carry; if the source has another word
there, which the claim in turn does not have, and both are known not to mean the same, the claim has exchanged it.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from counterpoint.lexicon.vocabulary import OPPOSITES, POLES
from counterpoint.lexicon.words import Word
from counterpoint.writing.checks.matching import Passage, Reading, same, supported
from counterpoint.writing.checks.syntax import Tag, tags


def exchanged_words(reading: Reading) -> Iterator[str]:
    """In words, every known modifier that stands where the source has another known one."""
    claim, passages, day = reading.claim, reading.passages, reading.day
    tagged = tags(claim.text, claim.language)
    for at, word in enumerate(claim.words[:-1]):
        noun = claim.words[at + 1]
        if not _modifies(word, tagged[at], tagged[at + 1]) or supported(word, passages, day):
            continue
        others = [other for passage in passages for other in _modifiers(noun, passage, day)]
        strange = [
            other
            for other in others
            if not any(same(mine, other, day) or _parts(mine) & _parts(other) for mine in claim.words if mine.content)
            and (_excludes(word, other) or not word.flag("a"))
        ]
        if others and len(strange) == len(others):
            yield f"the claim says '{word.text} {noun.text}' where the source says '{others[0].text}'"


def _excludes(one: Word, other: Word) -> bool:
    """Whether two words are known to exclude each other: northern and central, but not bitter and extreme."""
    return any((OPPOSITES.get(c, _NONE) | POLES.get(c, _NONE)) & other.concepts for c in one.concepts)


_NONE: frozenset[str] = frozenset()


def _parts(word: Word) -> set[str]:
    """The words of a phrase: "rights violation" has a part of "human rights"."""
    return {*word.text.lower().split()} | word.stems


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
