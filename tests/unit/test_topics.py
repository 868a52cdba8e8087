"""Topic files become topics, and every mistake in them is one line that names file, line, field, problem and remedy."""

from datetime import timedelta
from pathlib import Path

import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from counterpoint.errors import ConfigurationError, Mistake
from counterpoint.model import Settings, Source, SourceKind
from counterpoint.positions import Value
from counterpoint.topics import moved_to, read_topics

INFRA = Path(__file__).parents[2] / "infra"

TOPIC = """\
id: north-south
name: North vs South
perspectives:
  - id: north
    name: North
    countries: [XA]
    terms: [North, 北, Norte]
    sources:
      - rss: https://north.example/feed.xml
      - google_news: 'South (site:north.example OR "north")'
        language: en
        region: US
  - id: south
    name: South
    countries: [XB, NO]
    sources:
      - rss: http://south.example/feed?format=rss&x=1
        language: pt-BR
settings: {max_articles: 12, max_age: 36h}
"""


def topics_in(directory: Path, text: str | bytes, name: str = "topic.yaml") -> Path:
    """A directory with one more topic file."""
    (directory / name).write_bytes(text if isinstance(text, bytes) else text.encode())
    return directory


def mistakes_in(directory: Path, text: str | bytes) -> tuple[Mistake, ...]:
    """The mistakes of one topic file."""
    with pytest.raises(ConfigurationError) as raised:
        read_topics(topics_in(directory, text))
    return raised.value.mistakes


def test_a_topic_file_becomes_a_topic(tmp_path: Path) -> None:
    """Every field arrives where the model keeps it; what is left out has its default."""
    (topic,) = read_topics(topics_in(tmp_path, TOPIC))
    north, south = topic.perspectives
    assert (topic.id, topic.name, topic.terms, topic.notice) == ("north-south", "North vs South", (), "")
    assert north.terms == ("North", "北", "Norte")
    assert north.sources == (
        Source(kind=SourceKind.RSS, url="https://north.example/feed.xml"),
        Source(
            kind=SourceKind.GOOGLE_NEWS,
            query='South (site:north.example OR "north")',
            language="en",
            region="US",
        ),
    )
    assert south.sources[0].language == "pt-BR"
    assert topic.settings == Settings(max_articles=12, max_age=timedelta(hours=36))


def test_norway_is_a_country_and_not_a_refusal(tmp_path: Path) -> None:
    """YAML 1.1 reads NO as false; a country code, a language and a term stay the text they look like."""
    (topic,) = read_topics(topics_in(tmp_path, TOPIC.replace("[North, 北, Norte]", "[on, No, North]")))
    assert topic.perspectives[1].countries == ("XB", "NO")
    assert topic.perspectives[0].terms == ("on", "No", "North")


def test_equal_sources_of_two_topics_are_one_source(tmp_path: Path) -> None:
    """The id of a source says what is asked, so topics that ask the same share the answer."""
    topics_in(tmp_path, TOPIC, "a.yaml")
    topics_in(tmp_path, TOPIC.replace("north-south", "another"), "b.yml")
    first, second = read_topics(tmp_path)
    assert (first.id, second.id) == ("north-south", "another")
    assert [source.id for source in first.sources] == [source.id for source in second.sources]


def test_the_operators_outlets_are_not_a_topic(tmp_path: Path) -> None:
    """outlets.yaml and whatever is no YAML lie beside the topics and are not read as such."""
    topics_in(tmp_path, "outlets: []\n", "outlets.yaml")
    topics_in(tmp_path, "not: [a topic", "notes.md")
    assert len(read_topics(topics_in(tmp_path, TOPIC))) == 1


