"""Blind spots: told by one side, with proof; withheld when silence proves nothing."""

from dataclasses import replace
from datetime import timedelta

import pytest

from counterpoint.model import Article, Health, Memory
from counterpoint.stories import select
from counterpoint.stories.retold import Figures, figures
from tests.stories_samples import AST_FEED, DAY, NOW, REGISTRY, TOPIC, article, given, selected

TOLD = (
    article("Astland finds Borland cables under herring bank", hours=16),
    article("Borland cables found by Astland under herring bank", "astherald.example", hours=14),
)
ELSEWHERE = tuple(
    article(f"Borland opens railway line {n} for wheat", "bornews.example", hours=n) for n in range(1, 12)
)


def test_the_proof_counts_what_the_silent_side_did_publish() -> None:
    """Items of the silent side's own outlets from healthy feeds within the window, none of them on the story."""
    old = article("Borland opens a museum of chess", "bornews.example", hours=60)
    foreign = article("Corland wins at chess", "corwire.example", hours=2)
    [spot] = selected(ast=TOLD, bor=(*ELSEWHERE, old, foreign)).blind_spots
    assert (spot.side, spot.silent_side, spot.withheld) == ("ast", "bor", "")
    assert (spot.silent_items, spot.healthy_feeds, spot.hours) == (11, 1, 48)
    assert spot.outlets == ("Ast Herald", "Ast Times")
    assert spot.headline in {made.title for made in TOLD}


@pytest.mark.parametrize("health", [health for health in Health if not health.healthy])
def test_an_unhealthy_feed_of_the_silent_side_withholds_it(health: Health) -> None:
    """Blocked, stale, empty, failing, …: we could not see, and say so."""
    [spot] = selected(ast=TOLD, bor=ELSEWHERE, bor_health=health).blind_spots
    assert spot.withheld.startswith("cannot tell: ")
    assert health.value in spot.withheld


@pytest.mark.parametrize("health", [health for health in Health if health.healthy])
def test_a_feed_that_did_not_change_is_no_reason(health: Health) -> None:
    """Not modified and not due are healthy: the last articles stand."""
    [spot] = selected(ast=TOLD, bor=ELSEWHERE, bor_health=health).blind_spots
    assert spot.withheld == ""


@pytest.mark.parametrize(
    ("bor", "why"),
    [
        ((), "gave nothing by outlets of Borland"),
        ((article("Borland has rain", "corwire.example"),), "gave nothing"),
        (tuple(replace(made, language="ja") for made in ELSEWHERE), "in the same language"),
        ((*ELSEWHERE, article("Cables under herring bank are ours", "bornews.example")), "may be about it"),
    ],
)
def test_silence_that_proves_nothing_is_withheld(bor: tuple[Article, ...], why: str) -> None:
    """No item of its own outlets, none in a language that can be compared, or one that may be about the story."""
    [spot] = selected(ast=TOLD, bor=bor).blind_spots
    assert why in spot.withheld


def test_a_young_story_and_a_handful_of_items_prove_nothing() -> None:
    """The other side has had no time to tell it, or said hardly anything at all."""
    [young] = selected(ast=(replace(TOLD[0], published=ELSEWHERE[2].published), *TOLD[1:]), bor=ELSEWHERE).blind_spots
    assert young.withheld == ""
    fresh = tuple(replace(made, published=ELSEWHERE[2].published) for made in TOLD)
    [early] = selected(ast=fresh, bor=ELSEWHERE).blind_spots
    assert "less than half a day ago" in early.withheld
    [bare] = selected(ast=TOLD, bor=ELSEWHERE[:4]).blind_spots
    assert "only 4 items" in bare.withheld


def test_an_older_story_is_looked_for_since_it_was_told() -> None:
    """Not only in the last two days."""
    old = tuple(replace(made, published=made.published and made.published - timedelta(hours=50)) for made in TOLD)
    [spot] = selected(ast=old, bor=ELSEWHERE).blind_spots
    assert (spot.hours, spot.withheld) == (78, "")


