"""What the README says can be done: its commands run, its paths exist, and it stays short."""

import re
import shlex
import subprocess
from pathlib import Path

import pytest

from counterpoint.cli import main, parser

ROOT = Path(__file__).parents[2]
README = (ROOT / "README.md").read_text(encoding="utf-8")
CODE = [*re.findall(r"`([^`\n]+)`", README), *"\n".join(re.findall(r"```sh\n(.*?)```", README, re.DOTALL)).splitlines()]


def commands(start: str) -> list[str]:
    """Give the commands in the README that start so, without comments."""
    found = (code.partition("#")[0].strip() for code in CODE if code.startswith(start))
    return sorted({command.partition(" && ")[0] for command in found})


@pytest.mark.parametrize("command", commands("make "))
def test_make_has_every_target_that_the_readme_names(command: str) -> None:
    """`make -n` knows what to do."""
    ran = subprocess.run([*shlex.split(command), "-n"], cwd=ROOT, capture_output=True, text=True, check=False)
    assert ran.returncode == 0, ran.stderr


@pytest.mark.parametrize("command", commands(".venv/bin/counterpoint "))
def test_every_call_of_the_command_line_parses(command: str) -> None:
    """Options and commands are as the README writes them."""
    words = shlex.split(command)[1:]
    if words[0] != "COMMAND":
        parser().parse_args(words)


def test_the_first_command_runs(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """`make demo` is `counterpoint demo`: it makes a digest that holds the README's excerpt."""
    assert "counterpoint demo" in (ROOT / "Makefile").read_text(encoding="utf-8")
    assert main(["demo", "--out", str(tmp_path / "site"), "--state", str(tmp_path / "state")]) == 0
    assert capsys.readouterr().out
    made = (tmp_path / "site" / "velmora-corvena" / "2026-03-03" / "index.md").read_text(encoding="utf-8")
    excerpt = README.split("```markdown\n")[1].split("```")[0]
    for line in excerpt.replace("\n  ", " ").splitlines():
        start = line.partition("…")[0]
        assert start in made, line


def test_a_topic_is_checked_as_the_readme_says(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    """Copy, edit, check."""
    copied = (ROOT / "infra" / "topics" / "china-japan.yaml").read_text(encoding="utf-8")
    (tmp_path / "mine.yaml").write_text(copied.replace("id: china-japan", "id: mine"), encoding="utf-8")
    assert main(["check", "--topics", str(tmp_path)]) == 0
    assert "mine" in capsys.readouterr().out


@pytest.mark.parametrize("well", [True, False])
def test_the_crontab_is_silent_when_all_is_well_and_else_shows_the_log(tmp_path: Path, *, well: bool) -> None:
    """Run as cron runs it: with sh, the PATH of the crontab and no other environment."""
    lines = README.split("```crontab\n")[1].split("```")[0].splitlines()
    path = next(line.removeprefix("PATH=") for line in lines if line.startswith("PATH="))
    (tmp_path / "counterpoint" / "build").mkdir(parents=True)
    recipe = "true" if well else "false"
    (tmp_path / "counterpoint" / "Makefile").write_text(f"run:\n\t@echo the edition; {recipe}\n", encoding="utf-8")
    command = ["/bin/sh", "-c", lines[-1].split(maxsplit=5)[5]]
    environ = {"HOME": str(tmp_path), "PATH": path}
    ran = subprocess.run(command, env=environ, cwd="/", capture_output=True, text=True, check=False)
    assert ran.stderr == ""
    assert ("the edition" in ran.stdout, ran.stdout == "") == (not well, well)
    assert "the edition" in (tmp_path / "counterpoint" / "build" / "run.log").read_text(encoding="utf-8")


def test_every_place_to_change_something_exists() -> None:
    """The table of where to go, and every link, lead somewhere."""
    table = README.split("## I want to change")[1]
    places = [place for place in re.findall(r"`([^`]+)`", table) if "/" in place or place.endswith(".yaml")]
    links = [link for link in re.findall(r"\]\(([^)]+)\)", README) if not link.startswith("http")]
    places += [link.partition("#")[0] for link in links]
    assert len(places) > 10
    assert [place for place in places if not (ROOT / place).exists()] == []


def test_the_readme_is_at_most_150_lines() -> None:
    """One reads it."""
    assert len(README.splitlines()) <= 150
