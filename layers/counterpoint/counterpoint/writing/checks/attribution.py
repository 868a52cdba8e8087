"""What somebody says of somebody else may not be printed as a fact: the one who says it must stay.

"The US seeks regime change" is not carried by "Maduro says US seeks regime change". What an expert, a report, a source
or an office of statistics says may go without its speaker, and what one says of oneself ("Japan to release oil: PM").
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from counterpoint.lexicon.vocabulary import CLOSED
from counterpoint.lexicon.words import Word
from counterpoint.writing.checks.frames import frames
from counterpoint.writing.checks.matching import Passage, Reading, represented, same, supported
from counterpoint.writing.checks.speakers import Speaker, speakers
from counterpoint.writing.checks.syntax import Tag, tags

_TELLING = frozenset(("say", "think", "claim", "warn", "confirm", "accuse", "deny"))
_PARTISAN = CLOSED["parties"]
LEAST_CARRIED = 0.5


def dropped_speakers(reading: Reading) -> Iterator[str]:
    """In words, the party whose words about somebody else the claim tells as a fact, if all texts have one."""
    claim, passages, day = reading.claim, reading.passages, reading.day
    if _tells_of_speech(claim):
        return
    carrying = _carrying(claim, passages, day)
    dropped = [_dropped(claim, passage, day) for passage in carrying]
    if dropped and all(dropped):
        yield f"it is what {dropped[0]} says in [{carrying[0].n}], told as a fact"


def _tells_of_speech(claim: Passage) -> bool:
    tagged = tags(claim.text, claim.language)
    return any(
        (word.concepts & _SPEECH and tagged[i] is Tag.VERB)
        or word.key in {"according", "segun"}
        or word.concepts & _HEDGES
        for i, word in enumerate(claim.words)
    )


_SPEECH = CLOSED["stances"] | {
    "say",
    "think",
    "claim",
    "warn",
    "confirm",
    "report",
    "urge",
    "label",
    "describe",
    "believe",
}
_HEDGES = frozenset(("alleged", "claim", "accuse"))


def _carrying(claim: Passage, passages: Sequence[Passage], day: date | None) -> list[Passage]:
    telling = [word for word in claim.words if word.content]
    shares = [sum(supported(w, (passage,), day) for w in telling) / max(1, len(telling)) for passage in passages]
    best = max(shares, default=0.0)
    return [p for p, share in zip(passages, shares, strict=True) if share >= max(LEAST_CARRIED, 0.75 * best)]


def _dropped(claim: Passage, passage: Passage, day: date | None) -> str:
    """The speaker of a text whom the claim does not have, if a party and speaking of another; or ""."""
    if not _says(passage):
        return ""
    for speaker in speakers(passage):
        if _is_party(speaker) and not _named(claim, speaker, day) and _of_another(claim, speaker, passage):
            return speaker.text
    return ""


def _says(passage: Passage) -> bool:
    """Whether the text tells what somebody says, by a verb that opens a clause or by a label."""
    told = frames(passage.text, passage.language)
    return any(passage.words[f.verb].concepts & _TELLING and passage.words[f.verb].flag("S") for f in told) or any(
        word.text == ":" for word in passage.words
    )


def _is_party(speaker: Speaker) -> bool:
    named = [word for word in speaker.words if word.entity]
    return any(len(w.entity) == 2 or w.entity.startswith("@") for w in named) or any(
        word.concepts & _PARTISAN for word in speaker.words
    )


def _named(claim: Passage, speaker: Speaker, day: date | None) -> bool:
    return any(
        same(mine, word, day) or same(word, mine, day) for mine in claim.words if mine.content for word in speaker.words
    )


def _of_another(claim: Passage, speaker: Speaker, passage: Passage) -> bool:
    """Whether the claim's first doer is somebody else than the speaker and the speaker's country."""
    own = {entity for word in speaker.words if word.entity for entity in represented(word.entity)} or {passage.home}
    doers = [w for f in frames(claim.text, claim.language) for w in _words(claim, f.agents or f.patients) if w.entity]
    return bool(doers) and not any(set(represented(word.entity)) & own for word in doers)


def _words(claim: Passage, indexes: Sequence[int]) -> list[Word]:
    return [claim.words[i] for i in indexes]
