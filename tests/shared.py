"""Where the shared material is, which is never part of the project; tests that need it skip when it is absent."""

import os
import tarfile
from functools import cache
from pathlib import Path

import pytest

SHARED = Path(os.environ.get("COUNTERPOINT_SHARED") or Path(__file__).parents[1].parent / "shared")


def shared(path: str) -> Path:
    """Give a path in the shared folder, or skip the test, saying what is missing."""
    found = SHARED / path
    if not found.exists():
        pytest.skip(f"needs the shared folder's {path} (set COUNTERPOINT_SHARED)")
    return found


@cache
def _unpacked(archive: Path, into: Path) -> Path:
    with tarfile.open(archive) as packed:
        packed.extractall(into, filter="data")
    return into


def replay_feeds(scratch: Path) -> Path:
    """Give the replay's feeds, <topic>/<day>/<perspective>.xml, unpacked once into `scratch`; or skip."""
    return _unpacked(shared("data/replay.tar.xz"), scratch) / "replay"
