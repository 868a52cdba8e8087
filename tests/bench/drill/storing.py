"""Stores that fail: at each write, once or from then on; and a disk that is full."""

import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Lock

from counterpoint.errors import CounterpointError, StorageError
from counterpoint.storage import DirectoryStore, Store, Stored
from tests.bench.drill.findings import NOTHING, SKIPPED, Row, differences, printed
from tests.bench.drill.promises import broken_promises
from tests.bench.drill.stage import Stage, Stores

STRIDE = 23
"""Every how manieth write fails in the short form; a number without a factor of the steps' own rhythm."""
FULL_AT = (0.0, 0.3, 0.6, 0.9)
"""How much of what an edition needs the disk has left."""
_BLOCK = 4096


class Fuse:
    """Counts the writes of two stores together; the `blows`-th raises, and with `stays` every one after it."""

    def __init__(self, blows: int, *, stays: bool) -> None:
        self.count = 0
        self.blows, self.stays = blows, stays
        self._lock = Lock()

    def write(self, key: str) -> None:
        """Count one write. Raises StorageError."""
        with self._lock:
            self.count += 1
            blown = self.count == self.blows or (self.stays and self.count > self.blows)
        if self.blows and blown:
            raise StorageError(f"cannot write {key}: the invented store is down")


class FailingStore:
    """A store whose writes go through a fuse."""

    def __init__(self, inner: Store, fuse: Fuse) -> None:
        self.inner, self.fuse = inner, fuse

    def get(self, key: str) -> Stored | None:
        """The object, or None."""
        return self.inner.get(key)

    def put(self, key: str, body: bytes, *, if_match: str = "", if_absent: bool = False, cache: str = "") -> str:
        """Write, if the fuse holds."""
        self.fuse.write(key)
        return self.inner.put(key, body, if_match=if_match, if_absent=if_absent, cache=cache)

    def delete(self, key: str) -> None:
        """Remove, if the fuse holds."""
        self.fuse.write(key)
        self.inner.delete(key)

    def keys(self, prefix: str = "") -> Iterator[str]:
        """The keys, sorted."""
        return self.inner.keys(prefix)


def rehearse(stage: Stage, *, short: bool) -> Iterator[Row]:
    """Writes that fail, then a disk that is full."""
    yield _sweep(stage, STRIDE if short else 1)
    for share in FULL_AT[2:3] if short else FULL_AT:
        yield _full(stage, share)


def _sweep(stage: Stage, stride: int) -> Row:
    """Fail at every `stride`-th write of the edition, each time followed by a second attempt."""
    count = Fuse(0, stays=False)
    stores = stage.stores()
    stage.attempt(Stores(FailingStore(stores.state, count), FailingStore(stores.site, count)))
    broken: list[str] = []
    stopped = 0
    writes = range(1, count.count + 1, stride)
    for write in writes:
        stores = stage.stores()
        fuse = Fuse(write, stays=write % 2 == 0)
        stopped += _stops(stage, Stores(FailingStore(stores.state, fuse), FailingStore(stores.site, fuse)))
        broken += [f"write {write}: {words}" for words in broken_promises(stage, stores)]
        stage.attempt(stores)
        if (other := differences(stage, stores)) != NOTHING:
            broken += [f"write {write}, then again: {words}" for words in (other, *broken_promises(stage, stores))]
    return Row(
        fault=f"storage fails at each of {len(writes)} of {count.count} writes",
        published=f"{stopped} attempts stopped, {len(writes) - stopped} published with a gap; then each again",
        labelled="the attempt or the gap says which object could not be written",
        broken=tuple(broken),
    )


def _stops(stage: Stage, stores: Stores) -> bool:
    """Whether the attempt ended with the store's error."""
    try:
        stage.attempt(stores)
    except CounterpointError:
        return True
    return False


def _full(stage: Stage, share: float) -> Row:
    fault = f"disk full after {share:.0%} of an edition"
    held = sum(map(_blocks, stage.first.values()))
    need = sum(map(_blocks, stage.second.values())) - held
    with _disk(2 * (held + need)) as disk:
        if disk is None:
            return Row(fault=fault, published=f"{SKIPPED}mounting a small disk needs root")
        stage.write(disk)
        stores = Stores(DirectoryStore(disk / "state"), DirectoryStore(disk / "site"))
        ballast = disk / "ballast"
        _fill(ballast, int(share * need))
        stopped = _stops(stage, stores)
        broken = [*broken_promises(stage, stores), *half_written(disk)]
        if not stopped:
            broken.append("the disk was not full")
        published = printed(stage, stores)
        ballast.unlink()
        stage.attempt(stores)
        return Row(
            fault=fault,
            published=published,
            lost=differences(stage, stores),
            labelled="the attempt says which file could not be written",
            broken=(*broken, *broken_promises(stage, stores), *half_written(disk)),
        )


def half_written(root: Path) -> list[str]:
    """Files that a writer left behind."""
    left = [path for path in root.rglob(".tmp-*") if path.name != ".tmp-lock"]
    return [f"{path.relative_to(root)} was left behind" for path in left]


def _blocks(body: bytes) -> int:
    return -(-len(body) // _BLOCK) * _BLOCK


def _fill(ballast: Path, leave: int) -> None:
    """Fill the disk but for `leave` bytes."""
    with ballast.open("wb", buffering=0) as file:
        try:
            while True:
                file.write(bytes(_BLOCK))
        except OSError:
            file.truncate(max(0, file.tell() - leave))


@contextmanager
def _disk(size: int) -> Iterator[Path | None]:
    """A disk of `size` bytes in memory, or None where none can be mounted."""
    with tempfile.TemporaryDirectory() as directory:
        command = ["mount", "-t", "tmpfs", "-o", f"size={size}", "tmpfs", directory]
        if subprocess.run(command, capture_output=True, check=False).returncode:
            yield None
            return
        try:
            yield Path(directory)
        finally:
            subprocess.run(["umount", directory], check=True)