MISTAKES = {
    "unknown key": ("name: North vs South", "nme: North", 2, "nme", "unknown key; did you mean 'name'?"),
    "unknown key far from any": ("settings:", "weather:", 19, "weather", "unknown key; one of id, name"),
    "missing key": ("    countries: [XA]\n", "", 4, "perspectives[0].countries", "missing; a line 'countries: …'"),
    "key twice": ("name: North vs", "id: again\nname: North vs", 2, "id", "a second time (first in line 1)"),
    "perspective id twice": ("- id: south", "- id: north", 13, "perspectives[1].id", "first in line 4"),
    "perspective name twice": ("name: South\n", "name: North\n", 14, "perspectives[1].name", "first in line 5"),
    "country on two sides": ("[XB, NO]", "[XB, XA]", 15, "perspectives[1].countries[1]", "first in line 6"),
    "reserved perspective id": ("- id: south", "- id: third-party", 13, "perspectives[1].id", "'third-party' is taken"),
    "reserved topic id": ("id: north-south", "id: archive", 1, "id", "'archive' is taken"),
    "bad id": ("id: north-south", "id: North & South", 1, "id", "for example 'north-south'"),
    "id that is a number": ("id: north-south", "id: 2026", 1, "id", "this is a number, not text; quotes around it"),
    "empty value": ("id: north-south", "id:", 1, "id", "nothing stands here; text"),
    "name of two lines": ("name: North vs South", "name: |\n  North\n  South", 2, "name", "more than one line"),
    "address of another kind": ("http://south.", "ftp://south.", 17, "perspectives[1].sources[0].rss", "not an http"),
    "address without host": ("http://south.example", "http://", 17, "perspectives[1].sources[0].rss", "not a complete"),
    "address with a bad port": ("http://south.example", "http://s:99999", 17, "perspectives[1].sources[0].rss", "Port"),
    "address with a password": ("http://south", "http://me:pw@south", 17, "perspectives[1].sources[0].rss", "password"),
    "source twice": (
        "http://south.example/feed?format=rss&x=1\n        language: pt-BR",
        "https://north.example/feed.xml",
        17,
        "perspectives[1].sources[0].rss",
        "this source stands a second time (first in line 9)",
    ),
    "source of two kinds": (
        "        region: US",
        "        rss: https://b.example",
        10,
        "perspectives[0].sources[1]",
        "two",
    ),
    "source of no kind": (
        "- rss: http://south",
        "- url: http://south",
        17,
        "perspectives[1].sources[0]",
        "names no feed",
    ),
    "search without region": ("        region: US\n", "", 10, "perspectives[0].sources[1]", "without region"),
    "search without language": ("        language: en\n", "", 10, "perspectives[0].sources[1]", "without language"),
    "feed with region": ("language: pt-BR", "region: BR", 18, "perspectives[1].sources[0].region", "has no region"),
    "bad language": ("pt-BR", "Portuguese!", 18, "perspectives[1].sources[0].language", "not a language tag"),
    "country in lower case": ("[XA]", "[fr]", 6, "perspectives[0].countries[0]", "did you mean FR?"),
    "country that is none": ("[XA]", "[ZZ]", 6, "perspectives[0].countries[0]", "an ISO 3166 code"),
    "the United Kingdom": ("[XA]", "[UK]", 6, "perspectives[0].countries[0]", "did you mean GB?"),
    "text where a list belongs": ("[XA]", "XA", 6, "perspectives[0].countries", "this is text, not a list"),
    "list where text belongs": (
        "name: South\n",
        "name: [South]\n",
        14,
        "perspectives[1].name",
        "this is a list, not text",
    ),
    "empty list": ("[XA]", "[]", 6, "perspectives[0].countries", "the list is empty"),
    "bad duration": ("36h", "5 days", 19, "settings.max_age", "such as 5d or 36h"),
    "no duration at all": ("36h", "0d", 19, "settings.max_age", "'0d' is not a duration"),
    "number out of range": ("max_articles: 12", "max_articles: 0", 19, "settings.max_articles", "from 1 to 100"),
    "number in quotes": ("max_articles: 12", "max_articles: '12'", 19, "settings.max_articles", "without quotes"),
    "unknown setting": ("max_age", "max-age", 19, "settings.max-age", "did you mean 'max_age'?"),
    "time zone in a topic": ("max_articles: 12", "time_zone: Mars/Base", 19, "settings.time_zone", "unknown key"),
    "settings that are a list": ("{max_articles: 12, max_age: 36h}", "[12]", 19, "settings", "a list, not a mapping"),
    "colon in a text": ("name: North vs South", "name: North: South", 2, "", "quotes around a text that holds ': '"),
    "tab": ("    name: North\n", "\tname: North\n", 5, "", "indent with spaces, not tabs"),
    "open bracket": ("36h}", "36h", 20, "", "check the indentation, quotes and brackets"),
    "two documents": ("settings:", "---\nsettings:", 19, "", "one document a file"),
    "control character": ("North vs South", "North \x07 South", 2, "", "control character; remove it"),
}


@pytest.mark.parametrize(("right", "wrong", "line", "field", "text"), MISTAKES.values(), ids=MISTAKES.keys())
def test_a_mistake_is_named_with_file_line_field_and_remedy(  # one case a column of the table
    right: str, wrong: str, line: int, field: str, text: str, tmp_path: Path
) -> None:
    """A topic file that is right but for one mistake gives a line about that mistake, where it stands."""
    assert TOPIC.count(right) >= 1
    mistakes = mistakes_in(tmp_path, TOPIC.replace(right, wrong, 1))
    found = [mistake for mistake in mistakes if (mistake.line, mistake.field) == (line, field)]
    assert found, list(map(str, mistakes))
    assert text in str(found[0])
    assert str(found[0]).startswith(f"{tmp_path / 'topic.yaml'}:{line}: ")
    assert found[0].remedy


def test_a_topic_needs_two_sides(tmp_path: Path) -> None:
    """One perspective is no digest."""
    one_sided = TOPIC[: TOPIC.index("  - id: south")]
    (mistake,) = mistakes_in(tmp_path, one_sided)
    assert (mistake.line, mistake.problem) == (4, "only one perspective")


