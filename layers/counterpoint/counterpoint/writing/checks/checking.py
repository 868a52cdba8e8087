"""The five checks in order, and their reasons together."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from counterpoint.writing.checks.causes import cause_conflicts
from counterpoint.writing.checks.coverage import SHIPPED, Strictness, added_items, coverage_conflicts, idle_citations
from counterpoint.writing.checks.direction import direction_conflicts
from counterpoint.writing.checks.facts import date_conflicts, name_conflicts, number_conflicts, quantity_conflicts, quote_conflicts
from counterpoint.writing.checks.matching import Passage
from counterpoint.writing.checks.owners import owner_conflicts
from counterpoint.writing.checks.polarity import modality_conflicts, negation_conflicts
from counterpoint.writing.checks.roles import role_conflicts
from counterpoint.writing.checks.speakers import speaker_conflicts
from counterpoint.writing.checks.vocabulary import PLACES
from counterpoint.writing.checks.substitution import exchanged_objects, exchanged_words
from counterpoint.writing.checks.verdict import Check, Cited, Claim, Reason, Verdict

READ = ("en", "es")


def check(claim: Claim, sources: Sequence[Cited], strictness: Strictness = SHIPPED) -> Verdict:
    """Whether the claim may be printed, and every reason why not.

    `sources` are the numbered articles the claim may cite, cited or not. Pure: no clock, no network, no model.
    """
    cited = [source for source in sources if source.n in claim.cites]
    reasons = [*_citations(claim, cited), *_sides(claim, cited)]
    if cited:
        passages = [Passage(s.n, f"{s.title}. {s.text}" if s.text else s.title, s.language[:2] or "en", home(s.side)) for s in cited]
        reasons += _text(claim, passages, [s.outlet for s in cited], strictness)
    return Verdict(tuple(reasons))


def home(side: str) -> str:
    """The country a side is named for, if it is."""
    return next((PLACES[part] for part in side.lower().replace("-", "_").split("_") if part in PLACES), "")


def _citations(claim: Claim, cited: Sequence[Cited]) -> Iterator[Reason]:
    if not claim.cites:
        yield Reason(Check.CITATIONS, "it cites nothing")
    for n in claim.cites:
        if all(source.n != n for source in cited):
            yield Reason(Check.CITATIONS, f"there is no source [{n}]")


def _sides(claim: Claim, cited: Sequence[Cited]) -> Iterator[Reason]:
    for source in cited:
        if claim.side is not None and source.side != claim.side:
            yield Reason(Check.SIDE, f"[{source.n}] is {source.side}'s, and it is printed under {claim.side}")


def _text(claim: Claim, passages: Sequence[Passage], outlets: Sequence[str], strictness: Strictness) -> Iterator[Reason]:
    read = Passage(0, claim.text, claim.language[:2] or passages[0].language)
    day = claim.date
    for check_, found in (
        (Check.CITATIONS, idle_citations(read, passages, day)),
        (Check.ACTORS, role_conflicts(read, passages, day)),
        (Check.ACTORS, owner_conflicts(read, passages, day)),
        (Check.ACTORS, speaker_conflicts(read, passages, outlets, day)),
        (Check.ACTORS, direction_conflicts(read, passages, day)),
        (Check.ACTORS, negation_conflicts(read, passages, day)),
        (Check.ACTORS, modality_conflicts(read, passages, day)),
        (Check.ACTORS, exchanged_objects(read, passages, day)),
        (Check.FACTS, exchanged_words(read, passages, day)),
        (Check.FACTS, number_conflicts(read, passages, day)),
        (Check.FACTS, quantity_conflicts(read, passages, day)),
        (Check.FACTS, date_conflicts(read, passages)),
        (Check.FACTS, name_conflicts(read, passages, day)),
        (Check.FACTS, quote_conflicts(read, passages)),
        (Check.FACTS, cause_conflicts(read, passages, day)),
        (Check.COVERAGE, added_items(read, passages, day)),
        (Check.COVERAGE, coverage_conflicts(read, passages, day, strictness)),
    ):
        yield from (Reason(check_, words) for words in found)
