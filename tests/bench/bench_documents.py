"""How many older documents are imported a second. Run: python -m tests.bench.bench_documents."""

import os
import sys
import time
from collections.abc import Iterator
from pathlib import Path

from counterpoint.publishing import markdown
from tests.bench.table import Row
from tests.shared import shared

DATA = Path(os.environ.get("COUNTERPOINT_SHARED", Path(__file__).parents[3] / "shared")) / "data"
LEAST_PER_SECOND = 10


def rows() -> Iterator[Row]:
    """Documents read and written again. Skips without the shared folder."""
    bodies = [path.read_bytes() for path in sorted(shared("data/archive").glob("*/*.md"))]
    start = time.perf_counter()
    same = sum(markdown.render(markdown.read_bytes(body, "x.md")) == body for body in bodies)
    took = time.perf_counter() - start
    yield Row(
        what="older documents read and written again",
        ours=f"{len(bodies) / took:.0f} a second",
        baseline="of which the same bytes",
        theirs=f"{same} of {len(bodies)}",
        ratio=f"{same / len(bodies):.0%}",
    )


def main() -> int:
    """Print the table; 1 when imports are slower than promised, 0 when there is nothing to measure."""
    bodies = [path.read_bytes() for path in sorted(DATA.glob("archive/*/*.md"))]
    if not bodies:
        print(f"no documents under {DATA} (set COUNTERPOINT_SHARED)")
        return 0
    start = time.perf_counter()
    pages = [markdown.read_bytes(body, "x.md") for body in bodies]
    read = time.perf_counter()
    same = sum(markdown.render(page) == body for page, body in zip(pages, bodies, strict=True))
    end = time.perf_counter()
    print(f"{'documents':>10} {'read/s':>8} {'written/s':>10} {'same bytes':>11}")
    print(f"{len(bodies):>10} {len(bodies) / (read - start):>8.0f} {len(bodies) / (end - read):>10.0f} {same:>11}")
    return int(len(bodies) / (end - start) < LEAST_PER_SECOND or same < len(bodies))


if __name__ == "__main__":
    sys.exit(main())
