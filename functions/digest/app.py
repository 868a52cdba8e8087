"""One topic -> its digest: aggregate what its sources gave into stories, summarise them, store the documents.

In:  {"topic": "china-japan", "day": "2026-01-14"}
Out: {"topic", "day", "points", "sides", "missing", "sources", "refused", "fallbacks", "tokens", "cost", …}
"""

import os
from collections.abc import Mapping
from datetime import date
from typing import Any

import msgspec
from aws_lambda_powertools.utilities.typing import LambdaContext

from counterpoint.edition.digesting import digest
from counterpoint.environment import Environment
from counterpoint.storage import open_store
from counterpoint.telemetry import observed
from counterpoint.writing import engine_from


def counts(outcome: Mapping[str, Any]) -> dict[str, float]:
    """Count what an operator watches of a digest."""
    return {
        "DigestsWithGaps": bool(outcome["missing"]),
        "PointsRefused": outcome["refused"],
        "SectionsFallenBack": outcome["fallbacks"],
        "ModelTokens": outcome["tokens"],
        "ModelCost": float(outcome["cost"]),
    }


@observed("digest", counts)
def handler(event: dict[str, Any], _: LambdaContext) -> dict[str, Any]:
    """Make the digest of one topic for the edition of a day."""
    environment = Environment.read(os.environ)
    state, site = open_store(environment.store), open_store(environment.site)
    outcome = digest(event["topic"], date.fromisoformat(event["day"]), state, site, engine_from(os.environ, state))
    return msgspec.to_builtins(outcome)  # type: ignore[no-any-return]  # a dataclass becomes a dict
