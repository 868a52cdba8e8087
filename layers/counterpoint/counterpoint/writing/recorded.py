"""Replaying: the engine that made a digest, with the model's recorded answers in the place of its calls."""

from counterpoint.errors import InputError
from counterpoint.writing.choice import ENGINES
from counterpoint.writing.engine import Answer, Engine


def recorded_engine(name: str, answers: tuple[Answer, ...]) -> Engine:
    """Give the engine of that name, answering from `answers` only. Raises InputError for a name it does not know."""
    if name not in ENGINES:
        have = ", ".join(ENGINES)
        raise InputError(
            f"the digest was written by the engine {name!r}, and this code has {have}; "
            f"replay with the code that made it, or register {name!r} in counterpoint/writing/choice.py"
        )
    return ENGINES[name].replay(answers)
