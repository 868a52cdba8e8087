"""The extractive engine over real headlines: every point passes the five checks and cites its own side only."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from counterpoint.model import Point, Selection, Topic
from counterpoint.writing import ExtractiveEngine, Written
from counterpoint.writing.evidence import Evidence
from tests.replay_topics import write_replay_topics
from tests.selections import replay
from tests.shared import replay_feeds, shared

DAYS = 12
TOPICS = Path(__file__).parents[2] / "infra" / "topics"
FEWEST_POINTS = 300

Made = tuple[Topic, Selection, Written]


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> list[Made]:
    """What the engine writes on the first days of five topics, sixty topic-days in all."""
    feeds = replay_feeds(tmp_path_factory.mktemp("replay"))
    topics = write_replay_topics(shared("data/seeds/topics.json"), TOPICS, tmp_path_factory.mktemp("topics"))
    return [(t, s, ExtractiveEngine().write(t, s)) for t, s in replay(feeds, topics, DAYS)]


def sections(written: Written) -> Iterator[tuple[str | None, tuple[Point, ...]]]:
    """The points of a digest with the side they are printed under."""
    yield None, written.highlights
    yield None, written.differences
    yield "third-party", written.third_party
    yield from ((section.id, section.points) for section in written.perspectives)


@pytest.mark.slow
def test_every_point_passes_the_checks(made: list[Made]) -> None:
    """100 %: against the numbered sources as they are printed, not as the engine saw them."""
    assert len(made) == DAYS * 5
    failed = [
        f"{topic.id} {chosen.day}: {point.text} {point.cites}: {reasons}"
        for topic, chosen, written in made
        for side, points in sections(written)
        for point in points
        if (reasons := Evidence.of(topic, chosen).against(point, side))
    ]
    assert not failed
    assert sum(len(points) for _, _, written in made for _, points in sections(written)) > FEWEST_POINTS


@pytest.mark.slow
def test_sections_cite_their_own_side_only(made: list[Made]) -> None:
    """Whatever the checks say: the sides of the cited rows are compared by hand."""
    for _, chosen, written in made:
        side_of = {row.n: row.article.side for row in chosen.rows}
        for side, points in sections(written):
            for point in points:
                assert point.cites
                assert side is None or {side_of[n] for n in point.cites} == {side}


@pytest.mark.slow
def test_nearly_every_story_of_a_side_is_told(made: list[Made]) -> None:
    """Refusals are rare: a story that was chosen is printed under each side that tells it."""
    due = {(i, row.article.side, row.story) for i, (_, chosen, _) in enumerate(made) for row in chosen.rows}
    told = {
        (i, side, point.story)
        for i, (_, _, written) in enumerate(made)
        for side, points in sections(written)
        for point in points
        if side
    }
    assert len(due - told) <= 0.02 * len(due)


@pytest.mark.slow
def test_no_sentence_stands_twice_in_a_section(made: list[Made]) -> None:
    """A reader does not read the same thing twice."""
    for _, _, written in made:
        for _, points in sections(written):
            assert len({point.text for point in points}) == len(points)
