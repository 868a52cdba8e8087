"""Quotations of a claim must be in what it cites word for word; what is quoted so is in no doubt."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from counterpoint.lexicon.morphology import fold
from counterpoint.lexicon.normal import clean, quotes
from counterpoint.writing.checks.matching import Passage, Reading


def said_so(quoted: str, passages: Sequence[Passage]) -> bool:
    """Whether a text has these words, word for word."""
    return any(f" {_plain(quoted)} " in f" {_plain(passage.text)} " for passage in passages)


def _plain(text: str) -> str:
    return " ".join(re.findall(r"\w+", fold(clean(text))))


@lru_cache(maxsize=4096)
def quoted(claim: Passage, passages: tuple[Passage, ...]) -> frozenset[int]:
    """The positions of the words that a claim quotes from its texts word for word: about these nothing is in doubt."""
    text = clean(claim.text)
    spans = [(start, end) for start, end in quotes(text) if said_so(text[start:end], passages)]
    return frozenset(i for i, w in enumerate(claim.words) if any(a <= w.start and w.end <= b for a, b in spans))


def quote_conflicts(reading: Reading) -> Iterator[str]:
    """In words, every quotation that is not in the cited texts word for word."""
    claim, passages = reading.claim, reading.passages
    text = clean(claim.text)
    for start, end in quotes(text):
        if not said_so(text[start:end], passages):
            yield f"the words '{text[start:end]}' are not in the source"
