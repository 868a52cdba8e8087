"""The forms of the model's answers: strict JSON Schemas, and the frozen values that they are read into."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """A point as the model gives it."""

    text: str
    cites: tuple[int, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class SideSaid:
    """The model's points for one side."""

    id: str
    points: tuple[Said, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """A digest as the model gives it."""

    highlights: tuple[Said, ...]
    sides: tuple[SideSaid, ...]
    differences: tuple[Said, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Numbered:
    """A text by number: a repaired point, a translated headline."""

    n: int
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Texts:
    """Numbered texts."""

    texts: tuple[Numbered, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Numbers:
    """Numbers of points."""

    unsupported: tuple[int, ...]


_INTEGERS = {"type": "array", "items": {"type": "integer"}}


def draft_schema(sides: tuple[str, ...]) -> str:
    """The form of a Draft."""
    points = {"type": "array", "items": _object(text={"type": "string"}, cites=_INTEGERS)}
    side = _object(id={"type": "string", "enum": list(sides)}, points=points)
    return _written(_object(highlights=points, sides={"type": "array", "items": side}, differences=points))


def texts_schema() -> str:
    """The form of Texts."""
    each = _object(n={"type": "integer"}, text={"type": "string"})
    return _written(_object(texts={"type": "array", "items": each}))


def numbers_schema() -> str:
    """The form of Numbers."""
    return _written(_object(unsupported=_INTEGERS))


def _object(**properties: Any) -> dict[str, Any]:
    return {
        "type": "object",
        "properties": properties,
        "required": list(properties),
        "additionalProperties": False,
    }


def _written(schema: dict[str, Any]) -> str:
    return json.dumps(schema, separators=(",", ":"))
