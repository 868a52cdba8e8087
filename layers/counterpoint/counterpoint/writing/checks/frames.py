"""Who does what to whom: a text as frames, one per verb, in headline grammar.

"China slams Japan over remarks" is a frame of `criticise` with agent China, patient Japan and `over` remarks; its
passive "Japan slammed by China" is the same frame. An empty subject is inherited from the verb before ("vows to press
on and condemns"). What is not understood is left out: a frame is evidence, its absence is none.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import lru_cache

from counterpoint.lexicon.words import Word, words
from counterpoint.writing.checks.syntax import BE, Tag, tags

_PREPOSED = frozenset(("by", "por"))


@dataclass(frozen=True, slots=True)
class Oblique:
    """A phrase after a preposition: "to Venezuela"."""

    preposition: str
    at: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Frame:
    """A verb at index `verb` with the indexes of the words in each role."""

    verb: int
    agents: tuple[int, ...]
    patients: tuple[int, ...]
    obliques: tuple[Oblique, ...]
    passive: bool


@lru_cache(maxsize=4096)
def frames(text: str, language: str) -> tuple[Frame, ...]:
    """The frames of a text in the order of their verbs. Pure, and cached by text."""
    sequence, tagged = words(text, language), tags(text, language)
    found: list[Frame] = []
    for at in [i for i, tag in enumerate(tagged) if tag is Tag.VERB]:
        found.append(_frame(sequence, tagged, at, found[-1] if found else None))
    return tuple(found)


def _frame(sequence: tuple[Word, ...], tagged: tuple[Tag, ...], at: int, previous: Frame | None) -> Frame:
    start = _subject_start(sequence, tagged, at)
    helpers = [sequence[i].key for i in range(start, at) if tagged[i] is Tag.AUXILIARY]
    subject = _head_zone(sequence, tagged, start, at)
    passive = _is_passive(sequence, tagged, at, helpers)
    objects, obliques = _after_verb(tagged, sequence, at)
    by = tuple(i for oblique in obliques if oblique.preposition in _PREPOSED for i in oblique.at)
    if previous is not None and tagged[at - 1] is Tag.AND:
        subject = ()
    if previous is not None and sequence[at - 1].key == "to" and "use" in sequence[previous.verb].stems:
        return replace(previous, verb=at, patients=objects, obliques=obliques, passive=False)  # "used fakes to spy"
    if previous is not None and "g" in sequence[at].forms and subject and start == previous.verb + 1:
        subject = ()  # "sends a letter condemning": the letter or the sender
    elif not subject and previous is not None and _inherits(sequence, tagged, previous, at):
        subject = previous.patients if previous.passive else previous.agents
    agents, patients = (by, subject + objects) if passive else (subject, objects)
    return Frame(at, agents, patients, obliques, passive)


def _lists_names(sequence: tuple[Word, ...], at: int) -> bool:
    """As in "US, Japan eye a plant"."""
    between = 0 < at < len(sequence) - 1 and sequence[at].text == "," and (at == 1 or sequence[at - 2].text == ",")
    return between and bool(sequence[at - 1].entity and sequence[at + 1].entity)


def _subject_start(sequence: tuple[Word, ...], tagged: tuple[Tag, ...], at: int) -> int:
    start = at
    while start > 0 and (tagged[start - 1] not in {Tag.BOUNDARY, Tag.VERB} or _lists_names(sequence, start - 1)):
        start -= 1
    return start


def _head_zone(sequence: tuple[Word, ...], tagged: tuple[Tag, ...], start: int, end: int) -> tuple[int, ...]:
    """The content words before the first preposition: the subject without what hangs on it."""
    zone: list[int] = []
    if start < end and sequence[start].key in {"with", "con"}:
        start += 1  # "with views entering a new stage"
    for i in range(start, end):
        if tagged[i] is Tag.PREPOSITION or _leads_to(sequence, i):
            if zone:
                break
            return ()
        if tagged[i] is Tag.CONTENT and not _is_adverb(sequence[i]):
            zone.append(i)
    return tuple(zone)


def _leads_to(sequence: tuple[Word, ...], at: int) -> bool:
    """As in "a trip to China": a "to" with a name behind it and no verb."""
    return sequence[at].key == "to" and at + 1 < len(sequence) and bool(sequence[at + 1].entity)


def _is_adverb(word: Word) -> bool:
    return word.key.endswith("ly") and not word.entity and not word.flag("n")


def _after_verb(
    tagged: tuple[Tag, ...], sequence: tuple[Word, ...], at: int
) -> tuple[tuple[int, ...], tuple[Oblique, ...]]:
    objects: list[int] = []
    obliques: list[Oblique] = []
    preposition, current = "", objects
    for i in range(at + 1, len(tagged)):
        if tagged[i] in {Tag.BOUNDARY, Tag.VERB} or _begins_clause(tagged, i):
            break
        if tagged[i] is Tag.PREPOSITION or (tagged[i] is Tag.AUXILIARY and sequence[i].key == "to"):
            if preposition and current:
                obliques.append(Oblique(preposition, tuple(current)))
            preposition, current = sequence[i].key, []
        elif tagged[i] is Tag.CONTENT:
            current.append(i)
    if preposition and current:
        obliques.append(Oblique(preposition, tuple(current)))
    return tuple(objects), tuple(obliques)


def _begins_clause(tagged: tuple[Tag, ...], at: int) -> bool:
    """As in "signal a thaw and the leader looks for more": an "and" with a subject and a verb of its own behind it."""
    if tagged[at] is not Tag.AND:
        return False
    rest = tagged[at + 1 : next((i for i in range(at + 1, len(tagged)) if tagged[i] is Tag.BOUNDARY), len(tagged))]
    verb = next((i for i, tag in enumerate(rest) if tag is Tag.VERB), 0)
    return verb > 0 and Tag.PREPOSITION not in rest[:verb]


def _is_passive(sequence: tuple[Word, ...], tagged: tuple[Tag, ...], at: int, helpers: list[str]) -> bool:
    """be/get + participle, or a headline's bare participle before a preposition or at the end."""
    if "d" not in sequence[at].forms:
        return False
    if helpers:
        return helpers[-1] in BE or helpers[-1] in {"get", "gets", "got", "getting"}
    following = tagged[at + 1] if at + 1 < len(tagged) else Tag.BOUNDARY
    by = any(
        sequence[i].key in _PREPOSED and not (sequence[i + 1].kind == "number" or sequence[i + 1].flag("Q"))
        for i in range(at + 1, min(at + 3, len(sequence) - 1))
    )
    base = sequence[at].key in {"hit", "cut", "set", "put"} and not by
    return by or (following is Tag.PREPOSITION and not base and _is_headline(sequence))


def _is_headline(sequence: tuple[Word, ...]) -> bool:
    """A headline tells in the present tense, so that its bare past forms are passive; a sentence has a full stop."""
    return sequence[-1].text not in {".", '"', "'"} and not any(word.key == "the" for word in sequence)


def _inherits(sequence: tuple[Word, ...], tagged: tuple[Tag, ...], previous: Frame, at: int) -> bool:
    """Whether a verb without a subject shares the one before: not when a new clause with "that" or ":" began."""
    between = [sequence[i].key for i in range(previous.verb + 1, at) if tagged[i] is Tag.BOUNDARY]
    return all(key == "," for key in between) or (between == ["but"] and sequence[at - 1].key == "but")
