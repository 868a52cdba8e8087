"""Headlines of one event come together, others stay apart. All headlines are invented."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from counterpoint.stories.clustering import Text, cluster
from counterpoint.stories.linkage import Linkage
from counterpoint.stories.twins import Mould, twins

NOON = datetime(2026, 1, 10, 12, tzinfo=UTC)

DAY = (
    "Corvena closes the Selim strait to Teldan tankers",
    "Teldan tankers shut out of Selim strait by Corvena",
    "Selim strait closure: Teldan calls envoy of Corvena home",
    "Harvest festival opens in Marrow with record crowds",
    "Teldan parliament passes pension reform after night session",
    "Pension reform clears Teldan parliament",
    "Corvena orchestra to tour Teldan in spring",
    "Football: Corvena and Teldan draw in qualifier",
    "Storm leaves 40,000 homes in north Corvena without power",
    "North Corvena blackout after storm hits 40,000 homes",
    "Teldan central bank holds interest rate",
    "Astronomers find faint comet",
    "Corvena and Teldan ministers to meet over border fees",
    "Teldan students protest rents outside Corvena consulate",
    "Corvena cheese wins prize at Teldan fair",
    "Why Teldan engineers move to Corvena",
    "Corvena airline adds flights to Teldan capital",
    "Teldan court hears Corvena smuggling case",
    "Corvena novelist buried in Teldan village",
    "Teldan vaccine trial recruits in Corvena",
    "Corvena tailor dresses Teldan actors",
    "Teldan farmers eye Corvena grain prices",
)


def texts(*titles: str, **fields: object) -> list[Text]:
    """Headlines named 0, 1, 2, …; keyword arguments go to every one."""
    return [Text(id=f"{n:02}", title=title, **fields) for n, title in enumerate(titles)]  # type: ignore[arg-type]  # tests pass what a field takes


def together(*titles: str) -> set[tuple[str, ...]]:
    """Groups of more than one, of headlines told apart by position."""
    return {group for group in cluster(texts(*titles)) if len(group) > 1}


def test_one_event_in_other_words() -> None:
    """Rare shared words join; the topic's own words, which stand everywhere, do not."""
    assert together(*DAY) == {("00", "01", "02"), ("04", "05"), ("08", "09")}


def test_every_text_is_in_exactly_one_group() -> None:
    """Nothing is lost, nothing is doubled."""
    members = [member for group in cluster(texts(*DAY)) for member in group]
    assert sorted(members) == [f"{n:02}" for n in range(len(DAY))]


@settings(max_examples=25)
@given(st.permutations(range(len(DAY))))
def test_order_of_input_is_no_matter(order: list[int]) -> None:
    """The same texts give the same groups in the same order."""
    made = texts(*DAY)
    assert cluster([made[n] for n in order]) == cluster(made)


@settings(max_examples=50)
@given(st.lists(st.tuples(st.text(max_size=40), st.text(max_size=80), st.sampled_from(["", "a", "b"])), max_size=12))
def test_any_text_is_clustered(rows: list[tuple[str, str, str]]) -> None:
    """Hostile text breaks nothing, each text comes back once, and windows never join."""
    made = [Text(id=f"{n:02}", title=t, summary=s, window=w) for n, (t, s, w) in enumerate(rows)]
    windows = {text.id: text.window for text in made}
    groups = cluster(made)
    assert sorted(member for group in groups for member in group) == sorted(windows)
    assert all(len({windows[member] for member in group}) == 1 for group in groups)


def test_windows_never_join() -> None:
    """The same headline in two windows is two stories."""
    made = [Text(id=name, title=DAY[0], window=name) for name in ("monday", "tuesday")]
    assert cluster(made) == (("monday",), ("tuesday",))


def test_identical_titles_join() -> None:
    """Syndicated copies are one story, in a window of their own too."""
    assert cluster(texts(DAY[0], DAY[0])) == (("00", "01"),)


def test_empty_titles_stay_alone() -> None:
    """What says nothing is like nothing, not even like itself."""
    assert cluster(texts("", "", "of the")) == (("00",), ("01",), ("02",))


def test_nothing_gives_nothing() -> None:
    """No texts, no groups."""
    assert cluster([]) == ()


