"""The table of the benchmarks can be printed; what it says is not asserted here, only that it says something."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.bench.__main__ import main
from tests.bench.table import Row, print_table

ROOT = Path(__file__).parents[2]


def test_the_quick_table_names_the_machine_and_has_a_line_for_each_benchmark(
    capsys: pytest.CaptureFixture[str],
) -> None:
    """It ends well, tells machine, date and versions, and every line has a figure or a reason why it has none."""
    assert main(["--quick"]) == 0
    printed = capsys.readouterr().out
    assert "cores" in printed
    assert "feedparser" in printed
    for words in ("first view of a digest", "documents"):
        assert words in printed


def test_a_benchmark_that_lacks_something_says_what(tmp_path: Path) -> None:
    """Without the shared folder a benchmark of real data is a line that names the folder, not a failure."""
    ran = subprocess.run(
        [sys.executable, "-m", "tests.bench", "edition"],
        env={**os.environ, "COUNTERPOINT_SHARED": str(tmp_path)},
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert ran.returncode == 0, ran.stderr
    assert "skipped: needs the shared folder" in ran.stdout


def test_an_unknown_benchmark_is_refused_with_the_names_there_are(capsys: pytest.CaptureFixture[str]) -> None:
    """Exit 2, one line."""
    assert main(["nonsense"]) == 2
    assert "edition" in capsys.readouterr().err


def test_a_skipped_row_is_printed_with_its_reason(capsys: pytest.CaptureFixture[str]) -> None:
    """The reason stands where the figure would."""
    print_table([Row(what="flying", skipped="no wings")])
    assert "skipped: no wings" in capsys.readouterr().out
