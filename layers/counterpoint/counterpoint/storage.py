"""Store: objects by key. S3 and a local directory behave the same, conditional writes included.

A key is a relative path with "/" ("feeds/x.json"). `put` replaces; with `if_match` it replaces only the object that
was read (its ETag), with `if_absent` it only creates; both raise ConflictError when refused. Reads after writes see
the write. Listing is sorted. Nothing is ever half-written. What a store does not do: versions, locks, metadata.
"""

import contextlib
import fcntl
import functools
import hashlib
import mimetypes
import os
import secrets
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, Any, Protocol

from counterpoint.errors import ConflictError, InputError, StorageError

if TYPE_CHECKING:
    from mypy_boto3_s3 import S3Client

_TEMPORARY = ".tmp-"
_LOCK = ".tmp-lock"
_REMEDIES = {
    "NoCredentialsError": "name a profile with AWS_PROFILE, or sign in (aws configure, aws sso login)",
    "EndpointConnectionError": "look whether this machine is online and AWS_REGION is a region",
    "ConnectTimeoutError": "look whether this machine is online",
}
_TYPES = {
    ".html": "text/html; charset=utf-8",
    ".md": "text/markdown; charset=utf-8",
    ".json": "application/json",
    ".xml": "application/xml; charset=utf-8",
    ".opml": "text/x-opml; charset=utf-8",
    ".txt": "text/plain; charset=utf-8",
    ".css": "text/css; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".svg": "image/svg+xml",
}


@dataclass(frozen=True, slots=True)
class Stored:
    """An object as it was read: its bytes and the ETag that a conditional write must name."""

    body: bytes
    etag: str


class Store(Protocol):
    """Objects by key; see the module's docstring for the contract."""

    def get(self, key: str) -> Stored | None:
        """The object, or None when there is none."""

    def put(self, key: str, body: bytes, *, if_match: str = "", if_absent: bool = False, cache: str = "") -> str:
        """Write the object and return its ETag. `cache` is its Cache-Control. Raises ConflictError when refused."""

    def delete(self, key: str) -> None:
        """Remove the object; nothing happens when there is none."""

    def keys(self, prefix: str = "") -> Iterator[str]:
        """The keys that start with `prefix`, sorted."""


def content_type(key: str) -> str:
    """The media type that a key's ending stands for."""
    ending = PurePosixPath(key).suffix
    return _TYPES.get(ending) or mimetypes.types_map.get(ending, "application/octet-stream")


def open_store(place: str) -> Store:
    """The store that `place` names: `s3://bucket` or `s3://bucket/prefix`, else a directory."""
    if place.startswith("s3://"):
        bucket, _, prefix = place.removeprefix("s3://").partition("/")
        if not bucket:
            raise InputError(f"store {place!r} names no bucket; write s3://BUCKET")
        return S3Store(_s3(), bucket, prefix)
    return DirectoryStore(Path(place))


@functools.cache
def _s3() -> "S3Client":
    """One client for a process's stores: making one costs more than many calls. As many connections as threads."""
    import boto3
    from botocore.config import Config

    retries: Any = {"mode": "standard", "max_attempts": 5}
    region = os.environ.get("AWS_REGION") or None  # which AWS's own client does not read
    return boto3.client("s3", region_name=region, config=Config(max_pool_connections=32, retries=retries))


@contextlib.contextmanager
def _told(deed: str) -> Iterator[None]:
    """Turn what AWS's client raises into a StorageError that names the deed, its object and the remedy."""
    from botocore.exceptions import BotoCoreError, ClientError

    try:
        yield
    except (BotoCoreError, ClientError) as error:
        remedy = _REMEDIES.get(type(error).__name__, "look at its name, its region and what the profile may do")
        raise StorageError(f"cannot {deed}: {str(error).rstrip('.')}; {remedy}") from error


