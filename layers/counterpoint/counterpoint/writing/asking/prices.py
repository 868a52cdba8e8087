"""What tokens cost, from a dated table (prices.tsv). A model that is not in it costs nothing that we could state."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from functools import cache
from importlib.resources import files

from counterpoint.model import Usage
from counterpoint.writing.engine import Answer

_MILLION = Decimal(1_000_000)


def usage(model: str, answers: Sequence[Answer]) -> Usage:
    """What the answers of a digest cost when they were given, from the cache or not: a re-run gives the same bytes."""
    asked = [answer for answer in answers if answer.tokens_in or answer.tokens_out]
    tokens_in, tokens_out = sum(a.tokens_in for a in asked), sum(a.tokens_out for a in asked)
    price_in, price_out, priced = _price(model)
    cost = (price_in * tokens_in + price_out * tokens_out) / _MILLION
    return Usage(calls=len(asked), tokens_in=tokens_in, tokens_out=tokens_out, cost=cost.normalize(), priced=priced)


def _price(model: str) -> tuple[Decimal, Decimal, str]:
    known = [line for line in _table() if model.startswith(line[0])]
    if not known:
        return Decimal(0), Decimal(0), ""
    _, price_in, price_out, priced = max(known, key=lambda line: len(line[0]))
    return Decimal(price_in), Decimal(price_out), priced


@cache
def _table() -> tuple[tuple[str, ...], ...]:
    text = files("counterpoint.writing.asking").joinpath("prices.tsv").read_text(encoding="utf-8")
    return tuple(tuple(line.split("\t")) for line in text.splitlines() if line and not line.startswith("#"))
