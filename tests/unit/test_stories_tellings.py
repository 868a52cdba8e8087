"""Two tellings: headline beside headline, verbatim, and the terms in which they differ. All headlines are invented."""

from datetime import date
from importlib.resources import files

import pytest
from hypothesis import given
from hypothesis import strategies as st

from counterpoint.model import Attributed, Memory, MemoryDay, Outlet, Row
from counterpoint.stories.relevance import Relevance
from counterpoint.stories.tellings import pairs, told_twice
from counterpoint.stories.together import linked
from counterpoint.stories.vocabulary import names, stances, verbs
from counterpoint.stories.wording import Wording, shares
from tests.stories_samples import DAY, TOPIC, article, selected

GOLDEN = [
    ("Coast guard drives boats from the Senkakus", "Patrol expels boats near Diaoyu Dao", "Senkakus", "Diaoyu Dao"),
    ("尖閣周辺に船", "两艘船进入钓鱼岛海域", "尖閣", "钓鱼岛"),
    ("Court hears suit of comfort women", "Court hears suit of wartime sex slaves", "comfort women", "sex slaves"),
    ("Drone flies over Pratas Island", "Drone patrols over Dongsha Island", "Pratas Island", "Dongsha Island"),
    ("Radar on Taiwan-held islet", "Radar on islet of China's Taiwan", "Taiwan-held", "China's Taiwan"),
    ("President Lai speaks in Taipei", "Taiwan leader makes provocative speech", "President Lai", "Taiwan leader"),
    ("Plant releases treated water", "Plant dumps contaminated water", "treated water", "contaminated water"),
    ("Summit in Tibet announced", "Summit in Xizang announced", "Tibet", "Xizang"),
    ("Road opened in Arunachal Pradesh", "Road built in Zangnan", "Arunachal Pradesh", "Zangnan"),
    ("Curfew in Jammu and Kashmir", "Curfew in IIOJK", "Jammu and Kashmir", "IIOJK"),
    ("Protest in PoK over bread", "Rally in Azad Kashmir over bread", "PoK", "Azad Kashmir"),
    ("Terrorists killed at the pass", "Freedom fighters fall at the pass", "Terrorists", "Freedom fighters"),
    ("US forces seize oil tanker", "Acto de piratería contra un petrolero", "seize", "piratería"),
    ("Leader captured in night raid", "El presidente fue secuestrado de noche", "captured", "secuestrado"),
    ("Maduro regime frees ten", "Gobierno libera a diez", "regime", "Gobierno"),
    ("Storm in the Sea of Japan", "Storm in the East Sea", "Sea of Japan", "East Sea"),
    ("Fleet leaves the Falklands", "Flota zarpa de las Malvinas", "Falklands", "Malvinas"),
    ("Ship runs aground at Scarborough Shoal", "Ship aground at Huangyan Dao", "Scarborough Shoal", "Huangyan Dao"),
]


def row(n: int, side: str, title: str) -> Row:
    """A printed headline of a side."""
    outlet = Outlet(name=f"Outlet {n}", country="XA")
    return Row(n=n, article=Attributed(article=article(title), outlet=outlet, side=side), story="s")


@pytest.mark.parametrize(("ours", "theirs", "term", "other"), GOLDEN)
def test_names_for_one_thing_are_paired(ours: str, theirs: str, term: str, other: str) -> None:
    """As each headline writes them, whichever side speaks first."""
    found = [(p.term, p.other_term) for p in pairs([row(1, "ast", ours)], [row(2, "bor", theirs)]) if p.kind == "name"]
    assert found == [(term, other)]
    turned = [(p.term, p.other_term) for p in pairs([row(1, "ast", theirs)], [row(2, "bor", ours)]) if p.kind == "name"]
    assert turned == [(other, term)]


@pytest.mark.parametrize(
    ("ours", "theirs", "expected"),
    [
        ("Ministry says boats left", "Ministry claims boats left", [("says", "claims")]),
        ("Envoy denies the report", "Envoy slams the report", [("denies", "slams")]),
        ("外务省谴责该法案", "外务省発表した", [("谴责", "発表")]),
        ("El gobierno denuncia un ataque", "The government warns of attack", [("denuncia", "warns")]),
        ("Carney says tariffs will hurt", "Trump threatens tariffs", []),
        ("Ministry says boats left", "Minister said boats left", []),
        ("Boats left the bay", "Minister claims boats left", []),
    ],
)
def test_verbs_of_another_stance_are_paired(ours: str, theirs: str, expected: list[tuple[str, str]]) -> None:
    """Of one speaker; two forms of one stance are no difference; where one headline has no such verb there is none."""
    found = pairs([row(1, "ast", ours)], [row(2, "bor", theirs)])
    assert [(pair.term, pair.other_term) for pair in found if pair.kind == "verb"] == expected


def test_a_side_that_uses_both_names_is_not_set_against_itself() -> None:
    """A headline with both names differs in no name from one with either."""
    both, one = row(1, "ast", "Senkakus, called Diaoyu by others"), row(2, "bor", "Boats near Diaoyu")
    assert list(pairs([both], [one])) == []


