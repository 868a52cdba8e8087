"""Run: python -m tests.bench.drill [--short] [GROUP …]. Exit 1 when a promise did not hold or something was lost."""

import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from rich.console import Console
from rich.table import Table

from tests.bench.drill import GROUPS
from tests.bench.drill.findings import Row
from tests.bench.drill.stage import staged


def main(arguments: list[str]) -> int:
    """Rehearse every fault, or those of the groups that are named; print the table."""
    short, named = "--short" in arguments, [word for word in arguments if not word.startswith("-")]
    start = time.perf_counter()
    rows = list(_rows(named or list(GROUPS), short=short))
    print_rows(rows)
    broken = [row for row in rows if not row.held]
    print(f"{len(rows)} rehearsals in {time.perf_counter() - start:.0f} s, {len(broken)} with a broken promise")
    return int(bool(broken))


def _rows(groups: list[str], *, short: bool) -> Iterator[Row]:
    with tempfile.TemporaryDirectory() as scratch, staged(Path(scratch)) as stage:
        for name in groups:
            for row in GROUPS[name](stage, short=short):
                print(f"{name}: {row.fault}{'' if row.held else ': BROKEN'}", file=sys.stderr, flush=True)
                yield row


def print_rows(rows: list[Row]) -> None:
    """Print the table, and below it every promise that did not hold."""
    table = Table("fault", "published meanwhile", "lost in the end", "how it was labelled", "promises")
    for row in rows:
        promises = "held" if not row.broken else f"{len(row.broken)} broken"
        table.add_row(row.fault, row.published, row.lost, row.labelled, promises)
    Console(width=180, markup=False).print(table)
    for row in rows:
        for words in row.broken:
            print(f"BROKEN {row.fault}: {words}")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
