"""The store: S3 and a directory keep the same promises."""

import threading
from collections.abc import Iterator
from pathlib import Path

import boto3
import pytest
from moto import mock_aws

from counterpoint.errors import ConflictError, StorageError
from counterpoint.storage import DirectoryStore, S3Store, Store, open_store
from tests.integration.wire import Call, wire


@pytest.fixture(params=["directory", "s3", "s3 with a prefix"])
def store(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Store]:
    """Give an empty store of each kind."""
    if request.param == "directory":
        yield DirectoryStore(tmp_path)
        return
    with mock_aws():
        client = boto3.client("s3", region_name="us-east-1")
        client.create_bucket(Bucket="bucket")
        yield S3Store(client, "bucket", "below/this" if "prefix" in request.param else "")


def test_what_was_put_is_read_back_with_its_etag(store: Store) -> None:
    """The bytes are the same, and the ETag of a read is the one that the write gave."""
    assert store.get("a/b.json") is None
    etag = store.put("a/b.json", b"one")
    found = store.get("a/b.json")
    assert found is not None
    assert (found.body, found.etag) == (b"one", etag)


def test_if_absent_creates_once(store: Store) -> None:
    """The second creator is refused, and the first one's bytes stay."""
    store.put("plan.json", b"first", if_absent=True)
    with pytest.raises(ConflictError):
        store.put("plan.json", b"second", if_absent=True)
    found = store.get("plan.json")
    assert found is not None
    assert found.body == b"first"


def test_if_match_replaces_only_what_was_read(store: Store) -> None:
    """A writer whose read is out of date is refused; so is one that would replace nothing."""
    read = store.put("x.json", b"1")
    now = store.put("x.json", b"2", if_match=read)
    with pytest.raises(ConflictError):
        store.put("x.json", b"3", if_match=read)
    store.delete("x.json")
    with pytest.raises((ConflictError, StorageError)):
        store.put("x.json", b"4", if_match=now)


def test_keys_are_sorted_and_below_the_prefix(store: Store) -> None:
    """Listing gives whole keys, sorted, and only those that start with the prefix."""
    for key in ("b/2", "a", "b/10", "ba/1"):
        store.put(key, b"")
    assert list(store.keys("b/")) == ["b/10", "b/2"]
    assert list(store.keys("")) == ["a", "b/10", "b/2", "ba/1"]
    store.delete("b/2")
    store.delete("b/2")
    assert list(store.keys("b")) == ["b/10", "ba/1"]


def test_of_many_creators_one_wins(store: Store) -> None:
    """Eight threads create the same object five times over: one winner each time."""
    for round_ in range(5):
        won: list[int] = []

        def create(writer: int, key: str = f"race/{round_}", won: list[int] = won) -> None:
            try:
                store.put(key, str(writer).encode(), if_absent=True)
            except ConflictError:
                return
            won.append(writer)

        threads = [threading.Thread(target=create, args=(writer,)) for writer in range(8)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        found = store.get(f"race/{round_}")
        assert found is not None
        assert [found.body] == [str(writer).encode() for writer in won]


def s3() -> S3Store:
    """Make a bucket and its store."""
    client = boto3.client("s3", region_name="us-east-1")
    client.create_bucket(Bucket="bucket")
    return S3Store(client, "bucket")


def test_a_409_is_tried_again_and_at_last_a_conflict() -> None:
    """S3 answers 409 while another write is under way: twice is waited out, for ever is a ConflictError."""
    with mock_aws(), wire() as line:
        store = s3()
        left = 2

        def refuses(call: Call) -> bool:
            nonlocal left
            left -= call.operation == "PutObject"
            return call.operation == "PutObject" and left >= 0

        line.refuses = refuses
        store.put("x", b"1", if_absent=True)
        line.refuses = lambda call: call.operation == "PutObject"
        with pytest.raises(ConflictError):
            store.put("y", b"1", if_absent=True)
        line.refuses = lambda _: False
        assert list(store.keys("")) == ["x"]


def test_an_object_says_what_it_is_and_how_long_it_may_be_kept() -> None:
    """CloudFront passes on the media type and Cache-Control that were put."""
    with mock_aws():
        store = s3()
        store.put("topic/index.html", b"<p>", cache="public, max-age=300")
        head = boto3.client("s3", region_name="us-east-1").head_object(Bucket="bucket", Key="topic/index.html")
        assert (head["ContentType"], head["CacheControl"]) == ("text/html; charset=utf-8", "public, max-age=300")


def test_a_store_that_cannot_be_read_is_one_clear_error(tmp_path: Path) -> None:
    """A key never leaves the store, and an operating system's refusal names the file."""
    store = open_store(str(tmp_path))
    for key in ("../x", "/etc/passwd", "a/../../x"):
        with pytest.raises(StorageError, match="relative"):
            store.get(key)
