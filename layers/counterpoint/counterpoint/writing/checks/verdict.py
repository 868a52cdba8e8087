"""What is checked, and what a check answers: the nouns of this package."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class Check(StrEnum):
    """The five checks every printed point has passed."""

    CITATIONS = "citations"
    SIDE = "side"
    ACTORS = "actors"
    FACTS = "facts"
    COVERAGE = "coverage"


@dataclass(frozen=True, slots=True, kw_only=True)
class Cited:
    """One numbered article a claim may cite.

    `side` is the perspective whose list it stands in, `text` its summary if the feed gave one, `language` an
    ISO 639-1 code (a region may follow), empty when unknown.
    """

    n: int
    side: str
    outlet: str
    title: str
    text: str = ""
    language: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """A sentence with its citations.

    `side` is the perspective it is printed under; None means that it may cite both (highlights, differences).
    `date` is the day of the digest: it dates offices and weekdays, and may be missing.
    """

    text: str
    cites: tuple[int, ...]
    side: str | None
    language: str = ""
    date: date | None = None


@dataclass(frozen=True, slots=True)
class Reason:
    """Why a claim is refused: the check that failed and, in words, what is wrong."""

    check: Check
    words: str

    def __str__(self) -> str:
        return f"{self.check}: {self.words}"


@dataclass(frozen=True, slots=True)
class Verdict:
    """Supported when there is no reason against it; `notes` say what a check could not see."""

    reasons: tuple[Reason, ...] = ()
    notes: tuple[str, ...] = ()

    @property
    def supported(self) -> bool:
        """Whether the claim may be printed."""
        return not self.reasons
