"""Who wrote the points is counted over the points: a model that gave nothing is not named as their author."""

from dataclasses import replace
from html import unescape

import pytest

from counterpoint.model import Digest, Point, Usage, WritingRecord
from counterpoint.publishing.authorship import engine_of, written_by
from counterpoint.publishing.markdown import render
from counterpoint.publishing.site.digest import digest_page
from tests.unit.documents_sample import digest

ASKED = WritingRecord(engine="openai", model="example-1")


MADE = "made from the outlets' own headlines and leads"


def by(record: WritingRecord, *engines: str) -> Digest:
    """A digest whose points these engines wrote: the first a highlight, the others of the first side."""
    points = tuple(Point(text=f"Arland speaks {n}.", cites=(1,), engine=engine) for n, engine in enumerate(engines))
    made = digest(writing=record, highlights=points[:1], differences=(), third_party=())
    sides = tuple(replace(side, points=()) for side in made.perspectives)
    return replace(made, perspectives=(replace(sides[0], points=points[1:]), *sides[1:]))


@pytest.mark.parametrize(
    ("record", "engines", "said", "engine"),
    [
        (WritingRecord(), ("extractive",), f"{MADE}, without AI", "extractive"),
        (ASKED, ("openai", "openai"), "written by openai (example-1)", "openai"),
        (
            ASKED,
            ("extractive", "openai", "extractive"),
            f"written by openai (example-1), 1 of 3 points; the rest {MADE}",
            "openai",
        ),
        (ASKED, ("extractive",) * 2, f"{MADE}; the model example-1 gave nothing usable", "extractive"),
        (replace(ASKED, model=""), ("extractive",), f"{MADE}; the model gave nothing usable", "extractive"),
        (ASKED, (), f"{MADE}, without AI", "extractive"),
        (replace(ASKED, usage=Usage(calls=1)), (), f"{MADE}; the model example-1 gave nothing usable", "extractive"),
    ],
)
def test_the_author_is_who_wrote_the_points(
    record: WritingRecord, engines: tuple[str, ...], said: str, engine: str
) -> None:
    """Markdown and page say the same; the front matter names the engine that wrote a point at least."""
    made = by(record, *engines)
    assert (written_by(made), engine_of(made)) == (said, engine)
    document = render(made).decode()
    assert f"Points: {said}" in document.replace("*", "").replace("\\", "")
    assert f'\nengine: "{engine}"\n' in document
    assert f"{said[0].upper()}{said[1:]}." in unescape(digest_page(made).decode())
