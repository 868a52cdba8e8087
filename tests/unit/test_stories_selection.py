"""Selection and its receipt: stories before articles, caps, an order that explains itself, sums that add up."""

from collections import Counter
from datetime import timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from counterpoint.model import THIRD_PARTY, Article, Fate, Health, Memory, Settings, Topic
from counterpoint.stories import select
from counterpoint.stories.headlines import alike, canonical
from tests.stories_samples import AST_FEED, BOR_FEED, DAY, NOW, REGISTRY, TOPIC, article, selected
from tests.stories_samples import given as fed

EVENTS = [
    ("seizes fishing boat near Tern Reef", "crew of boat held at Tern Reef"),
    ("opens trade office in harbour town", "traders doubt new office in harbour town"),
    ("fines airline thirty million crowns", "airline appeals fine of thirty million crowns"),
    ("bans pears after pest found", "pear growers protest pest ban"),
    ("recalls envoy over map of islands", "envoy leaves in row over islands map"),
]


# fmt: off
THINGS = [
    "harbour", "pears", "airline", "islands", "envoy", "tariff", "glacier", "railway", "satellite", "museum",
    "cables", "vaccine", "orchestra", "bridge", "shrimp", "visas", "reservoir", "wheat", "lighthouse", "border",
    "pandas", "steel", "language", "passports", "diesel", "cinema", "footballers", "spies", "earthquake",
    "monastery", "tunnel", "herring", "pensions", "radar", "hospital", "elections", "chess", "timber", "fireworks",
    "insurance",
]
# fmt: on


def many(first: int, count: int, host: str, *, side: str = "Astland", other: str = "Borland") -> tuple[Article, ...]:
    """So many different stories of one outlet, each about other things, from the `first` of them on."""
    pairs = zip(THINGS[first : first + count], reversed(THINGS), strict=False)
    titles = [f"{one} of {side}, {two} of {other}" for one, two in pairs]
    return tuple(article(title, host, hours=1 + n) for n, title in enumerate(titles))


def test_a_story_told_by_both_sides_comes_first() -> None:
    """Before a newer story that one side tells."""
    newer = article("Astland minister scolds Borland about pears", "astherald.example", hours=1)
    ours = article("Astland seizes Borland fishing boat near Tern Reef", hours=20)
    theirs = article("Borland boat fishing near Tern Reef seized by Astland", "bornews.example", hours=20)
    made = selected(ast=(newer, ours), bor=(theirs,))
    assert {a.side for a in made.stories[0].articles} == {"ast", "bor"}
    assert [part.name for part in made.stories[0].score] == ["sides", "voices", "recency", "relevance"]
    totals = [sum(part.value for part in story.score) for story in made.stories]
    assert totals == sorted(totals, reverse=True)


def test_papers_of_one_owner_are_one_voice() -> None:
    """A second paper of the family adds no weight, and no row of its own to the story."""
    one = article("Astland seizes Borland fishing boat near Tern Reef")
    sister = article("Fishing boat of Borland seized near Tern Reef by Astland", "astevening.example")
    stranger = article("Fishing boat of Borland seized near Tern Reef by Astland", "astherald.example")
    alone, family, two = selected(ast=(one,)), selected(ast=(one, sister)), selected(ast=(one, stranger))
    voices = [next(p.value for p in made.stories[0].score if p.name == "voices") for made in (alone, family, two)]
    assert voices[0] == voices[1] < voices[2]
    assert len(family.rows) == 1
    assert Fate.SURPLUS in {line.fate for line in family.receipt.articles}


def test_no_outlet_and_no_side_takes_the_whole_digest() -> None:
    """Caps: a fifth for an outlet, an equal part for a side, max_articles for all."""
    ast = many(0, 14, "asttimes.example") + many(14, 14, "astherald.example")
    made = selected(ast=ast)
    outlets = Counter(row.article.outlet.name for row in made.rows)
    assert max(outlets.values()) <= 4
    assert Fate.CAPPED in {line.fate for line in made.receipt.articles}
    small = Topic(id="t", name="T", perspectives=TOPIC.perspectives, settings=Settings(max_articles=4))
    few = selected(ast=ast, bor=many(28, 9, "bornews.example", side="Borland", other="Astland"), topic=small)
    assert Counter(row.article.side for row in few.rows) == Counter({"ast": 2, "bor": 1})


def test_a_thin_day_gives_a_short_digest() -> None:
    """Nothing is padded: headlines that name no side, or only their own, stay out however empty the page is."""
    made = selected(ast=(article("A harbour is built"), article("Astland has rain"), article("Borland has rain today")))
    assert [row.article.article.title for row in made.rows] == ["Borland has rain today"]