def test_a_feed_that_was_not_fetched_withholds_it() -> None:
    """A source that is missing from what was gathered was not seen."""
    made = select(TOPIC, (given(AST_FEED, *TOLD),), REGISTRY, Memory(topic="t"), DAY, NOW)
    assert ["was not fetched" in spot.withheld for spot in made.blind_spots] == [True]


def test_one_voice_is_no_blind_spot() -> None:
    """A family of papers is one voice, and what one paper has is its own scoop."""
    sister = replace(TOLD[1], url="https://astevening.example/cables")
    assert selected(ast=(TOLD[0],), bor=ELSEWHERE).blind_spots == ()
    assert selected(ast=(TOLD[0], sister), bor=ELSEWHERE).blind_spots == ()


def test_what_the_other_side_told_yesterday_is_no_blind_spot() -> None:
    """Memory counts: the story is told by both, over two days."""
    theirs = article("Borland: cables under herring bank found by Astland are ours", "bornews.example", hours=20)
    first = selected(bor=(theirs,))
    assert first.memory is not None
    earlier = Memory(topic=TOPIC.id, days=(replace(first.memory, day=DAY.replace(day=9)),))
    made = selected(ast=TOLD, bor=ELSEWHERE, memory=earlier)
    assert [story.id for story in made.stories][:1] == [story.id for story in first.stories]
    assert made.blind_spots == ()


TWO_TONGUES = replace(
    TOPIC,
    perspectives=tuple(
        replace(side, terms=(*side.terms, name))
        for side, name in zip(TOPIC.perspectives, ("アスト国", "ボル国"), strict=True)
    ),
)
IN_ENGLISH = article("Astland puts off closing Borland canal lock by two weeks to 3 April")
THEIRS = article("Borland: Astland closes canal lock two weeks later, on April 3", "bornews.example")


def in_japanese(*titles: str) -> tuple[Article, ...]:
    """One headline each of two independent outlets of Astland."""
    hosts = ("astherald.example", "astwire.example")
    return tuple(replace(article(title, host), language="ja") for title, host in zip(titles, hosts, strict=True))


SAME_DATE = in_japanese(
    "アスト国、ボル国運河の水門閉鎖を4月3日に延期と発表した", "アスト国とボル国運河の水門閉鎖を4月3日に延期 発表した"
)
OTHER_DATE = in_japanese(
    "アスト国、ボル国運河の水門閉鎖を5月8日に延期と発表した", "アスト国とボル国運河の水門閉鎖を5月8日に延期 発表した"
)


def test_what_a_telling_tells_in_another_language_is_no_blind_spot() -> None:
    """Both sides tell the delay in English; that Borland is silent on the same delay in Japanese would be wrong."""
    told = selected(ast=(IN_ENGLISH, *SAME_DATE), bor=(THEIRS, *ELSEWHERE), topic=TWO_TONGUES)
    assert [{side.side for side in telling.sides} for telling in told.tellings] == [{"ast", "bor"}]
    assert told.blind_spots == ()
    apart = selected(ast=(IN_ENGLISH, *OTHER_DATE), bor=(THEIRS, *ELSEWHERE), topic=TWO_TONGUES)
    assert len(apart.tellings) == 1
    assert ["same language" in spot.withheld for spot in apart.blind_spots] == [True]


@pytest.mark.parametrize(
    ("title", "dates", "loose"),
    [
        ("Delay to 3 April", {(4, 3)}, {"day 3"}),
        ("April 3rd: delay", {(4, 3)}, {"day 3"}),
        ("Se aplaza al 3 de abril", {(4, 3)}, {"day 3"}),
        ("4月3日に延期", {(4, 3)}, {"day 3"}),
        ("4월 3일로 연기", {(4, 3)}, {"day 3"}),
        ("3 апреля", {(4, 3)}, {"day 3"}),
        ("外相、9日に会談", set(), {"day 9"}),
        ("14 crew, 2 boats, 41,000 tonnes", set(), {"14", "41.000"}),
        ("March of 2026 over", set(), {"2026"}),
    ],
)
def test_dates_are_the_same_in_every_language(title: str, dates: set[tuple[int, int]], loose: set[str]) -> None:
    """Month and day, a day alone, and numbers of two digits or more."""
    assert figures(title) == Figures(frozenset(dates), frozenset(loose))
