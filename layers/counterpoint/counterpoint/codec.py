"""Nouns to JSON bytes and back, the same bytes for the same value.

msgspec reads and writes the dataclasses of `model` as they are, refuses values of the wrong type and derives the
JSON Schema from them; it was chosen over pydantic for its import time (an eighth) and because the model stays plain.
"""

from typing import Any, TypeVar

import msgspec

from counterpoint.errors import DamagedError

T = TypeVar("T")


def encode(value: object) -> bytes:
    """`value` as indented UTF-8 JSON with a final newline; keys stand in the order of the fields."""
    return msgspec.json.format(msgspec.json.encode(value), indent=1) + b"\n"


def decode(body: bytes, kind: type[T], name: str = "document") -> T:
    """The value that `body` holds, an object of this `name` (its key).

    Raises DamagedError when it is not a `kind`; the text names the object, the field and the remedy.
    """
    try:
        return msgspec.json.decode(body, type=kind)
    except msgspec.MsgspecError as error:
        remedy = "restore an earlier version of that file, or delete it and run the edition again"
        raise DamagedError(name, f"is not a {_name(kind)}: {error}; {remedy}") from error


def _name(kind: object) -> str:
    return getattr(kind, "__name__", "document")


def schema(kind: type[object], url: str) -> dict[str, Any]:
    """The JSON Schema (2020-12) of a noun, published under `url`."""
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", "$id": url, **msgspec.json.schema(kind)}
