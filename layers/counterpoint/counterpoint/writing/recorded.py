"""Replaying: the engine that made a digest, with the model's recorded answers in the place of its calls."""

from counterpoint.errors import InputError
from counterpoint.writing.asking.answers import Recorded
from counterpoint.writing.asking.engine import ModelEngine
from counterpoint.writing.engine import Answer, Engine
from counterpoint.writing.extractive import ExtractiveEngine


def recorded_engine(name: str, answers: tuple[Answer, ...]) -> Engine:
    """Give the engine of that name, answering from `answers` only. Raises InputError for a name it does not know."""
    if name == ExtractiveEngine.name:
        return ExtractiveEngine()
    if name == ModelEngine.name:
        model = next((answer.model for answer in answers), "")
        doubting = any(answer.purpose == "opinion" for answer in answers)
        return ModelEngine(model, lambda *_: Recorded(answers), second_opinion=doubting)
    raise InputError(f"no engine {name!r} in this version; replay with the version that made the digest")
