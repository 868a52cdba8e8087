"""Numbers of a text with their units: 10 pct = 10 percent = 10%, $30bn = 30 billion dollars, fifth = 5th.

Not done here: arithmetic (a half is not 50 %), currency conversion, number words above twenty but tens and scales.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from counterpoint.writing.checks.words import Word

_UNITS = {
    "%": "%", "pct": "%", "pc": "%", "percent": "%", "percentage": "%", "ciento": "%", "per cent": "%",
    "$": "USD", "dollar": "USD", "dollars": "USD", "usd": "USD", "dolares": "USD", "dolar": "USD", "us$": "USD",
    "nt$": "TWD", "hk$": "HKD", "a$": "AUD", "c$": "CAD", "s$": "SGD", "¥": "JPY", "yen": "JPY", "yuan": "CNY", "rmb": "CNY",
    "€": "EUR", "euro": "EUR", "euros": "EUR", "£": "GBP", "pound": "GBP", "pounds": "GBP", "₹": "INR", "rupee": "RS",
    "rupees": "RS", "rs": "RS", "pkr": "RS", "inr": "INR", "bolivares": "VES",
    "magnitude": "M", "magnitud": "M", "km": "km", "kilometer": "km", "kilometers": "km", "kilometre": "km",
    "kilometres": "km", "mile": "mi", "miles": "mi", "tonne": "t", "tonnes": "t", "ton": "t", "tons": "t",
    "mw": "MW", "gw": "GW", "bps": "bp", "barrel": "bbl", "barrels": "bbl", "bpd": "bpd",
    "hour": "h", "hours": "h", "horas": "h", "day": "d", "days": "d", "dias": "d", "week": "w", "weeks": "w",
    "semanas": "w", "month": "mo", "months": "mo", "meses": "mo", "year": "y", "years": "y", "anos": "y", "minutes": "min",
}  # fmt: skip
_SCALES = {
    "k": 1e3, "thousand": 1e3, "thousands": 1e3, "mil": 1e3, "lakh": 1e5, "lakhs": 1e5, "m": 1e6, "mn": 1e6, "mln": 1e6,
    "million": 1e6, "millions": 1e6, "millon": 1e6, "millones": 1e6, "crore": 1e7, "crores": 1e7, "bn": 1e9, "bln": 1e9,
    "b": 1e9, "billion": 1e9, "billions": 1e9, "tn": 1e12, "trn": 1e12, "trillion": 1e12, "billones": 1e12,
    "hundred": 1e2, "dozen": 12, "dozens": 12, "docena": 12,
}  # fmt: skip
_CARDINALS = {
    word: value
    for value, spelled in enumerate(
        "zero/cero one/uno two/dos three/tres four/cuatro five/cinco six/seis seven/siete eight/ocho nine/nueve ten/diez "
        "eleven/once twelve/doce thirteen/trece fourteen/catorce fifteen/quince sixteen/dieciseis seventeen/diecisiete "
        "eighteen/dieciocho nineteen/diecinueve twenty/veinte".split()
    )
    for word in spelled.split("/")
} | {"thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80, "ninety": 90,
     "treinta": 30, "cuarenta": 40, "cincuenta": 50, "sesenta": 60, "setenta": 70, "ochenta": 80, "noventa": 90,
     "cien": 100}  # fmt: skip
_ORDINALS = {
    word: value
    for value, spelled in enumerate(
        "second/segundo/segunda third/tercer/tercero/tercera fourth/cuarto/cuarta fifth/quinto/quinta sixth/sexto/sexta "
        "seventh/septimo eighth/octavo ninth/noveno tenth/decimo eleventh twelfth".split(),
        start=2,
    )
    for word in spelled.split("/")
}
_FRACTIONS = {"half": 0.5, "mitad": 0.5, "quarter": 0.25, "two-thirds": 0.667, "double": 2.0, "twice": 2.0, "triple": 3.0}
_NUMBER = re.compile(r"(?P<currency>(?:us|nt|hk|a|c|s)?[$¥€£₹])?(?P<digits>\d[\d.,]*)")
_WEEKDAYS = "monday tuesday wednesday thursday friday saturday sunday".split()
_WEEKDAYS_ES = "lunes martes miercoles jueves viernes sabado domingo".split()
_MONTHS = "january february march april may june july august september october november december".split()
_MONTHS_ES = "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre".split()


@dataclass(frozen=True, slots=True)
class Number:
    """A number of a text: its value, its unit ("" if bare), and the words it covers."""

    value: float
    unit: str
    first: int
    last: int

    def same(self, other: Number) -> bool:
        """Equal values whose units do not contradict each other."""
        bare = not self.unit or not other.unit or self.unit == other.unit or {self.unit, other.unit} <= _RUPEES
        return bare and abs(self.value - other.value) <= 1e-9 * max(1.0, abs(self.value))


_RUPEES = {"RS", "INR"}


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
    if at > 1 and words[at - 1].key == "-" and re.fullmatch(r"(?:19|20)\d\d", words[at - 2].key) and len(key) == 2:
        return None  # the second year of 2025-26
    unit, value = "", None
    match = _NUMBER.fullmatch(key) if words[at].kind == "number" else None
    if match:
        unit, value = _UNITS.get(match["currency"] or "", ""), _digits(match["digits"])
    else:
        value = _spelled(words, at)
    if value is None:
        return None
    last = at + 2 if _units_after_tens(words, at) else at
    while last + 1 < len(words) and (words[last + 1].key in _SCALES or _is_ordinal_ending(words, last + 1)):
        last += 1
        value *= _SCALES.get(words[last].key, 1)
    unit = unit or _unit_near(words, at, last)
    return Number(value, unit, at, last)


def _is_ordinal_ending(words: tuple[Word, ...], at: int) -> bool:
    return words[at].key in {"st", "nd", "rd", "th"} and words[at].start == words[at - 1].end


def _digits(digits: str) -> float:
    digits = digits.strip(".,")
    if re.fullmatch(r"\d{1,3}(?:\.\d{3})+,\d+|\d+,\d{1,2}", digits):
        return float(digits.replace(".", "").replace(",", "."))
    if re.fullmatch(r"\d{1,3}(?:\.\d{3}){2,}", digits):
        return float(digits.replace(".", ""))
    try:
        return float(digits.replace(",", ""))
    except ValueError:
        return float(re.sub(r"\D", "", digits))


def _spelled(words: tuple[Word, ...], at: int) -> float | None:
    word = words[at]
    if word.name and word.text[1:].isupper():
        return None
    if word.key in {"one", "uno", "una"} and at + 1 < len(words) and words[at + 1].key in {"of", "de"}:
        return 1.0
    for table in (_CARDINALS, _ORDINALS, _FRACTIONS):
        if word.key in table and word.key not in {"one", "uno", "once"}:
            return float(table[word.key]) + _units_after_tens(words, at)
    if word.key in {"hundred", "thousand", "million", "billion", "trillion", "dozen", "millones", "millon"}:
        return float(_SCALES[word.key]) if word.key != "mil" else None
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
    return _named(words, _WEEKDAYS, _WEEKDAYS_ES, short=False)


def months(words: tuple[Word, ...]) -> frozenset[int]:
    """The months named, January as 1. "may" counts only with a capital inside a sentence."""
    found = _named(words, _MONTHS, _MONTHS_ES, short=True)
    return frozenset(month + 1 for month in found)


def _named(words: tuple[Word, ...], english: list[str], spanish: list[str], *, short: bool) -> frozenset[int]:
    found = set()
    for i, word in enumerate(words):
        for index, (en, es) in enumerate(zip(english, spanish, strict=True)):
            if word.key in {en, es} or (short and word.key in {en[:3], en[:4]} and word.text[0].isupper()):
                if en == "may" and (i == 0 or not word.text[0].isupper()):
                    continue
                found.add(index)
    return frozenset(found)
