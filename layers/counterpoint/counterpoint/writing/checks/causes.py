"""Why it happened: what a claim gives as the cause must stand with the deed in one cited text.

A cause follows "because of", "amid" and the like or a verb that points back ("stems from"); it comes before a verb that
points on ("a radar outage has led the agency to warn").
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from counterpoint.lexicon.numbers import months
from counterpoint.lexicon.vocabulary import CLOSED, OPPOSITES
from counterpoint.lexicon.words import Word
from counterpoint.writing.checks.frames import Frame, frames
from counterpoint.writing.checks.matching import Passage, Reading, supported
from counterpoint.writing.checks.syntax import Tag, tags

_CAUSES = frozenset(["because", "amid", "due", "amidst", "ante", "debido"])
_BECAUSE = frozenset(("because",))
_LOOSE = frozenset(("amid", "amidst", "ante", "after", "tras"))
"""What goes on at the same time, or went on before, may stand in another text: unless that text tells the contrary."""

_BACK, _ON = CLOSED["caused_by"], CLOSED["causing"]
_MOVES, _REACHED = frozenset(("rise", "fall", "soar", "plunge")), frozenset(("high", "low"))
LEAST = 0.65
FEWEST = 2
"""So many words of the deed must stand in a text that is asked for its cause."""


@dataclass(frozen=True, slots=True)
class _Cause:
    """What a claim tells and why: the words of both; `loose` when it only says that one went with the other."""

    deed: tuple[Word, ...]
    why: tuple[Word, ...]
    loose: bool


def cause_conflicts(reading: Reading) -> Iterator[str]:
    """In words, every cause that the text which tells the deed does not give."""
    claim, passages, day = reading.claim, reading.passages, reading.day
    for cause in _causes(claim):
        carried = [sum(supported(word, (p,), day) for word in cause.deed) for p in passages]
        most = max(carried, default=0)
        telling = [p for p, held in zip(passages, carried, strict=True) if held == most]
        if most < min(FEWEST, len(cause.deed)) or not cause.why:
            continue
        there = max(_share(cause.why, [p], day) for p in telling)
        elsewhere = [p for p in passages if p not in telling and not _contradicts(p, cause.deed)]
        if cause.loose:
            there = max(there, _share(cause.why, [*telling, *elsewhere], day))
        if there < LEAST:
            yield f"the source does not give this cause: {' '.join(word.text for word in cause.why)}"


def _contradicts(passage: Passage, deed: Sequence[Word]) -> bool:
    """Whether a text has the opposite of what is told: "oil rises" where the deed is that it fell."""
    against = {other for word in deed for concept in word.concepts for other in OPPOSITES.get(concept, ())}
    return any(word.concepts & against for word in passage.words)


def _causes(claim: Passage) -> Iterator[_Cause]:
    tagged = tags(claim.text, claim.language)
    verbs = {frame.verb: frame for frame in frames(claim.text, claim.language)}
    for at, word in enumerate(claim.words):
        linked = word.key in _CAUSES | _LOOSE or bool(word.concepts & _BECAUSE) or _moved(claim, at)
        on = at in verbs and bool(word.stems & _ON) and not any(claim.words[i].entity for i in verbs[at].agents)
        if not (on or linked or _points_back(claim, at) or _charged(claim, verbs, at)):
            continue
        before = _telling(claim, _clause_before(claim, tagged, at), numbers=True)
        after = _telling(claim, _clause_after(claim, at))
        yield _Cause(after, before, loose=False) if on else _Cause(before, after, word.key in _LOOSE)


def _points_back(claim: Passage, at: int) -> bool:
    """As in "stems from", "was caused by"."""
    first, *rest = claim.words[at].key.split("_")
    following = rest or [word.key for word in claim.words[at + 1 : at + 2]]
    return bool({first, *claim.words[at].stems} & _BACK) and following[-1:] in (
        ["from"],
        ["by"],
        ["de"],
        ["por"],
        ["on"],
    )


def _moved(claim: Passage, at: int) -> bool:
    """As in "hits a high on strong exports"."""
    near = claim.words[max(0, at - 4) : at]
    reached = any(word.concepts & _REACHED for word in near) or bool(claim.words[at - 1].concepts & _MOVES)
    return claim.words[at].key == "on" and reached


def _charged(claim: Passage, verbs: dict[int, Frame], at: int) -> bool:
    """As in "warned Japan over its missiles"."""
    last = max((verb for verb in verbs if verb < at), default=-1)
    return claim.words[at].key == "over" and last >= 0 and claim.words[last].flag("S")


def _clause_before(claim: Passage, tagged: Sequence[Tag], at: int) -> range:
    """From the last comma before a word, or the beginning."""
    start = at
    while start > 0 and claim.words[start - 1].text not in {",", ";", ":"}:
        start -= 1
    while start < at and tagged[start] is Tag.OTHER:
        start += 1
    return range(start, at)


def _clause_after(claim: Passage, at: int) -> range:
    end = at + 1
    while end < len(claim.words) and claim.words[end].text not in {",", ";", "."}:
        end += 1
    return range(at + 1, end)


def _telling(claim: Passage, span: range, *, numbers: bool = False) -> tuple[Word, ...]:
    words = (claim.words[i] for i in span if not months(claim.words[i : i + 1]))
    return tuple(w for w in words if w.content and not w.light and (numbers or w.kind != "number"))


def _share(cause: Sequence[Word], passages: Sequence[Passage], day: date | None) -> float:
    """How much of a cause stands in the texts; names, of which a day's texts are full, only where there is no more."""
    telling = [word for word in cause if not word.entity] or cause
    return sum(supported(word, passages, day) for word in telling) / len(telling)
