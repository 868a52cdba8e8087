"""What publishing one day costs, by the age of the archive. Run: python -m tests.bench.bench_publishing.

The promise: reads and writes depend on the topics, not on the age. The archive is invented; the stores count.
"""

import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from counterpoint.edition.planning import load_plan
from counterpoint.publishing.publication import archive_digests, publish_edition
from tests.bench.table import Row, times
from tests.site_archive import BASE, MemoryStore, edition_digest, make_edition, topic

AGES = (10, 100, 1000)
TOPICS = (topic("aldera-borvana"), topic("strait", "The strait"))
TODAY = date(2026, 11, 22)
LEEWAY = 4
"""An index of search splits a month's words over a few more files as the month goes on."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Cost:
    """What publishing one day did to the two stores, and how long it took."""

    age: int
    reads: int
    writes: int
    kilobytes: int
    seconds: float


def cost(age: int) -> Cost:
    """Publish TODAY on top of an archive of `age` days of every topic."""
    state, site = MemoryStore(), MemoryStore()
    days = [TODAY - timedelta(days=back) for back in range(1, age + 1)]
    archive_digests([edition_digest(each.id, day) for each in TOPICS for day in days], state, site, BASE)
    make_edition(TODAY, TOPICS, state, site)
    stores = (state, site)
    for store in stores:
        store.gets = 0
        store.puts.clear()
    start = time.perf_counter()
    publish_edition(load_plan(TODAY, state), state, site, BASE)
    return Cost(
        age=age,
        reads=sum(store.gets for store in stores),
        writes=sum(len(store.puts) for store in stores),
        kilobytes=sum(len(body) for store in stores for _, body in store.puts) // 1000,
        seconds=time.perf_counter() - start,
    )


def rows() -> Iterator[Row]:
    """What a day costs on an old archive, beside a young one."""
    young, old = cost(AGES[0]), cost(AGES[-1])
    yield Row(
        what=f"reads + writes of a day on an archive of {old.age} days",
        ours=f"{old.reads} + {old.writes}",
        baseline=f"on an archive of {young.age} days",
        theirs=f"{young.reads} + {young.writes}",
        ratio=times(old.reads + old.writes, young.reads + young.writes),
    )


def main() -> int:
    """Print the table; 1 when a larger archive costs more reads or writes."""
    print(f"{len(TOPICS)} topics, one day published")
    print(f"{'archive/days':>12} {'reads':>6} {'writes':>7} {'kB':>6} {'seconds':>8}")
    costs = []
    for age in AGES:
        costs.append(cost(age))
        last = costs[-1]
        print(f"{last.age:>12} {last.reads:>6} {last.writes:>7} {last.kilobytes:>6} {last.seconds:>8.2f}")
    least, most = min(each.reads for each in costs), max(each.reads for each in costs)
    grown = max(each.writes for each in costs) - min(each.writes for each in costs)
    return int(grown > LEEWAY or most - least > LEEWAY * len(TOPICS))


if __name__ == "__main__":
    sys.exit(main())
