"""What a configuration field may hold beyond text: identifiers, web addresses, countries, languages, durations.

Every function takes a `positions.Value`, notes what is wrong with it there, and gives an empty value then.
"""

import re
from datetime import timedelta
from functools import cache
from importlib.resources import files
from urllib.parse import urlsplit

from counterpoint.positions import Value

_IDENTIFIER = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_LANGUAGE = re.compile(r"[a-z]{2,3}(-[A-Za-z0-9]{2,8})*")
_INVENTED = frozenset({"XA", "XB", "XC"})
_MOST_DAYS = 366


def identifier(value: Value, reserved: frozenset[str] = frozenset()) -> str:
    """Lowercase letters, digits and single hyphens, at most 60; it becomes a part of addresses and keys."""
    text = value.text()
    if not text:
        return ""
    if not _IDENTIFIER.fullmatch(text) or len(text) > 60:
        proposal = re.sub(r"[^a-z0-9]+", "-", text.lower()).strip("-")[:60].strip("-")
        example = f", for example '{proposal}'" if proposal else ""
        value.mistake(f"'{text}' is not an id", f"at most 60 lowercase letters, digits and hyphens{example}")
    elif text in reserved:
        value.mistake(f"'{text}' is taken: the pages of a digest use this name", "another id")
    else:
        return text
    return ""


def web_address(value: Value) -> str:
    """An absolute http or https address without credentials (they would be published in the receipt)."""
    text = value.text()
    problem = _address_problem(text) if text else ""
    if problem:
        value.mistake(f"'{text}' {problem}", "an address such as https://news.example/feed.xml")
        return ""
    return text


def country(value: Value) -> str:
    """An ISO 3166-1 alpha-2 code (the list of tzdata), or a code of invented countries: XA, XB, XC."""
    text = value.text()
    if not text or text in _INVENTED or text in _countries():
        return text
    upper = {"UK": "GB"}.get(text.upper(), text.upper())
    known = f"did you mean {upper}?" if upper in _countries() else "an ISO 3166 code of two capitals, such as CN"
    value.mistake(f"'{text}' is not a country code", known)
    return ""


def language(value: Value) -> str:
    """A BCP 47 tag such as `en` or `zh-Hant`; its form is checked, not whether anybody speaks it."""
    text = value.text()
    if text and not _LANGUAGE.fullmatch(text):
        value.mistake(f"'{text}' is not a language tag", "a tag such as en, es or zh-Hant")
        return ""
    return text


def duration(value: Value) -> timedelta:
    """Days or hours, `5d` or `36h`, from one hour to a year."""
    text = value.text()
    match = re.fullmatch(r"(\d{1,5})([dh])", text)
    length = timedelta(**{"days" if match[2] == "d" else "hours": int(match[1])}) if match else timedelta(0)
    if text and not timedelta(0) < length <= timedelta(days=_MOST_DAYS):
        value.mistake(f"'{text}' is not a duration", f"days or hours such as 5d or 36h, at most {_MOST_DAYS}d")
        return timedelta(0)
    return length


def _address_problem(text: str) -> str:
    try:
        parts = urlsplit(text)
        _ = parts.port
    except ValueError as error:
        return f"is not a web address ({error})"
    if parts.scheme not in {"http", "https"}:
        return "is not an http or https address"
    if not parts.hostname or re.search(r"\s", text):
        return "is not a complete web address"
    return "holds a user name or password" if parts.username is not None else ""


@cache
def _countries() -> frozenset[str]:
    table = (files("tzdata") / "zoneinfo" / "iso3166.tab").read_text(encoding="utf-8")
    return frozenset(line[:2] for line in table.splitlines() if line and not line.startswith("#"))
