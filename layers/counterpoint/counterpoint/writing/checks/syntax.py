"""What each word does in its sentence, as far as headline grammar tells: verb, preposition, boundary or the rest.

A rule of thumb, not a parser: it knows the auxiliaries, articles, prepositions and conjunctions of English and
Spanish, and takes a word for a verb from its concepts, its inflection and its neighbours.
"""

from __future__ import annotations

from enum import StrEnum
from functools import lru_cache

from counterpoint.lexicon.vocabulary import CLOSED, FLAGS, NUMBER_WORDS
from counterpoint.lexicon.words import Word, words


class Tag(StrEnum):
    """The part a word plays."""

    VERB = "verb"
    AUXILIARY = "auxiliary"
    PREPOSITION = "preposition"
    DETERMINER = "determiner"
    BOUNDARY = "boundary"  # punctuation and words that end a clause
    AND = "and"
    POSSESSIVE = "possessive"
    OTHER = "other"  # function words of no consequence
    CONTENT = "content"


BE = CLOSED["be"]
_GET = CLOSED["get"]
MODALS = CLOSED["modals"]
_AUXILIARIES = BE | MODALS | CLOSED["auxiliaries"]
_DETERMINERS = CLOSED["determiners"]
_PREPOSITIONS = CLOSED["prepositions"]
_BOUNDARIES = CLOSED["boundaries"]
_AND = CLOSED["and"]
_RATHER_VERBS = CLOSED["rather_verbs"]
_LINKING = frozenset(("because", "despite"))


@lru_cache(maxsize=4096)
def tags(text: str, language: str) -> tuple[Tag, ...]:
    """One tag per word of the text. Pure, and cached by text."""
    sequence = words(text, language)
    found = [_closed(word) for word in sequence]
    for i in range(1, len(found)):
        if found[i] is Tag.POSSESSIVE and sequence[i - 1].key in _PRONOUNS:
            found[i] = Tag.AUXILIARY  # "he's considering"
    for i, word in enumerate(sequence):
        if found[i] is not Tag.CONTENT or word.entity:
            continue
        if word.flag("v") and word.forms - _DERIVED:
            verb = _acts_as_verb(sequence, found, i)
        else:
            verb = _unknown_participle(sequence, found, i)
        if verb:
            found[i] = Tag.VERB
    return tuple(found)


_PRONOUNS = frozenset(("he", "she", "it", "that", "there", "who", "what", "here"))
_DERIVED = frozenset("yr")


def _unknown_participle(sequence: tuple[Word, ...], found: list[Tag], i: int) -> bool:
    """As in "is to be distributed": a word the lexicon lacks, shaped as a participle, after an auxiliary."""
    before = _before(found, i)
    shaped = sequence[i].key.endswith(("ed", "ing", "ado", "ido")) and not sequence[i].concepts
    return shaped and before >= 0 and found[before] is Tag.AUXILIARY


def _closed(word: Word) -> Tag:
    key = word.key
    for tag, group in ((Tag.POSSESSIVE, {"'s"}), (Tag.AND, _AND), (Tag.AUXILIARY, _AUXILIARIES | _GET),
                       (Tag.DETERMINER, _DETERMINERS), (Tag.PREPOSITION, _PREPOSITIONS),
                       (Tag.BOUNDARY, _BOUNDARIES)):  # fmt: skip
        if key in group and not word.name:
            return tag  # Speaker Han is no "han"
    if word.kind == "mark":
        return Tag.OTHER
    if word.concepts & _LINKING and "_" in key:
        return Tag.BOUNDARY  # "because of", "in spite of"
    return Tag.OTHER if word.function else Tag.CONTENT


def _acts_as_verb(sequence: tuple[Word, ...], found: list[Tag], i: int) -> bool:
    """Whether an ambiguous word is the verb here."""
    word, before, after = sequence[i], _before(found, i), _after(sequence, found, i)
    previous = sequence[before] if before >= 0 else None
    tag = found[before] if before >= 0 else Tag.BOUNDARY
    if previous is not None and previous.key.endswith("_to") and "" in word.forms:
        return True  # "set to rise"
    if previous is not None and previous.key in _RELATIVES and "s" in word.forms:
        return True  # "a deal that raises duties"
    if previous is not None and tag is Tag.AUXILIARY:
        return _after_auxiliary(word, previous, found, before, after)
    if tag in {Tag.DETERMINER, Tag.POSSESSIVE} or _is_joined(sequence, i):
        return False  # "the talks"; "Turkish-built"
    if tag is Tag.PREPOSITION:
        return "g" in word.forms and not (word.flag("n") or word.flag("a"))
    if previous is not None and previous.demonym and not previous.key.endswith("s"):
        return bool(word.forms & _PAST_OR_FUTURE) and after is not Tag.CONTENT and not word.flag("a")
    if word.forms & _PAST_OR_FUTURE or "g" in word.forms:
        return _inflected(word, tag, after)
    return _present(sequence, found, i, previous, tag, after)


