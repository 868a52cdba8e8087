"""The one table of `make bench`: what is measured, our figure, a baseline's figure in the same run, and their ratio."""

import platform
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from importlib.metadata import PackageNotFoundError, version
from os import cpu_count

from rich.console import Console
from rich.table import Table

PACKAGES = ("counterpoint", "feedparser", "jinja2", "msgspec", "openai", "pagefind", "requests", "scikit-learn")
_WIDTH = 170


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One line: every figure with its unit. `baseline` says what `theirs` is the figure of; `skipped` why none is."""

    what: str
    ours: str = ""
    baseline: str = ""
    theirs: str = ""
    ratio: str = ""
    skipped: str = ""


def times(better: float, worse: float) -> str:
    """How many times better one number is than another, as the table writes it."""
    return f"{better / worse:.1f}x" if worse else "-"


def print_table(rows: Iterable[Row]) -> None:
    """Print the rows under the machine, the versions and the date."""
    print(f"{datetime.now(UTC):%Y-%m-%d %H:%M} UTC · {machine()}")
    print(f"Python {platform.python_version()} · " + ", ".join(f"{name} {_version(name)}" for name in PACKAGES))
    table = Table("what", "ours", "baseline", "its figure", "ratio")
    for row in rows:
        ours = f"skipped: {row.skipped}" if row.skipped else row.ours
        table.add_row(row.what, ours, row.baseline, row.theirs, row.ratio)
    Console(width=_WIDTH, markup=False, highlight=False).print(table)


def machine() -> str:
    """Say what this was measured on."""
    return f"{cpu_count()} cores, {_processor()}, {platform.system()} {platform.release()}"


def _processor() -> str:
    try:
        with open("/proc/cpuinfo", encoding="utf-8") as lines:  # noqa: PTH123 (a device, not a path of ours)
            return next(line.partition(":")[2].strip() for line in lines if line.startswith("model name"))
    except (OSError, StopIteration):
        return platform.processor() or platform.machine()


def _version(package: str) -> str:
    try:
        return version(package)
    except PackageNotFoundError:
        return "absent"
