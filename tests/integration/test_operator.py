"""What an operator meets first: outlets nobody knows, feeds that fail, a silent model, places that are wrong."""

import json
import os
import re
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from counterpoint.cli import main

NOW = datetime(2026, 1, 14, 4, tzinfo=UTC)
TOPIC = """\
id: {id}
name: North vs South
perspectives:
  - {{id: north, name: North, countries: [XA], terms: [North], sources: [{{rss: "{origin}/north.xml"}}]}}
  - {{id: south, name: South, countries: [XB], terms: [South], sources: [{{rss: "{origin}/south.xml"}}]}}
"""
ITEM = (
    "<item><title>{side} closes the bridge over the Orrin, part {n}</title><link>https://testeur.example/{side}{n}</link>"
    "<pubDate>{when:%a, %d %b %Y %H:%M:%S} GMT</pubDate></item>"
)


class _Feeds(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        side = "South" if self.path.startswith("/south") else "North"
        items = "".join(ITEM.format(side=side, n=n, when=datetime.now(UTC) - timedelta(hours=3)) for n in range(2))
        body = f'<rss version="2.0"><channel><title>Le Testeur</title>{items}</channel></rss>'.encode()
        self.send_response(200)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 (the base class's name)
        pass


@pytest.fixture(scope="module")
def origin() -> Iterator[str]:
    """Serve two feeds of one outlet that nobody knows."""
    with ThreadingHTTPServer(("127.0.0.1", 0), _Feeds) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()


@pytest.fixture
def places(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Keep site, state and topics in the test's directory; loopback may be asked."""
    monkeypatch.setenv("COUNTERPOINT_ALLOW_PRIVATE_FEEDS", "1")
    topics = tmp_path / "topics"
    topics.mkdir()
    return [
        "--topics", str(topics), "--out", str(tmp_path / "out"), "--state", str(tmp_path / "state"),
    ]  # fmt: skip


def follow(places: list[str], origin: str, name: str = "north-south") -> Path:
    """Write a topic that follows the feeds of an origin."""
    path = Path(places[1]) / f"{name}.yaml"
    path.write_text(TOPIC.format(id=name, origin=origin), encoding="utf-8")
    return path


def test_outlets_nobody_knows_are_named_until_the_operator_says_who_they_are(
    places: list[str], origin: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """The run, the check of what it gathered and the check online say the same; a line in outlets.yaml ends it."""
    follow(places, origin)
    main(["run", *places])
    told = capsys.readouterr().err
    assert (
        "4 articles of outlets nobody knows: Le Testeur (testeur.example) 4; they fill no side until you add them to"
        in told
    )
    assert f"{places[1]}/outlets.yaml" in told
    for known in (False, True):
        for options in ([], ["--online"]):
            assert main(["check", *places, *options]) == 0
            assert ("testeur.example" in capsys.readouterr().out) is not known
        entry = "outlets: [{name: Le Testeur, country: XA, domains: [testeur.example]}]\n"
        (Path(places[1]) / "outlets.yaml").write_text(entry, encoding="utf-8")


def test_a_check_without_asking_reads_what_was_gathered_last(
    places: list[str], origin: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """As data: name, domain and count."""
    follow(places, origin)
    main(["run", *places])
    capsys.readouterr()
    assert main(["check", *places, "--json"]) == 0
    unknown = json.loads(capsys.readouterr().out)["unknown_outlets"]
    assert unknown == [{"name": "Le Testeur", "domain": "testeur.example", "count": 4}]


def test_a_check_of_one_topic_asks_its_feeds_only(
    places: list[str], origin: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """--topic names it in full; an abbreviation of --topics is no option."""
    follow(places, origin)
    follow(places, "http://127.0.0.1:9", "east-west")
    assert main(["check", *places, "--online", "--topic", "north-south"]) == 0
    said = capsys.readouterr().out
    assert "127.0.0.1:9/" not in said
    with pytest.raises(SystemExit):
        main(["check", *places, "--top", "north-south"])


def test_a_check_whose_feeds_all_fail_does_not_send_the_operator_on(
    places: list[str], capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """A line a feed off a terminal, however long; the next step is to mend them, and then they are asked at once."""
    monkeypatch.delenv("COUNTERPOINT_ALLOW_PRIVATE_FEEDS")
    follow(places, f"http://127.0.0.1:9/{'a-long-path/' * 20}")
    main(["run", *places])
    assert "what to do for each: counterpoint check --online --topics" in capsys.readouterr().err
    assert main(["check", *places, "--online"]) == 1
    said = capsys.readouterr().out
    assert "Next: mend the 2 feeds above" in said
    assert "is right" not in said
    rows = [line for line in said.splitlines() if "unsafe" in line]
    assert len(rows) == 2
    assert all("COUNTERPOINT_ALLOW_PRIVATE_FEEDS=1" in row for row in rows)
    monkeypatch.setenv("COUNTERPOINT_ALLOW_PRIVATE_FEEDS", "1")
    main(["run", *places])
    assert "could not be reached (connection refused)" in capsys.readouterr().err


def test_the_summary_says_how_to_read_a_site_that_is_elsewhere(
    places: list[str], origin: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """`make serve` alone would show another one."""
    follow(places, origin)
    main(["run", *places])
    assert f"make serve DIR={places[3]}" in capsys.readouterr().out


def test_a_model_that_gives_nothing_is_mentioned(
    places: list[str], origin: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """It was configured, so its silence is news; the digest stands without it."""
    follow(places, origin)
    entry = "outlets: [{name: Le Testeur, country: XA, domains: [testeur.example]}]\n"
    (Path(places[1]) / "outlets.yaml").write_text(entry, encoding="utf-8")
    for name, value in (
        ("COUNTERPOINT_ENGINE", "openai"), ("OPENAI_API_KEY", "k"),
        ("OPENAI_BASE_URL", "http://127.0.0.1:9/v1"), ("COUNTERPOINT_MODEL", "little-one"),
    ):  # fmt: skip
        monkeypatch.setenv(name, value)
    main(["run", *places])
    said = capsys.readouterr().err
    assert re.search(r"model little-one gave nothing usable \(.+\); written without it", said), said


@pytest.mark.parametrize(
    ("given", "clock"),
    [
        (["--date", "2026-01-13", "--now", "2026-01-14T04:00:00Z"], "2026-01-13T23:59:59Z"),
        (["--date", "2026-01-13"], "2026-01-13T23:59:59Z"),
        (["--date", "2026-01-13", "--now", "2026-01-13T06:00:00Z"], "2026-01-13T06:00:00Z"),
    ],
)
def test_a_past_date_never_has_a_later_clock(
    given: list[str], clock: str, places: list[str], origin: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """A moment after the date is capped at its last second, and that is said."""
    follow(places, origin)
    main(["run", *places, *given])
    plan = json.loads((Path(places[5]) / "editions/2026-01-13/plan.json").read_text(encoding="utf-8"))
    assert plan["now"] == clock
    assert ("lies after 2026-01-13" in capsys.readouterr().err) is (len(given) == 4 and "14T" in given[3])


def one_line(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> str:
    """Run a command that fails for a known reason; gives its one line."""
    assert main(arguments) in {1, 2}
    lines = capsys.readouterr().err.splitlines()
    assert len(lines) == 1, lines
    assert lines[0].startswith("counterpoint: ")
    return lines[0]


def test_a_place_that_cannot_be_written_is_noticed_before_anything_is_gathered(
    places: list[str], origin: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """One line that names the place and the remedy; nobody was asked."""
    follow(places, origin)
    (tmp_path / "file").write_text("", encoding="utf-8")
    places[3] = str(tmp_path / "file" / "out")
    assert "choose another directory" in one_line(["run", *places], capsys)
    assert not (Path(places[5]) / "editions").exists()
    below = ["--out", str(tmp_path / "file" / "demo"), "--state", str(tmp_path / "demo-state")]
    assert "choose --out and --state elsewhere" in one_line(["demo", *below], capsys)


def test_a_bucket_that_cannot_be_reached_is_one_line(tmp_path: Path) -> None:
    """No credentials, or no network: the bucket is named, and what to do; no traceback."""
    environ = {name: value for name, value in os.environ.items() if not name.startswith("AWS_")}
    environ |= {"AWS_EC2_METADATA_DISABLED": "true", "HOME": str(tmp_path), "AWS_REGION": "eu-north-1"}
    offline = {"AWS_ENDPOINT_URL": "http://127.0.0.1:9", "AWS_ACCESS_KEY_ID": "x", "AWS_SECRET_ACCESS_KEY": "x"}
    correct = ["correct", "a", "2026-01-14", "--what", "w", "--why", "y", "--state", "s3://b", "--out", "s3://b/o"]
    for arguments, more, remedy in (
        (["run", "--topics", "s3://nowhere/topics"], {}, "AWS_PROFILE"),
        (correct, offline | {"AWS_MAX_ATTEMPTS": "1"}, "online"),
    ):
        command = [sys.executable, "-m", "counterpoint.cli", *arguments]
        ran = subprocess.run(
            command, capture_output=True, text=True, check=False, env=environ | more, cwd=tmp_path, timeout=120
        )
        assert (ran.returncode, len(ran.stderr.splitlines())) == (1, 1), ran.stderr
        assert "s3://" in ran.stderr
        assert remedy in ran.stderr


@pytest.mark.parametrize("url", ["", "news.example", "file:///etc/passwd"])
def test_an_address_to_discover_that_is_none_is_a_mistake_in_the_input(
    url: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """Exit 2, and what would be right."""
    assert main(["check", "--discover", url]) == 2
    assert "https://news.example/" in capsys.readouterr().err


def test_a_damaged_plan_is_named_with_its_store_and_what_becomes_of_it(
    places: list[str], origin: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """Which file, in which root, and what happens when it is removed."""
    follow(places, origin)
    plan = Path(places[5]) / "editions/2026-01-14/plan.json"
    plan.parent.mkdir(parents=True)
    plan.write_text("{}", encoding="utf-8")
    said = one_line(["run", *places, "--now", "2026-01-14T04:00:00Z"], capsys)
    assert str(plan) in said
    assert "delete it and run the edition again (its edition is then planned again" in said


def test_a_damaged_memory_is_told_to_the_operator_and_not_to_the_readers(
    places: list[str], origin: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """The page says in plain words that there is no digest; the terminal says which file to mend."""
    follow(places, origin)
    memory = Path(places[5]) / "topics/north-south/memory.json"
    memory.parent.mkdir(parents=True)
    memory.write_text("{", encoding="utf-8")
    assert main(["run", *places]) == 1
    assert f"north-south: {memory} is not a Memory" in capsys.readouterr().err
    page = next(Path(places[3]).glob("north-south/2*/index.md")).read_text(encoding="utf-8")
    assert "what was stored for it could not be used" in page
    assert "Memory" not in page


@pytest.mark.parametrize("damaged", ["feeds/*.json", "editions/*/articles/*.json"])
def test_a_damaged_feed_state_is_made_anew_with_a_warning(
    damaged: str, places: list[str], origin: str, caplog: pytest.LogCaptureFixture
) -> None:
    """A source that is no longer known is asked as if for the first time; the edition goes on."""
    follow(places, origin)
    main(["run", *places])
    state = Path(places[5])
    files = sorted(state.glob(damaged))
    assert len(files) == 2
    before = [json.loads(path.read_bytes()) for path in files]
    for path in files:
        path.write_text("{", encoding="utf-8")
    main(["run", *places])
    assert [set(json.loads(path.read_bytes())) for path in files] == [set(value) for value in before]
    assert sum("made anew" in line or "gathered anew" in line for line in caplog.messages) >= len(files)


def test_an_import_says_what_it_eats_what_came_in_and_what_is_next(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """The front matter that the help shows is one that is read."""
    with pytest.raises(SystemExit):
        main(["import", "--help"])
    lines = capsys.readouterr().out.splitlines()
    start = lines.index("  ---")
    matter = "\n".join(line.strip() for line in lines[start : start + 6])
    row = "1. [en-US] [Surplus grows](https://post.example/1) - The Post (1/14/2026)"
    (tmp_path / "old.md").write_text(f"{matter}\n\n## Sources\n\n{row}\n", encoding="utf-8")
    out = str(tmp_path / "site")
    assert main(["import", str(tmp_path / "old.md"), "--out", out, "--state", str(tmp_path / "state")]) == 0
    said = capsys.readouterr().err
    assert f"imported 1 of 1 files into {out}: china-japan/2026-01-14" in said
    assert f"counterpoint serve --dir {out}" in said


class _Slow(_Feeds):
    def do_GET(self) -> None:
        self.server.asked.set()  # type: ignore[attr-defined]  # an event that the test waits for
        threading.Event().wait(20)


def _listen() -> None:
    """Hear Ctrl-C even where whoever started the tests, a shell's background job for instance, ignores it."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)


def test_an_interrupt_is_answered_at_once(places: list[str]) -> None:
    """Ctrl-C says what is waited for, then that nothing is lost, and exits 130."""
    with ThreadingHTTPServer(("127.0.0.1", 0), _Slow) as server:
        server.daemon_threads = True
        server.asked = threading.Event()  # type: ignore[attr-defined]
        threading.Thread(target=server.serve_forever, daemon=True).start()
        follow(places, f"http://127.0.0.1:{server.server_port}")
        command = [sys.executable, "-m", "counterpoint.cli", "run", *places]
        with subprocess.Popen(
            command,
            stderr=subprocess.PIPE,
            stdout=subprocess.DEVNULL,
            text=True,
            preexec_fn=_listen,  # noqa: PLW1509 (one call of the C library, before anything else runs)
        ) as running:
            assert running.stderr
            server.asked.wait(60)  # type: ignore[attr-defined]
            running.send_signal(signal.SIGINT)
            assert running.stderr.readline() == "finishing the requests under way ...\n"
            assert "everything written so far is whole" in running.stderr.readline()
            assert running.wait(30) == 130
        server.shutdown()
