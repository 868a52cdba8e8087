"""Replaying: the engine that made a digest, with the model's recorded answers in the place of its calls."""

from counterpoint.errors import InputError
from counterpoint.writing.engine import Answer, Engine
from counterpoint.writing.extractive import ExtractiveEngine


def recorded_engine(name: str, answers: tuple[Answer, ...]) -> Engine:
    """Give the engine of that name, answering from `answers` only. Raises InputError for a name it does not know."""
    del answers
    if name == ExtractiveEngine.name:
        return ExtractiveEngine()
    raise InputError(f"no engine {name!r} in this version; replay with the version that made the digest")
