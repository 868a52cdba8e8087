"""The model engine made: with its key, cache and budgets for an edition, or with recorded answers for a replay."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cache

from counterpoint.errors import ConfigurationError, Mistake, ModelError
from counterpoint.model import Selection, Topic
from counterpoint.storage import Store
from counterpoint.writing.asking.answers import Asking, Recorded
from counterpoint.writing.asking.budget import DigestBudget, EditionBudget
from counterpoint.writing.asking.calling import Caller
from counterpoint.writing.asking.engine import ModelEngine
from counterpoint.writing.asking.settings import ModelSettings
from counterpoint.writing.engine import Answer

_KEPT = 3600
_NO_KEY = "none"


def model_from(environ: Mapping[str, str], state: Store) -> ModelEngine:
    """The model that the environment names.

    Its key is OPENAI_API_KEY, or the SSM SecureString that OPENAI_API_KEY_NAME names, read when the first call is made;
    an endpoint of one's own (OPENAI_BASE_URL) may need none. Raises ConfigurationError where there is neither.
    """
    key = _key(environ)
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


def recorded_model(answers: tuple[Answer, ...]) -> ModelEngine:
    """The model engine with the answers of a digest in the place of its calls."""
    model = next((answer.model for answer in answers), "")
    doubting = any(answer.purpose == "opinion" for answer in answers)
    return ModelEngine(model, lambda *_: Recorded(answers), second_opinion=doubting)


def has_key(environ: Mapping[str, str]) -> bool:
    """Whether the environment holds a model's key, or names one."""
    return bool(environ.get("OPENAI_API_KEY") or environ.get("OPENAI_API_KEY_NAME"))


def _key(environ: Mapping[str, str]) -> Callable[[], str]:
    """How to get the key."""
    if key := environ.get("OPENAI_API_KEY"):
        return lambda: key
    if name := environ.get("OPENAI_API_KEY_NAME"):
        return lambda: _secret(name)
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
