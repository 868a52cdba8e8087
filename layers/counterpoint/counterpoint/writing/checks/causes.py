"""Why it happened: what a claim gives as the cause must stand with the deed in one cited text.

A cause follows "because of", "amid" and the like or a verb that points back ("stems from"); it comes before a verb that
points on ("a radar outage has led the agency to warn").
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from counterpoint.writing.checks.frames import Frame, frames
from counterpoint.writing.checks.matching import Passage, supported
from counterpoint.writing.checks.syntax import Tag, tags
from counterpoint.writing.checks.vocabulary import CLOSED
from counterpoint.writing.checks.words import Word

_CAUSES = frozenset(["because", "amid", "due", "amidst", "ante", "debido"])
_BECAUSE = frozenset(("because",))
_LOOSE = frozenset(("amid", "amidst", "ante"))  # what goes on at the same time may stand in another text
_BACK, _ON = CLOSED["caused_by"], frozenset(("cause",))
LEAST = 0.6
FEWEST = 2
"""So many words of the deed must stand in a text that is asked for its cause."""


@dataclass(frozen=True, slots=True)
class _Cause:
    """What a claim tells and why: the words of both; `loose` when it only says that one went with the other."""

    deed: tuple[Word, ...]
    why: tuple[Word, ...]
    loose: bool


def cause_conflicts(claim: Passage, passages: Sequence[Passage], day: date | None) -> Iterator[str]:
    """In words, every cause that the text which tells the deed does not give."""
    for cause in _causes(claim):
        carried = [sum(supported(word, (p,), day) for word in cause.deed) for p in passages]
        most = max(carried, default=0)
        telling = [p for p, held in zip(passages, carried, strict=True) if held == most]
        if most < min(FEWEST, len(cause.deed)) or not cause.why:
            continue
        share = _share(cause.why, passages, day) if cause.loose else max(_share(cause.why, [p], day) for p in telling)
        if share < LEAST:
            yield f"the source does not give this cause: {' '.join(word.text for word in cause.why)}"


def _causes(claim: Passage) -> Iterator[_Cause]:
    tagged = tags(claim.text, claim.language)
    verbs = {frame.verb: frame for frame in frames(claim.text, claim.language)}
    for at, word in enumerate(claim.words):
        before = _telling(claim, _clause_before(claim, tagged, at))
        after = _telling(claim, _clause_after(claim, at))
        if word.key in _CAUSES or word.concepts & _BECAUSE or _points_back(claim, at) or _charged(claim, verbs, at):
            yield _Cause(before, after, word.key in _LOOSE)
        elif at in verbs and word.concepts <= _ON and word.concepts and not word.light:
            yield _Cause(after, before, loose=False)


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


def _telling(claim: Passage, span: range) -> tuple[Word, ...]:
    words = (claim.words[i] for i in span)
    return tuple(word for word in words if word.content and not word.light and word.kind != "number")


def _share(cause: Sequence[Word], passages: Sequence[Passage], day: date | None) -> float:
    return sum(supported(word, passages, day) for word in cause) / len(cause)