@given(ours=st.sampled_from(GOLDEN), theirs=st.sampled_from(GOLDEN))
def test_every_pair_can_be_read_in_the_headlines(ours: tuple[str, ...], theirs: tuple[str, ...]) -> None:
    """No term is printed that the printed headlines do not hold."""
    for pair in pairs([row(1, "ast", ours[0])], [row(2, "bor", theirs[1])]):
        assert pair.term in ours[0]
        assert pair.other_term in theirs[1]


def test_the_data_files_are_sound() -> None:
    """Every row of names has two namings or more, no spelling is in two of them; every stance has its verbs."""
    rows = [[cell.split("|") for cell in line.split("\t")] for line in lines("terms.tsv")]
    assert len(rows) == len(names()) > 60
    for row in rows:
        spellings = [spelling.casefold() for cell in row for spelling in cell]
        assert len(row) > 1
        assert len(spellings) == len(set(spellings)), row
    assert len(stances()) == len(set(stances())) == len(verbs()[0]) > 8
    forms = [form.casefold() for line in lines("verbs.tsv") for form in line.split("\t")[1].split("|")]
    assert len(forms) == len(set(forms)), sorted(form for form in forms if forms.count(form) > 1)


def lines(file: str) -> list[str]:
    """The lines of a data file, its comments aside."""
    text = files("counterpoint.stories").joinpath(file).read_text(encoding="utf-8")
    return [line for line in text.splitlines() if not line.startswith("#")]


def test_a_telling_shows_each_sides_headline_verbatim_with_its_row() -> None:
    """Headline, outlet and number are those of the rows; the terms stand in the headline."""
    ours = article("Astland coast guard frees herring trawler near Tern Reef, hails rescue")
    theirs = article("Borland herring trawler harassed by coast guard near Tern Reef", "bornews.example")
    made = selected(ast=(ours,), bor=(theirs,))
    [telling] = made.tellings
    shown = {side.n: (side.side, side.outlet, side.headline) for side in telling.sides}
    assert shown == {r.n: (r.article.side, r.article.outlet.name, r.article.article.title) for r in made.rows}
    assert all(term.casefold() in side.headline.casefold() for side in telling.sides for term in side.terms)
    ours_terms, theirs_terms = (set(map(str.casefold, side.terms)) for side in telling.sides)
    assert not ours_terms & theirs_terms
    assert "trawler" not in ours_terms | theirs_terms


def test_words_of_another_language_set_no_side_apart() -> None:
    """That a Spanish headline has Spanish words says nothing about its side."""
    said = "Astland coast guard frees herring trawler near Tern Reef, hails rescue"
    theirs = "Borland reclama el pesquero retenido en Tern Reef por la guardia costera, herring trawler"
    wording = Wording.of([("bor", "pesquero guardia costera")] * 8 + [("ast", "rescue")] * 8, Memory(topic="t"), DAY)
    [telling] = told_twice([row(1, "ast", said), row(2, "bor", theirs)], wording, TOPIC)
    assert [side.terms for side in telling.sides] == [(), ()]


def test_a_story_that_one_side_tells_has_no_telling() -> None:
    """And neither has one that sides tell of two events that only sound alike."""
    assert selected(ast=(article("Astland warns Borland about herring"),)).tellings == ()
    relevance = Relevance.of(TOPIC)
    assert not linked("Astland envoy opens talks on deal", "Borland opens a harbour", relevance)
    assert not linked("Astland and Borland: the long story", "Borland and Astland: the short story", relevance)
    assert linked("Astland seizes herring trawler", "Herring trawler of Borland seized", relevance)


def test_tellings_come_in_the_order_of_the_rows() -> None:
    """The first story of the first side is the first telling."""
    rows = [
        row(1, "ast", "Astland frees herring trawler"),
        row(2, "bor", "Borland's herring trawler is free"),
    ]
    told = told_twice(rows, Wording.of([], Memory(topic="t"), DAY), TOPIC)
    assert [side.side for side in told[0].sides] == ["ast", "bor"]


def test_words_of_a_side_are_those_it_uses_more_than_chance_would() -> None:
    """The log-odds of a word rise with its use on one side, fall with its use on the other; unknown words have none."""
    today = [("ast", "navy rescues boat")] * 8 + [("bor", "navy rams boat")] * 8
    wording = Wording.of(today, Memory(topic="t"), DAY)
    assert wording.z("rescues", "ast", "bor") > 1.5
    assert wording.z("rescues", "bor", "ast") < -1.5
    assert abs(wording.z("navy", "ast", "bor")) < 0.2
    assert wording.z("unheard", "ast", "bor") == pytest.approx(0, abs=0.01)


def test_the_last_thirty_days_count_and_older_ones_do_not() -> None:
    """A day's words are remembered as shares by side."""
    words = shares([("ast", "navy rescues boat"), ("bor", "navy rams boat")])
    assert [share.name for share in words][:1] == ["ast\tboat"]
    recent = Memory(topic="t", days=(MemoryDay(day=date(2026, 2, 20), terms=words * 5),))
    old = Memory(topic="t", days=(MemoryDay(day=date(2026, 1, 1), terms=words * 5),))
    assert Wording.of([], recent, DAY).z("rams", "bor", "ast") > 1
    assert Wording.of([], old, DAY).z("rams", "bor", "ast") == pytest.approx(0, abs=0.01)
