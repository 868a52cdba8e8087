"""What the environment says of where things are kept. Read once; every mistake is named.

Which engine writes (COUNTERPOINT_ENGINE) is read in counterpoint.writing.choice, beside the engines.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from counterpoint.errors import ConfigurationError, Mistake


@dataclass(frozen=True, slots=True, kw_only=True)
class Environment:
    """The environment of a process, checked. Secrets are not in here: engines read them where they are used."""

    store: str = "build/state"
    site: str = "build/site"
    topics: str = "infra/topics"
    url: str = ""

    @classmethod
    def read(cls, environ: Mapping[str, str]) -> "Environment":
        """Read COUNTERPOINT_STORE, _SITE, _TOPICS and _URL. Raises ConfigurationError."""
        url = environ.get("COUNTERPOINT_URL", "").rstrip("/")
        if url and not url.startswith(("http://", "https://")):
            raise ConfigurationError((_mistake("COUNTERPOINT_URL", f"{url!r} is no address", "write https://…"),))
        return cls(
            store=environ.get("COUNTERPOINT_STORE") or "build/state",
            site=environ.get("COUNTERPOINT_SITE") or "build/site",
            topics=environ.get("COUNTERPOINT_TOPICS") or "infra/topics",
            url=url,
        )


def _mistake(name: str, problem: str, remedy: str) -> Mistake:
    return Mistake(file="environment", line=0, field=name, problem=problem, remedy=remedy)
