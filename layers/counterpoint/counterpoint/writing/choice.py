"""Which engine writes: the one place where engines are chosen and a key is read."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cache

from counterpoint.errors import ConfigurationError, Mistake, ModelError
from counterpoint.model import Selection, Topic
from counterpoint.storage import Store
from counterpoint.writing.asking.answers import Asking
from counterpoint.writing.asking.budget import DigestBudget, EditionBudget
from counterpoint.writing.asking.calling import Caller
from counterpoint.writing.asking.engine import ModelEngine
from counterpoint.writing.asking.settings import ModelSettings
from counterpoint.writing.engine import Engine
from counterpoint.writing.extractive import ExtractiveEngine

_KEPT = 3600
_NO_KEY = "none"


def engine_from(environ: Mapping[str, str], state: Store) -> Engine:
    """Choose the engine: COUNTERPOINT_ENGINE auto (a model when it has a key, else extractive), extractive, openai.

    The key is OPENAI_API_KEY, or the SSM SecureString that OPENAI_API_KEY_NAME names, read when the first call is made;
    an endpoint of one's own (OPENAI_BASE_URL) may need none. Raises ConfigurationError for openai without either.
    """
    chosen = environ.get("COUNTERPOINT_ENGINE") or "auto"
    key = _key(environ, chosen)
    if chosen == "extractive" or key is None:
        return ExtractiveEngine()
    return model_engine(ModelSettings.read(environ), key, state)


def model_engine(settings: ModelSettings, key: Callable[[], str], state: Store) -> ModelEngine:
    """The model engine with its cache and the edition's budget in `state`."""
    caller = Caller(settings, key)

    def asking(topic: Topic, selection: Selection) -> Asking:
        budgets = (
            DigestBudget(topic.settings.token_budget),
            EditionBudget(settings.edition_tokens, selection.day, state),
        )
        return Asking(caller, state, budgets)

    return ModelEngine(settings.model, asking, second_opinion=settings.second_opinion)


def _key(environ: Mapping[str, str], chosen: str) -> Callable[[], str] | None:
    """How to get the key; None when there is none and none is needed."""
    if key := environ.get("OPENAI_API_KEY"):
        return lambda: key
    if name := environ.get("OPENAI_API_KEY_NAME"):
        return lambda: _secret(name)
    if chosen != "openai":
        return None
    if environ.get("OPENAI_BASE_URL"):
        return lambda: _NO_KEY
    mistake = Mistake(
        file="environment",
        line=0,
        field="COUNTERPOINT_ENGINE",
        problem="openai has no key",
        remedy="set OPENAI_API_KEY or OPENAI_API_KEY_NAME, or OPENAI_BASE_URL of an endpoint that needs none",
    )
    raise ConfigurationError((mistake,))


@cache
def _secret(name: str) -> str:
    """The SecureString of that name. Raises ModelError when it cannot be read, which no cache keeps."""
    from aws_lambda_powertools.utilities.parameters import get_parameter
    from aws_lambda_powertools.utilities.parameters.exceptions import GetParameterError

    try:
        return str(get_parameter(name, decrypt=True, max_age=_KEPT))
    except GetParameterError:
        raise ModelError(f"its key could not be read from the parameter {name}") from None
