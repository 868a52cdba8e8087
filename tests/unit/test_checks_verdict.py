"""The five checks: what each refuses, what it lets pass, and that it says why. All headlines here are invented."""

from datetime import date

import pytest

from counterpoint.writing.checks import Check, Cited, Claim, Verdict, check


def verdict(text: str, *titles: str, language: str = "en", said_in: str = "", day: date | None = None) -> Verdict:
    """Check a claim that cites all of these titles, all of one side."""
    sources = [Cited(n=n, side="china", outlet="Paper", title=t, language=language) for n, t in enumerate(titles, 1)]
    cites = tuple(source.n for source in sources)
    return check(Claim(text=text, cites=cites, side="china", language=said_in, date=day), sources)


def failed(found: Verdict) -> set[Check]:
    """Which of the five checks failed."""
    return {reason.check for reason in found.reasons}


def test_a_cited_title_as_it_is_is_supported() -> None:
    """Whatever its grammar."""
    title = "Why oh why? 3 things that ‘nobody’ saw coming"
    assert verdict(title, title) == Verdict()


def test_a_claim_that_cites_nothing_is_refused() -> None:
    """There is nothing to check it against."""
    found = verdict("Ships sailed.")
    assert failed(found) == {Check.CITATIONS}


def test_a_citation_that_does_not_exist_is_refused() -> None:
    """And the reason names it."""
    source = Cited(n=1, side="china", outlet="", title="Ships sail", language="en")
    found = check(Claim(text="Ships sailed.", cites=(1, 7), side=None), [source])
    assert [str(reason) for reason in found.reasons] == ["citations: there is no source [7]"]


def test_a_citation_that_carries_nothing_is_refused() -> None:
    """Padding a true claim with another source makes it worse."""
    found = verdict("Exports fell in June.", "Exports fall in June", "Sumo champion retires")
    assert Check.CITATIONS in failed(found)


def test_the_other_side_may_not_speak_in_a_section_and_may_in_highlights() -> None:
    """A side of None is a highlight or a difference."""
    source = Cited(n=1, side="japan", outlet="", title="Japan lifts ban on beef", language="en")
    claim = Claim(text="Japan has lifted a ban on beef.", cites=(1,), side="china")
    assert failed(check(claim, [source])) == {Check.SIDE}
    assert check(Claim(text=claim.text, cites=(1,), side=None), [source]).supported


@pytest.mark.parametrize(
    ("claim", "title"),
    [
        ("India accused Pakistan of a raid.", "Pakistan accuses India of raid"),
        ("Peru was criticised by Chile over water.", "Peru criticises Chile over water"),
        ("Kenya says 12 Somali soldiers died.", "Somalia says 12 Kenyan soldiers died"),
        ("Brazil's growth target is 5%.", "Argentina's growth target is 5%; Brazil watches"),
        ("The curbs will be loosened.", "Curbs to be tightened"),
        ("Exports to Norway doubled.", "Exports from Norway double"),
        ("Prices fell despite the tax.", "Prices fall because of tax"),
        ("Spain will join the fleet.", "Spain will not join the fleet"),
        ("Egypt confirmed selling boats.", "Egypt denies selling boats"),
        ("Greece bought 40 drones.", "Greece considers buying 40 drones"),
        ("The dam is unsafe, the mayor said.", "Dam is unsafe: engineers"),
        ("According to Cuba, the talks failed.", "Talks failed, says Haiti"),
        ("Officials said the bridge had closed.", "Bridge closes"),
    ],
)
def test_other_actors_directions_and_speakers_are_refused(claim: str, title: str) -> None:
    """Swapped, reversed, denied, only planned, or said by somebody else."""
    assert Check.ACTORS in failed(verdict(claim, title))


@pytest.mark.parametrize(
    ("claim", "title"),
    [
        ("Seven ships left port.", "Eight ships leave port"),
        ("The fund holds $3 million.", "Fund holds $3bn"),
        ("Four people died and nine were hurt.", "9 killed, 4 injured in landslide"),
        ("The vote is on Friday.", "Vote is on Thursday"),
        ("The fair opens in June.", "Fair opens in July"),
        ("Ministers met in Oslo.", "Ministers meet in Bern"),
        ("Ministers met in Madrid.", "Ministers meet in Spain"),
        ("Anna Berg and Tom Ruiz resigned.", "Anna Berg resigns"),
        ("He called the plan 'hopeless'.", "He calls the plan 'helpful'"),
        ("Most voters back the plan.", "Voters back plan"),
        ("The minister warned Japan over its tax on rice.", "Minister warns Japan over missiles"),
    ],
)
def test_numbers_dates_names_quotes_and_causes_must_be_in_the_source(claim: str, title: str) -> None:
    """None is invented, none is changed."""
    assert Check.FACTS in failed(verdict(claim, title))


@pytest.mark.parametrize(
    "claim",
    [
        "China launched a satellite, raising concerns among its neighbours.",
        "China launched a satellite, highlighting tensions in the region.",
        "China launched a satellite and promised to share its data freely.",
    ],
)
def test_what_is_added_without_a_source_is_refused(claim: str) -> None:
    """An invented consequence is a claim, too."""
    found = verdict(claim, "China launches satellite")
    assert Check.COVERAGE in failed(found)
    assert any("not" in reason.words for reason in found.reasons)


