"""When a source may be asked again. Pure; the clock is the edition's `now`.

From a response's dates only durations are taken (Expires or Retry-After less the response's own Date), so that a
server's wrong clock, or a simulated one of ours, moves nothing. Sources: RFC 9111 (max-age before Expires; no-cache),
RFC 9110 section 10.2.3 (Retry-After), and the habits that the feed-reader score of rachelbythebay.com counts: at most
one conditional request an hour and one unconditional request a day. `Age` is not subtracted: waiting longer is the
polite error.
"""

import re
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime

from counterpoint.model import FeedState

HOUR = timedelta(hours=1)
UNCONDITIONAL = timedelta(hours=20)
"""A feed without validators is asked once a day; four hours less, so that a run a little earlier still asks."""
LONGEST = timedelta(days=31)
OFFLINE = timedelta(minutes=1)
_LONGEST_BACKOFF = {True: timedelta(days=7), False: timedelta(days=1)}
_DIRECTIVE = re.compile(r"([a-z-]+)\s*(?:=\s*\"?([^\",]*)\"?)?", re.IGNORECASE)


def after_success(headers: Mapping[str, str], now: datetime, *, conditional: bool) -> datetime:
    """When to ask again after a 200 or 304. `conditional`: the next request can carry validators."""
    least = HOUR if conditional else UNCONDITIONAL
    return now + min(max(freshness(headers), least), LONGEST)


def after_failure(status: int, headers: Mapping[str, str], failures: int, now: datetime) -> datetime:
    """When to ask again after the `failures`-th failure in a row; `status` is 0 when there was no answer.

    1, 2, 4, 8, 16 hours and so on: at most a day when the server or the network failed, a week when it refused (4xx).
    Retry-After, on 429 and 503, can only make it later.
    """
    longest = _LONGEST_BACKOFF[400 <= status < 500 and status not in {408, 425, 429}]
    backoff = min(HOUR * (1 << min(max(failures, 1) - 1, 10)), longest)
    asked = retry_after(headers) if status in {429, 503} else timedelta(0)
    return now + min(max(backoff, asked), LONGEST)


def after_offline(now: datetime) -> datetime:
    """When to ask again after an edition that could reach no source at all: then it was our network, not theirs."""
    return now + OFFLINE


def is_asked_for(state: FeedState) -> bool:
    """Whether the pause of a source is one that its publisher asked for: longer than ours would be, or after a 429."""
    if state.due is None or state.fetched is None:
        return False
    if state.failures:
        return state.status == 429 or state.due > after_failure(state.status, {}, state.failures, state.fetched)
    conditional = bool(state.etag or state.last_modified)
    return state.due > after_success({}, state.fetched, conditional=conditional)


def freshness(headers: Mapping[str, str]) -> timedelta:
    """How long an answer says it stays fresh; zero when it does not say, or says not to rely on it."""
    directives = {name.lower(): value for name, value in _DIRECTIVE.findall(headers.get("cache-control", ""))}
    if "no-cache" in directives or "no-store" in directives:
        return timedelta(0)
    if "max-age" in directives:
        return _seconds(directives["max-age"]) or timedelta(0)
    return _until(headers.get("expires", ""), headers) or timedelta(0)


def retry_after(headers: Mapping[str, str]) -> timedelta:
    """How long a 429 or 503 asks us to stay away: seconds or an HTTP date; zero when it does not (or in the past).

    A date that cannot be measured, because the response has no Date of its own, counts as a day.
    """
    value = headers.get("retry-after", "").strip()
    seconds = _seconds(value)
    if seconds is not None:
        return seconds
    if _http_date(value) is None:
        return timedelta(0)
    return _until(value, headers) or (timedelta(0) if _http_date(headers.get("date", "")) else timedelta(days=1))


def _seconds(text: str) -> timedelta | None:
    text = text.strip()
    if not re.fullmatch(r"[0-9]+(\.[0-9]+)?", text, re.ASCII):
        return None
    return timedelta(seconds=min(float(text), LONGEST.total_seconds()))


def _until(text: str, headers: Mapping[str, str]) -> timedelta | None:
    """From the response's own Date to `text`; None when either is no date, or `text` is not later."""
    end, start = _http_date(text), _http_date(headers.get("date", ""))
    return end - start if end is not None and start is not None and end > start else None


def _http_date(text: str) -> datetime | None:
    """An HTTP date; one without a zone counts as UTC."""
    try:
        found: datetime = parsedate_to_datetime(text)
        return found.replace(tzinfo=UTC) if found.tzinfo is None else found.astimezone(UTC)
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
