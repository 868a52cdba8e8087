"""Why it happened: what a claim gives as the cause must stand with the deed in one cited text."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from counterpoint.writing.checks.frames import frames
from counterpoint.writing.checks.matching import Passage, same, supported
from counterpoint.writing.checks.words import Word

_CAUSES = frozenset(["because", "amid", "due", "amidst", "ante", "debido"])
_BECAUSE = frozenset(("because",))
_LOOSE = frozenset(("amid", "amidst", "ante"))  # what goes on at the same time may stand in another text
LEAST = 0.6


def cause_conflicts(claim: Passage, passages: Sequence[Passage], day: date | None) -> Iterator[str]:
    """In words, every cause that the text which tells the deed does not give."""
    for frame in frames(claim.text, claim.language):
        verb = claim.words[frame.verb]
        telling = [p for p in passages if any(same(verb, word, day) for word in p.words)]
        cause = _cause(claim, frame.verb)
        if verb.light or not telling or not cause:
            continue
        apart = not verb.flag("S") and any(word.key in _LOOSE for word in claim.words)
        share = _share(cause, passages, day) if apart else max(_share(cause, [p], day) for p in telling)
        if share < LEAST:
            yield f"the source does not give this cause: {' '.join(word.text for word in cause)}"


def _cause(claim: Passage, verb: int) -> list[Word]:
    """The content words after the first word of cause behind the verb, up to the end of the clause."""
    found: list[Word] = []
    inside = False
    for word in claim.words[verb + 1 :]:
        if word.text in {",", ";", "."}:
            break
        if not inside:
            charged = claim.words[verb].flag("S") and word.key == "over"
            inside = word.key in _CAUSES or charged or bool(word.concepts & _BECAUSE)
        elif word.content and not word.light and word.kind != "number":
            found.append(word)
    return found


def _share(cause: Sequence[Word], passages: Sequence[Passage], day: date | None) -> float:
    return sum(supported(word, passages, day) for word in cause) / len(cause)
