"""Why a digest or a side is empty: nobody could be heard is not the same as nobody had anything to say."""

import pytest

from counterpoint.model import ArticleLine, Fate, FeedLine, Health, PerspectiveSection, Receipt, Selection
from counterpoint.writing.assembly import assemble
from counterpoint.writing.extractive import ExtractiveEngine
from counterpoint.writing.gaps import gap, whole_gap
from tests.selections import DAY, NOW, TOPIC

VELMORA, CORVENA = TOPIC.perspectives
NOTHING_TOLD = "No side's own outlets gave a story about this topic that was not told before."
OTHERS_WORD = ArticleLine(
    id="a1", source="f0", title="T", outlet="Herald", country="", side="third-party", fate=Fate.OFF_TOPIC
)


def seen(*health: Health, lines: tuple[ArticleLine, ...] = ()) -> Selection:
    """A day without rows; the feeds are by turns one side's and the other's."""
    feeds = tuple(
        FeedLine(source=f"f{n}", name=f"feed{n}", perspectives=(TOPIC.perspectives[n % 2].id,), health=each)
        for n, each in enumerate(health)
    )
    receipt = Receipt(feeds=feeds, articles=lines, gathered=len(lines))
    return Selection(topic=TOPIC.id, day=DAY, now=NOW, receipt=receipt)


def gap_of(selection: Selection) -> str:
    """The gap of the whole digest, as it is published."""
    return assemble(TOPIC, selection, ExtractiveEngine().write(TOPIC, selection), code="").gap


@pytest.mark.parametrize(
    ("selection", "said"),
    [
        (seen(), NOTHING_TOLD),
        (seen(Health.OK, Health.NOT_MODIFIED), NOTHING_TOLD),
        (
            seen(Health.UNREACHABLE, Health.BLOCKED, Health.TIMED_OUT),
            "No feed could be read (3 of 3): nothing is known of today.",
        ),
        (
            seen(Health.UNREACHABLE, Health.EMPTY),
            "No feed gave anything fresh and dated (2 of 2): nothing is known of today.",
        ),
        (
            seen(Health.OK, Health.BLOCKED, Health.FAILING),
            f"{NOTHING_TOLD} 2 of 3 feeds could not be read.",
        ),
        (
            seen(Health.STALE, Health.BLOCKED, lines=(OTHERS_WORD,)),
            f"{NOTHING_TOLD} 2 of 2 feeds could not be read or gave nothing fresh and dated.",
        ),
    ],
)
def test_an_empty_digest_says_whether_anybody_could_be_heard(selection: Selection, said: str) -> None:
    """Unreachable feeds prove no silence; what is ill is counted."""
    assert gap_of(selection) == said


@pytest.mark.parametrize(
    ("health", "said"),
    [
        ((Health.OK, Health.OK), "Nothing printed. The feeds gave nothing by this side's own outlets."),
        (
            (Health.OK, Health.BLOCKED, Health.OK, Health.GONE),
            (
                "Nothing printed. No feed could be read (2 of 2): nothing is known of today. "
                "feed1 (blocked); feed3 (gone)."
            ),
        ),
        (
            (Health.OK, Health.BLOCKED, Health.OK, Health.OK),
            (
                "Nothing printed. The feeds gave nothing by this side's own outlets. "
                "1 of its 2 feeds could not be read: feed1 (blocked)."
            ),
        ),
    ],
)
def test_an_empty_side_says_whether_it_could_be_heard(health: tuple[Health, ...], said: str) -> None:
    """The same of one side, with the feeds that are ill by name."""
    assert gap(CORVENA, seen(*health)) == said


def test_a_one_sided_digest_counts_the_silent_sides_ill_feeds() -> None:
    """The feeds of the side that does speak say nothing about the silence of the other."""
    sections = (
        PerspectiveSection(id=VELMORA.id, name="Velmora", count=3),
        PerspectiveSection(id=CORVENA.id, name="Corvena", count=0),
    )
    one_sided = "Nothing printed from the outlets of Corvena. This digest is one-sided."
    assert whole_gap(sections, seen(Health.BLOCKED, Health.OK)) == one_sided
    ill = seen(Health.OK, Health.BLOCKED, Health.OK, Health.OK)
    assert whole_gap(sections, ill) == f"{one_sided} 1 of its 2 feeds could not be read."
    deaf = seen(Health.OK, Health.BLOCKED, Health.OK, Health.GONE)
    unknown = "No feed of Corvena could be read (2 of 2): nothing is known of today. This digest is one-sided."
    assert whole_gap(sections, deaf) == unknown


def test_a_one_sided_digest_says_how_much_of_the_silent_side_was_about_something_else() -> None:
    """The outlets were heard, but not on this topic; names that need an article have one."""
    sections = (
        PerspectiveSection(id=VELMORA.id, name="Velmora", count=3),
        PerspectiveSection(id=CORVENA.id, name="United Corvena", count=0),
    )
    lines = tuple(
        ArticleLine(id=f"a{n}", source="f1", title="T", outlet="Post", country="XB", side=CORVENA.id, fate=fate)
        for n, fate in enumerate((Fate.OFF_TOPIC, Fate.OFF_TOPIC, Fate.UNCHANGED))
    )
    assert whole_gap(sections, seen(Health.OK, Health.OK, lines=lines)) == (
        "Nothing printed from the outlets of the United Corvena: 2 of their 3 articles were about something else. "
        "This digest is one-sided."
    )
    assert "their only article was about something else." in whole_gap(sections, seen(Health.OK, lines=lines[:1]))
