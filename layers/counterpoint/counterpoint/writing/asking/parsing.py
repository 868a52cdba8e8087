"""Replies -> values. A reply is the JSON that was asked for, possibly with prose around it, or it is nothing."""

from __future__ import annotations

from typing import TypeVar

import msgspec

from counterpoint.errors import ModelError

T = TypeVar("T")


def parsed(reply: str, kind: type[T]) -> T:
    """The value that a reply holds. Raises ModelError, in words of ours alone: a reply's own are never printed."""
    if not reply.strip():
        raise ModelError("its answer was empty")
    for text in (reply, reply[reply.find("{") : reply.rfind("}") + 1]):
        try:
            return msgspec.json.decode(text, type=kind)
        except msgspec.ValidationError:
            raise ModelError("its answer had another form than was asked for") from None
        except (msgspec.DecodeError, UnicodeEncodeError):
            continue
    raise ModelError("its answer was no JSON")
