"""Whether it happened yet: a claim may not say more than its sources.

An event is *told* (0), *intended* (1: will, to, plans, vows) or *possible* (2: may, considers, seeks, threatens).
"""

from __future__ import annotations

from collections.abc import Iterator

from counterpoint.lexicon.vocabulary import CLOSED, FLAGS
from counterpoint.lexicon.words import Word
from counterpoint.writing.checks.frames import Frame, frames
from counterpoint.writing.checks.matching import Passage, Reading
from counterpoint.writing.checks.syntax import Tag, tags

_CLAUSES = CLOSED["subordinate"]
_POSSIBLE = CLOSED["possible"]
_INTENDED = frozenset(["will", "shall", "to", "won't"])
_INTENTS = frozenset(("plan", "promise", "decide", "predict", "agree", "offer", "announce", "order"))
_DUTIES = frozenset(("have", "has", "had", "need", "needs", "ought"))


def modality_conflicts(reading: Reading) -> Iterator[str]:
    """In words, every event the claim tells as done or certain that its sources only plan or consider."""
    claim, passages = reading.claim, reading.passages
    for frame in frames(claim.text, claim.language):
        verb = claim.words[frame.verb]
        if verb.flag("M") or verb.light or all("S" in FLAGS[concept] for concept in verb.concepts):
            continue
        told = [level for passage in passages for level in _levels(verb, passage)]
        level = _level(claim, frame)
        if told and level < min(told) and (level == 0 or _is_future(claim, frame)) and not _reserved(claim, frame):
            yield f"'{verb.text}' is told as {_LEVELS[level]}, the source has it as {_LEVELS[min(told)]}"


def _is_future(claim: Passage, frame: Frame) -> bool:
    """As in "will ban"; an infinitive ("to clarify and to draw") depends on the verb before it."""
    before = claim.words[max(0, frame.verb - 3) : frame.verb]
    return "f" in claim.words[frame.verb].forms or any(word.key in {"will", "shall"} for word in before)


def _reserved(claim: Passage, frame: Frame) -> bool:
    """Whether the claim itself says before that it is planned, asked or threatened ("warned that it will hit")."""
    gerund = "g" in claim.words[frame.verb].forms
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


def _serves(passage: Passage, at: int) -> bool:
    """As in "used fake profiles to spy": what a means is used for is done with it."""
    verbs = [i for i, tag in enumerate(tags(passage.text, passage.language)[:at]) if tag is Tag.VERB]
    return passage.words[at].key == "to" and bool(verbs) and "use" in passage.words[verbs[-1]].stems


def _governs(passage: Passage, at: int, frame: Frame) -> bool:
    """Whether a verb hangs on the one before: by "to", as a gerund, or right behind it."""
    bare = tags(passage.text, passage.language)[frame.verb - 1] is Tag.AUXILIARY
    return bare or "g" in passage.words[frame.verb].forms or at >= frame.verb - 2


def _level(passage: Passage, frame: Frame) -> int:
    """0 told, 1 intended, 2 possible."""
    tagged, sequence = tags(passage.text, passage.language), passage.words
    level, at = int("f" in sequence[frame.verb].forms and "d" not in sequence[frame.verb].forms), frame.verb - 1
    while at >= 0 and tagged[at] not in {Tag.BOUNDARY, Tag.AND} and sequence[at].key not in _CLAUSES:
        word = sequence[at]
        if word.key in _POSSIBLE:
            return 2
        modal = word.flag("M") and (tagged[at] is Tag.VERB or mostly_modal(word))
        if modal and at >= frame.verb - 6 and _governs(passage, at, frame):
            level = max(level, 1 if word.concepts & _INTENTS else 2)
        elif tagged[at] is Tag.VERB and not modal:
            break  # what stands before is about that verb
        elif word.key in _INTENDED and tagged[at] is Tag.AUXILIARY and not _serves(passage, at):
            level = max(level, 2 if word.key == "to" and sequence[at - 1].key in _DUTIES else 1)
        at -= 1
    return level
