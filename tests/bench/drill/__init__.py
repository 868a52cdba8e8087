"""The drill: one edition of the sample through every fault in turn. Run: python -m tests.bench.drill.

stage.py     the sample behind a server that can fail, and what an undisturbed edition becomes
promises.py  what no fault may break       findings.py  what was published, what was lost, how it was labelled
feeds.py, models.py, storing.py, processes.py, clocks.py   the faults
"""

from collections.abc import Iterator
from typing import Protocol

from tests.bench.drill import clocks, feeds, models, processes, storing
from tests.bench.drill.findings import Row
from tests.bench.drill.stage import Stage


class Group(Protocol):
    """Faults of one kind."""

    def __call__(self, stage: Stage, *, short: bool) -> Iterator[Row]:
        """Rehearse them one after another; `short` leaves some out."""


GROUPS: dict[str, Group] = {
    "feeds": feeds.rehearse,
    "models": models.rehearse,
    "storing": storing.rehearse,
    "processes": processes.rehearse,
    "clocks": clocks.rehearse,
}
