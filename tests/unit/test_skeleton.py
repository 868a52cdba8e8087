"""A list of feeds becomes a topic file that is right but for what only the operator knows."""

from pathlib import Path

import pytest

from counterpoint.errors import ConfigurationError, InputError
from counterpoint.skeleton import read_opml, topic_skeleton
from counterpoint.topics import read_topics

OPML = """<?xml version="1.0" encoding="UTF-8"?>
<opml version="2.0"><head><title>Mine</title></head><body>
<outline text="North &amp; Isles">
  <outline text="A: &quot;daily&quot; # one" type="rss" xmlUrl="https://a.example/f.xml?x=1&amp;y=2"/>
  <outline text="Deep"><outline text="d" type="rss" xmlUrl="https://d.example/f.xml"/></outline>
</outline>
<outline text="南"><outline text="x" type="rss" xmlUrl="https://s.example/f.xml"/></outline>
<outline text="loose" type="rss" xmlUrl="https://l.example/f.xml"/>
</body></opml>""".encode()


def test_folders_become_perspectives(tmp_path: Path) -> None:
    """The skeleton is YAML; once its countries are written it is a topic with every feed of the list."""
    text = topic_skeleton("North vs South", read_opml(OPML, "mine.opml"))
    for country in ("XA", "XB", "XC"):
        text = text.replace("[XX]", f"[{country}]", 1)
    (tmp_path / "topic.yaml").write_text(text, encoding="utf-8")
    (topic,) = read_topics(tmp_path)
    assert topic.id == "north-vs-south"
    assert [side.name for side in topic.perspectives] == ["North & Isles", "南", "Feeds outside of any folder"]
    assert [side.id for side in topic.perspectives] == ["north-isles", "side", "feeds-outside-of-any-folder"]
    urls = [source.url for source in topic.sources]
    assert urls == [
        "https://a.example/f.xml?x=1&y=2",
        "https://d.example/f.xml",
        "https://s.example/f.xml",
        "https://l.example/f.xml",
    ]


def test_what_is_still_to_be_written_is_named(tmp_path: Path) -> None:
    """The placeholder of a country is a mistake, in each perspective."""
    (tmp_path / "topic.yaml").write_text(topic_skeleton("Mine", read_opml(OPML, "mine.opml")), encoding="utf-8")
    with pytest.raises(ConfigurationError) as raised:
        read_topics(tmp_path)
    assert [mistake.problem for mistake in raised.value.mistakes] == ["'XX' is not a country code"] * 3


def test_folders_of_one_id_stay_apart() -> None:
    """Two names that give the same id are numbered."""
    text = topic_skeleton("t", read_opml(OPML.replace(b"North &amp; Isles", "北".encode()), "f"))
    assert "  - id: side\n" in text
    assert "  - id: side-2\n" in text


def test_a_title_cannot_leave_its_comment(tmp_path: Path) -> None:
    """Line breaks of every kind in a title become spaces."""
    evil = OPML.replace(b'text="d"', b'text="d&#10;settings: {max_articles: 1}&#x85;id: x&#x2028;id: y"')
    text = topic_skeleton("t", read_opml(evil, "f"))
    assert [line for line in text.split("\n") if line.startswith(("settings", "id: x", "id: y"))] == []
    (tmp_path / "topic.yaml").write_text(text.replace("[XX]", "[XA]", 1), encoding="utf-8")
    with pytest.raises(ConfigurationError) as raised:
        read_topics(tmp_path)
    assert {mistake.problem for mistake in raised.value.mistakes} == {"'XX' is not a country code"}


@pytest.mark.parametrize("body", [b"", b"<html></html>", b"https://a.example/list.opml", b"<opml><body/></opml>"])
def test_a_body_without_feeds_is_one_clear_line(body: bytes) -> None:
    """An address as body is not fetched."""
    with pytest.raises(InputError, match=r"mine\.opml holds no feeds"):
        read_opml(body, "mine.opml")


def test_entities_are_refused() -> None:
    """No list of feeds needs them."""
    with pytest.raises(InputError, match="declares a document type"):
        read_opml(b'<!DOCTYPE l [<!ENTITY a "aaa">]>' + OPML, "mine.opml")
