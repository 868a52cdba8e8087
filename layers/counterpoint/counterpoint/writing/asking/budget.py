"""Tokens: what a digest and an edition may spend, reserved before each call and settled after it.

The edition's counter is an object in the state store, written conditionally, so that digests made at the same time, in
threads or in functions, share one budget. What a call may cost at most is taken before it is made; what it did not use
is given back; what it used beyond that (an endpoint that ignores its bound) is charged, and no further call fits.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Protocol

from counterpoint import codec, keys
from counterpoint.errors import BudgetReachedError, ConflictError, ModelError
from counterpoint.storage import Store

_ATTEMPTS = 20


@dataclass(frozen=True, slots=True, kw_only=True)
class Spent:
    """How many tokens an edition has spent or reserved."""

    tokens: int = 0


class Budget(Protocol):
    """A bounded number of tokens."""

    def take(self, tokens: int) -> None:
        """Reserve tokens. Raises BudgetReachedError when they are not left."""

    def give(self, tokens: int) -> None:
        """Give back what was not used; a negative number charges what was used beyond the reservation."""


class DigestBudget:
    """The budget of one digest, which one thread makes."""

    def __init__(self, limit: int) -> None:
        self.limit = limit
        self.spent = 0

    def take(self, tokens: int) -> None:
        """Reserve tokens. Raises BudgetReachedError when they are not left."""
        if self.spent + tokens > self.limit:
            raise BudgetReachedError(f"the digest's budget of {self.limit} tokens leaves no room for the call")
        self.spent += tokens

    def give(self, tokens: int) -> None:
        """Give back what was not used."""
        self.spent -= tokens


class EditionBudget:
    """The budget of all digests of a date together."""

    def __init__(self, limit: int, day: date, state: Store) -> None:
        self.limit = limit
        self.key = keys.tokens(day)
        self.state = state

    def take(self, tokens: int) -> None:
        """Reserve tokens. Raises BudgetReachedError when they are not left."""
        self._add(tokens, bounded=True)

    def give(self, tokens: int) -> None:
        """Give back what was not used."""
        self._add(-tokens, bounded=False)

    def _add(self, tokens: int, *, bounded: bool) -> None:
        for _ in range(_ATTEMPTS):
            stored = self.state.get(self.key)
            spent = codec.decode(stored.body, Spent, self.key).tokens if stored else 0
            if bounded and spent + tokens > self.limit:
                raise BudgetReachedError(f"the edition's budget of {self.limit} tokens leaves no room for the call")
            body = codec.encode(Spent(tokens=max(0, spent + tokens)))
            try:
                self.state.put(self.key, body, if_match=stored.etag if stored else "", if_absent=stored is None)
            except ConflictError:
                continue
            return
        raise ModelError("the edition's token counter is contended; no call was made")