class DirectoryStore:
    """A store in a local directory. Writers of one machine exclude each other by a lock file per store."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self._swept = False

    def __str__(self) -> str:
        return str(self.root)

    def make_ready(self) -> None:
        """Make the directory, and see that it can be written, before anything else is done."""
        probe = self.root / f"{_TEMPORARY}{secrets.token_hex(8)}"
        try:
            self.root.mkdir(parents=True, exist_ok=True)
            probe.touch()
            probe.unlink()
        except OSError as error:
            raise StorageError(
                f"cannot write in {self.root}: {error.strerror}; choose another directory, or mend its permissions"
            ) from error

    def get(self, key: str) -> Stored | None:
        """The object, or None when there is none."""
        try:
            body = self._path(key).read_bytes()
        except (FileNotFoundError, NotADirectoryError, IsADirectoryError):
            return None
        except OSError as error:
            raise StorageError(f"cannot read {self._path(key)}: {error.strerror}") from error
        return Stored(body, _etag(body))

    def put(self, key: str, body: bytes, *, if_match: str = "", if_absent: bool = False, cache: str = "") -> str:
        """Write the object and return its ETag; `cache` has no meaning here."""
        del cache
        path = self._path(key)
        try:
            self._sweep()
            if if_match or if_absent:
                with self._lock():
                    self._refuse_changed(key, if_match, if_absent)
                    _write(self.root, path, body)
            else:
                _write(self.root, path, body)
        except OSError as error:
            raise StorageError(f"cannot write {path}: {error.strerror}") from error
        return _etag(body)

    def delete(self, key: str) -> None:
        """Remove the object; nothing happens when there is none."""
        try:
            self._path(key).unlink(missing_ok=True)
        except OSError as error:
            raise StorageError(f"cannot delete {self._path(key)}: {error.strerror}") from error

    def keys(self, prefix: str = "") -> Iterator[str]:
        """The keys that start with `prefix`, sorted."""
        start = self._path(prefix.rpartition("/")[0]) if "/" in prefix else self.root
        found = (path.relative_to(self.root).as_posix() for path in start.rglob("*") if path.is_file())
        yield from sorted(key for key in found if key.startswith(prefix) and not Path(key).name.startswith(_TEMPORARY))

    def _path(self, key: str) -> Path:
        if key.startswith("/") or ".." in key.split("/"):
            raise StorageError(f"key {key!r} leaves the store; keys are relative paths")
        return self.root / key

    @contextlib.contextmanager
    def _lock(self) -> Iterator[None]:
        self.root.mkdir(parents=True, exist_ok=True)
        with (self.root / _LOCK).open("a") as handle:
            fcntl.flock(handle, fcntl.LOCK_EX)
            yield

    def _sweep(self) -> None:
        """Once, before the first write: remove what killed writers left. Living ones hold the lock of their file."""
        if self._swept:
            return
        self._swept = True
        for path in self.root.glob(f"{_TEMPORARY}*"):
            if path.name != _LOCK:
                with contextlib.suppress(OSError), path.open("rb") as left:
                    fcntl.flock(left, fcntl.LOCK_EX | fcntl.LOCK_NB)
                    path.unlink()

    def _refuse_changed(self, key: str, if_match: str, if_absent: bool) -> None:
        now = self.get(key)
        if if_absent and now is not None:
            raise ConflictError(f"{key} exists already in {self.root}")
        if if_match and (now is None or now.etag != if_match):
            raise ConflictError(f"{key} in {self.root} changed since it was read")


def _etag(body: bytes) -> str:
    return f'"{hashlib.md5(body, usedforsecurity=False).hexdigest()}"'


def _write(root: Path, path: Path, body: bytes) -> None:
    """Write elsewhere and rename: a reader, or a crash, sees the old object or the new one.

    The file is locked while it is written, so that another process can tell it from one that a killed writer left. Its
    name is chosen before it exists, so that an interrupt at any moment removes it.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    temporary = root / f"{_TEMPORARY}{secrets.token_hex(8)}"
    try:
        while not _renamed(temporary, path, body):
            continue
    except BaseException:
        temporary.unlink(missing_ok=True)
        raise


def _renamed(temporary: Path, path: Path, body: bytes) -> bool:
    """Write and rename; False when the file was swept before it could be locked."""
    with temporary.open("xb") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        if not os.fstat(file.fileno()).st_nlink:
            return False
        file.write(body)
        file.flush()
        temporary.replace(path)
    return True


class S3Store:
    """A store in an S3 bucket, optionally under a prefix."""

    _CONFLICTS = ("PreconditionFailed", "ConditionalRequestConflict", "NoSuchKey", "412", "409")
    _ATTEMPTS = 3

    def __init__(self, client: "S3Client", bucket: str, prefix: str = "") -> None:
        self.client = client
        self.bucket = bucket
        self.prefix = f"{prefix.strip('/')}/" if prefix.strip("/") else ""

    def __str__(self) -> str:
        return f"s3://{self.bucket}/{self.prefix}".rstrip("/")

    def get(self, key: str) -> Stored | None:
        """The object, or None when there is none."""
        with _told(f"read {self._name(key)}"):
            try:
                found = self.client.get_object(Bucket=self.bucket, Key=self.prefix + key)
            except self.client.exceptions.NoSuchKey:
                return None
            return Stored(found["Body"].read(), found["ETag"])

    def put(self, key: str, body: bytes, *, if_match: str = "", if_absent: bool = False, cache: str = "") -> str:
        """Write the object and return its ETag. A 409 (a write under way at the same time) is tried again."""
        extra: dict[str, Any] = {"IfMatch": if_match} if if_match else {"IfNoneMatch": "*"} if if_absent else {}
        extra |= {"CacheControl": cache} if cache else {}
        with _told(f"write {self._name(key)}"):
            return self._put(key, body, extra)

    def _put(self, key: str, body: bytes, extra: dict[str, Any]) -> str:
        from botocore.exceptions import ClientError

        for attempt in range(self._ATTEMPTS):
            try:
                written = self.client.put_object(
                    Bucket=self.bucket, Key=self.prefix + key, Body=body, ContentType=content_type(key), **extra
                )
            except ClientError as error:
                code = error.response["Error"]["Code"]
                if code == "ConditionalRequestConflict" and attempt + 1 < self._ATTEMPTS:
                    continue
                if code in self._CONFLICTS:
                    raise ConflictError(f"{key} in s3://{self.bucket} changed since it was read") from error
                raise
            return str(written["ETag"])
        raise AssertionError("unreachable")

    def delete(self, key: str) -> None:
        """Remove the object; nothing happens when there is none."""
        with _told(f"delete {self._name(key)}"):
            self.client.delete_object(Bucket=self.bucket, Key=self.prefix + key)

    def keys(self, prefix: str = "") -> Iterator[str]:
        """The keys that start with `prefix`, sorted."""
        pages = self.client.get_paginator("list_objects_v2").paginate(Bucket=self.bucket, Prefix=self.prefix + prefix)
        with _told(f"list {self._name(prefix)}"):
            for page in pages:
                for item in page.get("Contents", []):
                    yield item["Key"].removeprefix(self.prefix)

    def _name(self, key: str) -> str:
        return f"s3://{self.bucket}/{self.prefix}{key}"
