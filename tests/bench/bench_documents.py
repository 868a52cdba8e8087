"""How many older documents are imported a second. Run: python -m tests.bench.bench_documents."""

import os
import sys
import time
from pathlib import Path

from counterpoint.publishing import markdown

DATA = Path(os.environ.get("COUNTERPOINT_SHARED", Path(__file__).parents[3] / "shared")) / "data"
LEAST_PER_SECOND = 10


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
