"""Foreign headlines in the digest's language: which translations may be printed beside their headline.

The checks compare little across languages, so a translation must also keep every number of its headline and have no
other, keep most of its names in Latin letters, be of like length, be no other headline's translation too, and hold no
markup. What is left is the model's word: it is printed as a translation, beside the headline itself.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping

from counterpoint.model import Point, Row
from counterpoint.stories.headlines import folded, numbers
from counterpoint.writing.asking.examining import FOREIGN_FORM
from counterpoint.writing.asking.schema import Numbered
from counterpoint.writing.editing import visible
from counterpoint.writing.evidence import Evidence

_NAME = re.compile(r"(?<=[a-zà-ÿ,] )[A-ZÀ-Ý][\w'’-]{2,}")
_WIDE = re.compile("[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")
_LENGTHS = (0.4, 2.5)
_PER_WIDE = 2.5
"""A Chinese, Japanese or Korean character is about so many letters of an alphabet."""


def is_foreign(row: Row, language: str) -> bool:
    """Whether a headline is in another language than the digest's."""
    own = row.article.article.language.partition("-")[0]
    return bool(own) and own != language.partition("-")[0]


def faithful(
    texts: Iterable[Numbered], rows: Mapping[int, Row], evidence: Evidence, language: str
) -> tuple[tuple[int, str], ...]:
    """The translations that may be printed, by the number of their row."""
    read = {each.n: visible(each.text) for each in texts if each.n in rows and visible(each.text)}
    often = Counter(map(folded, read.values()))
    kept = {n: text for n, text in read.items() if often[folded(text)] == 1 and _keeps(rows[n], text)}
    supported = [
        (n, text)
        for n, text in kept.items()
        if evidence.supports(Point(text=text, cites=(n,), language=language), None)
    ]
    return tuple(sorted(supported))


def _keeps(row: Row, text: str) -> bool:
    title = visible(row.article.article.title)
    if FOREIGN_FORM.search(text) or set(numbers(title)) != set(numbers(text)):
        return False
    names = [folded(name) for name in _NAME.findall(title)]
    told = sum(name in folded(text) for name in names)
    least, most = _LENGTHS
    return 2 * told >= len(names) and least <= _length(text) / _length(title) <= most


def _length(text: str) -> float:
    """Letters, wide characters counted as several."""
    return max(1.0, len(text) + (_PER_WIDE - 1) * len(_WIDE.findall(text)))
