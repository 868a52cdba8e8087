"""What the model engine is told by the operator, and its bounds."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from counterpoint.errors import ConfigurationError, Mistake

DEFAULT_MODEL: Final = "gpt-4o-mini"
OPENAI: Final = "https://api.openai.com/v1"


@dataclass(frozen=True, slots=True, kw_only=True)
class ModelSettings:
    """How a model is asked. Times are seconds, `edition_tokens` bounds all digests of a date together.

    `deadline` bounds all calls of one digest, waits included; it is less than the time its function has. `attempts`
    bounds those of one request; between them it waits `backoff`, then twice that, and never less than the endpoint asks
    for. A second opinion is one more call per digest, which may refuse points and never save one.
    """

    model: str = DEFAULT_MODEL
    base_url: str = OPENAI
    edition_tokens: int = 60_000
    second_opinion: bool = False
    timeout: float = 40.0
    deadline: float = 75.0
    attempts: int = 3
    backoff: float = 1.0

    @classmethod
    def read(cls, environ: Mapping[str, str]) -> ModelSettings:
        """Read COUNTERPOINT_MODEL, _EDITION_TOKENS, _SECOND_OPINION, _MODEL_TIMEOUT, _MODEL_DEADLINE, OPENAI_BASE_URL.

        Raises ConfigurationError naming every variable that is wrong.
        """
        mistakes: list[Mistake] = []
        usual = cls()
        timeout = _number(environ, "COUNTERPOINT_MODEL_TIMEOUT", usual.timeout, mistakes)
        deadline = _number(environ, "COUNTERPOINT_MODEL_DEADLINE", usual.deadline, mistakes)
        tokens = _number(environ, "COUNTERPOINT_EDITION_TOKENS", usual.edition_tokens, mistakes)
        base_url = environ.get("OPENAI_BASE_URL", "").rstrip("/") or OPENAI
        if not base_url.startswith(("http://", "https://")):
            mistakes.append(_mistake("OPENAI_BASE_URL", f"{base_url!r} is no address", "write https://…/v1"))
        if mistakes:
            raise ConfigurationError(tuple(mistakes))
        return cls(
            model=environ.get("COUNTERPOINT_MODEL") or usual.model,
            base_url=base_url,
            edition_tokens=int(tokens),
            second_opinion=environ.get("COUNTERPOINT_SECOND_OPINION", "") == "1",
            timeout=timeout,
            deadline=deadline,
        )


def _number(environ: Mapping[str, str], name: str, default: float, mistakes: list[Mistake]) -> float:
    text = environ.get(name, "")
    try:
        value = float(text) if text else float(default)
    except ValueError:
        value = -1.0
    if not 0 <= value < float("inf"):
        mistakes.append(_mistake(name, f"{text!r} is no number from 0 up", f"write a number such as {default:g}"))
    return value


def _mistake(name: str, problem: str, remedy: str) -> Mistake:
    return Mistake(file="environment", line=0, field=name, problem=problem, remedy=remedy)
