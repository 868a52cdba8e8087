"""The drill in its shorter form: an edition survives every kind of fault, labels it, and loses nothing."""

from collections.abc import Iterator

import pytest

from tests.bench.drill import GROUPS
from tests.bench.drill.findings import NOTHING
from tests.bench.drill.stage import Stage, staged

pytestmark = pytest.mark.sockets


@pytest.fixture(scope="module")
def stage(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Stage]:
    """Set the stage once for the module."""
    with staged(tmp_path_factory.mktemp("stage")) as made:
        yield made


@pytest.mark.parametrize("group", GROUPS)
def test_an_edition_survives_every_fault(group: str, stage: Stage) -> None:
    """Links work, points are cited, receipts add up, gaps are said, digests replay, and the next attempt is whole."""
    rows = list(GROUPS[group](stage, short=True))
    assert {row.fault: row.broken for row in rows if row.broken} == {}
    assert {row.fault: row.lost for row in rows if row.lost != NOTHING} == {}
    assert all(row.published for row in rows)
