"""The edition -> index pages, feeds, search, status; then it is marked published.

In:  {"day": "2026-01-14", "digests": [{} or {"topic", "failed"}]}
Out: {"day", "objects", "digests", "gaps"}
"""

import os
from datetime import date
from typing import Any

import msgspec
from aws_lambda_powertools.utilities.typing import LambdaContext

from counterpoint.edition.publication import publish
from counterpoint.environment import Environment
from counterpoint.model import DigestOutcome
from counterpoint.storage import open_store
from counterpoint.telemetry import observed


@observed("publish", lambda _: {"EditionsPublished": 1})
def handler(event: dict[str, Any], _: LambdaContext) -> dict[str, Any]:
    """Publish the edition of a day."""
    environment = Environment.read(os.environ)
    state, site = open_store(environment.store), open_store(environment.site)
    day = date.fromisoformat(event["day"])
    failed = [made for made in event.get("digests", ()) if "failed" in made]
    outcomes = tuple(DigestOutcome(topic=made["topic"], day=day, failed=made["failed"]) for made in failed)
    outcome = publish(day, state, site, environment.url, outcomes)
    return msgspec.to_builtins(outcome)  # type: ignore[no-any-return]  # a dataclass becomes a dict
