"""The dates of feeds -> UTC moments, or None. Pure.

feedparser reads most forms but takes time zones of Asia for UTC and evening for morning, which would move a story by
hours; those and a few forms it does not know are read here first. What it makes of the rest counts only where its day
is one that the text names: it fills what it cannot read with today. A date without a zone counts as UTC, as RFC 822
readers do. "CST" is Chinese or Cuban or American: the feed's language decides. The year 1970 and impossible years are
no dates.
"""

import re
from calendar import timegm
from datetime import UTC, datetime, timedelta, timezone
from time import struct_time

_ZONES = {"jst": 9, "kst": 9, "hkt": 8, "sgt": 8, "pht": 8, "awst": 8, "ist": 5.5, "pkt": 5, "npt": 5.75, "ict": 7,
          "wib": 7, "msk": 3, "eet": 2, "eest": 3, "cet": 1, "cest": 2, "bst": 1, "wet": 0, "west": 1, "brt": -3,
          "art": -3, "vet": -4, "aest": 10, "aedt": 11, "nzst": 12, "nzdt": 13, "utc": 0, "gmt": 0}  # fmt: skip
_MONTHS = {  # by three letters, in the languages whose feeds write them against the standard
    name: number
    for number, names in enumerate(
        ("jan gen ene", "feb fev fév", "mar mär", "apr abr avr", "may mai mag", "jun giu", "jul lug", "aug ago aoû",
         "sep set", "oct ott okt out", "nov", "dec dic dez déc"), 1)
    for name in names.split()
}  # fmt: skip
_NAMED = re.compile(
    r"(?:[^\W\d_]{2,12}\.?,?\s+)?(\d{1,2})[\s-]([^\W\d_]{3})[^\W\d_]*\.?[\s-](\d{4}|\d\d)\s+(\d{1,2}):(\d\d)(?::(\d\d))?\s*"
    r"([a-z]{2,4}|[+-]\d\d:?\d\d)?\s*(?:\([^)]*\))?\Z",
    re.IGNORECASE,
)
_MONTH_FIRST = re.compile(
    r"(?:[a-z]{3,9}\.?,?\s+)?([a-z]{3})[a-z]*\.?\s+(\d{1,2}),?\s+(\d{4})(?:,?\s+(\d{1,2}):(\d\d)(?::(\d\d))?)?\s*"
    r"([a-z]{2,4}|[+-]\d\d:?\d\d)?\Z",
    re.IGNORECASE,
)
_NUMERIC = re.compile(
    r"(\d{4})\s*[-/.年년]\s*(\d{1,2})\s*[-/.月월]\s*(\d{1,2})\s*[日일]?(?:[t\s]*(\d{1,2}):(\d\d)(?::(\d\d)(?:[.,]\d+)?)?)?\s*"
    r"(z|[a-z]{2,4}|[+-]\d\d:?(?:\d\d)?)?\Z",
    re.IGNORECASE,
)
_HAN_CLOCK = re.compile(r"(\d{1,2})\s*[時时点點시]\s*(?:(\d{1,2})\s*[分분])?\s*(?:(\d{1,2})\s*[秒초])?")
_HALF_AFTER = re.compile(r"\b(\d{1,2})(:\d\d(?::\d\d)?)\s*([ap])\.?m\b\.?", re.IGNORECASE)
_HALF_BEFORE = re.compile(r"(午前|上午|오전|午後|下午|오후)\s*(\d{1,2})(:\d\d(?::\d\d)?)")
_AFTERNOON = frozenset({"p", "午後", "下午", "오후"})
_FROM_UTC = re.compile(r"\b(?:utc|gmt)\s*([+-])(\d{1,2})(?::?(\d\d))?(?!\d)", re.IGNORECASE)
_COMPACT = re.compile(r"(\d{4})(\d\d)(\d\d)t?(\d\d)(\d\d)(\d\d)(z|[+-]\d{4})?\Z", re.IGNORECASE)


