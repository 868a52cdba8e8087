"""Which engine writes, and what its environment must say."""

from pathlib import Path

import pytest

from counterpoint.errors import ConfigurationError
from counterpoint.storage import DirectoryStore
from counterpoint.writing import engine_from
from counterpoint.writing.asking.engine import ModelEngine
from counterpoint.writing.asking.settings import DEFAULT_MODEL, ModelSettings


@pytest.mark.parametrize(
    ("environ", "name"),
    [
        ({}, "extractive"),
        ({"COUNTERPOINT_ENGINE": ""}, "extractive"),
        ({"COUNTERPOINT_ENGINE": "auto", "OPENAI_BASE_URL": "http://127.0.0.1:9/v1"}, "extractive"),
        ({"OPENAI_API_KEY": "", "OPENAI_API_KEY_NAME": ""}, "extractive"),
        ({"COUNTERPOINT_ENGINE": "extractive", "OPENAI_API_KEY": "k"}, "extractive"),
        ({"OPENAI_API_KEY": "k"}, "openai"),
        ({"OPENAI_API_KEY_NAME": "/counterpoint/model-key"}, "openai"),
        ({"COUNTERPOINT_ENGINE": "openai", "OPENAI_API_KEY": "k"}, "openai"),
        ({"COUNTERPOINT_ENGINE": "openai", "OPENAI_BASE_URL": "http://127.0.0.1:9/v1"}, "openai"),
    ],
)
def test_auto_takes_a_model_when_it_has_a_key(environ: dict[str, str], name: str, tmp_path: Path) -> None:
    """An endpoint alone is no key; extractive is extractive; openai may use an endpoint that needs no key."""
    assert engine_from(environ, DirectoryStore(tmp_path)).name == name


def test_openai_without_a_key_is_a_mistake_with_a_remedy(tmp_path: Path) -> None:
    """It is named before anything is fetched."""
    with pytest.raises(ConfigurationError, match="COUNTERPOINT_ENGINE: openai has no key; set OPENAI_API_KEY"):
        engine_from({"COUNTERPOINT_ENGINE": "openai"}, DirectoryStore(tmp_path))


def test_every_wrong_setting_is_named() -> None:
    """Not only the first one."""
    environ = {
        "COUNTERPOINT_EDITION_TOKENS": "many",
        "COUNTERPOINT_MODEL_TIMEOUT": "-1",
        "OPENAI_BASE_URL": "localhost",
    }
    with pytest.raises(ConfigurationError) as caught:
        ModelSettings.read(environ)
    assert [mistake.field for mistake in caught.value.mistakes] == [
        "COUNTERPOINT_MODEL_TIMEOUT",
        "COUNTERPOINT_EDITION_TOKENS",
        "OPENAI_BASE_URL",
    ]


def test_the_environment_sets_model_endpoint_and_bounds(tmp_path: Path) -> None:
    """What is not set has a default."""
    environ = {
        "OPENAI_API_KEY": "k",
        "COUNTERPOINT_MODEL": "my-model",
        "OPENAI_BASE_URL": "https://models.example/v1/",
        "COUNTERPOINT_EDITION_TOKENS": "0",
        "COUNTERPOINT_SECOND_OPINION": "1",
    }
    read = ModelSettings.read(environ)
    assert (read.model, read.base_url, read.edition_tokens) == ("my-model", "https://models.example/v1", 0)
    assert ModelSettings.read({}).model == DEFAULT_MODEL
    engine = engine_from(environ, DirectoryStore(tmp_path))
    assert isinstance(engine, ModelEngine)
    assert (engine.model, engine.second_opinion) == ("my-model", True)
