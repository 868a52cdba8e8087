"""How the checks read a text: typography, numbers, names, frames."""

from itertools import combinations

import pytest

from counterpoint.lexicon.language import language_of
from counterpoint.lexicon.morphology import fold, lemmas
from counterpoint.lexicon.normal import clean, quotes
from counterpoint.lexicon.numbers import Number, months, numbers, weekdays
from counterpoint.lexicon.vocabulary import CONCEPTS, FLAGS, KIND_OF, KINDS, OPPOSITES, PLACES, POLES
from counterpoint.lexicon.words import words
from counterpoint.writing.checks.frames import frames


def read(text: str, language: str = "en") -> list[tuple[float, str]]:
    """Every number of a text, with its unit."""
    return [(number.value, number.unit) for number in numbers(words(text, language))]


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("the U.S. and the U.K.", "the US and the UK"),
        ("EE. UU. dice", "EEUU dice"),
        ("a ‘new’ — “bold” plan…", "a 'new' - \"bold\" plan ..."),
        ("sales in ’24", "sales in 2024"),
        ("M5.4 quake", "magnitude 5.4 quake"),
        ("Q3 of FY2026", "third quarter of fiscal year 2026"),
        ("H1 FY26", "first half fiscal year 2026"),
    ],
)
def test_typography_and_abbreviations_become_plain(text: str, plain: str) -> None:
    """One kind of quote and dash; abbreviations without stops."""
    assert clean(text) == plain


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("10 pct", "10 percent"),
        ("10%", "10 per ciento"),
        ("$30bn", "30 billion dollars"),
        ("US$1.2 trillion", "$1.2tn"),
        ("magnitude 5", "5.0-magnitude"),
        ("the 5th year", "the fifth year"),
        ("4,082 firms", "4082 firms"),
        ("thirty-one planes", "31 planes"),
        ("two hundred", "200"),
        ("Rs 30 crore", "300 million rupees"),
    ],
)
def test_a_number_is_the_same_however_it_is_written(one: str, other: str) -> None:
    """Units, scales, ordinals and number words."""
    first, second = (numbers(words(text, "en")) for text in (one, other))
    assert first[0].same(second[0])


@pytest.mark.parametrize(("one", "other"), [("10%", "10 yen"), ("$1bn", "$1m"), ("5", "6"), ("¥500", "$500")])
def test_other_values_and_other_units_are_not_the_same(one: str, other: str) -> None:
    """Nor does a scale get lost."""
    first, second = (numbers(words(text, "en")) for text in (one, other))
    assert not first[0].same(second[0])


def test_the_second_year_of_a_span_is_a_year() -> None:
    """2025-26 ends in 2026, and counts nothing."""
    assert read("in 2025-26") == [(2025.0, ""), (2026.0, "")]


def test_spanish_numbers_use_the_point_for_thousands() -> None:
    """800.000 is eight hundred thousand; 1,5 is one and a half."""
    assert read("800.000 barriles", "es")[0][0] == 800_000
    assert read("1,5 millones", "es")[0][0] == 1_500_000


def test_weekdays_and_months_are_found_in_two_languages() -> None:
    """A modal verb is no month."""
    assert weekdays(words("el lunes y el viernes", "es")) == {0, 4}
    assert months(words("It may rain on Feb. 8 and in May", "en")) == {2, 5}


def test_a_bare_number_fits_any_unit() -> None:
    """A headline often leaves the unit out."""
    assert Number(5, "", 0, 0).same(Number(5, "%", 0, 0))


@pytest.mark.parametrize(
    ("text", "language", "entities"),
    [
        ("Chinese and Japanese envoys met in Kyiv", "en", ["CN", "JP", "UA"]),
        ("tell us about turkey", "en", []),
        ("US tells Turkey", "en", ["US", "TR"]),
        ("el canciller ruso llega a Caracas", "es", ["RU", "VE"]),
        ("llama a la paz", "es", []),
        ("Donald Trump and Xi Jinping", "en", ["@trump", "@xi"]),
        ("Bank of Japan, BOJ", "en", ["BOJ", "BOJ"]),
    ],
)
def test_names_of_places_people_and_organisations_are_known(text: str, language: str, entities: list[str]) -> None:
    """Demonyms, capitals and abbreviations name the same; common words do not."""
    assert [word.entity for word in words(text, language) if word.entity] == entities


