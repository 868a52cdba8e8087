"""Hostile headlines and leads (invented, four languages) through both engines and every output.

None reaches a reader as anything but text that its own outlet is named for, and none changes another point.
"""

import json
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from html.parser import HTMLParser
from pathlib import Path

import pytest

from counterpoint import codec
from counterpoint.model import Digest, Point, Selection
from counterpoint.publishing import markdown
from counterpoint.storage import DirectoryStore
from counterpoint.writing import ExtractiveEngine, Written, assemble
from counterpoint.writing.editing import visible
from tests.integration.scripted_model import Asked, Said, Script, completion, draft, good, scripted
from tests.printed import printed
from tests.selections import TOPIC, dispute, row, selection

HOSTILE = [json.loads(line) for line in Path(__file__).with_name("hostile.jsonl").read_text("utf-8").splitlines()]
FEWEST, LANGUAGES = 60, 4
HOSTILE_ROW = 6
OUTLET = "Corvena Today"
NEUTRAL = {"title": "Ferry to Saltmark sails again", "summary": "", "language": "en", "wants": "Ferry"}

Attack = dict[str, str]


def attacked(attack: Attack) -> Selection:
    """The invented day with one hostile article as the last story of one side."""
    title, summary, language = attack["title"], attack["summary"], attack["language"]
    rows = (*dispute().rows, row(HOSTILE_ROW, "s9", OUTLET, title, summary, language))
    return replace(selection(*rows), tellings=dispute().tellings)


def points_of(written: Written) -> Iterator[Point]:
    """Every point of a digest."""
    yield from (*written.highlights, *written.differences, *written.third_party)
    yield from (point for section in written.perspectives for point in section.points)


@cache
def extractively(chosen: Selection) -> Written:
    """What the extractive engine makes of a selection."""
    return ExtractiveEngine().write(TOPIC, chosen)


class Skeleton(HTMLParser):
    """The elements of a page with the names of their attributes, and where its links and sources lead."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, ...]] = []
        self.targets: set[str] = set()
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note an element; a language mark is what foreign words have, so it does not count."""
        names = [name for name, _ in attrs if name not in {"lang", "dir"}]
        self.elements.append((tag, *names))
        self.targets |= {value or "" for name, value in attrs if name in {"href", "src", "action", "srcset"}}


@cache
def once_printed(digest: Digest) -> dict[str, str]:
    """The harmless digests, which are the same for every attack."""
    return printed(digest)


def outputs_stay_whole(digest: Digest, plain: Digest) -> None:
    """No output is more, or other, than the same digest with a harmless headline in that place."""
    files, harmless = printed(digest), once_printed(plain)
    read = markdown.read(files["md"], "index.md")
    assert [point.text for section in read.perspectives for point in section.points] == [
        point.text for section in digest.perspectives for point in section.points
    ]
    assert [line for line in files["md"].splitlines() if line.startswith("#")] == [
        line for line in harmless["md"].splitlines() if line.startswith("#")
    ]
    assert codec.decode(files["json"].encode(), Digest) == digest
    page, model_page = Skeleton(files["html"]), Skeleton(harmless["html"])
    assert {each for each in page.elements if each not in model_page.elements} <= {("span",), ("q",)}
    assert page.targets == model_page.targets
    ET.fromstring(files["atom"])  # noqa: S314 (well-formed, and our own)
    assert len(json.loads(files["feed"])["items"]) == 1


def unharmed(written: Written, plain: Written) -> None:
    """Every point but those of the hostile article is the same; those name its outlet before its words."""
    ours = [point for point in points_of(written) if HOSTILE_ROW not in point.cites]
    assert ours == [point for point in points_of(plain) if HOSTILE_ROW not in point.cites]
    for point in points_of(written):
        if HOSTILE_ROW in point.cites:
            assert point.cites == (HOSTILE_ROW,)
            assert point.text.startswith((f"{OUTLET}: ", f"{OUTLET} (Corvena): "))
    assert not any(hidden in point.text for point in points_of(written) for hidden in "\u202e\u200b\n\U000e0069")


def test_there_are_enough_of_every_kind() -> None:
    """At least sixty, in four languages, none twice."""
    assert len({attack["title"] + attack["summary"] for attack in HOSTILE}) >= FEWEST
    assert len({attack["language"] for attack in HOSTILE}) >= LANGUAGES


@pytest.mark.parametrize("attack", HOSTILE, ids=lambda attack: attack["id"])
def test_the_extractive_engine_quotes_and_nothing_else(attack: Attack) -> None:
    """The hostile headline stands under its outlet's name; nothing else of the digest is touched."""
    written, plain = extractively(attacked(attack)), extractively(attacked(NEUTRAL))
    unharmed(written, plain)
    digests = [assemble(TOPIC, attacked(a), w, code="x") for a, w in ((attack, written), (NEUTRAL, plain))]
    outputs_stay_whole(*digests)


def obedient(attack: Attack) -> Script:
    """A model that writes what an attack wants, in every section, whatever it cites, and when asked to mend."""

    def script(asked: Asked) -> Said:
        if asked.purpose == "write":
            return completion(json.dumps(draft(asked, lambda _, cites: (attack["wants"], cites))))
        return completion(json.dumps({"texts": [{"n": n, "text": attack["wants"]} for n in range(1, 20)]}))

    return script


@pytest.mark.sockets
@pytest.mark.parametrize("attack", HOSTILE, ids=lambda attack: attack["id"])
def test_a_model_that_obeys_is_not_printed(attack: Attack, tmp_path: Path) -> None:
    """What an attack wants stands nowhere but in the hostile article's own point; extractive points are elsewhere."""
    with scripted(obedient(attack)) as server:
        written = server.engine(DirectoryStore(tmp_path)).write(TOPIC, attacked(attack))
    extractive = extractively(attacked(attack))
    others = [point for point in points_of(written) if HOSTILE_ROW not in point.cites]
    assert {point.text for point in others} <= {point.text for point in points_of(extractive)}
    assert [n for n, text in written.translations if attack["wants"] in text and n != HOSTILE_ROW] == []
    digest = assemble(TOPIC, attacked(attack), written, code="x")
    outputs_stay_whole(digest, replace(digest, sources=assemble(TOPIC, attacked(NEUTRAL), written, code="x").sources))


@pytest.mark.sockets
@pytest.mark.parametrize("attack", HOSTILE, ids=lambda attack: attack["id"])
def test_an_honest_model_is_not_moved(attack: Attack, tmp_path: Path) -> None:
    """Attacks travel marked as data; the points of the other articles are those of a day without them."""
    with scripted(good) as server:
        plain = server.engine(DirectoryStore(tmp_path)).write(TOPIC, attacked(NEUTRAL))
        written = server.engine(DirectoryStore(tmp_path)).write(TOPIC, attacked(attack))
        sent = [body["messages"][1]["content"] for body in server.requests]
    ours = [point for point in points_of(written) if HOSTILE_ROW not in point.cites]
    assert ours == [point for point in points_of(plain) if HOSTILE_ROW not in point.cites]
    words = visible(attack["title"])
    assert " " not in words or not any(words in text for text in sent)
    digests = [assemble(TOPIC, attacked(a), w, code="x") for a, w in ((attack, written), (NEUTRAL, plain))]
    outputs_stay_whole(*digests)
