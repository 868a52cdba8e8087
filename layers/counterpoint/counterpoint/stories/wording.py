"""Which words a side uses more than the others: a documented statistic over the day and the days before it.

The log-odds ratio with an informative Dirichlet prior (B. L. Monroe, M. P. Colaresi, K. M. Quinn, "Fightin' Words",
Political Analysis 16, 2008, equations 15, 16 and 22): a word counts for a side when it is used there more often than
elsewhere, measured in standard errors, the prior being how often everybody uses it. Counts are headlines that hold the
word, not occurrences. Words of scripts without spaces are pairs of characters; they are counted, but not shown.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from counterpoint.model import Memory, Share
from counterpoint.stories.headlines import words

WINDOW = timedelta(days=30)
KEPT = 400
"""At most so many words of a side are remembered of one day, the commonest first."""

_BETWEEN = "\t"


@dataclass(frozen=True, slots=True)
class Wording:
    """How many headlines of each side hold each word."""

    counts: Mapping[str, Counter[str]]

    @classmethod
    def of(cls, titles: Iterable[tuple[str, str]], memory: Memory, day: date) -> Wording:
        """The counts of today's headlines, given as (side, title), and of the days of the window before `day`."""
        counts = {side: Counter(kept) for side, kept in counted(titles).items()}
        for made in memory.days:
            for share in made.terms if day - WINDOW <= made.day < day else ():
                side, _, word = share.name.partition(_BETWEEN)
                counts.setdefault(side, Counter())[word] += share.count
        return cls(counts)

    def z(self, word: str, side: str, other: str) -> float:
        """How much more `side` uses the word than `other`, in standard errors; 0 when nothing is known of either."""
        prior = sum((Counter({word: c[word]}) for c in self.counts.values()), Counter[str]())[word] + 0.01
        everything = sum(c.total() for c in self.counts.values()) + 0.01
        ones, others = self.counts.get(side, Counter()), self.counts.get(other, Counter())
        difference = _log_odds(ones, word, prior, everything) - _log_odds(others, word, prior, everything)
        return difference / math.sqrt(1 / (ones[word] + prior) + 1 / (others[word] + prior))


def _log_odds(counts: Counter[str], word: str, prior: float, everything: float) -> float:
    used = counts[word] + prior
    return math.log(used / max(counts.total() + everything - used, 0.01))


def counted(titles: Iterable[tuple[str, str]]) -> dict[str, Counter[str]]:
    """How many of the headlines, given as (side, title), hold each word, by side."""
    counts: dict[str, Counter[str]] = {}
    for side, title in titles:
        counts.setdefault(side, Counter()).update(set(words(title)))
    return counts


def shares(titles: Iterable[tuple[str, str]]) -> tuple[Share, ...]:
    """A day's counts as they are remembered: `side<tab>word`, sides by name, words by count and name."""
    kept: list[Share] = []
    for side, counts in sorted(counted(titles).items()):
        common = sorted(counts.items(), key=lambda item: (-item[1], item[0]))[:KEPT]
        kept += [Share(name=f"{side}{_BETWEEN}{word}", count=count) for word, count in common]
    return tuple(kept)
