"""About the topic: terms as words in any script, the outlet's own side understood, title before summary."""

from dataclasses import replace

import pytest

from counterpoint.model import THIRD_PARTY, Perspective, Topic
from counterpoint.stories.affinity import FEWEST, Affinity
from counterpoint.stories.grading import graded
from counterpoint.stories.junk import junk
from counterpoint.stories.passport import entries
from counterpoint.stories.relevance import FAIRLY_RELEVANT, Grade, Relevance
from tests.stories_samples import AST_FEED, OUTLETS, REGISTRY, TOPIC, article, given, selected

HARBOUR = replace(TOPIC, terms=("harbour",))

REAL = Relevance.of(
    Topic(
        id="real",
        name="Real names",
        perspectives=(
            Perspective(id="us", name="United States", countries=("US",), terms=("US", "U.S.", "Washington", "美国")),
            Perspective(
                id="ve", name="Venezuela", countries=("VE",), terms=("Venezuela", "Delcy Rodríguez", "委内瑞拉")
            ),
            Perspective(id="in", name="India", countries=("IN",), terms=("India", "Indian", "印度", "인도")),
        ),
    )
)


@pytest.mark.parametrize(
    ("text", "sides"),
    [
        ("Oil prices let us down", ()),
        ("The US and Venezuela talk", ("us", "ve")),
        ("U.S. envoy in Caracas", ("us",)),
        ("WASHINGTON POST HIRES EDITOR FOR ARTS", ()),
        ("EVERYBODY TELLS US TO LEAVE THE ROOM NOW", ()),
        ("delcy rodriguez habla", ("ve",)),
        ("DELCY RODRÍGUEZ habla", ("ve",)),
        ("Venezuelan cooking", ()),
        ("Indiana votes", ()),
        ("Storm over the Indian Ocean", ()),
        ("Indian navy in the Indian Ocean", ("in",)),
        ("美国与委内瑞拉会谈", ("us", "ve")),
        ("인도는 발표했다", ("in",)),
        ("US-India trade", ("us", "in")),
        ("Ｕ.S. tariffs", ("us",)),
    ],
)
def test_terms_are_found_as_words(text: str, sides: tuple[str, ...]) -> None:
    """Case, accents and width do not matter, acronyms need capitals, longer names that hold a term do not count."""
    assert REAL.named(text) == sides


@pytest.mark.parametrize(
    ("title", "summary", "own", "grade"),
    [
        ("Astland warns Borland", "", "ast", Grade.BOTH),
        ("Borland builds a harbour", "", "ast", Grade.OTHER),
        ("Borland builds a harbour", "", "bor", Grade.OWN),
        ("Borland builds a harbour", "", THIRD_PARTY, Grade.OWN),
        ("Borland builds a harbour", "Astland is worried.", THIRD_PARTY, Grade.SUMMARY),
        ("A harbour is built", "Astland is worried about Borland.", "ast", Grade.NONE),
    ],
)
def test_an_outlets_own_side_is_understood(title: str, summary: str, own: str, grade: Grade) -> None:
    """An Astland paper that names Borland is about both; third parties must name both; a silent title is about none."""
    assert Relevance.of(TOPIC).grade(title, summary, own) is grade


@pytest.mark.parametrize(
    ("title", "summary", "own", "grade"),
    [
        ("Borland builds a harbour", "", "bor", Grade.OTHER),
        ("Borland builds a harbour", "", THIRD_PARTY, Grade.OTHER),
        ("A harbour is built", "", "bor", Grade.NONE),
        ("A harbour is built", "By Borland.", "bor", Grade.SUMMARY),
        ("Astland warns Borland over harbour", "", "ast", Grade.BOTH),
        ("Astland warns Borland", "The harbour is too deep.", "ast", Grade.BOTH),
        ("Astland warns Borland", "Its herring is too small.", "ast", Grade.OWN),
        ("Borland builds a tower", "", "ast", Grade.OWN),
        ("Borland builds a tower", "It will light the harbour.", "ast", Grade.OTHER),
        ("Borland builds a tower", "Astland is worried.", "bor", Grade.OWN),
        ("Borland builds a tower", "Astland is worried about its harbour.", "bor", Grade.SUMMARY),
    ],
)
def test_terms_of_the_topic_decide(title: str, summary: str, own: str, grade: Grade) -> None:
    """Where a topic lists terms, only an article with one is about it, and never one whose headline names no side."""
    assert Relevance.of(HARBOUR).grade(title, summary, own) is grade