@pytest.mark.parametrize(
    ("claim", "titles"),
    [
        ("Beijing has criticised Tokyo over its drills.", ("China slams Japan over military exercises",)),
        ("Tokyo's exercises were condemned by China.", ("China slams Japan's drills",)),
        ("The Japanese premier will travel to Seoul on Monday.", ("Japan PM to visit South Korea on Monday",)),
        ("The Bank of Japan raised rates.", ("BOJ hikes rates",)),
        ("Ten percent of the stock was sold for $2 billion.", ("10 pct of stock sold for US$2bn",)),
        ("Washington is seeking a truce with Iran.", ("US wants ceasefire with Iran",)),
        (
            "China cut tariffs on wheat, and Australia welcomed the step.",
            ("China lowers duties on wheat", "Australia hails China's move on wheat"),
        ),
        ("The talks did not take place.", ("Talks did not take place",)),
        ("Experts say the dam is not safe.", ("Dam is not safe, say experts",)),
    ],
)
def test_fair_paraphrases_and_merges_pass(claim: str, titles: tuple[str, ...]) -> None:
    """Other words for the same thing, active or passive, one headline or two."""
    assert verdict(claim, *titles).reasons == ()


@pytest.mark.parametrize(
    ("claim", "title", "supported"),
    [
        ("Caracas repudió las sanciones de Washington.", "Venezuela rechaza sanciones de EE. UU.", True),
        ("Venezuela aceptó las sanciones de EE. UU.", "Venezuela rechaza sanciones de EE. UU.", False),
        ("Colombia no cerrará la frontera.", "Colombia cerrará la frontera", False),
        ("Hubo 12 heridos.", "Hubo 15 heridos", False),
        ("Bolivia acusa a Chile de espionaje.", "Chile acusa a Bolivia de espionaje", False),
    ],
)
def test_spanish_is_read_in_full(claim: str, title: str, *, supported: bool) -> None:
    """With its own words and verb forms."""
    found = verdict(claim, title, language="es", said_in="es")
    assert found.supported is supported
    assert found.notes == ()


def test_a_claim_in_english_on_a_spanish_headline_is_checked_by_meaning_and_says_so() -> None:
    """The lexicons meet in their concepts."""
    title = "Venezuela rechaza sanciones de EE. UU."
    good = verdict("Venezuela rejects US sanctions.", title, language="es", said_in="en")
    bad = verdict("Venezuela accepts US sanctions.", title, language="es", said_in="en")
    assert good.supported
    assert not bad.supported
    assert "another language" in good.notes[0]


@pytest.mark.parametrize(
    ("claim", "supported"),
    [
        ("Japan's exports fell 3.2 percent.", True),
        ("Japan's exports fell 4.2 percent.", False),
        ("China's exports fell 3.2 percent.", False),
        ("Something fell.", False),
    ],
)
def test_across_scripts_numbers_and_names_must_survive(claim: str, *, supported: bool) -> None:
    """What cannot be seen is noted, and a claim of which nothing survives is refused."""
    found = verdict(claim, "日本の輸出、3.2%減", language="ja", said_in="en")
    assert found.supported is supported
    assert found.notes == ("checked on names and numbers only: another language than its source",)


@pytest.mark.parametrize(
    ("claim", "supported"),
    [
        ("La Chine dévoile un navire à Shanghai.", True),
        ("La Chine dévoile un navire à Shanghai, ce qui inquiète ses voisins.", False),
    ],
)
def test_another_language_is_checked_by_overlap(claim: str, *, supported: bool) -> None:
    """Clause by clause."""
    found = verdict(claim, "La Chine dévoile son nouveau navire à Shanghai", language="fr", said_in="fr")
    assert found.supported is supported
    assert found.notes


def test_an_office_is_held_only_while_it_is_held() -> None:
    """Who is prime minister depends on the day of the digest."""
    title = "Japan's prime minister visits farm"
    assert verdict("Takaichi visited a farm.", title, day=date(2026, 1, 5)).supported
    assert not verdict("Takaichi visited a farm.", title, day=date(2025, 9, 1)).supported


def test_the_summary_supports_as_the_title_does() -> None:
    """A feed's own lead is cited text."""
    source = Cited(n=1, side="x", outlet="", title="Storm hits coast", text="Two ports were closed.", language="en")
    claim = Claim(text="A storm hit the coast, and two ports were closed.", cites=(1,), side="x")
    assert check(claim, [source]).supported


def test_the_same_question_has_the_same_answer() -> None:
    """Reasons included, in the same order."""
    question = ("China cut tariffs by 5%, worrying allies in Oslo.", "China raises tariffs by 6%")
    assert verdict(*question) == verdict(*question)
    assert verdict(*question).reasons


@pytest.mark.parametrize(
    ("claim", "title"),
    [
        ("Corvena bans fish imports from Velmora.", "Velmora bans fish imports from Corvena"),
        ("Fish imports from Velmora were banned by Corvena.", "Velmora bans fish imports from Corvena"),
        ("Corvena's exports to Velmora rise.", "Velmora's exports to Corvena rise"),
        ("Velmora prohíbe el pescado de Corvena.", "Corvena prohíbe el pescado de Velmora"),
        ("Maduro denies US seeks regime change.", "Maduro says US seeks regime change"),
        ("The US seeks regime change.", "Maduro says US seeks regime change"),
        ("The judge upheld the Venezuela sanctions.", "Judge questions Venezuela sanctions"),
        ("The vote is on Tuesday.", "Vote set for Feb. 8"),
    ],
)
def test_exchanged_names_speakers_and_verbs_are_refused(claim: str, title: str) -> None:
    """Also where no list knows the names."""
    assert verdict(claim, title).reasons


@pytest.mark.parametrize(
    ("claim", "title"),
    [
        ("Fish imports from Corvena were banned by Velmora.", "Velmora bans fish imports from Corvena"),
        ("Corvena and Velmora hold talks.", "Velmora, Corvena hold talks"),
        ("Velmora quiere dialogar con Corvena.", "Velmora busca diálogo con Corvena"),
    ],
)
def test_the_same_names_in_another_order_pass(claim: str, title: str) -> None:
    """A passive, a pair."""
    assert verdict(claim, title).reasons == ()
