"""The dates of feeds -> UTC moments, or None. Pure.

feedparser reads most forms but takes time zones of Asia for UTC, which would move a story by hours; those and a few
forms it does not know are read here first. A date without a zone counts as UTC, as RFC 822 readers do. "CST" is
Chinese or Cuban or American: the feed's language decides. The year 1970 and impossible years are no dates.
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
    r"(?:[^\W\d_]{2,12}\.?,?\s+)?(\d{1,2})[\s-]([^\W\d_]{3})[^\W\d_]*\.?[\s-](\d{4})\s+(\d{1,2}):(\d\d)(?::(\d\d))?\s*"
    r"([a-z]{2,4}|[+-]\d\d:?\d\d)?\s*(?:\([^)]*\))?\Z",
    re.IGNORECASE,
)
_MONTH_FIRST = re.compile(
    r"(?:[a-z]{3,9}\.?,?\s+)?([a-z]{3})[a-z]*\.?\s+(\d{1,2}),?\s+(\d{4})(?:,?\s+(\d{1,2}):(\d\d)(?::(\d\d))?)?\s*"
    r"([a-z]{2,4}|[+-]\d\d:?\d\d)?\Z",
    re.IGNORECASE,
)
_NUMERIC = re.compile(
    r"(\d{4})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})\s*日?(?:[t\s]*(\d{1,2}):(\d\d)(?::(\d\d)(?:[.,]\d+)?)?)?\s*"
    r"(z|[a-z]{2,4}|[+-]\d\d:?(?:\d\d)?)?\Z",
    re.IGNORECASE,
)
_COMPACT = re.compile(r"(\d{4})(\d\d)(\d\d)t?(\d\d)(\d\d)(\d\d)(z|[+-]\d{4})?\Z", re.IGNORECASE)


def moment(text: str, parsed: struct_time | None, language: str, now: datetime) -> datetime | None:
    """The moment that `text` names, `parsed` being feedparser's reading of it; None when there is no usable one."""
    found = _read(" ".join(text.split()), language)
    if found is None and parsed is not None:
        try:
            found = datetime.fromtimestamp(timegm(parsed), UTC)
        except (ValueError, OverflowError, OSError):
            found = None
    return found if found is not None and 1990 <= found.year <= now.year + 1 else None


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
