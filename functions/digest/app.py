"""One topic -> its digest: aggregate what its sources gave into stories, summarise them, store the documents.

In:  {"topic": "china-japan", "day": "2026-01-14"}
Out: {"topic", "day", "points", "sides", "missing", "sources", "failed"}
"""

import os
from datetime import date
from typing import Any

import msgspec
from aws_lambda_powertools.utilities.typing import LambdaContext

from counterpoint.edition.digesting import digest
from counterpoint.environment import Environment
from counterpoint.storage import open_store
from counterpoint.telemetry import observed
from counterpoint.writing import engine_from


@observed("digest", lambda outcome: {"DigestsWithGaps": 1 if outcome["missing"] or outcome["failed"] else 0})
def handler(event: dict[str, Any], _: LambdaContext) -> dict[str, Any]:
    """Make the digest of one topic for the edition of a day."""
    environment = Environment.read(os.environ)
    state, site = open_store(environment.store), open_store(environment.site)
    outcome = digest(event["topic"], date.fromisoformat(event["day"]), state, site, engine_from(os.environ, state))
    return msgspec.to_builtins(outcome)  # type: ignore[no-any-return]  # a dataclass becomes a dict
