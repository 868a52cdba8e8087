"""A store in a directory: conditional writes, and nothing half-written, whatever happens to the writer."""

import fcntl
from pathlib import Path

import pytest

from counterpoint.errors import ConflictError, StorageError
from counterpoint.storage import DirectoryStore


def everything(root: Path) -> set[str]:
    """Every file below a directory."""
    return {path.relative_to(root).as_posix() for path in root.rglob("*") if path.is_file()}


def test_an_object_is_read_as_it_was_written_and_replaced_only_when_asked(tmp_path: Path) -> None:
    """`if_absent` creates, `if_match` replaces what was read, both refuse anything else."""
    store = DirectoryStore(tmp_path)
    etag = store.put("a/b.json", b"1", if_absent=True)
    with pytest.raises(ConflictError, match="exists already"):
        store.put("a/b.json", b"2", if_absent=True)
    store.put("a/b.json", b"2", if_match=etag)
    with pytest.raises(ConflictError, match="changed since"):
        store.put("a/b.json", b"3", if_match=etag)
    stored = store.get("a/b.json")
    assert stored is not None
    assert stored.body == b"2"
    assert list(store.keys()) == ["a/b.json"]


def test_what_a_killed_writer_left_is_removed_by_the_next_one(tmp_path: Path) -> None:
    """A file that nobody holds is swept before the first write; objects and the store's lock stay."""
    DirectoryStore(tmp_path).put("kept.json", b"1", if_absent=True)
    (tmp_path / ".tmp-left").write_bytes(b"half")
    DirectoryStore(tmp_path).put("new.json", b"2")
    assert everything(tmp_path) == {"kept.json", "new.json", ".tmp-lock"}


def test_what_a_living_writer_is_writing_is_left_alone(tmp_path: Path) -> None:
    """Two processes may share a store."""
    with (tmp_path / ".tmp-living").open("wb") as living:
        fcntl.flock(living, fcntl.LOCK_EX)
        DirectoryStore(tmp_path).put("new.json", b"2")
        assert everything(tmp_path) == {"new.json", ".tmp-living"}


def test_a_write_that_fails_leaves_the_old_object_and_nothing_else(tmp_path: Path) -> None:
    """A directory stands where the object should go: one clear line, no file left behind."""
    store = DirectoryStore(tmp_path)
    store.put("a/inner.json", b"1")
    with pytest.raises(StorageError, match=r"cannot write .*/a: "):
        store.put("a", b"2")
    with pytest.raises(StorageError, match=r"cannot delete .*/a: "):
        store.delete("a")
    assert everything(tmp_path) == {"a/inner.json"}


def test_a_key_that_leaves_the_store_is_refused(tmp_path: Path) -> None:
    """Keys are relative paths below the store."""
    for key in ("/etc/passwd", "../outside", "a/../../outside"):
        with pytest.raises(StorageError, match="leaves the store"):
            DirectoryStore(tmp_path).put(key, b"x")