def test_leads_join_what_headlines_do_not() -> None:
    """Two headlines without a common word, with leads about one thing."""
    lead = "The Selim strait, through which Teldan tankers pass, was closed by the navy of Corvena on Monday."
    made = [
        *texts(*DAY[3:]),
        Text(id="90", title="Blockade feared", summary=lead),
        Text(id="91", title="Insurers alarmed", summary=f"{lead} Premiums rose."),
    ]
    assert ("90", "91") in cluster(made)
    assert ("90", "91") not in cluster([replace(text, summary="") for text in made])


def test_days_part_what_words_join() -> None:
    """A weak likeness on one day is one event, four days apart it is not."""
    near = [Text(id=f"{n:02}", title=title, published=NOON) for n, title in enumerate(DAY)]
    far = [Text(id=t.id, title=t.title, published=NOON + timedelta(days=4 * (t.id == "02"))) for t in near]
    assert ("00", "01", "02") in cluster(near)
    assert ("00", "01", "02") not in cluster(far)


def test_a_chain_does_not_swallow_strangers() -> None:
    """Each headline shares a word with the next; first and last have nothing in common and stay apart."""
    chain = (
        "Ferry sinks off Marrow",
        "Marrow mayor resigns",
        "Resigns: opera chief quits Velde house",
        "Velde house prices fall",
        "Prices: grain futures climb",
        "Futures trader jailed for fraud",
    )
    assert max(len(group) for group in cluster(texts(*chain))) <= 2


def test_chinese_headlines_join() -> None:
    """Text without spaces, two writings of one event among others."""
    made = (
        "海峡关闭致油轮滞留",
        "油轮因海峡关闭而滞留",
        "丰收节吸引大批游客",
        "议会通过养老金改革",
        "天文学家发现新彗星",
    )
    assert together(*made) == {("00", "01")}


def test_spanish_headlines_join() -> None:
    """Other endings, other order of words."""
    made = (
        "El parlamento aprueba la reforma de las pensiones",
        "Reforma de pensiones aprobada por el parlamento",
        "Una tormenta deja sin luz a miles de hogares",
        "La orquesta viaja en primavera",
        "El banco central mantiene los tipos",
    )
    assert together(*made) == {("00", "01")}


TWINS = [
    ("Rivera wins Ostland primary", "Rivera wins Nordmark primary"),
    ("Rivera Wins Ostland", "Rivera Wins Nordmark"),
    ("Dock strike: what to know on day 2", "Dock strike: what to know on day 21"),
    ("Gold price in Marrow today: 6,120 crowns", "Gold price in Marrow today: 6,145 crowns"),
    ("Earthquake of magnitude 5.1 hits Teldan", "Earthquake of magnitude 6.0 hits Corvena"),
    ("Live: news of the Selim crisis, Monday 15 March", "Live: news of the Selim crisis, Tuesday 16 March"),
    ("金価格 今日 1グラム 15200円", "金価格 今日 1グラム 15430円"),
]


@pytest.mark.parametrize(("one", "other"), TWINS)
def test_template_twins_stay_apart(one: str, other: str) -> None:
    """Of one mould, but another place, day or number."""
    assert cluster(texts(one, other)) == (("00",), ("01",))


def test_twins_stay_apart_among_copies() -> None:
    """Several outlets print both moulds: one story per place, although most words are shared."""
    made = ("Rivera wins Ostland primary", "Rivera wins Nordmark primary") * 3
    assert cluster(texts(*made)) == (("00", "02", "04"), ("01", "03", "05"))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Ferry sinking off Marrow kills 20", "Ferry sinking off Marrow kills 25"),
        ("Teldan protests over strait closure", "Ostra protests over strait closure"),
        ("Rivera wins Ostland primary", "Rivera wins Ostland primary"),
        ("Rivera wins primary", "Storm leaves homes without power"),
    ],
)
def test_what_is_no_twin(one: str, other: str) -> None:
    """A rising count of victims, another name for the same subject, a copy, and a stranger."""
    assert not twins(Mould.of(one), Mould.of(other))


def test_average_link_needs_both_ends() -> None:
    """0-1 and 1-2 are alike, 0-2 not: the better pair joins, the third stays out."""
    graph = [{1: 0.9}, {0: 0.9, 2: 0.8}, {1: 0.8}]
    assert Linkage(graph, 0.5).groups() == [[0, 1], [2]]