def test_all_mistakes_of_all_files_come_at_once_and_in_order(tmp_path: Path) -> None:
    """Nobody corrects one mistake a run."""
    topics_in(tmp_path, TOPIC.replace("36h", "soon").replace("[XA]", "[UK]"), "b.yaml")
    topics_in(tmp_path, "", "c.yaml")
    mistakes = mistakes_in(tmp_path, TOPIC.replace("http://south", "gopher://south"))
    places = [(Path(mistake.file).name, mistake.line) for mistake in mistakes]
    assert places == [("b.yaml", 6), ("b.yaml", 19), ("c.yaml", 1), ("topic.yaml", 1), ("topic.yaml", 17)]
    assert "(first in " in mistakes[3].problem
    assert "b.yaml:1" in mistakes[3].problem


def test_bytes_that_are_not_text_are_named_with_their_line(tmp_path: Path) -> None:
    """A file in another encoding is a mistake, not a crash."""
    (mistake,) = mistakes_in(tmp_path, TOPIC.replace("Norte", "Ñorte").encode("latin-1", errors="replace"))
    assert mistake.line == 7
    assert "UTF-8" in mistake.remedy


@pytest.mark.parametrize("text", ["", "# nothing but a comment\n", "---\n"])
def test_an_empty_file_is_a_mistake(text: str, tmp_path: Path) -> None:
    """A file that holds nothing follows nothing, and says so."""
    (mistake, *_) = mistakes_in(tmp_path, text)
    assert "empty" in mistake.problem or "nothing stands here" in mistake.problem


def test_a_byte_order_mark_is_no_mistake(tmp_path: Path) -> None:
    """Editors of some systems put one first."""
    assert read_topics(topics_in(tmp_path, "\ufeff" + TOPIC))[0].id == "north-south"


def test_a_file_that_cannot_be_read_is_a_mistake(tmp_path: Path) -> None:
    """What looks like a topic file and is a directory is named, too."""
    (tmp_path / "odd.yaml").mkdir()
    (mistake,) = mistakes_in(tmp_path, TOPIC)
    assert str(mistake).startswith(f"{tmp_path / 'odd.yaml'}: cannot be read")


def test_deep_nesting_is_a_mistake_and_not_a_crash(tmp_path: Path) -> None:
    """A file of brackets alone."""
    (mistake,) = mistakes_in(tmp_path, "[" * 20_000)
    assert mistake.line >= 1


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    at=st.integers(0, len(TOPIC)),
    removed=st.integers(0, 30),
    inserted=st.one_of(
        st.text(max_size=8),
        st.sampled_from(
            ["&a ", "*a", "<<: ", "? ", "!!python/object:os.system ", "[", "- ", "|\n", "1:30", "0x1F", "\t"]
        ),
    ),
)
def test_no_file_is_worse_than_a_mistake(at: int, removed: int, inserted: str, tmp_path: Path) -> None:
    """Whatever stands in a file, it is a topic or a list of mistakes with lines inside of the file."""
    text = TOPIC[:at] + inserted + TOPIC[at + removed :]
    topics_in(tmp_path, text.encode("utf-8", errors="surrogatepass"))
    mistakes: tuple[Mistake, ...] = ()
    try:
        read_topics(tmp_path)
    except ConfigurationError as error:
        mistakes = error.mistakes
    lines = len((text + "\n.").splitlines())
    assert all(1 <= mistake.line <= lines for mistake in mistakes)


def test_a_value_that_holds_itself_ends() -> None:
    """Aliases are followed as deep as a topic goes, and no deeper."""
    mistakes: list[Mistake] = []
    node = yaml.compose("perspectives: &p [*p, *p]", yaml.SafeLoader)
    assert node is not None
    page = Value(node, "f.yaml", "", mistakes)
    (outer,) = page.fields(required=("perspectives",)).values()
    inner = outer.items()[0].items()[0]
    assert inner.fields(required=("id",)) == {}
    assert mistakes


@pytest.mark.parametrize(("name", "problem"), [("", "holds no topic file"), ("nowhere", "no such directory")])
def test_a_directory_without_topics_is_a_mistake(name: str, problem: str, tmp_path: Path) -> None:
    """An empty or missing directory is one clear line."""
    with pytest.raises(ConfigurationError, match=problem):
        read_topics(tmp_path / name)


def test_only_the_feeds_of_one_origin_are_moved() -> None:
    """A server at another port: its feeds are asked there, every other source stays as it is."""
    topics = read_topics(INFRA / "sample" / "topics")
    moved = moved_to(topics, "http://127.0.0.1:8765", "http://127.0.0.1:40000")
    urls = [source.url for topic in moved for source in topic.sources if source.kind is SourceKind.RSS]
    assert urls
    assert all(url.startswith("http://127.0.0.1:40000/") for url in urls)
    assert moved_to(topics, "http://127.0.0.1:876", "http://127.0.0.1:1") == topics


def test_the_topics_beside_the_code_are_right() -> None:
    """Those that are shipped and those that an operator adds: no mistake, and names of every side to look for."""
    topics = read_topics(INFRA / "topics")
    assert topics
    for side in (side for topic in topics for side in topic.perspectives):
        assert side.sources
        assert side.terms or any(topic.terms for topic in topics if side in topic.perspectives)
