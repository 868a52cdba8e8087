"""What two headlines in two languages have in common. All headlines here are invented."""

import pytest

from counterpoint.stories.meanings import apart, kindred, meanings


@pytest.mark.parametrize(
    ("one", "other", "shared"),
    [
        ("Cuba confirma la muerte de 32 mineros", "Cuba says 32 miners killed", 3),
        ('El buque "Petrel" choca con un muelle', "Petrel crashes into a pier", 3),
        ("El Senado rechaza el presupuesto", "Rain delays the cricket", 0),
    ],
)
def test_names_numbers_and_concepts_are_shared_across_languages(one: str, other: str, shared: int) -> None:
    """Every word once."""
    assert apart(one, other)
    assert len(kindred(one, other)) == shared, (meanings(one), meanings(other))
    assert kindred(one, other) == kindred(other, one)


def test_one_language_or_one_that_is_not_read_is_not_compared_here() -> None:
    """Clustering knows the first, nobody the second."""
    assert not apart("Rain delays the cricket", "The cricket is delayed by rain")
    assert not apart("Rain delays the cricket", "大雨で試合が延期に")
    assert meanings("大雨で試合が延期に") == ()