def told(text: str, language: str = "en") -> list[tuple[str, str, str]]:
    """Every frame of a text: its agents, verb and patients."""
    sequence = words(text, language)
    return [
        (
            " ".join(sequence[i].text for i in frame.agents),
            sequence[frame.verb].text,
            " ".join(sequence[i].text for i in frame.patients),
        )
        for frame in frames(text, language)
    ]


@pytest.mark.parametrize(
    ("text", "frame"),
    [
        ("Freedonia slams Sylvania over tariffs", ("Freedonia", "slams", "Sylvania")),
        ("Sylvania slammed by Freedonia", ("Freedonia", "slammed", "Sylvania")),
        ("The bill was blocked by senators.", ("senators", "blocked", "bill")),
        ("US, Japan eye new plant", ("US Japan", "eye", "new plant")),
        ("China exports surge", ("China exports", "surge", "")),
        ("Prices dropped by 3 percent.", ("Prices", "dropped", "")),
        ("Venezuela rechaza las sanciones", ("Venezuela", "rechaza", "sanciones")),
    ],
)
def test_headline_grammar_gives_who_does_what_to_whom(text: str, frame: tuple[str, str, str]) -> None:
    """Active, passive, lists, and nouns that look like verbs."""
    language = "es" if "rechaza" in text else "en"
    assert told(text, language)[0] == frame


def test_a_verb_without_subject_shares_the_one_before() -> None:
    """Who orders also eases."""
    assert told("Trump ordered talks and eased sanctions")[1] == ("Trump", "eased", "sanctions")


def test_quotes_are_found_and_possessives_are_not() -> None:
    """An apostrophe opens nothing."""
    text = clean("China's ‘new normal’ and Japan's “old plan”")
    assert [text[a:b] for a, b in quotes(text)] == ["new normal", "old plan"]


@pytest.mark.parametrize(
    ("word", "language", "stem"),
    [
        ("denies", "en", "deny"),
        ("stopped", "en", "stop"),
        ("struck", "en", "strike"),
        ("rechazó", "es", "rechazar"),
        ("exigen", "es", "exigir"),
        ("sanciones", "es", "sancion"),
    ],
)
def test_inflected_words_find_their_dictionary_form(word: str, language: str, stem: str) -> None:
    """Regular and irregular."""
    assert stem in [form for form, _ in lemmas(fold(word), language)]


@pytest.mark.parametrize(
    ("text", "declared", "language"),
    [
        ("The envoy said that it was over", "", "en"),
        ("El canciller dijo que no hay acuerdo", "en", "es"),
        ("日本の輸出が減った", "", "ja"),
        ("La Chine dévoile un navire", "fr", "fr"),
    ],
)
def test_the_language_is_read_off_the_words_where_they_say_it(text: str, declared: str, language: str) -> None:
    """A declared language stands unless the words say otherwise."""
    assert language_of(text, declared) == language


def test_the_word_lists_name_only_concepts_that_exist() -> None:
    """A typing mistake in a list would silently switch a rule off."""
    named = {*POLES, *KINDS}
    for others in (*OPPOSITES.values(), *POLES.values(), *KINDS.values(), *KIND_OF.values()):
        named |= others
    assert sorted(named - {*FLAGS} - {"politician", "place", "disaster"}) == []
    assert {PLACES["tokyo"], PLACES["japones"]} == {"JP"}


def test_no_word_stands_in_two_opposite_concepts() -> None:
    """Else a claim could say either and be told both; but for words that span the two, and one verb of two meanings."""
    spanning = {"spouse", "sibling", "better_half", "consort", "conyuge", "consorte", "enfriamiento", "dejar"}
    torn = {
        word
        for table in CONCEPTS.values()
        for word, concepts in table.items()
        for one, other in combinations(sorted(concepts), 2)
        if other in OPPOSITES.get(one, frozenset()) | POLES.get(one, frozenset())
    }
    assert torn - spanning == set()
