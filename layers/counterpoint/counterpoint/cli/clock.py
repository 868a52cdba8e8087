"""The edition's date and clock from what the operator typed."""

import argparse
from datetime import UTC, date, datetime, time

from counterpoint.cli import console
from counterpoint.errors import InputError


def add(command: argparse.ArgumentParser) -> None:
    """Declare --date and --now."""
    command.add_argument(
        "--date", metavar="D", help="the edition's date, YYYY-MM-DD in UTC (default: the day of --now)"
    )
    command.add_argument(
        "--now", metavar="T", help="the edition's only clock, like 2026-01-14T04:00:36Z (default: the real time)"
    )


def read(given_date: str | None, given_now: str | None, real: datetime) -> tuple[date, datetime]:
    """Read the date and the moment. A past date is made as of its last second, unless --now is a moment before that.

    Raises InputError for anything that is not a date or a moment, and for a date that lies after its clock.
    """
    now = moment(given_now) if given_now else real
    if not given_date:
        return now.date(), now
    day = day_of(given_date)
    if day < now.date():
        end = datetime.combine(day, time(23, 59, 59), UTC)
        if given_now:
            console.say(
                f"counterpoint: --now {given_now} lies after {day}; its clock is the end of that day, {end:%TZ}"
            )
        return day, end
    if day > now.date():
        raise InputError(f"--date {day} lies after the clock {now:%Y-%m-%dT%H:%M:%SZ}; give --now as well")
    return day, now


def day_of(text: str) -> date:
    """Read a date. Raises InputError."""
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise InputError(f"{text!r} is not a date; write YYYY-MM-DD, like 2026-01-14") from error


def moment(text: str) -> datetime:
    """Read a moment in UTC. Raises InputError."""
    try:
        read = datetime.fromisoformat(text)
    except ValueError as error:
        raise InputError(f"{text!r} is not a moment; write it like 2026-01-14T04:00:36Z") from error
    if read.tzinfo is None:
        raise InputError(f"{text!r} has no time zone; add Z for UTC, like 2026-01-14T04:00:36Z")
    return read.astimezone(UTC)
