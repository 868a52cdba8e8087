"""Whether it is so: what a claim denies against what its sources deny.

A word is turned by "not", "no", "without" before it in its clause and by a verb that denies or ends it ("rejects
claims", "end of curbs"); two turns cancel out.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from functools import lru_cache
from itertools import zip_longest

from counterpoint.lexicon.morphology import lemmas
from counterpoint.lexicon.vocabulary import CLOSED, CONCEPTS, FLAGS
from counterpoint.lexicon.words import Word
from counterpoint.writing.checks.frames import frames
from counterpoint.writing.checks.matching import Passage, Reading, same
from counterpoint.writing.checks.quoting import quoted
from counterpoint.writing.checks.syntax import Tag, tags

LINKS = frozenset(("with_", "without_", "before", "after_", "despite", "because"))
_NOT = CLOSED["negations"]
_FAILING = CLOSED["failing"]
_CLAUSES = frozenset(
    ("as", "while", "whilst", "because", "since", "although", "though", "mientras", "cuando", "porque")
)
_WARNINGS = frozenset(("warn", "urge"))
_DENYING = ("un", "non")
_ON = frozenset(("on", "upon"))
REACH = 4


def negation_conflicts(reading: Reading) -> Iterator[str]:
    """In words, what the claim affirms and the source denies, or the other way round."""
    claim, passages, day = reading.claim, reading.passages, reading.day
    verbatim = quoted(claim, tuple(passages))
    for at, word in enumerate(claim.words):
        if at in verbatim or not _may_be_turned(word):
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
            and all(turned < 0 for turned in theirs)
            and not any(_turns_elsewhere(p, i, (claim,), day) for p, i in told)
            and not _told(claim, mine, passages, day)
        ):
            yield f"'{claim.words[mine].text} … {word.text}' in the claim, not so in the source"
        elif mine < 0 and theirs and all(t >= 0 for t in theirs) and not _turns_elsewhere(claim, at, passages, day):
            passage = told[0][0]
            if _told(passage, theirs[0], (claim,), day):
                continue
            yield f"'{passage.words[theirs[0]].text} … {word.text}' in the source, not so in the claim"


def _may_be_turned(word: Word) -> bool:
    """Whether a word says something that can be denied: not a name, a number or a link."""
    return word.content and not (word.entity or word.light or word.kind == "number" or word.concepts & LINKS)


def turner(passage: Passage, at: int) -> int:
    """The index of the word that denies or ends this one, or -1."""
    return dict(turns(passage.text, passage.language)).get(at, -1)


def _turns_elsewhere(passage: Passage, at: int, others: Sequence[Passage], day: date | None) -> bool:
    """Whether the text has a word of its own that denies or ends something: then it may say this otherwise."""
    turning = (i for i, word in enumerate(passage.words) if i != at and (is_turner(word) or _undone(word)))
    return any(not _told(passage, i, others, day) for i in turning)


def _undone(word: Word) -> bool:
    """As in "unresolved" for "fails to resolve": a known word with a prefix of denial, by itself unknown."""
    rests = (word.key.removeprefix(prefix) for prefix in _DENYING if word.key.startswith(prefix))
    return not word.concepts and any(stem in CONCEPTS["en"] for rest in rests for stem, _ in lemmas(rest, "en"))


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
        pure = word.key in _NOT or word.key.endswith("n't") or _denies_softly(passage, at)
        if pure or (is_turner(word) and tagged[at] is not Tag.VERB):
            found.update(dict.fromkeys(_following(passage, tagged, at)[: None if pure else 3], at))
            found.update({} if pure else dict.fromkeys(_compound(passage, tagged, at), at))
    told = frames(text, language)
    for frame, after in zip_longest(told, told[1:]):
        if is_turner(sequence[frame.verb]):
            found.update(dict.fromkeys(frame.patients, frame.verb))
            if after is not None and not frame.patients and not frame.obliques and after.verb <= frame.verb + 3:
                reached = [i for oblique in after.obliques[:1] if oblique.preposition in _ON for i in oblique.at]
                found.update(dict.fromkeys((after.verb, *after.patients, *reached), frame.verb))  # "avoids touching on"
    return tuple(sorted(found.items()))


def _denies_softly(passage: Passage, at: int) -> bool:
    """As in "warns Tokyo against sending troops", "has yet to send any", "rather than troops"."""
    if passage.words[at].key == "than":
        return at > 0 and passage.words[at - 1].key == "rather"
    if passage.words[at].key == "yet":
        return [word.key for word in passage.words[at + 1 : at + 2]] == ["to"]
    near = passage.words[max(0, at - 4) : at + 1]
    return passage.words[at].key.split("_")[-1] == "against" and any(word.concepts & _WARNINGS for word in near)


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
