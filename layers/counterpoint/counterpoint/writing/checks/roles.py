"""Who did what to whom: the frames of a claim against the frames of what it cites.

A frame whose verb is told in the source with somebody else in its place is refused; a frame whose verb the source does
not have is left to the coverage check.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date

from counterpoint.lexicon.vocabulary import BELONGS, FLAGS, PERSONS
from counterpoint.lexicon.words import Word
from counterpoint.writing.checks.frames import Frame, frames
from counterpoint.writing.checks.initials import spelled_out
from counterpoint.writing.checks.matching import Passage, Reading, same, supported
from counterpoint.writing.checks.syntax import Tag, tags

SAYING = frozenset(("say", "think"))


def role_conflicts(reading: Reading) -> Iterator[str]:
    """In words, every verb of the claim whose actors are others in all cited texts that have the verb."""
    claim, passages, day = reading.claim, reading.passages, reading.day
    for frame in frames(claim.text, claim.language):
        verb = claim.words[frame.verb]
        if verb.light or verb.concepts & SAYING or verb.key.startswith("be_"):
            continue
        told = [
            (p, _inverted(p, other))
            for p in passages
            for other in frames(p.text, p.language)
            if _same_verb(verb, p.words[other.verb])
        ]
        problems = [
            _conflict(claim, frame, passage, other, day) or _strangers(claim, frame, passage, other, day)
            for passage, other in told
        ]
        if problems and all(problems):
            yield problems[0]


def _inverted(passage: Passage, frame: Frame) -> Frame:
    """As in "…, predicts former official": who says it stands after the verb."""
    said = passage.words[frame.verb].flag("S") and passage.words[frame.verb - 1].text in {",", '"', "'"}
    tagged = tags(passage.text, passage.language)
    closed = frame.patients and tagged[frame.patients[-1] + 1 : frame.patients[-1] + 2] in {(), (Tag.BOUNDARY,)}
    return replace(frame, agents=frame.patients, patients=()) if said and closed else frame


def _strangers(claim: Passage, frame: Frame, passage: Passage, other: Frame, day: date | None) -> str:
    """As in "hit by drought" for "hit by trade war": a doer whom the source, naming another, does not know."""
    if claim.words[frame.verb - 1].key == "to":
        return ""  # "seeks ways to counter": who counters, grammar does not tell
    mine = [claim.words[i] for i in frame.agents if not claim.words[i].light]
    told = [passage.words[i] for i in other.agents]
    known = all(word.concepts or word.name for word in mine)
    if any(spelled_out(claim, i, (passage,)) for i in frame.agents):
        return ""
    if any(supported(passage.words[i], (claim,), day) for i in other.agents):
        return ""  # "shares in the firm" for "the firm"
    if mine and told and known and not any(supported(word, (passage,), day) for word in mine):
        return f"'{claim.words[frame.verb].text}': {_text(mine)} in the claim, {_text(told)} in [{passage.n}]"
    return ""


def _same_verb(verb: Word, other: Word) -> bool:
    return bool(verb.concepts & other.concepts or (verb.stems & other.stems and not verb.concepts))


def _conflict(claim: Passage, frame: Frame, passage: Passage, other: Frame, day: date | None) -> str:
    """What is wrong between two frames of one verb, or "" when they may tell the same."""
    verb = claim.words[frame.verb].text
    agents, told = _actors(claim, frame.agents), _actors(passage, other.agents)
    if not frame.passive and not frame.patients and _any_same(agents, _actors(passage, other.patients), day):
        return ""  # "militants died" for "forces kill militants"
    if (
        not other.passive
        and not other.patients
        and not _pronoun(passage, other)
        and _any_same(_actors(claim, frame.patients), told, day)
    ):
        return ""
    if words := _other_doer(claim, frame, passage, other, day):
        return words
    reached = _actors(passage, other.patients) + _obliques(passage, other)
    if agents and reached and not told and not other.agents and not _any_same(agents, reached, day):
        return ""
    if agents and not told and _surely(agents, _actors(passage, other.patients), day) and frame.patients:
        return f"'{verb}': {_text(agents)} does it in the claim, and suffers it in [{passage.n}]"
    patients = _actors(claim, [i for i in frame.patients if not _owns(claim, i)])
    if patients and told and _surely(patients, told, day) and not _any_same(patients, reached, day):
        return f"'{verb}': {_text(patients)} suffers it in the claim, and does it in [{passage.n}]"
    objects = _actors(passage, other.patients)
    if patients and objects and not _any_same(patients, reached, day) and _entities(patients) and _entities(objects):
        return f"'{verb}': to {_text(patients)} in the claim, to {_text(objects)} in [{passage.n}]"
    return ""


def _other_doer(claim: Passage, frame: Frame, passage: Passage, other: Frame, day: date | None) -> str:
    """Who does it in the claim, if the text has another one do it."""
    verb = claim.words[frame.verb].text
    agents, told = _actors(claim, frame.agents), _actors(passage, other.agents)
    if _exchanged(claim, frame, passage, other, day):
        return f"'{verb}': {_text(agents)} does it in the claim, and suffers it in [{passage.n}]"
    doers = [passage.words[i] for i in other.agents]
    known = _any_same(agents, told, day) or any(same(a, b, day) for a in agents if not a.entity for b in doers)
    if agents and told and (not known or _of_another_kind(claim, frame, passage, other, day)):
        return f"'{verb}': {_text(agents)} in the claim, {_text(told)} in [{passage.n}]"
    return ""


def _exchanged(claim: Passage, frame: Frame, passage: Passage, other: Frame, day: date | None) -> bool:
    """As in "A demands an apology from B" for "B demands one from A"."""
    mine, told = _actors(claim, frame.agents), _actors(passage, other.agents)
    from_mine, from_told = _obliques(claim, frame), _obliques(passage, other)
    return _meet(mine, from_told, day) and _meet(from_mine, told, day) and not _meet(mine, told, day)


def _meet(claimed: Sequence[Word], cited: Sequence[Word], day: date | None) -> bool:
    return any(same(a, b, day) for a in claimed for b in cited)


def _owns(passage: Passage, at: int) -> bool:
    """As in "wins Japan's election": whose it is, not whom it is done to."""
    return [word.text for word in passage.words[at + 1 : at + 2]] == ["'s"]


def _of_another_kind(claim: Passage, frame: Frame, passage: Passage, other: Frame, day: date | None) -> bool:
    """As in "experts warn" for "Japanese media warn": one country's, or nobody's, but another kind of doer."""
    mine, told = _kinds(claim, frame.agents), _kinds(passage, other.agents)
    named = any(passage.words[i].entity.startswith("@") and not _owns(passage, i) for i in other.agents)
    return bool(mine and told) and not named and not any(same(a, b, day) or same(b, a, day) for a in mine for b in told)


def _kinds(passage: Passage, indexes: Sequence[int]) -> list[Word]:
    """The common nouns among some words that say who could act."""
    return [passage.words[i] for i in indexes if not passage.words[i].entity and acts(passage.words[i])]


def _pronoun(passage: Passage, frame: Frame) -> bool:
    """As in "thanked me", "le entregará": something suffers it, though no name says who."""
    after = passage.words[frame.verb + 1 : frame.verb + 2]
    return any(word.key in _SUFFERING for word in after) or passage.words[frame.verb - 1].key in {"le", "les"}


_SUFFERING = frozenset(("me", "him", "her", "them", "us", "it", "you"))


def _actors(passage: Passage, indexes: Sequence[int]) -> list[Word]:
    """Those of the words that name somebody, or failing that, those that say who could act."""
    chosen = [passage.words[i] for i in indexes]
    named = [word for word in chosen if word.entity or word.proper]
    return named or [word for word in chosen if acts(word)]


def acts(word: Word) -> bool:
    """Whether a common noun says who could act, and not too vaguely."""
    return any("P" in FLAGS[c] for c in word.concepts) and not any("L" in FLAGS[c] for c in word.concepts)


def _entities(words: Sequence[Word]) -> bool:
    return any(word.entity or word.proper for word in words)


def _obliques(passage: Passage, frame: Frame) -> list[Word]:
    """Who else the deed may reach: "tariffs on Japan", but not "charges A over a theft from B"."""
    reaching = (oblique for oblique in frame.obliques if oblique.preposition not in _CIRCUMSTANCES)
    return [word for oblique in reaching for word in _actors(passage, oblique.at)]


_CIRCUMSTANCES = frozenset(("over", "amid", "about", "during", "after", "before", "sobre", "tras", "durante"))


def _any_same(claimed: Sequence[Word], cited: Sequence[Word], day: date | None) -> bool:
    """Whether any may be the same; somebody named and a common noun always may."""
    if not claimed or not cited:
        return False
    if bool(_entities(claimed)) != bool(_entities(cited)):
        return True  # a name against a common noun: they may be the same
    return any(same(a, b, day) or _titled(a, b, day) or a.concepts & b.concepts for a in claimed for b in cited)


def _titled(claimed: Word, cited: Word, day: date | None) -> bool:
    """Whether a person or body may be meant by its country: "Xi" for "China", while in office."""
    if cited.entity and BELONGS.get(claimed.entity) == cited.entity:
        return True
    if any(word.text.isupper() and not word.entity for word in (claimed, cited)):
        return True  # an abbreviation nobody listed
    person = PERSONS.get(claimed.entity[1:])
    return person is not None and person.in_office(day) and cited.entity == person.country and not cited.demonym


def _surely(claimed: Sequence[Word], cited: Sequence[Word], day: date | None) -> bool:
    """Whether one is named or called as the other, not merely stands for it."""
    named = any(a.entity and a.entity == b.entity for a in claimed for b in cited)
    return named or (not _entities(claimed) and not _entities(cited) and _any_same(claimed, cited, day))


def _text(words: Sequence[Word]) -> str:
    return " ".join(word.text for word in words)
