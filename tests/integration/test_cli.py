"""The command line: its words, its examples, its exit codes, and what it says when something is wrong."""

import argparse
import io
import json
import re
import shlex
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from counterpoint.cli import main, parser
from counterpoint.cli.sample import SAMPLE

ROOT = Path(__file__).parents[2]
TOPIC = """\
id: north-south
name: North vs South
perspectives:
  - {id: north, name: North, countries: [XA], terms: [North], sources: [{rss: "http://127.0.0.1:9/north.xml"}]}
  - {id: south, name: South, countries: [XB], terms: [South], sources: [{rss: "http://127.0.0.1:9/south.xml"}]}
"""


def commands() -> Iterator[tuple[str, argparse.ArgumentParser]]:
    """Every command with its parser, those of groups included."""

    def below(name: str, made: argparse.ArgumentParser) -> Iterator[tuple[str, argparse.ArgumentParser]]:
        groups = made._subparsers._group_actions if made._subparsers else []  # noqa: SLF001 (argparse shows no other)
        if not groups:
            yield name, made
        for group in groups:
            for word, child in dict(group.choices or {}).items():
                yield from below(f"{name} {word}".strip(), child)

    yield from below("", parser())


COMMANDS = sorted(commands(), key=lambda pair: pair[0])


@pytest.fixture
def topics(tmp_path: Path) -> Path:
    """A directory with one right topic whose feeds nobody serves."""
    directory = tmp_path / "topics"
    directory.mkdir()
    (directory / "north-south.yaml").write_text(TOPIC, encoding="utf-8")
    return directory


def test_the_contract_of_words_is_kept() -> None:
    """Every command of the design is there."""
    assert {name for name, _ in COMMANDS} >= {
        "demo", "run", "serve", "check", "import", "replay", "correct", "sources import",
        "lab stories", "lab check", "lab feed",
    }  # fmt: skip


@pytest.mark.parametrize(("name", "made"), COMMANDS, ids=[name for name, _ in COMMANDS])
def test_every_command_is_documented_with_examples_that_parse(name: str, made: argparse.ArgumentParser) -> None:
    """Help says what a command is for, and shows calls of it that work as they stand."""
    assert made.description
    examples = re.findall(
        r"^  counterpoint (.+?)(?:\s{3,}.*|\s+<.*|\s+>.*)?$", (made.epilog or "").replace("\\\n", " "), re.MULTILINE
    )
    assert examples
    for example in examples:
        assert example.startswith(name)
        parser().parse_args(shlex.split(example))
    assert "--json" in made.format_help()


@pytest.mark.parametrize("name", [name for name, _ in COMMANDS])
def test_the_readme_names_every_command(name: str) -> None:
    """A command that the README does not name is undocumented."""
    assert f"counterpoint {name}" in (ROOT / "README.md").read_text(encoding="utf-8")


def test_check_finds_the_shipped_topics_right(capsys: pytest.CaptureFixture[str]) -> None:
    """The five topics and the sample's are without a mistake."""
    for directory in (ROOT / "infra" / "topics", SAMPLE / "topics"):
        assert main(["check", "--topics", str(directory)]) == 0
    assert "china-japan" in capsys.readouterr().out


