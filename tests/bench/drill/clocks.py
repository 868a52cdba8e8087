"""Clocks that are wrong: far in the past, far in the future, running backwards, or of another date."""

import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

from tests.bench.drill.findings import Row, digests, labels, lost, printed
from tests.bench.drill.promises import broken_promises
from tests.bench.drill.stage import Stage, Stores

YEARS = timedelta(days=3652)


def rehearse(stage: Stage, *, short: bool) -> Iterator[Row]:
    """An edition by each wrong clock, and the next attempt by the right one."""
    yield _far(stage, YEARS, "the clock is ten years fast")
    if not short:
        yield _far(stage, -YEARS, "the clock is ten years slow")
        yield _backwards(stage)
    yield _mismatch(stage)


def _far(stage: Stage, off: timedelta, fault: str) -> Row:
    stores = stage.stores()
    stage.attempt(stores, off=off)
    elsewhere = stage.dated((stage.now + off).date())
    broken = [*broken_promises(elsewhere, stores), *_from_later(elsewhere, stores)]
    published, labelled = printed(elsewhere, stores), labels(elsewhere, stores, ())
    stage.attempt(stores)
    return Row(
        fault=fault,
        published=published,
        labelled=f"dated {elsewhere.day}; {labelled}",
        lost=lost(stage, stores),
        broken=(*broken, *broken_promises(stage, stores)),
    )


def _backwards(stage: Stage) -> Row:
    stores = stage.stores()
    stage.attempt(stores)
    published, before = printed(stage, stores), stores.objects()
    stage.attempt(stores, after=-timedelta(hours=3))
    changed = [key for key, body in stores.objects().items() if key.startswith("site/") and before.get(key) != body]
    return Row(
        fault="the second attempt's clock is three hours earlier",
        published=published,
        labelled="dated by the first attempt",
        lost=lost(stage, stores),
        broken=(*broken_promises(stage, stores), *(f"{key} changed" for key in changed)),
    )


def _mismatch(stage: Stage) -> Row:
    """`--date` after `--now`: refused in one line, and nothing is written."""
    with tempfile.TemporaryDirectory() as scratch:
        root = Path(scratch)
        now = stage.now.isoformat().replace("+00:00", "Z")
        options = ["--date", (stage.day + timedelta(days=1)).isoformat(), "--now", now]
        places = ["--topics", str(stage.topics), "--out", str(root / "site"), "--state", str(root / "state")]
        ran = subprocess.run(
            [sys.executable, "-m", "counterpoint.cli", "run", *options, *places],
            env={**os.environ, "COUNTERPOINT_ENGINE": "extractive"},
            capture_output=True,
            text=True,
            check=False,
        )
        broken = [f"it wrote {path.relative_to(root)}" for path in root.rglob("*")]
    if ran.returncode != 2 or len(ran.stderr.splitlines()) != 1:
        broken.append(f"exit {ran.returncode}: {ran.stderr[-300:]}")
    return Row(fault="the date lies after the clock", published="nothing, exit 2", labelled=ran.stderr.strip(),
               broken=tuple(broken))  # fmt: skip


def _from_later(stage: Stage, stores: Stores) -> Iterator[str]:
    """Sources that are dated after their own edition."""
    for digest in digests(stage, stores):
        for row in digest.sources:
            if row.published and row.published > digest.date:
                yield f"{digest.topic}: [{row.n}] is dated {row.published}, after the edition"
