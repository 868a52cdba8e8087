"""The five checks in order, and their reasons together."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from counterpoint.lexicon.language import READ, language_of
from counterpoint.lexicon.normal import clean
from counterpoint.lexicon.vocabulary import PLACES
from counterpoint.writing.checks.attribution import dropped_speakers
from counterpoint.writing.checks.causes import cause_conflicts
from counterpoint.writing.checks.complements import complement_conflicts
from counterpoint.writing.checks.counting import number_conflicts
from counterpoint.writing.checks.coverage import SHIPPED, added_items, coverage_conflicts, idle_citations
from counterpoint.writing.checks.direction import direction_conflicts
from counterpoint.writing.checks.durations import duration_conflicts
from counterpoint.writing.checks.facts import date_conflicts, quantity_conflicts
from counterpoint.writing.checks.foreign import name_losses, number_losses, overlap_conflicts
from counterpoint.writing.checks.matching import Passage, Reading
from counterpoint.writing.checks.modality import modality_conflicts
from counterpoint.writing.checks.names import name_conflicts
from counterpoint.writing.checks.owners import owner_conflicts
from counterpoint.writing.checks.polarity import negation_conflicts
from counterpoint.writing.checks.predicates import predicate_conflicts, stance_conflicts
from counterpoint.writing.checks.quoting import quote_conflicts
from counterpoint.writing.checks.roles import role_conflicts
from counterpoint.writing.checks.speakers import speaker_conflicts
from counterpoint.writing.checks.substitution import exchanged_words
from counterpoint.writing.checks.swaps import swapped_names
from counterpoint.writing.checks.verdict import Check, Cited, Claim, Reason, Verdict


def check(claim: Claim, sources: Sequence[Cited], strictness: float = SHIPPED) -> Verdict:
    """Whether the claim may be printed, and every reason why not.

    `sources` are the numbered articles the claim may cite, cited or not; `strictness` is the operating point of the
    coverage check. Pure: no clock, no network, no model. A cited title printed as it is needs no reading.
    """
    cited = [source for source in sources if source.n in claim.cites]
    reasons = [*_citations(claim, cited), *_sides(claim, cited)]
    notes: tuple[str, ...] = ()
    if cited:
        said, notes = ([], ()) if _verbatim(claim, cited) else _text(claim, cited, strictness)
        reasons += said
    return Verdict(tuple(dict.fromkeys(reasons)), notes)


def _verbatim(claim: Claim, cited: Sequence[Cited]) -> bool:
    return all(clean(source.title) == clean(claim.text) for source in cited)


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


def _text(claim: Claim, cited: Sequence[Cited], strictness: float) -> tuple[list[Reason], tuple[str, ...]]:
    """What the words say: in full within English or Spanish, and as far as it goes elsewhere."""
    passages = tuple(_passage(source) for source in cited)
    read = Passage(0, claim.text, language_of(claim.text, claim.language or passages[0].language))
    if any({read.language, passage.language} - set(READ) for passage in passages):
        return list(_unread(read, passages)), (_UNREAD if _alike(read, passages) else _ACROSS,)
    outlets = tuple(source.outlet for source in cited)
    reading = Reading(claim=read, passages=passages, outlets=outlets, day=claim.date, strictness=strictness)
    found = list(_read(reading))
    if _alike(read, passages):
        return found, ()
    return [reason for reason in found if not reason.words.startswith(_LITERAL)], (_TRANSLATED,)


_UNREAD = "checked on numbers, names and overlap only: a language without a lexicon"
_ACROSS = "checked on names and numbers only: another language than its source"
_TRANSLATED = "another language than its source: quotes cannot be compared, and words only as far as the lexicons go"
_LITERAL = "the words '"


def _alike(read: Passage, passages: Sequence[Passage]) -> bool:
    return all(passage.language == read.language for passage in passages)


def _passage(source: Cited) -> Passage:
    text = f"{source.title}. {source.text}" if source.text else source.title
    return Passage(source.n, text, language_of(text, source.language), home(source.side))


def _unread(read: Passage, passages: Sequence[Passage]) -> Iterator[Reason]:
    yield from (Reason(Check.FACTS, words) for words in number_losses(read, passages))
    if _alike(read, passages):
        yield from (Reason(Check.COVERAGE, words) for words in overlap_conflicts(read, passages))
    else:
        yield from (Reason(Check.FACTS, words) for words in name_losses(read, passages))


def _read(reading: Reading) -> Iterator[Reason]:
    for check_, subcheck in SUBCHECKS:
        yield from (Reason(check_, words) for words in subcheck(reading))


Subcheck = Callable[[Reading], Iterator[str]]

SUBCHECKS: tuple[tuple[Check, Subcheck], ...] = (
    (Check.CITATIONS, idle_citations),
    (Check.ACTORS, role_conflicts),
    (Check.ACTORS, swapped_names),
    (Check.ACTORS, owner_conflicts),
    (Check.ACTORS, speaker_conflicts),
    (Check.ACTORS, direction_conflicts),
    (Check.ACTORS, negation_conflicts),
    (Check.ACTORS, modality_conflicts),
    (Check.ACTORS, complement_conflicts),
    (Check.ACTORS, predicate_conflicts),
    (Check.ACTORS, stance_conflicts),
    (Check.ACTORS, dropped_speakers),
    (Check.FACTS, exchanged_words),
    (Check.FACTS, number_conflicts),
    (Check.FACTS, duration_conflicts),
    (Check.FACTS, quantity_conflicts),
    (Check.FACTS, date_conflicts),
    (Check.FACTS, name_conflicts),
    (Check.FACTS, quote_conflicts),
    (Check.FACTS, cause_conflicts),
    (Check.COVERAGE, added_items),
    (Check.COVERAGE, coverage_conflicts),
)
"""What is asked of a claim in English or Spanish, in this order; each yields, in words, everything that is wrong."""