def moment(text: str, parsed: struct_time | None, language: str, now: datetime) -> datetime | None:
    """The moment that `text` names, `parsed` being feedparser's reading of it; None when there is no usable one."""
    text = " ".join(text.split())
    plain = _plain(text)
    found = _read(plain, language)
    if found is None and parsed is not None and plain == text:
        found = _trusted(text, parsed)
    return found if found is not None and 1990 <= found.year <= now.year + 1 else None


def _plain(text: str) -> str:
    """The text with its clock in 24 hours and its distance from UTC in figures, where they are written otherwise."""
    text = _HAN_CLOCK.sub(lambda m: f"{m[1]}:{m[2] or 0:0>2}" + (f":{m[3]:0>2}" if m[3] else ""), text)
    text = _HALF_AFTER.sub(lambda m: f"{_hour(m[1], m[3].lower())}{m[2]}", text)
    text = _HALF_BEFORE.sub(lambda m: f" {_hour(m[2], m[1])}{m[3]}", text)
    return _FROM_UTC.sub(lambda m: f"{m[1]}{m[2]:0>2}:{m[3] or '00'}", text)


def _hour(hour: str, half: str) -> int:
    """An hour of a half day in 24: 12 is the first of each; 13 and more say it themselves."""
    return int(hour) if int(hour) > 12 else int(hour) % 12 + 12 * (half in _AFTERNOON)


def _trusted(text: str, parsed: struct_time) -> datetime | None:
    """The reading of feedparser, if the text names its day, or, for another zone, the one before or after it."""
    try:
        found = datetime.fromtimestamp(timegm(parsed), UTC)
        days = [found + timedelta(days=by) for by in (-1, 0, 1)]
    except (ValueError, OverflowError, OSError):
        return None
    return found if any(_names(text, day) for day in days) else None


def _names(text: str, day: datetime) -> bool:
    """Whether year, month and day of the month occur in a text, the month by number or by name."""
    runs = re.findall(r"\d+", text)
    numbers = {int(part) for run in runs for part in (re.findall(r"\d\d", run) if len(run) > 4 else [run])}
    words = {word[:3].lower() for word in re.findall(r"[^\W\d_]{3,}", text)}
    months = {_MONTHS[word] for word in words if word in _MONTHS}
    foreign = any(not word.isascii() and word != word.upper() for word in words)  # Greek; Han has no capitals
    month = day.month in months if months else day.month in numbers or foreign
    year = day.year in numbers or day.year % 100 in numbers
    return year and month and day.day in numbers


def _read(text: str, language: str) -> datetime | None:
    if match := _NAMED.match(text):
        day, month, year, *clock, zone = match.groups()
        return _moment((year, str(_MONTHS.get(month.lower(), 0)), day), clock, zone, language)
    if match := _MONTH_FIRST.match(text):
        month, day, year, *clock, zone = match.groups()
        return _moment((year, str(_MONTHS.get(month.lower(), 0)), day), clock, zone, language)
    if match := _NUMERIC.match(text) or _COMPACT.match(text):
        year, month, day, *clock, zone = match.groups()
        return _moment((year, month, day), clock, zone, language)
    return None


def _moment(day: tuple[str, str, str], clock: list[str], zone: str | None, language: str) -> datetime | None:
    offset = _offset(zone or "z", language)
    if offset is None:
        return None
    year, month, date = map(int, day)
    if len(day[0]) == len("26"):
        year += 2000 if year < 70 else 1900
    hour, minute, second = (int(part or 0) for part in clock)
    try:
        return datetime(year, month, date, hour, minute, min(second, 59), tzinfo=timezone(offset)).astimezone(UTC)
    except (ValueError, OverflowError):
        return None


def _offset(zone: str, language: str) -> timedelta | None:
    """Its distance from UTC; None for a zone that feedparser knows better, or nobody does."""
    zone = zone.lower()
    if zone == "z":
        return timedelta(0)
    if zone[0] in "+-":
        hours, minutes = int(zone[1:3]), int(zone[-2:]) if len(zone) > 3 else 0
        return timedelta(hours=hours, minutes=minutes) * (-1 if zone[0] == "-" else 1)
    if zone == "cst" and language.startswith("zh"):
        return timedelta(hours=8)
    return timedelta(hours=_ZONES[zone]) if zone in _ZONES else None
