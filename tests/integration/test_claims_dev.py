"""The five checks on labelled claims: floors that a change may not fall below."""

from pathlib import Path

import pytest

from tests.claims import Labelled, caught, from_json, halves, invented, refused
from tests.shared import shared


@pytest.fixture(scope="module")
def dev() -> list[Labelled]:
    """The shared claims on real headlines."""
    path: Path = shared("data/claims/dev.jsonl")
    return from_json(path)


def test_nineteen_of_twenty_falsehoods_on_real_headlines_are_caught(dev: list[Labelled]) -> None:
    """In all and in each half."""
    for claims in (dev, *halves(dev)):
        found, of = caught(claims)
        assert found >= 0.95 * of


def test_no_kind_of_falsehood_on_real_headlines_is_far_below_the_rest(dev: list[Labelled]) -> None:
    """Of every kind, at least five in six are caught."""
    for kind in sorted({claim.kind for claim in dev if not claim.true}):
        found, of = caught([claim for claim in dev if claim.kind == kind])
        assert found >= of * 5 / 6, kind


def test_few_true_claims_on_real_headlines_are_refused(dev: list[Labelled]) -> None:
    """At most 15 %."""
    lost, of = refused(dev)
    assert lost <= 0.15 * of


def test_falsehoods_over_invented_headlines_are_caught() -> None:
    """At least 95 %, and at most one of each kind is missed."""
    claims = invented()
    found, of = caught(claims)
    assert found >= 0.95 * of
    for kind in sorted({claim.kind for claim in claims if not claim.true}):
        found, of = caught([claim for claim in claims if claim.kind == kind])
        assert found >= of - 1, kind


def test_few_true_claims_over_invented_headlines_are_refused() -> None:
    """At most 15 %."""
    lost, of = refused(invented())
    assert lost <= 0.15 * of
