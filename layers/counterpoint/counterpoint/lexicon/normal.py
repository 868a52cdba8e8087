"""Text as the checks read it: one kind of quote and dash, abbreviations without stops, and tokens.

Only typography is changed; no meaning is decided.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

_TYPOGRAPHY = str.maketrans(
    dict.fromkeys("‘’‚‛′`", "'")
    | dict.fromkeys("“”„«»「」『』", '"')
    | dict.fromkeys("‐‑", "-")
    | dict.fromkeys("–—―", " - ")
    | {"…": " ... ", "\u00a0": " ", "￥": "¥", "·": " "}
)
_INITIALS = re.compile(r"\b(?:[A-Za-z]\.){2,}")
_EEUU = re.compile(r"\bEE\.?\s?UU\b\.?")
_PERIODS = (
    (re.compile(r"\bFY ?(?=(?:19|20)\d\d)"), "fiscal year "),
    (re.compile(r"\bFY ?'?(?=\d\d\b)"), "fiscal year 20"),
    *(
        (re.compile(rf"\b(?:{letter}{n}|{n}{letter})\b"), f"{ordinal} {period}")
        for letter, period in (("Q", "quarter"), ("H", "half"))
        for n, ordinal in enumerate(("first", "second", "third", "fourth"), start=1)
    ),
)
_NUMERALS = (
    *(
        (re.compile(rf"\b{one} (?:in|in every|out of|out of every) ten\b", re.IGNORECASE), f"{n}0 percent")
        for n, one in enumerate(("one", "two", "three", "four", "five", "six", "seven", "eight", "nine"), start=1)
    ),
    (re.compile(r"\bhalf a dozen\b", re.IGNORECASE), "6"),
    (re.compile(r"\bby half\b", re.IGNORECASE), "by 50 percent"),
    (re.compile(r"(?<=\d)tr\b"), " trillion"),
    (re.compile(r"\b(?:Rs\.?|PKR) ?(?=\d)"), "Rs "),
    (re.compile(r"\b1st\b"), "first"),
    (re.compile(r"\bfirst six months\b", re.IGNORECASE), "first half"),
    (re.compile(r"\b(?:one|1) (?:in|out of)(?: every)? (?:three|3)\b", re.IGNORECASE), "one-third of"),
    (re.compile(r"\b(?:two|2) (?:in|out of)(?: every)? (?:three|3)\b", re.IGNORECASE), "two-thirds of"),
    (re.compile(r"\buno? de cada tres\b", re.IGNORECASE), "un tercio de"),
    (re.compile(r"(?<=\d)[kK]\b"), " thousand"),
)
_MAGNITUDE = re.compile(r"\bM(?=\d+\.\d)")
_ABBREVIATED_YEAR = re.compile(r"(?<![\w'])'(\d\d)\b(?!')")
_DOUBLE = re.compile(r'"([^"]{2,}?)"')
_SINGLE = re.compile(r"(?<![\w'])'(?=\S)((?:[^']|(?<=\w)'(?=\w)){2,}?)'(?!\w)")
_TOKEN = re.compile(
    r"(?P<code>[A-Z][^\W\d_]{0,5}-?\d+[^\W\d_]*(?![\d.,]*\d))"
    r"|(?P<number>(?:US|NT|HK|A|C|S)?[$¥€£₹]?\d+(?:[.,]\d{3})*(?:[.,]\d+)?)"
    r"|(?P<word>[^\W\d_]+(?:['&.][^\W\d_]+)*)"
    r"|(?P<mark>[^\w\s])"
)


@dataclass(frozen=True, slots=True)
class Token:
    """A run of characters of one kind: "code" (F-16), "number", "word" or "mark"."""

    kind: str
    text: str
    start: int
    end: int


def clean(text: str) -> str:
    """The text with plain typography: U.S. is US, EE. UU. is EEUU, '24 is 2024, M5.4 is magnitude 5.4."""
    text = unicodedata.normalize("NFKC", text.translate(_TYPOGRAPHY)).translate(_TYPOGRAPHY)
    text = _EEUU.sub("EEUU", text)
    text = _INITIALS.sub(lambda match: match[0].replace(".", ""), text)
    for pattern, words in _PERIODS:
        text = pattern.sub(words, text)
    for pattern, value in _NUMERALS:
        text = pattern.sub(value, text)
    text = _ABBREVIATED_YEAR.sub(r"20\1", text)
    return re.sub(r"\s+", " ", _MAGNITUDE.sub("magnitude ", text)).strip()


def tokens(cleaned: str) -> list[Token]:
    """The tokens of cleaned text, in order. An English possessive is a token of its own, `'s`."""
    found: list[Token] = []
    for match in _TOKEN.finditer(cleaned):
        kind, text, start = str(match.lastgroup), match[0], match.start()
        if kind == "word" and text.lower().endswith("'s") and len(text) > 2:
            found.append(Token("word", text[:-2], start, match.end() - 2))
            found.append(Token("mark", "'s", match.end() - 2, match.end()))
        elif kind == "mark" and text == "'" and found and found[-1].end == start and found[-1].text.endswith("s"):
            found.append(Token("mark", "'s", start, match.end()))
        else:
            found.append(Token(kind, text, start, match.end()))
    return found


def quotes(cleaned: str) -> tuple[tuple[int, int], ...]:
    """Where quoted words stand: start and end offsets of what is between the marks, in order."""
    spans = [match.span(1) for match in _DOUBLE.finditer(cleaned)]
    for match in _SINGLE.finditer(cleaned):
        start, end = match.span(1)
        if not any(a <= start and end <= b for a, b in spans):
            spans.append((start, end))
    return tuple(sorted(spans))