def test_a_story_of_two_sides_without_the_topics_terms_is_about_another() -> None:
    """Both sides tell of a herring duty that names them both: none is about the harbour; the receipt says so."""
    duty = "herring duty of 15 percent on barrels from March"
    ours = (article(f"Astland protests at Borland's {duty}"),)
    theirs = (article(f"Borland sets {duty} against Astland", "bornews.example"),)
    assert len(selected(ours, theirs).rows) == 2
    apart = selected(ours, theirs, topic=HARBOUR)
    assert apart.rows == ()
    assert [line.detail for line in apart.receipt.articles] == ["holds none of the topic's terms"] * 2


def test_a_headline_with_the_topics_own_term_needs_no_other_likeness() -> None:
    """However little it sounds like the quarrel, what the operator listed is what the topic is about."""
    quarrel = [f"Astland and Borland quarrel over herring duty {word}" for word in "abcdefghijkl"]
    weather = [f"Borland choir sings in sunny valley {word}" for word in "abcdefghijkl"]
    sung = article("Borland choir sings at sunny harbour")
    weight = {}
    for topic in (TOPIC, HARBOUR):
        found = entries(topic, (given(AST_FEED, sung),), REGISTRY)
        (graded_one,), _ = graded(found, [*quarrel, *weather], Relevance.of(topic))
        weight[topic.terms] = graded_one.relevance
    assert weight[HARBOUR.terms] >= FAIRLY_RELEVANT > weight[TOPIC.terms]


def test_an_article_without_a_term_belongs_to_a_story_with_one() -> None:
    """The same event in other words: one outlet names the harbour, the other one does not."""
    made = selected(
        ast=(article("Borland opens longest pier with 15 cranes after ten years of works"),),
        bor=(article("Borland's harbour has its longest pier: 15 cranes", "bornews.example"),),
        topic=HARBOUR,
    )
    assert [row.article.side for row in made.rows] == ["ast", "bor"]


def test_words_of_the_relation_are_learned_from_headlines_that_name_both() -> None:
    """After a dozen headlines of each kind, a headline about one side that sounds like the quarrel weighs more."""
    quarrel = [f"Astland and Borland quarrel over fishing fleet {word}" for word in "abcdefghijkl"]
    weather = [f"Borland expects rain and sunshine in valley {word}" for word in "abcdefghijkl"]
    affinity = Affinity.of([*quarrel, *weather], Relevance.of(TOPIC))
    assert affinity.of_title("Borland sends fishing fleet") > 0 > affinity.of_title("Borland has rain in valley")
    assert affinity.relevance("Borland sends fishing fleet", Grade.OTHER) > affinity.relevance("Borland", Grade.OTHER)
    few = Affinity.of([*quarrel[: FEWEST - 1], *weather], Relevance.of(TOPIC))
    assert few.of_title("Borland sends fishing fleet") == 0


@pytest.mark.parametrize(
    ("title", "kind"),
    [
        ("Cartoon: the minister's new hat", "cartoon"),
        ("Horoscope for Sunday: Leo", "horoscope"),
        ("Horóscopo de hoy para Leo", "horoscope"),
        ("Mini crossword No 412", "puzzle"),
        ("LIVE: Borland votes, results", "live ticker"),
        ("Elecciones en Borland, EN VIVO: resultados", "live ticker"),
        ("Gold price today in Borland, 3 March", "price table"),
        ("Dólar hoy en Borland: a cuánto cotiza", "price table"),
        ("Letters to the editor", "letters"),
        ("Ast Times", "home page"),
        ("Home", "home page"),
        ("Photos of the week", "gallery"),
        ("Morning briefing: five things", "digest"),
        ("Astland denies it hid the ship's papers", ""),
        ("Borland lives on fishing, says minister", ""),
        ("Minister delivers speech on gold reserves", ""),
        ("Astland cartoonist jailed in Borland", ""),
        ("Borland protests over cartoons of its queen", ""),
        ("Live ammunition fired at Borland's border", ""),
        ("Video: Astland seizes a tanker near Borland", ""),
        ("Cold, rainy weather forecast across Borland", ""),
        ("Diesel prices to rise in Borland", ""),
        ("Astland offices stand empty amid high vacancies", ""),
    ],
)
def test_junk_is_recognised_and_news_is_not(title: str, kind: str) -> None:
    """What reports nothing has a name; a report about such a thing is a report."""
    assert junk(article(title), OUTLETS[0]) == kind
