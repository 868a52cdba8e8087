"""Which engine writes, and what its environment must say."""

from pathlib import Path

import pytest

from counterpoint.edition.digesting import Inputs, make
from counterpoint.errors import ConfigurationError, InputError
from counterpoint.model import Memory, PerspectiveSection, Point, Selection, Topic
from counterpoint.publishing.authorship import written_by
from counterpoint.storage import DirectoryStore
from counterpoint.writing import Answer, Written, engine_from, signed
from counterpoint.writing.asking.engine import ModelEngine
from counterpoint.writing.asking.settings import DEFAULT_MODEL, ModelSettings
from counterpoint.writing.choice import AUTO, ENGINES
from counterpoint.writing.recorded import recorded_engine
from tests.selections import DAY, NOW, TOPIC
from tests.stack import template


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


@pytest.mark.parametrize("name", ENGINES)
def test_an_engine_bears_the_name_of_its_line_when_made_and_when_replayed(name: str, tmp_path: Path) -> None:
    """The table alone decides: what it names can be asked for, recorded with a digest, and replayed."""
    environ = {"COUNTERPOINT_ENGINE": name, "OPENAI_API_KEY": "k"}
    assert engine_from(environ, DirectoryStore(tmp_path)).name == name
    assert recorded_engine(name, (Answer(request="r", reply="", model="m"),)).name == name


def test_the_stack_offers_the_engines_that_there_are() -> None:
    """The parameter Engine of the template allows `auto` and the table's names, no other."""
    assert template()["Parameters"]["Engine"]["AllowedValues"] == [AUTO, *ENGINES]


def test_a_name_that_is_no_engine_is_refused_with_those_that_are(tmp_path: Path) -> None:
    """A slip of the pen is not taken for auto."""
    with pytest.raises(ConfigurationError, match="'opena' is no engine; write one of auto, extractive, openai"):
        engine_from({"COUNTERPOINT_ENGINE": "opena"}, DirectoryStore(tmp_path))


def test_a_digest_of_an_unknown_engine_cannot_be_replayed_and_the_error_says_what_can_be_done() -> None:
    """Its engine may be of another version, or not be registered."""
    with pytest.raises(InputError, match=r"engine 'nobody', and this code has extractive, openai.*; .*choice\.py"):
        recorded_engine("nobody", ())


def test_points_are_signed_by_who_ran_the_engine_unless_they_say_who_wrote_them() -> None:
    """An engine need not name itself; the extractive points that a model engine prints keep their name."""
    side = PerspectiveSection(
        id="a", name="A", count=1, points=(Point(text="One."), Point(text="Two.", engine="extractive"))
    )
    made = signed(Written(highlights=(Point(text="Three."),), perspectives=(side,)), "mine")
    assert [point.engine for point in (*made.highlights, *made.perspectives[0].points)] == [
        *("mine", "mine", "extractive")
    ]
    assert made.record.engine == "mine"


class Mine:
    """An engine of one's own that knows nothing but the contract."""

    name = "mine"

    def write(self, topic: Topic, selection: Selection) -> Written:
        """Write one highlight."""
        return Written(highlights=(Point(text=f"{topic.name}: {len(selection.rows)}."),))


def test_a_digest_names_the_engine_that_was_run() -> None:
    """An engine that is new is no model that failed."""
    inputs = Inputs(topic=TOPIC, day=DAY, now=NOW, gathered=(), memory=Memory(topic=TOPIC.id))
    made = make(inputs, Mine())
    assert (written_by(made.digest), made.digest.writing.engine, made.inputs.engine) == (
        "written by mine",
        "mine",
        "mine",
    )
