"""A request to a model as a value: what is asked, in which form the answer must come, and how long it may be."""

from __future__ import annotations

import hashlib
import json
import re
from dataclasses import dataclass
from math import ceil
from typing import Any

_PIECES = re.compile(r"[A-Za-z]+|[0-9]+|[^\x00-\x7f]|[^\sA-Za-z0-9]")
_LETTERS, _DIGITS, _FOREIGN = 4, 2, 1.5
_FRAME = 16


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """One request. `purpose` is write, repair, opinion or translate; `most_tokens` bounds the reply."""

    purpose: str
    model: str
    system: str
    user: str
    schema: str
    most_tokens: int

    @property
    def hash(self) -> str:
        """The SHA-256 by which its answer is cached: equal requests have equal answers."""
        asked = [self.purpose, self.model, self.system, self.user, self.schema, self.most_tokens]
        return hashlib.sha256(json.dumps(asked, ensure_ascii=False).encode()).hexdigest()

    @property
    def tokens(self) -> int:
        """An estimate from above of the tokens it is charged for: what is sent, and the longest reply."""
        return estimate(self.system) + estimate(self.user) + estimate(self.schema) + _FRAME + self.most_tokens

    @property
    def parsed_schema(self) -> dict[str, Any]:
        """The JSON Schema of the reply."""
        return dict(json.loads(self.schema))


def estimate(text: str) -> int:
    """About how many tokens a text is, from above, without a tokeniser (whose tables are larger than this package).

    A token per four letters of a word begun, per two digits and per mark, one and a half per character beyond ASCII:
    byte-pair encodings of English hold about four characters a token in the mean, of Chinese about one.
    """
    return ceil(sum(_tokens(piece) for piece in _PIECES.findall(text)))


def _tokens(piece: str) -> float:
    if piece[0].isascii():
        return ceil(len(piece) / (_DIGITS if piece[0].isdigit() else _LETTERS)) if piece[0].isalnum() else 1
    return _FOREIGN
