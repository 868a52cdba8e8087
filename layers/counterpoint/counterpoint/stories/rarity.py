"""How much a shared word says: common words of the news (rarity.tsv) say little, the rest says something.

    weight(term) = ln((N + 1) / (df + 1/2)) / ln(N + 1), of N = 10,000 news texts df holding the term

0 for a word that stands everywhere; about 0.35 for one in twenty-five texts ("military"), 0.5 for one in a hundred
("challenge"), 0.67 for all words that are not listed. Counted in news at large and not in the day's own headlines:
what ties two headlines together today must do so tomorrow, and on a day with a dozen of them.
"""

from __future__ import annotations

import math
from functools import cache
from importlib.resources import files

TEXTS = 10_000
UNLISTED = 20
"""In so many texts a word is taken to stand that is not listed; those listed stand in 40 or more."""


def weight(term: str) -> float:
    """How much it says that two headlines share this term (a stem), 0 to 0.67."""
    return math.log((TEXTS + 1) / (_counts().get(term, UNLISTED) + 0.5)) / math.log(TEXTS + 1)


@cache
def _counts() -> dict[str, int]:
    text = files("counterpoint.stories").joinpath("rarity.tsv").read_text(encoding="utf-8")
    rows = [line.split("\t") for line in text.splitlines() if line and not line.startswith("#")]
    return {stem: int(count) for stem, count in rows}


UNLISTED_WEIGHT = math.log((TEXTS + 1) / (UNLISTED + 0.5)) / math.log(TEXTS + 1)
"""What a word says that is not listed."""
