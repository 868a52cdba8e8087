"""A real `counterpoint run` that is killed, or interrupted from the keyboard, at several moments; then run again."""

import os
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from counterpoint.storage import DirectoryStore
from tests.bench.drill.findings import NOTHING, Row, differences, printed
from tests.bench.drill.promises import broken_promises
from tests.bench.drill.stage import Stage, Stores, environment
from tests.bench.drill.storing import half_written

MOMENTS = (0.02, 0.15, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 0.99)
"""How much of an edition's writes are done when the signal comes."""
INTERRUPTED = 130
_PATIENCE = 120


def rehearse(stage: Stage, *, short: bool) -> Iterator[Row]:
    """Kill, then interrupt."""
    yield _ended(stage, signal.SIGKILL, MOMENTS[3:4] if short else MOMENTS)
    yield _ended(stage, signal.SIGINT, MOMENTS[1:4:2] if short else MOMENTS[1:])


def _ended(stage: Stage, sent: signal.Signals, moments: tuple[float, ...]) -> Row:
    broken: list[str] = []
    others: list[str] = []
    published: list[str] = []
    reached = False
    for moment in moments:
        with tempfile.TemporaryDirectory() as scratch:
            root = Path(scratch)
            stage.write(root)
            stores = Stores(DirectoryStore(root / "state"), DirectoryStore(root / "site"))
            ended, wrong = _signalled(stage, root, sent, moment)
            reached = reached or ended != 0
            found = [*wrong, *broken_promises(stage, stores)]
            published.append(printed(stage, stores))
            found += _run_again(stage, root)
            other = differences(stage, stores)
            found += [*half_written(root), *(broken_promises(stage, stores) if other != NOTHING else ())]
            broken += [f"at {moment:.0%}: {words}" for words in found]
            others += [f"at {moment:.0%}: {other}"] if other != NOTHING else []
    name = "killed" if sent is signal.SIGKILL else "interrupted (Ctrl-C)"
    return Row(
        fault=f"process {name} at {len(moments)} moments",
        published=", then ".join(dict.fromkeys(published)),
        lost="; ".join(others) or NOTHING,
        labelled="the next run goes on" if sent is signal.SIGKILL else f"says that it stopped, exit {INTERRUPTED}",
        broken=tuple(broken) if reached else (*broken, "no process was still at work when the signal came"),
    )


def _signalled(stage: Stage, root: Path, sent: signal.Signals, moment: float) -> tuple[int, tuple[str, ...]]:
    """Send the signal when so many of the edition's writes are done; how the process ended, and what was wrong with it.

    A process that is done (0) before the signal reaches it has nothing to answer for.
    """
    wanted = max(1, int(moment * sum(stage.first.get(key) != body for key, body in stage.second.items())))
    before = _written(root)
    process = _start(stage, root)
    while process.poll() is None and len(_written(root) - before) < wanted:
        time.sleep(0.002)
    if process.poll() is None:
        os.killpg(process.pid, sent) if sent is signal.SIGINT else process.kill()
    _, said = process.communicate(timeout=_PATIENCE)
    return process.returncode, tuple(_faults(process, said, root, sent)) if process.returncode else ()


def _faults(process: "subprocess.Popen[str]", said: str, root: Path, sent: signal.Signals) -> Iterator[str]:
    if process.returncode != (INTERRUPTED if sent is signal.SIGINT else -sent):
        yield _end(process, said)
    elif sent is signal.SIGINT:
        yield from ["it left half-written files"] if half_written(root) else []
        yield from [f"a traceback: {said[-300:]}"] if "Traceback" in said else []


def _run_again(stage: Stage, root: Path) -> Iterator[str]:
    process = _start(stage, root)
    _, said = process.communicate(timeout=_PATIENCE)
    if process.returncode:
        yield _end(process, said)


def _end(process: "subprocess.Popen[str]", said: str) -> str:
    return f"ended with {process.returncode}: {said[-300:]}"


def _listen() -> None:
    """Hear Ctrl-C even where whoever started the drill, a shell's background job for instance, ignores it."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)


def _start(stage: Stage, root: Path) -> "subprocess.Popen[str]":
    stage.server.sample.show(stage.day)
    now = stage.now.isoformat().replace("+00:00", "Z")
    places = ["--topics", str(stage.topics), "--out", str(root / "site"), "--state", str(root / "state")]
    return subprocess.Popen(
        [sys.executable, "-m", "counterpoint.cli", "run", "--date", stage.day.isoformat(), "--now", now, *places],
        env={**os.environ, **environment(stage.server), "COUNTERPOINT_ENGINE": "extractive"},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,  # a group of its own, which Ctrl-C reaches as a whole
        preexec_fn=_listen,  # noqa: PLW1509 (one call of the C library, before anything else runs)
    )


def _written(root: Path) -> set[tuple[str, int]]:
    """Every file with the time of its last write."""
    found: set[tuple[str, int]] = set()
    for path in root.rglob("*"):
        try:
            found.add((str(path), path.stat().st_mtime_ns))
        except FileNotFoundError:
            continue  # renamed while we looked
    return found