def test_check_says_which_domains_are_taken_from_whom(topics: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """An outlet of the operator's may claim one of ours; it does not do so unseen."""
    (topics / "outlets.yaml").write_text("outlets: [{name: My Wire, domains: [xinhuanet.com]}]\n", encoding="utf-8")
    assert main(["check", "--topics", str(topics)]) == 0
    assert f"{topics / 'outlets.yaml'}: My Wire takes xinhuanet.com from Xinhua" in capsys.readouterr().err
    assert main(["check", "--topics", str(topics), "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["taken_domains"] == ["My Wire takes xinhuanet.com from Xinhua"]


def test_check_names_an_engine_that_is_none(
    topics: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whatever may be set in the environment is checked before anything is made."""
    monkeypatch.setenv("COUNTERPOINT_ENGINE", "opena")
    assert main(["check", "--topics", str(topics)]) == 2
    assert "'opena' is no engine; write one of auto, extractive, openai" in capsys.readouterr().err


def test_every_mistake_of_a_run_is_listed_at_once(topics: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """File and line, what is wrong, what would be right; exit 2; nothing written."""
    (topics / "wrong.yaml").write_text("id: Wrong One\nname: 3\nperspectves: []\n", encoding="utf-8")
    (topics / "outlets.yaml").write_text("outlets:\n  - {name: A, country: ZZZ}\n", encoding="utf-8")
    assert main(["run", "--topics", str(topics), "--out", str(topics / "out"), "--state", str(topics / "st")]) == 2
    lines = capsys.readouterr().err.splitlines()
    assert len([line for line in lines if "wrong.yaml:" in line]) >= 3
    assert any("outlets.yaml:2" in line for line in lines)
    assert all(re.match(r"counterpoint: .+:\d+: .+; .+", line) for line in lines)
    assert not (topics / "out").exists()


def test_a_run_without_network_publishes_gaps_and_exits_one(
    topics: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """One clear line for each unreachable host, a hint, and an honest gap; never sample text."""
    monkeypatch.setenv("COUNTERPOINT_ALLOW_PRIVATE_FEEDS", "1")
    out = tmp_path / "out"
    assert main(["run", "--topics", str(topics), "--out", str(out), "--state", str(tmp_path / "state")]) == 1
    said = capsys.readouterr()
    assert [line for line in said.err.splitlines() if "127.0.0.1" in line] == [
        line for line in dict.fromkeys(said.err.splitlines()) if "127.0.0.1" in line
    ]
    assert "online?" in said.err
    page = next(out.glob("north-south/2*/index.md")).read_text(encoding="utf-8")
    assert "invented" not in page
    assert "North" in page


def test_a_run_while_offline_is_made_good_a_minute_later(
    topics: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nobody was reached, so nobody needs a rest; a rerun says whom it did not ask, and that the first clock stays."""
    monkeypatch.setenv("COUNTERPOINT_ALLOW_PRIVATE_FEEDS", "1")
    run = ["run", "--topics", str(topics), "--out", str(tmp_path / "out"), "--state", str(tmp_path / "state"), "--now"]
    said = []
    for clock in ("04:00:00", "04:00:30", "04:01:00"):
        assert main([*run, f"2026-01-14T{clock}Z"]) == 1
        said.append(capsys.readouterr().err)
    refused, kept = "could not be reached (connection refused)", "the edition of 2026-01-14 was begun at 04:00 UTC"
    assert [refused in text for text in said] == [True, False, True]
    assert "2 sources were not asked: pausing after unreachable until 2026-01-14 04:01 UTC" in said[1]
    assert [kept in text for text in said] == [False, True, True]
    assert "--now 2026-01-14T04:00:30Z is overruled" in said[1]


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--date", "2026-13-01"], "is not a date"),
        (["--now", "yesterday"], "is not a moment"),
        (["--now", "2026-01-14T04:00:36"], "has no time zone"),
        (["--date", "2026-01-15", "--now", "2026-01-14T04:00:36Z"], "lies after the clock"),
        (["--topic", "nowhere"], "no topic 'nowhere'"),
    ],
)
def test_a_wrong_argument_is_one_line_and_exit_two(
    arguments: list[str], said: str, topics: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """It names the thing and the remedy; nothing is written."""
    state = tmp_path / "state"
    assert main(["run", "--topics", str(topics), "--state", str(state), "--out", str(tmp_path / "o"), *arguments]) == 2
    error = capsys.readouterr().err
    assert said in error
    assert len(error.splitlines()) == 1
    assert not state.exists()


def test_json_goes_to_stdout_and_messages_to_stderr(
    topics: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """With --json stdout is one JSON value, a failure included."""
    monkeypatch.setenv("COUNTERPOINT_ALLOW_PRIVATE_FEEDS", "1")
    places = ["--out", str(tmp_path / "out"), "--state", str(tmp_path / "state")]
    assert main(["run", "--topics", str(topics), *places, "--json"]) == 1
    assert json.loads(capsys.readouterr().out)["exit"] == 1
    assert main(["run", "--topics", str(tmp_path / "none"), *places, "--json"]) == 2
    assert json.loads(capsys.readouterr().out)["error"] == "ConfigurationError"


def lab(
    bench: str, lines: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> list[dict[str, object]]:
    """Run a lab bench on lines and read its lines."""
    stdin = io.TextIOWrapper(io.BytesIO(lines.encode()), encoding="utf-8")
    monkeypatch.setattr(sys, "stdin", stdin)
    assert main(["lab", bench]) == 0
    return [json.loads(line) for line in capsys.readouterr().out.splitlines()]


def test_lab_stories_clusters_within_windows(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Every id comes out once, in some cluster; articles of different windows never join."""
    title = "Velmora and Corvena sign the Grey Bank fishing accord in Amagiri"
    rows = [{"id": f"a{n}", "title": title, "window": n % 2, "date": "2026-03-02"} for n in range(4)]
    out = lab("stories", "\n".join(map(json.dumps, rows)), capsys, monkeypatch)
    clusters = {str(row["id"]): row["cluster"] for row in out}
    assert set(clusters) == {"a0", "a1", "a2", "a3"}
    assert clusters["a0"] == clusters["a2"] != clusters["a1"] == clusters["a3"]


def test_lab_check_gives_a_verdict_with_reasons(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """The truth passes; a swapped actor and a citation of the other side are refused, with reasons."""
    source = {"n": 1, "side": "velmora", "outlet": "Ledger", "title": "Velmora bans fish imports from Corvena"}
    rows: list[dict[str, object]] = [
        {"id": "true", "claim": "Velmora bans fish imports from Corvena.", "side": "velmora", "cites": [1]},
        {"id": "swapped", "claim": "Corvena bans fish imports from Velmora.", "side": "velmora", "cites": [1]},
        {"id": "side", "claim": "Velmora bans fish imports from Corvena.", "side": "corvena", "cites": [1]},
        {"id": "none", "claim": "Velmora bans fish imports from Corvena.", "side": "velmora", "cites": [2]},
    ]
    lines = "\n".join(json.dumps({**row, "sources": [source]}) for row in rows)
    out = {row["id"]: row for row in lab("check", lines, capsys, monkeypatch)}
    assert out["true"]["supported"] is True
    assert all(out[name]["supported"] is False and out[name]["reasons"] for name in ("swapped", "side", "none"))


def test_lab_names_the_line_that_is_not_json(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """The remedy begins with knowing where."""
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(b'{"id": "a", "title": "b"}\n{"id": 3}\n')))
    assert main(["lab", "stories"]) == 2
    assert "line 2" in capsys.readouterr().err


def test_lab_feed_reads_a_file_and_names_what_is_none(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A feed becomes articles; a page becomes a typed failure; both as JSON."""
    feeds = SAMPLE / "feeds" / "2026-03-02"
    assert main(["lab", "feed", str(feeds / "brennick-ledger.xml")]) == 0
    assert json.loads(capsys.readouterr().out)["articles"]
    assert main(["lab", "feed", str(feeds / "kurotani-net.xml")]) == 1
    assert json.loads(capsys.readouterr().out)["health"] == "not a feed"
    assert main(["lab", "feed", str(tmp_path / "none.xml")]) == 2


def test_the_demo_ends_by_itself_with_a_site(tmp_path: Path) -> None:
    """The main job, as a stranger starts it: exit 0, a summary on stdout, pages on disk, and again the same."""
    command = [
        sys.executable,
        "-m",
        "counterpoint.cli",
        "demo",
        "--out",
        str(tmp_path / "site"),
        "--state",
        str(tmp_path / "st"),
    ]
    for _ in range(2):
        ran = subprocess.run(command, capture_output=True, text=True, check=False, cwd=ROOT, timeout=120)
        assert ran.returncode == 0, ran.stderr
        assert "Velmora vs Corvena" in ran.stdout
        assert "counterpoint serve" in ran.stdout
        assert (tmp_path / "site" / "index.html").is_file()


def test_the_demo_never_empties_a_directory_that_is_not_its_own(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A directory with anything else in it is refused, and untouched."""
    (tmp_path / "precious.txt").write_text("mine", encoding="utf-8")
    assert main(["demo", "--out", str(tmp_path), "--state", str(tmp_path / "state")]) == 2
    assert (tmp_path / "precious.txt").read_text(encoding="utf-8") == "mine"
    assert "not a former demo" in capsys.readouterr().err


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Make the sample's site and state once, for tests that only read them or copy them."""
    place = tmp_path_factory.mktemp("demo")
    assert main(["demo", "--out", str(place / "site"), "--state", str(place / "state")]) == 0
    return place


def test_replay_compares_the_very_file_it_is_given(
    demo: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """A path names its own site: a file changed in a copy is not the same bytes, whatever stands elsewhere."""
    monkeypatch.setenv("COUNTERPOINT_SITE", str(demo / "site"))
    copy, state = tmp_path / "copy", ["--state", str(demo / "state")]
    shutil.copytree(demo / "site", copy)
    given = next(copy.glob("velmora-corvena/2*/index.json"))
    assert main(["replay", str(given), *state]) == 0
    for tampered in (given.read_bytes().replace(b"Brennick", b"Bronnick", 1), b"{}\n"):
        given.write_bytes(tampered)
        assert main(["replay", str(given), *state]) == 1
        assert "NOT the same bytes" in capsys.readouterr().out
    assert main(["replay", str(given), *state, "--out", str(demo / "site")]) == 2
    assert "leave --out away" in capsys.readouterr().err
    given.unlink()
    assert main(["replay", str(given), *state]) == 2
    assert "there is no file" in capsys.readouterr().err


def test_import_takes_what_is_a_digest_and_names_what_is_not(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """The others are still imported; exit 2; one line for each that is none."""
    main(["demo", "--out", str(tmp_path / "demo"), "--state", str(tmp_path / "demo-state")])
    document = next((tmp_path / "demo").glob("velmora-corvena/2*/index.md"))
    (tmp_path / "notes.md").write_text("# Shopping\n", encoding="utf-8")
    capsys.readouterr()
    places = ["--out", str(tmp_path / "site"), "--state", str(tmp_path / "state")]
    assert main(["import", str(document), str(tmp_path / "notes.md"), str(tmp_path / "gone.md"), *places]) == 2
    error = capsys.readouterr().err
    assert "notes.md" in error
    assert "gone.md" in error
    imported = tmp_path / "site" / document.relative_to(tmp_path / "demo")
    assert imported.read_bytes() == document.read_bytes()


def test_sources_import_writes_a_skeleton_of_a_topic(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Folders of an OPML file become perspectives of a topic file to edit."""
    opml = tmp_path / "mine.opml"
    opml.write_text(
        '<opml version="2.0"><head><title>t</title></head><body><outline text="North">'
        '<outline type="rss" text="Post" xmlUrl="https://post.example/rss.xml"/></outline></body></opml>',
        encoding="utf-8",
    )
    assert main(["sources", "import", str(opml)]) == 0
    assert "https://post.example/rss.xml" in capsys.readouterr().out
