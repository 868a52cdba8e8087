"""When a source is asked again: one row per rule, times as distances from the edition's `now`."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from counterpoint.gathering.schedule import (
    LONGEST,
    UNCONDITIONAL,
    after_failure,
    after_success,
    freshness,
    is_asked_for,
)
from counterpoint.model import FeedState

NOW = datetime(2026, 3, 1, 4, 0, tzinfo=UTC)
HOUR, DAY = timedelta(hours=1), timedelta(days=1)
DATE = "Sun, 01 Mar 2015 12:00:00 GMT"  # the server's clock is years off: only distances may count
SUCCESS = [
    ("nothing said", {}, HOUR),
    ("max-age below an hour", {"cache-control": "max-age=60"}, HOUR),
    ("max-age of zero", {"cache-control": "max-age=0, must-revalidate"}, HOUR),
    ("max-age of five hours", {"cache-control": "public, max-age=18000"}, 5 * HOUR),
    ("max-age in quotes", {"cache-control": 'max-age="18000"'}, 5 * HOUR),
    ("max-age in capitals", {"cache-control": "Max-Age=18000"}, 5 * HOUR),
    ("max-age with spaces", {"cache-control": "private , max-age = 18000"}, 5 * HOUR),
    ("max-age of a year", {"cache-control": "max-age=31536000"}, LONGEST),
    ("max-age beyond numbers", {"cache-control": f"max-age={'9' * 400}"}, LONGEST),
    ("max-age that is no number", {"cache-control": "max-age=soon"}, HOUR),
    ("max-age below zero", {"cache-control": "max-age=-5"}, HOUR),
    ("s-maxage is for shared caches", {"cache-control": "s-maxage=18000"}, HOUR),
    ("no-cache beside max-age", {"cache-control": "no-cache, max-age=18000"}, HOUR),
    ("no-store", {"cache-control": "no-store"}, HOUR),
    ("Expires in five hours", {"expires": "Sun, 01 Mar 2015 17:00:00 GMT", "date": DATE}, 5 * HOUR),
    ("Expires without a zone", {"expires": "Sun, 01 Mar 2015 17:00:00", "date": DATE}, 5 * HOUR),
    ("Expires in the past", {"expires": "Sun, 01 Mar 2015 11:00:00 GMT", "date": DATE}, HOUR),
    ("Expires of 0", {"expires": "0", "date": DATE}, HOUR),
    ("Expires in ten years", {"expires": "Sat, 01 Mar 2025 12:00:00 GMT", "date": DATE}, LONGEST),
    ("Expires without a Date to measure it by", {"expires": "Sun, 01 Mar 2015 17:00:00 GMT"}, HOUR),
    ("max-age beats a later Expires",
     {"cache-control": "max-age=7200", "expires": "Sun, 01 Mar 2015 22:00:00 GMT", "date": DATE}, 2 * HOUR),
    ("no-cache beats Expires",
     {"cache-control": "no-cache", "expires": "Sun, 01 Mar 2015 22:00:00 GMT", "date": DATE}, HOUR),
    ("Retry-After on a 200 means nothing", {"retry-after": "36000"}, HOUR),
]  # fmt: skip
FAILURE = [
    ("429 that says nothing", 429, {}, 1, HOUR),
    ("429 with seconds", 429, {"retry-after": "36000"}, 1, 10 * HOUR),
    ("503 with seconds", 503, {"retry-after": " 36000 "}, 1, 10 * HOUR),
    ("429 with fewer seconds than our own pause", 429, {"retry-after": "5"}, 3, 4 * HOUR),
    ("429 with a fraction", 429, {"retry-after": "36000.5"}, 1, 10 * HOUR + timedelta(seconds=0.5)),
    ("429 with a date", 429, {"retry-after": "Sun, 01 Mar 2015 22:00:00 GMT", "date": DATE}, 1, 10 * HOUR),
    ("429 with a date without a zone", 429, {"retry-after": "Sun, 01 Mar 2015 22:00:00", "date": DATE}, 1, 10 * HOUR),
    ("429 with a date in another zone", 429,
     {"retry-after": "Sun, 01 Mar 2015 23:00:00 +0100", "date": DATE}, 1, 10 * HOUR),
    ("429 with a date in the past", 429, {"retry-after": "Sun, 01 Mar 2015 11:00:00 GMT", "date": DATE}, 1, HOUR),
    ("429 with a date that cannot be measured", 429, {"retry-after": "Sun, 01 Mar 2015 22:00:00 GMT"}, 1, DAY),
    ("429 with an excessive number", 429, {"retry-after": "99999999"}, 1, LONGEST),
    ("429 with an excessive date", 429, {"retry-after": "Sat, 01 Mar 2025 12:00:00 GMT", "date": DATE}, 1, LONGEST),
    ("429 with nonsense", 429, {"retry-after": "tomorrow"}, 1, HOUR),
    ("429 with a negative number", 429, {"retry-after": "-3600"}, 1, HOUR),
    ("500 with Retry-After, which means nothing there", 500, {"retry-after": "36000"}, 1, HOUR),
    ("403 with Retry-After, which means nothing there", 403, {"retry-after": "36000"}, 1, HOUR),
    ("no answer, the first time", 0, {}, 1, HOUR),
    ("no answer, the third time", 0, {}, 3, 4 * HOUR),
    ("no answer for weeks: still asked daily", 0, {}, 40, DAY),
    ("500 for weeks: still asked daily", 500, {}, 40, DAY),
    ("404, the fourth time", 404, {}, 4, 8 * HOUR),
    ("404 for weeks: asked weekly", 404, {}, 40, 7 * DAY),
    ("401 for weeks: asked weekly", 401, {}, 40, 7 * DAY),
    ("403 for weeks: asked weekly", 403, {}, 40, 7 * DAY),
    ("429 for weeks: asked daily, unless it says otherwise", 429, {}, 40, DAY),
    ("a page that is no feed, for weeks: asked daily", 200, {}, 40, DAY),
]  # fmt: skip


@pytest.mark.parametrize(("headers", "pause"), [row[1:] for row in SUCCESS], ids=[row[0] for row in SUCCESS])
def test_after_a_feed_or_a_304_the_source_rests_as_long_as_it_asks(headers: dict[str, str], pause: timedelta) -> None:
    """At least an hour, at most a month."""
    assert after_success(headers, NOW, conditional=True) - NOW == pause


@pytest.mark.parametrize(("headers", "pause"), [row[1:] for row in SUCCESS], ids=[row[0] for row in SUCCESS])
def test_a_source_without_validators_rests_for_most_of_a_day(headers: dict[str, str], pause: timedelta) -> None:
    """An unconditional request is made once a day, or less often when the source asks for that."""
    assert after_success(headers, NOW, conditional=False) - NOW == max(pause, UNCONDITIONAL)


@pytest.mark.parametrize(
    ("status", "headers", "failures", "pause"), [row[1:] for row in FAILURE], ids=[row[0] for row in FAILURE]
)
def test_after_a_failure_the_pause_grows_and_retry_after_is_kept(
    status: int, headers: dict[str, str], failures: int, pause: timedelta
) -> None:
    """The pause doubles from an hour; what a 429 or 503 asks for can only make it longer."""
    assert after_failure(status, headers, failures, NOW) - NOW == pause


def test_pauses_never_shrink_from_one_failure_to_the_next() -> None:
    """Growing backoff: monotonic for every status."""
    for status in (0, 401, 403, 404, 429, 500, 503):
        pauses = [after_failure(status, {}, failures, NOW) for failures in range(1, 50)]
        assert pauses == sorted(pauses)
        assert pauses[0] < pauses[-1]


PAUSES = [
    ("our own hour", {}, HOUR, False),
    ("max-age", {}, 5 * HOUR, True),
    ("our own day without validators", {"etag": ""}, UNCONDITIONAL, False),
    ("our own backoff", {"failures": 3, "status": 500}, 4 * HOUR, False),
    ("a 503 that names a time", {"failures": 1, "status": 503}, 4 * HOUR, True),
    ("a 429, whatever it names", {"failures": 1, "status": 429}, HOUR, True),
]  # fmt: skip


@pytest.mark.parametrize(("changes", "pause", "asked_for"), [r[1:] for r in PAUSES], ids=[r[0] for r in PAUSES])
def test_a_pause_of_our_own_is_told_from_one_that_the_publisher_asked_for(
    changes: dict[str, Any], pause: timedelta, asked_for: bool
) -> None:
    """A person may ask earlier than an edition would, but never earlier than the publisher wants."""
    state = FeedState(source="s", fetched=NOW, due=NOW + pause, etag='"one"')
    assert is_asked_for(replace(state, **changes)) is asked_for


def test_the_age_of_a_cached_answer_is_not_held_against_the_publisher() -> None:
    """Waiting the whole max-age, from our receipt on, is the polite error."""
    assert freshness({"cache-control": "max-age=7200", "age": "7000"}) == 2 * HOUR
