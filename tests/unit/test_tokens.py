"""Headlines in any script become terms."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from counterpoint.stories.tokens import stem, terms


def test_function_words_and_endings_go() -> None:
    """What is left is what tells."""
    assert terms("The ministers were blaming the striking ferries") == ("minister", "blam", "strik", "ferr")


@pytest.mark.parametrize(
    ("one", "other"),
    [("tariffs", "tariff"), ("strikes", "striking"), ("talks", "talked"), ("cities", "city"), ("sinking", "sinks")],
)
def test_forms_of_a_word_meet(one: str, other: str) -> None:
    """Plural and the commonest verb endings make no difference."""
    assert stem(one) == stem(other)


@pytest.mark.parametrize(
    ("one", "other"), [("petroleros", "petrolera"), ("sanções", "sancoes"), ("bloqueos", "bloqueo")]
)
def test_romance_words_meet(one: str, other: str) -> None:
    """Number, gender and accents make no difference in Spanish and Portuguese."""
    assert terms(one) == terms(other)


def test_dotted_abbreviations_close_up() -> None:
    """U.S. and US are one word."""
    assert terms("U.S. tariffs") == terms("US tariffs")


def test_numbers_are_numbers() -> None:
    """Thousands separators and units go, decimals stay, a name with digits stays a name."""
    assert terms("1,200 flats, 5.1 magnitude, 12bn loan, the 30th day, X200") == (
        ("1200", "flat", "5.1", "magnitud", "12", "loan", "30", "day", "x200")
    )


def test_possessives_and_typography() -> None:
    """Straight and curly apostrophes, full-width letters: the same terms."""
    assert terms("Corvena’s fleet") == terms("Corvena's fleet") == terms("Ｃｏｒｖｅｎａ fleet")


def test_chinese_and_japanese_are_cut_into_bigrams() -> None:
    """Two writings that share words share bigrams."""
    assert terms("港口关闭") == ("港口", "口关", "关闭")
    assert set(terms("政府が港口を閉鎖")) & set(terms("港口 閉鎖")) == {"港口", "閉鎖"}


def test_thai_is_cut_into_trigrams() -> None:
    """Scripts without spaces share pieces of words."""
    assert set(terms("ปิดท่าเรือ")) & set(terms("ท่าเรือปิด"))


def test_devanagari_words_keep_their_vowel_signs() -> None:
    """Combining marks do not split a word."""
    assert terms("दिल्ली") == ("दिल्ली",)


@pytest.mark.parametrize("text", ["", "   ", "— … !?", "the of and"])
def test_nothing_to_tell(text: str) -> None:
    """No terms, no error."""
    assert terms(text) == ()


@given(st.text())
def test_any_text_gives_non_empty_terms(text: str) -> None:
    """Hostile text breaks nothing, and no term is empty."""
    assert all(terms(text))
