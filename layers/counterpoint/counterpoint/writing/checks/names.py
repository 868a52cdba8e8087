"""Names of a claim must stand in what it cites, and a city where it is a place, not where it stands for its country."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from difflib import SequenceMatcher

from counterpoint.lexicon.morphology import fold
from counterpoint.lexicon.numbers import months, weekdays
from counterpoint.lexicon.vocabulary import CITIES, CLOSED
from counterpoint.lexicon.words import Word
from counterpoint.writing.checks.initials import spelled_out
from counterpoint.writing.checks.matching import Passage, Reading, represented, supported

_AT = CLOSED["locative"]
_SEATS = CLOSED["seats"]
_GOVERNING = CLOSED["government"] | CLOSED["governing"]


def name_conflicts(reading: Reading) -> Iterator[str]:
    """In words, every name that is not in the cited texts, and every city where they only name a country.

    `outlets` are the cited ones: that they say it needs no telling.
    """
    claim, passages, outlets, day = reading.claim, reading.passages, reading.outlets, reading.day
    own = {part for outlet in outlets if outlet in claim.text for part in fold(outlet).split()}
    for at, word in enumerate(claim.words):
        if not word.name or word.kind == "mark" or word.function or weekdays((word,)) or _is_month(claim, at):
            continue
        if word.key in own:
            continue
        told = supported(word, passages, day) and not _only_a_common_noun(claim, at, passages, day)
        if not told and not spelled_out(claim, at, passages):
            yield f"the name {word.text} is not in the source"
        elif _is_city_as_place(claim, at) and not _city_told(word, passages):
            yield f"the place {word.text} is not in the source"


def _only_a_common_noun(claim: Passage, at: int, passages: Sequence[Passage], day: date | None) -> bool:
    """As in "Anti-Narcotics Force" for "seize drugs": a name of several words, none of which the source has."""
    run = _run_of_names(claim, at)
    if len(run) < 2 or any(word.entity or (word.flag("P") and supported(word, passages, day)) for word in run):
        return False
    return not any(word.stems & cited.stems for word in run for passage in passages for cited in passage.words)


def _run_of_names(claim: Passage, at: int) -> list[Word]:
    """The words with a capital, side by side, among which one stands."""
    first, last = at, at
    while first > 0 and _joins(claim.words[first - 1]):
        first -= 1
    while last + 1 < len(claim.words) and _joins(claim.words[last + 1]):
        last += 1
    return [word for word in claim.words[first : last + 1] if word.kind == "word"]


def _joins(word: Word) -> bool:
    return word.text == "-" or (word.kind == "word" and word.text[0].isupper())


def _is_month(claim: Passage, at: int) -> bool:
    return bool(months(claim.words[max(0, at - 1) : at + 1]))


def _is_city_as_place(claim: Passage, at: int) -> bool:
    """As in "in Washington"; not "lash out at Washington", "the ministry in Washington", "at Washington's policy"."""
    owner = at + 1 < len(claim.words) and claim.words[at + 1].text == "'s"
    aimed = at > 1 and (claim.words[at - 2].flag("S") or bool(claim.words[at - 2].concepts & _GOVERNING))
    return claim.words[at].key in CITIES and at > 0 and claim.words[at - 1].key in _AT and not (owner or aimed)


def _city_told(word: Word, passages: Sequence[Passage]) -> bool:
    """Whether a text names the city, or a seat of government that stands in it."""
    return any(
        word.entity in represented(cited.entity)
        and (cited.key in _SEATS or (cited.key in CITIES and _is_one_city(word, cited)))
        for passage in passages
        for cited in passage.words
    )


def _is_one_city(one: Word, other: Word) -> bool:
    """By its name, a part of it or another spelling: Delhi is New Delhi, Tokio is Tokyo, Dubai is not Abu Dhabi."""
    a, b = one.key, other.key
    return a in b or b in a or SequenceMatcher(None, a, b).ratio() >= 0.7