_PAST_OR_FUTURE = frozenset("dfc")
_RELATIVES = frozenset(("that", "which", "who"))


def _after_auxiliary(word: Word, previous: Word, found: list[Tag], before: int, after: Tag) -> bool:
    if previous.key == "to" and word.flag("n") and after is Tag.BOUNDARY:
        return before == 0 or found[before - 1] is not Tag.CONTENT  # "adds firms to blacklist"
    return previous.key not in {"no", *_GET} or "d" in word.forms


def _is_joined(sequence: tuple[Word, ...], i: int) -> bool:
    return i > 1 and sequence[i - 1].text == "-" and sequence[i - 1].start == sequence[i - 2].end


def _inflected(word: Word, tag: Tag, after: Tag) -> bool:
    """A past, future or -ing form."""
    if tag is Tag.VERB and word.forms == {"d"} and after is Tag.CONTENT:
        return False  # "reopens shuttered base"
    if word.forms & _PAST_OR_FUTURE:
        return tag is not Tag.BOUNDARY or after is not Tag.BOUNDARY
    return tag in {Tag.BOUNDARY, Tag.VERB, Tag.AND, Tag.CONTENT}


def _present(
    sequence: tuple[Word, ...], found: list[Tag], i: int, previous: Word | None, tag: Tag, after: Tag
) -> bool:  # fmt: skip
    """A present-tense form: "China exports rise" has one verb, "China exports rice" another."""
    word = sequence[i]
    noun = word.flag("n") or word.flag("a")
    if not noun:
        return True
    if word.flag("S") and "s" in word.forms and sequence[i - 1].text == "," and after is not Tag.BOUNDARY:
        return True  # ", warns an official"
    if "s" in word.forms and word.stems & _RATHER_VERBS and tag is Tag.CONTENT:
        return True  # "Taiwan lifts ban"
    counted = previous is not None and (previous.kind == "number" or previous.key in NUMBER_WORDS["cardinal"])
    if tag is Tag.VERB or counted or _verb_seen(sequence, found, i):
        return False
    if "s" in word.forms and tag is Tag.CONTENT and previous is not None and _one_person(previous):
        return True  # "the president pushes trade"
    if (after in {Tag.VERB, Tag.AUXILIARY} and not word.flag("S")) or _next_is_present_verb(sequence, found, i):
        return False
    if "s" in word.forms:
        return tag in {Tag.CONTENT, Tag.AND} and previous is not None and not _plural(previous)
    return (
        previous is not None
        and tag is not Tag.BOUNDARY
        and (_plural(previous) or (tag is Tag.AND and after is not Tag.BOUNDARY) or _listed(sequence, i))
    )


def _listed(sequence: tuple[Word, ...], i: int) -> bool:
    """As in "US, Japan eye": two names in a list take a plural verb."""
    return (
        i > 2 and bool(sequence[i - 1].entity and sequence[i - 3].entity) and sequence[i - 2].key in {",", "-", "and"}
    )


_OPENING = frozenset(("say", "think", "claim", "warn", "confirm", "deny", "report", "predict", "fear"))
"""Verbs after which a clause of its own begins: "Trump says US strike kills two"."""


def _verb_seen(sequence: tuple[Word, ...], found: list[Tag], i: int) -> bool:
    """Whether this clause has its verb already; a verb of speech opens a new one."""
    while i > 0 and found[i - 1] not in {Tag.BOUNDARY, Tag.AND}:
        i -= 1
        if found[i] is Tag.VERB:
            return not sequence[i].concepts & _OPENING
    return False


def _before(found: list[Tag], i: int) -> int:
    i -= 1
    while i >= 0 and found[i] is Tag.OTHER:
        i -= 1
    return i


def _after(sequence: tuple[Word, ...], found: list[Tag], i: int) -> Tag:
    while i + 1 < len(sequence):
        i += 1
        if found[i] is not Tag.OTHER:
            return found[i]
    return Tag.BOUNDARY


def _next_is_present_verb(sequence: tuple[Word, ...], found: list[Tag], i: int) -> bool:
    """As in "exports surge", "talks stall": the next word is a verb that agrees with a plural."""
    if i + 1 >= len(sequence) or found[i + 1] is not Tag.CONTENT:
        return False
    follower = sequence[i + 1]
    if i + 2 < len(sequence) and sequence[i + 2].key == "of":
        return False
    return (
        follower.flag("v")
        and not follower.entity
        and "g" not in follower.forms
        and (bool(follower.forms & {"d"}) or (_plural(sequence[i]) and "s" not in follower.forms))
    )


def _one_person(word: Word) -> bool:
    """A common noun for somebody who acts, in the singular: its verb ends with an s."""
    return not word.entity and not _plural(word) and any("P" in FLAGS[concept] for concept in word.concepts)


_PLURALS = frozenset(("media", "police", "people", "men", "women", "children"))


def _plural(word: Word) -> bool:
    text = word.text.lower()
    return text in _PLURALS or (text.endswith("s") and not text.endswith(("ss", "us", "is")) and not word.entity)
