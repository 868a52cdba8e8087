"""What ties two headlines to one event, in one language or in two. All headlines here are invented."""

import pytest

from counterpoint.stories.ties import elsewhere, meanings, ties


def lengths(one: str, other: str) -> list[int]:
    """How many words each tie has."""
    return [tie.length for tie in ties(one, other)]


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("Cuba confirma la muerte de 32 mineros", "Cuba says 32 miners killed", [2, 1, 1]),
        ("Navy holds exercises off Tern Reef", "Drills at Tern Reef end", [3]),
        ("Social media influencers call for dialogue", "Residency of social media influencer revoked", [2]),
        ("El Senado rechaza el presupuesto", "Rain delays the cricket", []),
        ("大雨で試合が延期に", "大雨で電車が止まる", [2]),
    ],
)
def test_words_of_one_meaning_tie_and_neighbours_are_one_tie(one: str, other: str, expected: list[int]) -> None:
    """Every word once, whichever headline comes first."""
    assert sorted(lengths(one, other), reverse=True) == expected, (meanings(one), meanings(other))
    assert sorted(lengths(other, one)) == sorted(lengths(one, other))


@pytest.mark.parametrize(
    ("one", "other", "apart"),
    [
        ("Germany's envoy speaks of challenges", "Envoy of Peru sees a challenge", True),
        ("Malaysia signs trade deal", "Why Malaysia's deal alarms Chile", False),
        ("Harvest fails again", "Peru's harvest fails", False),
    ],
)
def test_headlines_that_name_others_tell_two_events(one: str, other: str, *, apart: bool) -> None:
    """Unless one names nobody, or they name somebody in common."""
    assert elsewhere(one, other) is apart
