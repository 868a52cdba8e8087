"""One source -> its articles, in the state store. A source's failure is an outcome, never an exception.

In:  {"source": a Source, "day": "2026-01-14", "now": "2026-01-14T04:00:36Z"}
Out: {"source", "health", "articles", "reason"}
"""

import os
from datetime import date, datetime
from typing import Any

import msgspec
from aws_lambda_powertools.utilities.typing import LambdaContext

from counterpoint.edition.fetching import fetch
from counterpoint.environment import Environment
from counterpoint.gathering.web import Web
from counterpoint.model import Health, Source
from counterpoint.storage import open_store
from counterpoint.telemetry import observed

web = Web.from_environment(os.environ)


@observed("fetch", lambda outcome: {"SourcesFailing": not Health(outcome["health"]).healthy})
def handler(event: dict[str, Any], _: LambdaContext) -> dict[str, Any]:
    """Fetch one source for the edition of a day."""
    source = msgspec.convert(event["source"], Source)
    day, now = date.fromisoformat(event["day"]), datetime.fromisoformat(event["now"])
    outcome = fetch(source, day, now, open_store(Environment.read(os.environ).store), web)
    return msgspec.to_builtins(outcome)  # type: ignore[no-any-return]  # a dataclass becomes a dict
