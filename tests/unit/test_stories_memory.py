"""Memory: a story keeps its id, nothing is printed twice, and a developing story says what changed."""

from datetime import timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from counterpoint.model import Article, Fate, Memory, Selection, StoryStatus
from counterpoint.stories.names import Names, is_title_case
from counterpoint.stories.relevance import Relevance
from tests.stories_samples import NOW, TOPIC, article, selected

SEIZED = "Astland seizes Borland fishing boat near Tern Reef"
FIRST = article(SEIZED)
LATER = NOW + timedelta(days=1)


def remembered(*made: Selection) -> Memory:
    """The memory after these digests."""
    memory = Memory(topic=TOPIC.id)
    for selection in made:
        assert selection.memory is not None
        memory = memory.with_day(selection.memory, keep=30)
    return memory


def fates(selection: Selection) -> dict[str, Fate]:
    """The fate of every article by title."""
    return {line.title: line.fate for line in selection.receipt.articles}


def test_an_unchanged_story_is_not_printed_again() -> None:
    """The same article in tomorrow's feed: no row, and the receipt says why and when it was printed."""
    first = selected(ast=(FIRST,))
    second = selected(ast=(FIRST,), memory=remembered(first), now=LATER)
    assert [row.article.article.title for row in first.rows] == [SEIZED]
    assert second.rows == ()
    [line] = second.receipt.articles
    assert (line.fate, line.detail) == (Fate.UNCHANGED, "printed on 2026-03-10")


COUNTED = "Astland seizes Borland fishing boat near Tern Reef, 14 crew held"
TURNED = "Borland fishing boat seized by Astland near Tern Reef"
RETOLD = "Astland seizes Borland boat fishing near Tern Reef"


@pytest.mark.parametrize(
    ("new", "by", "change"),
    [
        (article(COUNTED, hours=-20), "ast", "new number: 14 crew"),
        (article(TURNED, "bornews.example", hours=-20), "bor", "now also told by outlets of Borland"),
        (article(RETOLD, "astherald.example", hours=-20), "ast", "new outlet: Ast Herald"),
    ],
)
def test_a_developing_story_says_what_changed_and_lists_only_what_is_new(new: Article, by: str, change: str) -> None:
    """A number, another side or another outlet: the story keeps its id, and only its new article is a row."""
    first = selected(ast=(FIRST,))
    fed = {"ast": (FIRST, new), "bor": ()} if by == "ast" else {"ast": (FIRST,), "bor": (new,)}
    second = selected(**fed, memory=remembered(first), now=LATER)
    [story] = second.stories
    assert (story.status, story.id) == (StoryStatus.DEVELOPING, first.stories[0].id)
    assert change in story.changes
    assert story.days == (NOW.date(),)
    assert [row.article.article.title for row in second.rows] == [new.title]


def test_a_story_is_known_again_by_its_headlines_alone() -> None:
    """Its first article has left the feed; the follow-up carries the story's id on."""
    first = selected(ast=(FIRST,))
    follow = article("Borland demands Astland free fishing boat seized near Tern Reef", "bornews.example", hours=-20)
    second = selected(bor=(follow,), memory=remembered(first), now=LATER)
    assert [story.id for story in second.stories] == [story.id for story in first.stories]


def test_a_link_that_changed_its_id_does_not_bring_the_article_back() -> None:
    """The same headline of the same day under another id is the same article."""
    first = selected(ast=(FIRST,))
    again = article("Update | " + SEIZED, id_="another-id")
    assert selected(ast=(again,), memory=remembered(first), now=LATER).rows == ()


def test_memory_ends() -> None:
    """After the topic's window a story is new again, and so is what a digest of an earlier date knows."""
    first = selected(ast=(FIRST,))
    much_later = NOW + TOPIC.settings.memory + timedelta(days=1)
    again = article(SEIZED, hours=-24 * 14.5)
    [story] = selected(ast=(again,), memory=remembered(first), now=much_later).stories
    assert story.status is StoryStatus.NEW
    assert len(selected(ast=(FIRST,), memory=remembered(first)).rows) == 1


HEADLINES = [
    "Astland seizes Borland fishing boat near Tern Reef",
    "Borland demands release of boat seized by Astland",
    "Astland says 14 crew of Borland boat are well",
    "Borland summons Astland envoy over boat",
    "Astland opens trade office in Borland capital",
    "Borland fines Astland airline 30 million crowns",
    "Astland and Borland leaders meet in Corland",
    "Borland bans Astland pears after pest found",
]
HOSTS = ["asttimes.example", "astherald.example", "bornews.example", "bordaily.example", "corwire.example"]


@given(st.lists(st.lists(st.tuples(st.integers(0, 7), st.integers(0, 4)), max_size=8), min_size=2, max_size=5))
@settings(max_examples=40, deadline=None)
def test_no_article_is_ever_printed_twice(days: list[list[tuple[int, int]]]) -> None:
    """Whatever the feeds repeat, over any days."""
    printed: set[str] = set()
    made: list[Selection] = []
    for n, picks in enumerate(days):
        fed = tuple(article(HEADLINES[t], HOSTS[h], hours=6 - 24 * n) for t, h in dict.fromkeys(picks))
        selection = selected(ast=fed, memory=remembered(*made), now=NOW + timedelta(days=n))
        made.append(selection)
        titles = {f"{row.article.outlet.name}: {row.article.article.title}" for row in selection.rows}
        assert not titles & printed
        printed |= titles


def test_names_are_learned_from_sentences_and_found_in_titles() -> None:
    """A word that stands capitalised inside sentences is a name; in Title Case only such words are."""
    seen = ["Envoy meets Ann Bell in Northmark", "Talks with Ann Bell end in a row over Astland", "The row goes on"]
    names = Names.of(seen, Relevance.of(TOPIC))
    shown = "Opinion | Ann Bell Says Row Goes On In Northmark, Astland - Bor News"
    assert names.within(shown) == ("Ann Bell", "Northmark")
    assert is_title_case("Bell Says Row Goes On") is True
    assert is_title_case("Bell says the row goes on") is False
