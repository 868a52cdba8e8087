"""Every benchmark, in one table. Run: python -m tests.bench [--quick] [NAME …]; NAME is a bench_NAME.py of this folder.

A benchmark is a module `bench_*.py` with `rows()`; what it needs and is not here makes it skip, saying what.
"""

import contextlib
import importlib
import io
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.bench.table import Row, print_table

QUICK = ("documents", "pages")
"""Benchmarks that end within two minutes together, on a busy machine too."""


def main(arguments: list[str]) -> int:
    """Print the table; 1 when a benchmark broke."""
    here = [path.stem.removeprefix("bench_") for path in sorted(Path(__file__).parent.glob("bench_*.py"))]
    named = [word for word in arguments if not word.startswith("-")]
    if wrong := [name for name in named if name not in here]:
        print(f"no benchmark {wrong[0]!r}; there are {', '.join(here)}", file=sys.stderr)
        return 2
    chosen = named or (list(QUICK) if "--quick" in arguments else here)
    start = time.perf_counter()
    found = [row for name in chosen for row in measured(name)]
    print_table(found)
    print(f"{len(chosen)} benchmarks in {time.perf_counter() - start:.0f} s")
    return int(any(row.skipped.startswith("broken") for row in found))


def measured(name: str) -> Iterator[Row]:
    """The rows of one benchmark; one row that says why, when there are none. What its functions log is not shown."""
    print(f"bench: {name}", file=sys.stderr, flush=True)
    try:
        module = importlib.import_module(f"tests.bench.bench_{name}")
        with contextlib.redirect_stdout(io.StringIO()):
            found = list(module.rows())
        yield from found
    except (pytest.skip.Exception, ModuleNotFoundError) as missing:
        yield Row(what=name, skipped=str(missing))
    except Exception as error:  # noqa: BLE001 (one broken benchmark must not cost the other figures; exit 1 tells)
        yield Row(what=name, skipped=f"broken: {type(error).__name__}: {error}")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