def test_third_parties_come_last_and_only_with_a_story_of_the_sides() -> None:
    """A third-party report of a story both sides tell is printed below them; one of its own is not."""
    ours = article("Astland seizes Borland fishing boat near Tern Reef")
    theirs = article("Borland fishing boat near Tern Reef seized by Astland navy", "bornews.example")
    third = article("Astland navy seizes fishing boat of Borland near Tern Reef, officials say", "corwire.example")
    alone = article("Astland and Borland cook soup together", "corwire.example")
    made = selected(ast=(ours, third, alone), bor=(theirs,))
    assert [row.article.side for row in made.rows] == ["ast", "bor", THIRD_PARTY]
    assert [row.n for row in made.rows] == [1, 2, 3]


@pytest.mark.parametrize(
    ("broken", "fate"),
    [
        (article("", id_="x"), Fate.EMPTY),
        (article("Astland warns Borland of war", hours=24 * 6), Fate.OLD),
        (article("Astland warns Borland of war", hours=-1), Fate.LATER),
        (article("Cartoon: Astland and Borland"), Fate.JUNK),
        (article("A harbour is built"), Fate.OFF_TOPIC),
    ],
)
def test_every_refusal_has_its_word(broken: Article, fate: Fate) -> None:
    """One word from the fixed list, and the sum is right."""
    made = selected(ast=(broken,))
    assert [(count.fate, count.count) for count in made.receipt.fates] == [(fate, 1)]
    assert made.rows == ()


HOSTS = ["asttimes.example", "astevening.example", "astherald.example", "astportal.example", "bornews.example",
         "bordaily.example", "corwire.example", "nobody.example"]  # fmt: skip


@st.composite
def feeds(draw: st.DrawFn) -> list[Article]:
    """A heap of articles: real and junk, old and new, twins and copies, of known and unknown outlets."""
    heap = []
    for n in range(draw(st.integers(0, 25))):
        event = draw(st.sampled_from(EVENTS))
        names = draw(st.sampled_from([("Astland", "Borland"), ("Borland", "Astland"), ("Nobody", "nothing")]))
        title = draw(
            st.sampled_from([f"{names[0]} {event[0]} of {names[1]}", f"{names[0]}: {event[1]}", "Cartoon", ""])
        )
        host, hours = draw(st.sampled_from(HOSTS)), draw(st.integers(-2, 140))
        heap.append(article(title, host, id_=draw(st.sampled_from([f"id-{n}", "shared"])), hours=hours))
    return heap


@given(heap=feeds(), data=st.data())
@settings(max_examples=60, deadline=None)
def test_the_receipt_adds_up_and_the_order_of_feeds_is_no_matter(heap: list[Article], data: st.DataObject) -> None:
    """Every article has one fate; no side is filled from abroad, no two rows read alike; any order, same result."""
    cut = data.draw(st.integers(0, len(heap)))
    ast, bor = heap[:cut], heap[cut:]
    made = select(TOPIC, (fed(AST_FEED, *ast), fed(BOR_FEED, *bor)), REGISTRY, Memory(topic="t"), DAY, NOW)
    receipt, rows = made.receipt, made.rows
    assert receipt.gathered == len(heap) == len(receipt.articles) == sum(count.count for count in receipt.fates)
    assert sum(feed.gathered for feed in receipt.feeds) == len(heap)
    assert sum(feed.printed for feed in receipt.feeds) == len(rows) == sum(share.count for share in receipt.outlets)
    homes = {"ast": "XA", "bor": "XB"}
    assert all(row.article.outlet.country == homes.get(row.article.side, row.article.outlet.country) for row in rows)
    sides = [row.article.side for row in rows]
    assert sides == sorted(sides, key=["ast", "bor", THIRD_PARTY].index)
    titles = [canonical(row.article.article.title) for row in rows]
    assert all(alike(one, other) < 0.75 for n, one in enumerate(titles) for other in titles[:n])
    ast, bor = data.draw(st.permutations(ast)), data.draw(st.permutations(bor))
    again = select(TOPIC, (fed(BOR_FEED, *bor), fed(AST_FEED, *ast)), REGISTRY, Memory(topic="t"), DAY, NOW)
    assert again == made


def test_unknown_outlets_are_listed_for_the_operator() -> None:
    """With how often they were met."""
    strangers = (article("Astland warns Borland", "nobody.example"), article("Borland warns Astland", "nobody.example"))
    made = selected(ast=strangers)
    assert [(share.name, share.count) for share in made.receipt.unknown_outlets] == [("nobody.example", 2)]


def test_a_feeds_health_is_in_the_receipt() -> None:
    """With the sides that asked it."""
    made = selected(bor_health=Health.BLOCKED)
    assert [(feed.perspectives, feed.health) for feed in made.receipt.feeds] == [
        (("ast",), Health.OK),
        (("bor",), Health.BLOCKED),
    ]


def test_the_clock_is_an_argument() -> None:
    """The same articles a week later are old."""
    made = selected(ast=(article("Astland warns Borland"),), now=NOW + timedelta(days=7))
    assert [line.fate for line in made.receipt.articles] == [Fate.OLD]
