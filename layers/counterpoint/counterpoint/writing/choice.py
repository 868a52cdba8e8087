"""Which engine writes: the table of engines, and the one that the environment names."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from counterpoint.errors import ConfigurationError, Mistake
from counterpoint.storage import Store
from counterpoint.writing.asking.engine import ModelEngine
from counterpoint.writing.asking.making import has_key, model_from, recorded_model
from counterpoint.writing.engine import Engine, Maker
from counterpoint.writing.extractive import ExtractiveEngine

AUTO: Final = "auto"
"""No engine: a model when it has a key, else the extractive one."""

ENGINES: Final[Mapping[str, Maker]] = {
    ExtractiveEngine.name: Maker(make=lambda *_: ExtractiveEngine(), replay=lambda _: ExtractiveEngine()),
    ModelEngine.name: Maker(make=model_from, replay=recorded_model),
}
"""Every engine by its name: how it is made for an edition, and how it is made again for a replay.

COUNTERPOINT_ENGINE accepts these names and `auto`; so does the parameter Engine of template.yaml.
"""


def engine_from(environ: Mapping[str, str], state: Store) -> Engine:
    """Make the engine that COUNTERPOINT_ENGINE names; empty means auto. Raises ConfigurationError."""
    return ENGINES[engine_named(environ)].make(environ, state)


def engine_named(environ: Mapping[str, str]) -> str:
    """Name the engine that the environment asks for. Raises ConfigurationError for a name that is none."""
    name = environ.get("COUNTERPOINT_ENGINE") or AUTO
    if name == AUTO:
        return ModelEngine.name if has_key(environ) else ExtractiveEngine.name
    if name not in ENGINES:
        remedy = f"write one of {', '.join((AUTO, *ENGINES))}"
        mistake = Mistake(
            file="environment", line=0, field="COUNTERPOINT_ENGINE", problem=f"{name!r} is no engine", remedy=remedy
        )
        raise ConfigurationError((mistake,))
    return name
