"""What the operator wrote, read once: the topics to follow and the outlets that go over the shipped registry."""

import tempfile
from dataclasses import dataclass, replace
from pathlib import Path

from counterpoint.errors import ConfigurationError, Mistake
from counterpoint.model import Outlet, Topic
from counterpoint.operator_outlets import read_outlets
from counterpoint.outlets import OVERRIDES
from counterpoint.storage import open_store
from counterpoint.topics import read_topics


@dataclass(frozen=True, slots=True, kw_only=True)
class Configuration:
    """Topics, in the order of their files, and the operator's own outlets."""

    topics: tuple[Topic, ...]
    outlets: tuple[Outlet, ...]


def configuration_of(place: str) -> Configuration:
    """Read what stands at `place`, a directory or `s3://bucket/prefix`. Raises ConfigurationError naming that place."""
    if not place.startswith("s3://"):
        return read_configuration(Path(place))
    with tempfile.TemporaryDirectory() as copy:
        try:
            return read_configuration(_copied(place, Path(copy)))
        except ConfigurationError as error:
            named = tuple(replace(m, file=m.file.replace(copy, place.rstrip("/"))) for m in error.mistakes)
            raise ConfigurationError(named) from error


def _copied(place: str, directory: Path) -> Path:
    """Copy the YAML files that stand directly under an S3 prefix."""
    store = open_store(place)
    for key in store.keys(""):
        if "/" not in key and key.endswith((".yaml", ".yml")) and (stored := store.get(key)):
            (directory / key).write_bytes(stored.body)
    return directory


def read_configuration(directory: Path) -> Configuration:
    """Read the topic files of a directory and its outlets.yaml. Raises ConfigurationError with all mistakes of both."""
    mistakes: list[Mistake] = []
    topics: tuple[Topic, ...] = ()
    outlets: tuple[Outlet, ...] = ()
    try:
        topics = read_topics(directory)
    except ConfigurationError as error:
        mistakes += error.mistakes
    try:
        outlets = read_outlets(directory / OVERRIDES)
    except ConfigurationError as error:
        mistakes += error.mistakes
    if mistakes:
        raise ConfigurationError(tuple(mistakes))
    return Configuration(topics=topics, outlets=outlets)
