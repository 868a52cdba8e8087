"""Whatever a model answers: a digest appears, what fell back is labelled, and nothing the checks refuse is printed."""

import time
from dataclasses import replace
from pathlib import Path

import pytest

from counterpoint import codec
from counterpoint.model import Digest
from counterpoint.storage import DirectoryStore
from counterpoint.writing import Written, assemble
from counterpoint.writing.evidence import Evidence
from counterpoint.writing.recorded import recorded_engine
from tests.integration.scripted_model import FAST, PLANTED, SCRIPTS, Scripted, scripted
from tests.printed import printed
from tests.selections import TOPIC, dispute

pytestmark = pytest.mark.sockets

DAY = dispute("India", "Russia")
LIES = ("Plimsoll", "977", "geopolitical", "Ruritania", PLANTED, "evil.example", "sk-secret", "and so on", "sinks")
HONEST = {"good", "mended", "prose around JSON", "429 once", "500 once", "three times over budget"}
FOUR_POINTS = 4


def write(server: Scripted, state: Path, **settings: object) -> Written:
    """What an engine makes of the invented day at this endpoint."""
    told = replace(FAST, **settings)  # type: ignore[arg-type]  # settings by name
    return server.engine(DirectoryStore(state), told).write(TOPIC, DAY)


@pytest.fixture(scope="module")
def evidence() -> Evidence:
    """The sources of the invented day."""
    return Evidence.of(TOPIC, DAY)


@pytest.mark.parametrize("name", SCRIPTS)
def test_a_digest_appears_whatever_the_model_answers(name: str, tmp_path: Path, evidence: Evidence) -> None:
    """Every story of every side is told, every point passes the checks, lies are nowhere, and labels are everywhere."""
    began = time.monotonic()
    with scripted(SCRIPTS[name]) as server:
        written = write(server, tmp_path, second_opinion=name == "second opinion doubts")
    assert time.monotonic() - began < FAST.deadline + 2 * FAST.timeout + 2

    points = [(section.id, point) for section in written.perspectives for point in section.points]
    assert {(side, point.story) for side, point in points} == {
        ("velmora", "s1"), ("velmora", "s2"), ("corvena", "s1"), ("corvena", "s3"),
    }  # fmt: skip
    free = (*written.highlights, *written.differences)
    assert [evidence.against(point, side) for side, point in [*points, *((None, point) for point in free)]] == [
        () for _ in [*points, *free]
    ]

    files = printed(assemble(TOPIC, DAY, written, code="x"))
    assert [(lie, form) for lie in LIES for form, text in files.items() if lie in text] == []
    fallen = [s for s in written.perspectives if any(point.engine == "extractive" for point in s.points)]
    assert all(section.fallback for section in fallen)
    labels = [*(s.fallback for s in written.perspectives), written.highlights_fallback]
    assert files["md"].count("Written without the model") == sum(map(bool, labels))
    assert all(label in files["html"].replace("&#39;", "'") for label in labels if label)
    read = codec.decode(files["json"].encode(), Digest)
    assert [section.fallback for section in read.perspectives] == labels[:-1]
    assert (name in HONEST) == (not fallen), "only a model that is honest and quick writes all of it"

    replayed = recorded_engine("openai", written.answers).write(TOPIC, DAY)
    assert replayed == written, "the recorded answers give the same digest without the endpoint"


def test_a_rerun_asks_nothing_and_gives_the_same(tmp_path: Path) -> None:
    """Answers are cached by the hash of the request; the usage in the digest is that of the answers."""
    with scripted(SCRIPTS["good"]) as server:
        first = write(server, tmp_path)
        asked = len(server.requests)
        assert write(server, tmp_path) == first
        assert len(server.requests) == asked
    usage = first.record.usage
    assert (usage.calls, usage.tokens_in, usage.tokens_out) == (2, 800, 400)
    assert str(usage.cost) == "0.00036"
    assert usage.priced == "2026-11-01"


def test_what_could_not_be_read_is_not_cached(tmp_path: Path) -> None:
    """A model that had a bad day is asked again by the next run."""
    with scripted(SCRIPTS["truncated JSON"]) as server:
        assert write(server, tmp_path).highlights_fallback
    with scripted(SCRIPTS["good"]) as server:
        assert write(server, tmp_path).highlights_fallback == ""


def test_a_budget_is_checked_before_the_call(tmp_path: Path) -> None:
    """A digest whose budget does not hold the longest reply is written without a call."""
    poor = replace(TOPIC, settings=replace(TOPIC.settings, token_budget=100))
    with scripted(SCRIPTS["good"]) as server:
        written = server.engine(DirectoryStore(tmp_path)).write(poor, DAY)
        assert server.requests == []
    assert "budget of 100 tokens" in written.highlights_fallback


def test_the_editions_budget_holds_across_digests(tmp_path: Path) -> None:
    """Digests of one date share a counter in the state store; a new date begins anew."""
    with scripted(SCRIPTS["three times over budget"]) as server:
        first = write(server, tmp_path, edition_tokens=30_000)
        assert first.highlights_fallback == ""
        other = replace(DAY, rows=DAY.rows[:3])
        engine = server.engine(DirectoryStore(tmp_path), replace(FAST, edition_tokens=30_000))
        assert "edition's budget of 30000 tokens" in engine.write(TOPIC, other).highlights_fallback
        assert len(server.requests) == 1
        tomorrow = replace(other, day=other.day.replace(day=3))
        assert engine.write(TOPIC, tomorrow).highlights_fallback == ""


def test_every_request_is_bounded_and_strict(tmp_path: Path) -> None:
    """The reply's size is bounded, its schema strict, and the words of the press are marked as data."""
    with scripted(SCRIPTS["good"]) as server:
        write(server, tmp_path)
    for body in server.requests:
        assert 0 < body["max_tokens"] < TOPIC.settings.token_budget
        assert body["response_format"]["json_schema"]["strict"] is True
        assert body["response_format"]["json_schema"]["schema"]["additionalProperties"] is False
        assert "Grey Bank" not in body["messages"][1]["content"]
    assert "Grey^Bank" in server.requests[0]["messages"][1]["content"]


def test_sides_of_a_digest_get_their_own_point_for_every_story(tmp_path: Path, evidence: Evidence) -> None:
    """A model that mends what it was told is printed in full."""
    with scripted(SCRIPTS["mended"]) as server:
        written = write(server, tmp_path)
        assert [body["response_format"]["json_schema"]["name"] for body in server.requests][:2] == ["write", "repair"]
    points = [point for section in written.perspectives for point in section.points]
    assert [point.engine for point in points] == ["openai"] * FOUR_POINTS
    assert evidence.supports(points[0], "velmora")
