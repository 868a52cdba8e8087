"""Claims in other words than their sources: what is the same however it is said, what is not. Titles are invented."""

import pytest

from counterpoint.writing.checks import Cited, Claim, Verdict, check


def verdict(text: str, title: str, *, outlet: str = "Paper", language: str = "en") -> Verdict:
    """Check a claim on one title."""
    source = Cited(n=1, side="", outlet=outlet, title=title, language=language)
    return check(Claim(text=text, cites=(1,), side="", language=language), [source])


@pytest.mark.parametrize(
    ("claim", "title", "supported"),
    [
        ("The budget fell by almost 14 percent.", "Budget falls 13.8%", True),
        ("The budget fell by more than 13 percent.", "Budget falls 13.8%", True),
        ("The budget fell by over 14 percent.", "Budget falls 13.8%", False),
        ("The budget fell by 14 percent.", "Budget falls 13.8%", False),
        ("A quarter of the ships were sold.", "25% of ships sold", True),
        ("A third of the ships were sold.", "25% of ships sold", False),
        ("Two-fifths of the flights were cancelled.", "40% of flights cancelled", True),
        ("Three-fifths of the flights were cancelled.", "40% of flights cancelled", False),
        ("A third of the homes lack water.", "One in three homes lacks water", True),
        ("Two-thirds of the homes lack water.", "One in three homes lacks water", False),
        ("Four in every ten flights were cancelled.", "40% of flights cancelled", True),
        ("The fleet has become twice as large.", "Fleet doubles in size", True),
        ("Sales jumped fivefold.", "Sales jump 5-fold", True),
        ("Sales jumped fivefold.", "Sales jump 15-fold", False),
        ("Tens of thousands joined the march.", "Thousands join march", False),
        ("Thousands joined the march.", "3,400 people join march", True),
        ("Pirates took six more ships.", "Pirates take 2 more ships as siege enters sixth day", False),
        ("The summit is on the 19th.", "Summit set for March 19", True),
        ("Exports rose in the first half of fiscal year 2026.", "Exports rise in H1 FY26", True),
        ("Tariffs on boats are cut to 40% from 110%.", "Tariffs on boats cut from 110% to 40%", True),
    ],
)
def test_numbers_are_one_however_they_are_written(claim: str, title: str, *, supported: bool) -> None:
    """Rounded if they say so, as a share, a multiple, a place or a date."""
    assert verdict(claim, title).supported is supported, verdict(claim, title)


@pytest.mark.parametrize(
    ("claim", "title", "supported"),
    [
        ("The carrier sails home a week after the clash.", "Carrier sails home one week after clash", True),
        ("The carrier sails home a month after the clash.", "Carrier sails home one week after clash", False),
        ("Rents hit their highest in half a century.", "Rents hit highest in 50 years", True),
        ("The vote comes in a year and a half.", "Vote comes in 18 months", True),
        ("The vote comes in two years.", "Vote comes in 18 months", False),
        ("The field yields 900 barrels a day.", "Field yields 900 barrels per day", True),
    ],
)
def test_spans_of_time_are_compared_in_days(claim: str, title: str, *, supported: bool) -> None:
    """In whatever units; a rate is no span."""
    assert verdict(claim, title).supported is supported, verdict(claim, title)


@pytest.mark.parametrize(
    ("claim", "title", "supported"),
    [
        ("Norway threw its support behind the plan.", "Norway backs plan", True),
        ("State-owned enterprises lost money.", "SOEs lose money", True),
        ("Ministers met in Washington.", "Ministers meet at White House", True),
        ("Ministers met in Dubai.", "Ministers meet in Abu Dhabi", False),
        ("Chile hit out at Beijing over fishing.", "Chile slams China over fishing", True),
        ("The Pentagon says the base will close.", "Trump says base will close", False),
        ("Paper says the mayor resigned.", "Mayor resigns", True),
        ("Divers and the Harbour Rescue Corps saved the crew.", "Divers save crew of harbour ferry", False),
    ],
)
def test_names_and_phrases_are_known_in_other_forms(claim: str, title: str, *, supported: bool) -> None:
    """Initials, cities where they stand for a country, a word inside a phrase, the cited outlet's own name."""
    assert verdict(claim, title).supported is supported, verdict(claim, title)


@pytest.mark.parametrize(
    ("claim", "title", "supported"),
    [
        ("Peru has yet to approve any of the dams.", "Peru approves several dams", False),
        ("Voters favour the merger.", "Voters disfavour merger", False),
        ("The league warned that towers should not be sold.", "League warns against selling towers", True),
        ("Kenya used fake maps to move the border.", "Kenya uses fake maps to move border", True),
        ("The envoy was handed a five-year term.", "Envoy gets five-year term", True),
        ("Tankers are sailing towards Spain.", "Tankers sail from Spain", False),
        ("A port strike has led the firm to close its mill.", "Firm closes mill as power costs rise", False),
        ("The rift stems from the tax on salt.", "Rift stems from border wall; salt sells well", False),
        ("A source in the premier's office denied it.", "Source in premier's office denies it", True),
        ("Experts warned that prices may fall.", "Local media warn that prices may fall", False),
    ],
)
def test_what_is_denied_meant_caused_or_said_stays_so(claim: str, title: str, *, supported: bool) -> None:
    """By whatever word."""
    assert verdict(claim, title).supported is supported, verdict(claim, title)


@pytest.mark.parametrize(
    ("claim", "title", "supported"),
    [
        ("Norway announced a deal that raises boat tariffs.", "Norway announces deal, cutting boat tariffs", False),
        ("Norway announced a deal that cuts boat tariffs.", "Norway announces deal, cutting boat tariffs", True),
        ("The talks between Norway and Spain ended with a deal.", "Norway-Spain talks finish with no deal", False),
        ("The talks between Norway and Spain ended without a deal.", "Norway-Spain talks finish with no deal", True),
        ("Spain brought up the herring issue.", "Spain avoids touching upon herring issue", False),
        ("The broadcaster demands an apology from a union.", "Union demands apology from broadcaster", False),
        ("A union is demanding an apology from the broadcaster.", "Union demands apology from broadcaster", True),
        ("Spain should think of peace rather than war.", "Spain should think of peace, not war", True),
        ("Norway told its partners to honour the deal.", "Norway warns partners to honour deal", True),
    ],
)
def test_who_does_it_and_whether_it_is_so_is_read_from_the_grammar(claim: str, title: str, *, supported: bool) -> None:
    """Of headlines: relative clauses, a verb that a noun looks like, whom a preposition makes the sufferer."""
    assert verdict(claim, title).supported is supported, verdict(claim, title)


def test_in_spanish_a_pronoun_tells_that_somebody_else_receives_it() -> None:
    """As in "le entregará": it has a receiver besides its doer."""
    title = "El ministro asegura que Noruega le entregará 50 barcos"
    swapped = verdict("El ministro asegura que España le entregará a Noruega 50 barcos.", title, language="es")
    assert not swapped.supported


def test_an_official_of_the_outlets_country_is_not_the_outlet() -> None:
    """That a cited outlet says it needs no telling; that its country's ministry does is another speaker."""
    title = "Spain may want Norway to leave, say analysts"
    told = verdict("A Norway ministry official says Spain may want Norway to leave.", title, outlet="Norway Today")
    assert not told.supported
