"""What the operator wrote, read once: the topics to follow and the outlets that go over the shipped registry."""

from dataclasses import dataclass
from pathlib import Path

from counterpoint.errors import ConfigurationError, Mistake
from counterpoint.model import Outlet, Topic
from counterpoint.operator_outlets import read_outlets
from counterpoint.outlets import OVERRIDES
from counterpoint.topics import read_topics


@dataclass(frozen=True, slots=True, kw_only=True)
class Configuration:
    """Topics, in the order of their files, and the operator's own outlets."""

    topics: tuple[Topic, ...]
    outlets: tuple[Outlet, ...]


def read_configuration(directory: Path) -> Configuration:
    """Read the topic files of a directory and its outlets.yaml. Raises ConfigurationError with every mistake of both."""
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
