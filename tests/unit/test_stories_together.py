"""Told together: parted where only words are alike, joined where sides plainly tell one event; feeds that listen."""

import pytest

from counterpoint.model import THIRD_PARTY, Source, SourceKind
from counterpoint.stories.listening import listens
from counterpoint.stories.relevance import Relevance
from counterpoint.stories.together import joined, merged, parted
from tests.stories_samples import AST_FEED, TOPIC, article, candidate, selected

RELEVANCE = Relevance.of(TOPIC)
SEIZED = candidate("Astland seizes herring trawler at Tern Reef")
TAKEN = candidate("Herring trawler of Borland taken at Tern Reef", "bor", "Bor News")
CHESS = candidate("Borland wins chess crown", "bor", "Bor News")
WIRE = candidate("Herring trawler held, officials say", THIRD_PARTY, "Cor Wire")
STRANGER = candidate("Astland and Borland in brief", THIRD_PARTY, "Cor Wire")


def test_sides_without_a_shared_event_are_parted() -> None:
    """Each side keeps the third-party articles that are linked to it; the others stand alone."""
    assert parted((SEIZED, TAKEN, WIRE), RELEVANCE) == [merged([(SEIZED, TAKEN, WIRE)])]
    apart = parted((SEIZED, CHESS, WIRE, STRANGER), RELEVANCE)
    assert sorted(map(set, map(_titles, apart)), key=sorted) == sorted(
        [{SEIZED.title, WIRE.title}, {CHESS.title}, {STRANGER.title}], key=sorted
    )


def test_sides_that_plainly_tell_one_event_are_joined() -> None:
    """Two sides, three telling words, one day: one story; the same side's two stories stay two."""
    assert joined([(SEIZED,), (CHESS,), (TAKEN,)], RELEVANCE) == [(0, 2), (1,)]
    again = candidate("Astland seizes herring trawler at Tern Reef again", "ast", "Ast Herald")
    assert joined([(SEIZED,), (again,)], RELEVANCE) == [(0,), (1,)]


def test_sides_that_tell_one_event_in_two_languages_are_joined() -> None:
    """By three words that mean the same; what only sounds like the same day's quarrel stays apart."""
    seized = candidate("Coast guard seizes two fishing boats off Astland's northern port", "ast", "Ast Herald")
    capturan = candidate("La guardia costera captura dos barcos de pesca cerca del puerto", "bor", "Bor News")
    protesta = candidate("El ministro de pesca protesta por las nuevas tarifas del gas", "bor", "Bor News")
    assert joined([(seized,), (capturan,), (protesta,)], RELEVANCE) == [(0, 1), (2,)]


def _titles(event: tuple[object, ...]) -> list[str]:
    return [str(getattr(one, "title", "")) for one in event]


@pytest.mark.parametrize(
    ("query", "title", "heard"),
    [
        ("Borland (site:a.example OR site:b.example)", "Borlander wins", True),
        ("Borland (site:a.example OR site:b.example)", "Astland has rain", False),
        ('"Tern Reef" (navy OR fishing) -football', "Trawler near Tern Reef", True),
        ('"Tern Reef" (navy OR fishing) -football', "Trawler near the reef", False),
        ("(navy OR fishing)", "Anything", True),
    ],
)
def test_a_search_is_deaf_to_what_does_not_hold_its_words(query: str, title: str, *, heard: bool) -> None:
    """Any term of a side stands for its name; what is in brackets is optional; a publisher's feed always listens."""
    search = Source(kind=SourceKind.GOOGLE_NEWS, query=query, language="en", region="US")
    assert listens(search, [title], RELEVANCE) is heard
    assert listens(AST_FEED, [title], RELEVANCE) is True


def test_a_story_that_each_side_tells_of_itself_is_about_both() -> None:
    """Neither headline names the other side; told by both, the story does."""
    made = selected(
        ast=(article("Astland herring trawler rams patrol boat at Tern Reef"),),
        bor=(article("Borland patrol boat rammed by herring trawler at Tern Reef", "bornews.example"),),
    )
    assert len(made.tellings) == 1
