"""Numbers of a text with their units: 10 pct = 10 percent = 10%, $30bn = 30 billion dollars, fifth = 5th.

A quarter is 25 %. Not done here: other arithmetic, currency conversion, longer number words.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from counterpoint.lexicon.vocabulary import NUMBER_WORDS
from counterpoint.lexicon.words import Word

_UNITS = NUMBER_WORDS["unit"]
_SCALES = {word: float(value) for word, value in NUMBER_WORDS["scale"].items()}
_CARDINALS = {word: int(value) for word, value in NUMBER_WORDS["cardinal"].items()}
_SPELLED = {
    word: float(value) for kind in ("cardinal", "ordinal", "fraction") for word, value in NUMBER_WORDS[kind].items()
}
_SOME = "~"
_UP_TO = 20
"""Thousands are at least a thousand, and less than twenty."""
_VAGUE = {word: float(value) for word, value in NUMBER_WORDS["vague"].items()}
_MULTIPLES = _SCALES | _VAGUE
_SHARES = frozenset(word for word, value in NUMBER_WORDS["fraction"].items() if float(value) < 1)
_ORDINALS = frozenset(("first", "last", "primer", "primera", *NUMBER_WORDS["ordinal"]))
_NUMBER = re.compile(r"(?P<currency>(?:us|nt|hk|a|c|s)?[$¥€£₹])?(?P<digits>\d[\d.,]*)")


@dataclass(frozen=True, slots=True)
class Number:
    """A number of a text: its value, its unit ("" if bare), the words it covers, and whether it counts a place."""

    value: float
    unit: str
    first: int
    last: int
    ordinal: bool = False

    def same(self, other: Number) -> bool:
        """Equal values whose units do not contradict each other."""
        if _SOME in (self.unit, other.unit) and self.unit != other.unit:
            some, exact = (self, other) if self.unit == _SOME else (other, self)
            return some is self and some.value <= exact.value < _UP_TO * some.value
        bare = not self.unit or not other.unit or self.unit == other.unit or {self.unit, other.unit} <= _RUPEES
        return bare and abs(self.value - other.value) <= 1e-9 * max(1.0, abs(self.value))

    @property
    def is_year(self) -> bool:
        """Whether it looks like a year of our time."""
        return not self.unit and self.value in range(1900, 2100)

    def rounds(self, other: Number) -> bool:
        """Whether this is the other one to its own last digit that counts: 14 for 13.8, 4,100 for 4,082."""
        digits = f"{self.value:.6e}".split("e")
        last = 10.0 ** (int(digits[1]) - len(digits[0].rstrip("0").removesuffix(".").replace(".", "")) + 1)
        near = _ROUNDED * max(abs(self.value), abs(other.value))
        return abs(self.value - other.value) < min(last, near) or self.same(other)


_ROUNDED = 0.06
"""A rounded number is at most so far from the true one: "nearly 100" is not 90."""

_RUPEES = {"RS", "INR"}


@lru_cache(maxsize=4096)
def numbers(words: tuple[Word, ...]) -> tuple[Number, ...]:
    """The numbers of a text in order."""
    found: list[Number] = []
    at = 0
    while at < len(words):
        number = _number_at(words, at)
        if number:
            found.append(number)
        at = number.last + 1 if number else at + 1
    return tuple(found)


def _number_at(words: tuple[Word, ...], at: int) -> Number | None:
    key = words[at].key
    if (vague := _vague_at(words, at) or _part_at(words, at)) is not None:
        return vague
    if at > 1 and words[at - 1].key == "-" and re.fullmatch(r"(?:19|20)\d\d", words[at - 2].key) and len(key) == 2:
        return Number(float(words[at - 2].key[:2] + key), "", at, at) if key.isdigit() else None  # 2025-26
    unit, value = "", None
    match = _NUMBER.fullmatch(key) if words[at].kind == "number" else None
    if match:
        unit, value = _UNITS.get(match["currency"] or "", ""), _digits(match["digits"])
    else:
        value = _spelled(words, at)
    if value is None:
        return None
    last = at + 2 if _units_after_tens(words, at) else at
    while last + 1 < len(words) and (words[last + 1].key in _MULTIPLES or _is_ordinal_ending(words, last + 1)):
        last += 1
        value *= _MULTIPLES.get(words[last].key, 1)
    unit = unit or _unit_near(words, at, last)
    if not unit and words[at].key in _SHARES:
        if (at and words[at - 1].key in _ORDINALS) or _is_final(words, at):
            return None  # "the first half", "the quarter-finals"
        value, unit = 100 * value, "%"
    ordinal = words[at].key in _ORDINALS or _is_ordinal_ending(words, last)
    return Number(value, unit, at, last, ordinal)


def _is_final(words: tuple[Word, ...], at: int) -> bool:
    """As in "quarter-finals"."""
    return [word.key.rstrip("s") for word in words[at + 1 : at + 3]] == ["-", "final"]


def _vague_at(words: tuple[Word, ...], at: int) -> Number | None:
    """As in "dozens", "tens of thousands"."""
    said = [*words[at].key.split("_"), *(word.key for word in words[at + 1 : at + 3])]
    inside = words[at].key.count("_")
    if said[0] not in _VAGUE:
        return None
    if len(said) > 2 and said[1] in {"of", "de"} and said[2] in _VAGUE:
        return Number(_VAGUE[said[0]] * _VAGUE[said[2]], _SOME, at, at + 2 - inside)
    return Number(_VAGUE[said[0]], _SOME, at, at) if not inside else None


def _part_at(words: tuple[Word, ...], at: int) -> Number | None:
    """As in "two-fifths", "a third of", "tres cuartos de": a share, in percent."""
    many = 1.0 if words[at].key in _ONE else _CARDINALS.get(words[at].key, 0.0)
    after = at + 1
    after += after < len(words) and words[after].key == "-"
    if not many or after + 1 >= len(words):
        return None
    part = _DENOMINATORS.get(words[after].key.removesuffix("s"), 0.0)
    plural = words[after].key.endswith("s")
    if part <= many or plural != (many > 1) or words[after + 1].key not in _OF:
        return None
    return Number(100 * many / part, "%", at, after)


_OF = frozenset(("of", "de", "del"))
_ONE = frozenset(("a", "one", "un", "una", "uno"))
_DENOMINATORS = {word: float(value) for word, value in NUMBER_WORDS["ordinal"].items() if float(value) > 2} | {
    "quarter": 4.0, "tercio": 3.0, "cuarto": 4.0, "quinto": 5.0
}  # fmt: skip


def _is_ordinal_ending(words: tuple[Word, ...], at: int) -> bool:
    return at > 0 and words[at].key in {"st", "nd", "rd", "th"} and words[at].start == words[at - 1].end


def _digits(digits: str) -> float:
    digits = digits.strip(".,")
    if re.fullmatch(r"\d{1,3}(?:\.\d{3})+,\d+|\d+,\d{1,2}", digits):
        return float(digits.replace(".", "").replace(",", "."))
    if re.fullmatch(r"\d{1,3}(?:\.\d{3}){2,}|\d{1,3}\.000", digits):
        return float(digits.replace(".", ""))
    try:
        return float(digits.replace(",", ""))
    except ValueError:
        return float(re.sub(r"\D", "", digits))


_OWN = frozenset(("its", "his", "her", "their", "the", "sus", "los", "las"))


def _spelled(words: tuple[Word, ...], at: int) -> float | None:
    word = words[at]
    if word.name and word.text[1:].isupper():
        return None
    if word.key in {"one", "uno", "una"} and at + 1 < len(words) and words[at + 1].key in {"of", "de"}:
        counted = words[at + 2] if at + 2 < len(words) else None
        nothing = counted is not None and (counted.key in _OWN or counted.key in _SPELLED or counted.kind == "number")
        return None if nothing else 1.0  # "one of its boats", "one of two"
    if word.key.endswith("fold") and word.key[:-4] in _SPELLED:
        return _SPELLED[word.key[:-4]]
    if word.key in _SPELLED and word.key not in {"one", "uno", "once"}:
        return _SPELLED[word.key] + _units_after_tens(words, at)
    if word.key in {"hundred", "thousand", "million", "billion", "trillion", "dozen", "millones", "millon", "mil"}:
        return float(_SCALES[word.key])
    return None


def _units_after_tens(words: tuple[Word, ...], at: int) -> int:
    """The one of "thirty-one"."""
    joined = at + 2 < len(words) and words[at + 1].key == "-" and _CARDINALS.get(words[at].key, 0) >= 20
    return _CARDINALS.get(words[at + 2].key, 0) if joined else 0


def _unit_near(words: tuple[Word, ...], first: int, last: int) -> str:
    """The unit after the number ("693 percent", "5.0-magnitude") or before it ("Magnitude 5", "Rs 30")."""
    after = [word.key for word in words[last + 1 : last + 4] if word.key not in {"-", "de", "por", "us", "."}]
    if after and after[0] in _UNITS:
        return _UNITS[after[0]]
    before = words[first - 1].key if first else ""
    if before in {"de", "of"} and first > 1:
        before = words[first - 2].key
    return _UNITS[before] if before in {"magnitude", "magnitud", "rs", "usd", "inr"} else ""


def weekdays(words: tuple[Word, ...]) -> frozenset[int]:
    """The weekdays named, Monday as 0."""
    return frozenset(int(_WEEKDAYS[word.key]) for word in words if word.key in _WEEKDAYS)


def months(words: tuple[Word, ...]) -> frozenset[int]:
    """The months named, January as 1. "may", "march" and short forms count only with a capital inside a sentence."""
    found = set()
    for i, word in enumerate(words):
        capital = word.text[0].isupper()
        if word.key in _MONTHS and (word.key not in _COMMON or (capital and i > 0)):
            found.add(int(_MONTHS[word.key]))
        elif word.key in _SHORT_MONTHS and capital and word.key != "may":
            found.add(int(_SHORT_MONTHS[word.key]))
    return frozenset(found)


_COMMON = frozenset(("may", "march"))
_WEEKDAYS = NUMBER_WORDS["weekday"]
_MONTHS = NUMBER_WORDS["month"]
_SHORT_MONTHS = NUMBER_WORDS["month_short"]
