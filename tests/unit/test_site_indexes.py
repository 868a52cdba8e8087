"""The pages that point to digests: home, topics, months, stories, archive, status; and the shelves behind them."""

import re
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from counterpoint.model import FeedReport, Health, StoryStatus
from counterpoint.publishing.cards import Card, card_of
from counterpoint.publishing.months import STORY_MONTHS, latest_months, months_at_hand
from counterpoint.publishing.shelves import Catalogue, CataloguedTopic, Shelf, month_before
from counterpoint.publishing.site import (
    archive_page,
    home_page,
    missing_page,
    month_page,
    status_page,
    story_page,
    topic_page,
)
from counterpoint.publishing.site.calendar import DayState, month_calendar
from counterpoint.publishing.strips import KEPT, Strips
from tests import site_samples
from tests.site_archive import edition_digest

DAY = date(2026, 11, 22)


def card(day: date, topic: str = "strait") -> Card:
    """The card of an invented digest."""
    return card_of(edition_digest(topic, day))


def shelved(*days: date) -> tuple[CataloguedTopic, dict[str, Shelf]]:
    """A topic with digests on `days`, and its shelves by month."""
    shelves: dict[str, Shelf] = {}
    for day in days:
        month = f"{day:%Y-%m}"
        shelves[month] = shelves.get(month, Shelf(topic="strait", month=month)).with_cards([card(day)])
    topic = Catalogue().with_shelves(shelves.values()).topic("strait")
    assert topic
    return topic, shelves


def text(page: bytes) -> str:
    """A page's text without its tags."""
    return " ".join(re.sub(r"<[^>]+>", " ", page.decode()).split())


def test_the_home_page_shows_every_topic_with_its_telling() -> None:
    """In the order of the edition, headline beside headline."""
    page = home_page(DAY, (card(DAY), card(DAY, "other"))).decode()
    assert page.count('class="facing"') == 2
    assert "<mark>escorts</mark>" in page
    assert page.index("t-strait") < page.index("t-other")


def test_yesterday_is_never_passed_off_as_today() -> None:
    """A topic without an edition of the day is shown with its last one, and its date."""
    shown = text(home_page(DAY, (card(DAY - timedelta(days=3)),)))
    assert "No edition on 22 November 2026. The latest is of 19 November 2026:" in shown


def test_a_gap_stands_on_the_home_page_as_a_gap() -> None:
    """With its reason, and without anybody's headline."""
    shown = text(home_page(DAY, (card_of(site_samples.gap("strait", "The strait", DAY)),)))
    assert "the digest step ran out of time" in shown
    assert "no digest" in shown


def test_an_empty_site_says_that_it_is_empty() -> None:
    """Before the first edition."""
    assert "Nothing has been published yet." in text(home_page(None, ()))


def test_a_topics_page_lists_thirty_days_with_holes_as_holes() -> None:
    """The newest first; a day without an edition is said, not skipped."""
    topic, shelves = shelved(*(DAY - timedelta(days=back) for back in range(40) if back not in {3, 4}))
    shown = text(topic_page(topic, [shelves[month] for month in latest_months(topic)]))
    assert "19 November 2026 No edition was made on this day." in shown
    assert "24 October 2026" in shown
    assert "23 October 2026" not in shown
    assert "2026 November 20 October 18" in shown


@pytest.mark.parametrize(
    ("day", "state"),
    [(1, DayState.OUTSIDE), (3, DayState.DIGEST), (4, DayState.HOLE), (5, DayState.GAP), (9, DayState.OUTSIDE)],
)
def test_a_calendar_knows_digests_gaps_and_holes(day: int, state: DayState) -> None:
    """A hole lies between the archive's first and last day; before and after is nothing."""
    gap = card_of(site_samples.gap("strait", "The strait", date(2026, 11, 5)))
    cards = [card(date(2026, 11, 3)), gap, card(date(2026, 11, 6))]
    month = month_calendar("2026-11", cards, date(2026, 11, 3), date(2026, 11, 6))
    found = {entry.day.day: entry.state for week in month.weeks for entry in week if entry}
    assert found[day] is state
    assert len(found) == 30
    assert month.weeks[0][:6] == (None,) * 6


def test_a_month_leads_to_the_months_beside_it() -> None:
    """Those that have digests, also across a month that has none."""
    topic, shelves = shelved(date(2026, 7, 9), date(2026, 9, 1), DAY)
    page = month_page(topic, shelves["2026-09"]).decode()
    assert 'href="../../strait/2026-07/">Earlier month' in page
    assert 'href="../../strait/2026-11/">Later month' in page


def test_a_story_page_shows_its_days_side_by_side() -> None:
    """The newest first, with what changed and every side's headlines."""
    page = story_page("crews-b2", [card(DAY - timedelta(days=1)), card(DAY)])
    assert page.index(b"22 November 2026</a>") < page.index(b"21 November 2026</a>")
    assert "a story on 2 days" in text(page).lower()
    assert "Borvana says the crews were released" in text(page)


def test_a_card_keeps_only_stories_that_were_printed() -> None:
    """An unchanged story stands in memory, not on the page."""
    digest = edition_digest("strait", DAY)
    unseen = replace(digest.stories[0], id="unseen", status=StoryStatus.UNCHANGED)
    kept = card_of(replace(digest, stories=(*digest.stories, unseen)))
    assert "unseen" not in {story.id for story in kept.stories}
    assert "crews-b2" in {story.id for story in kept.stories}


def test_the_archive_lists_months_by_year_with_their_counts() -> None:
    """And labels topics that are no longer followed."""
    topic, _ = shelved(date(2025, 12, 30), DAY, DAY - timedelta(days=1))
    shown = text(archive_page([topic], ["another"]))
    assert "2026 November 2 2025 December 1" in shown
    assert "no longer followed" in shown


def report(health: Health, reason: str = "") -> FeedReport:
    """How an invented source did."""
    return FeedReport(
        source="feed-1", name="aldera-herald.example", url="https://x.example", health=health, reason=reason
    )


def test_the_status_page_says_in_words_what_its_strips_draw() -> None:
    """Healthy days, the last state with its reason, editions made, gaps and missed days."""
    strips = Strips()
    for back, health in ((2, Health.OK), (1, Health.NOT_MODIFIED), (0, Health.BLOCKED)):
        strips = strips.with_reports(DAY - timedelta(days=back), [report(health, "answered 403")])
    topic, shelves = shelved(DAY - timedelta(days=3), DAY)
    page = status_page(DAY, strips, [(topic, shelves["2026-11"].cards)])
    assert "2 of 3 days healthy; last: blocked (answered 403)" in text(page)
    assert "2 made , 2 missed" in text(page).replace("made,", "made ,")
    assert page.count(b'class="bad"') == 3


def test_a_status_page_without_any_source_says_so() -> None:
    """After an import, before the first edition."""
    assert "No edition has asked any source yet." in text(status_page(DAY, Strips(), []))


def test_strips_keep_thirty_days_and_forget_sources_that_are_gone() -> None:
    """An older edition that is published again changes its own day only."""
    strips = Strips()
    for back in reversed(range(40)):
        strips = strips.with_reports(DAY - timedelta(days=back), [report(Health.OK)])
    assert len(strips.sources[0].days) == KEPT
    again = strips.with_reports(DAY - timedelta(days=5), [report(Health.STALE)])
    assert again.sources[0].days[-6].health is Health.STALE
    assert again.sources[0].days[-1].health is Health.OK
    later = replace(report(Health.OK), source="feed-2")
    assert [strip.source for strip in again.with_reports(DAY + timedelta(days=KEPT), [later]).sources] == ["feed-2"]


def test_the_404_page_finds_its_way_from_any_address() -> None:
    """Its links start at the root of the site, which may lie under a path; search engines leave it out."""
    page = missing_page("https://example.com/news/").decode()
    assert 'href="/news/archive/"' in page
    assert 'content="noindex"' in page
    assert 'href="/archive/"' in missing_page().decode()


def test_the_month_before_january_is_december() -> None:
    """Of the year before."""
    assert (month_before("2026-01"), month_before("2026-12")) == ("2025-12", "2026-11")


def test_a_day_looks_only_at_its_own_and_neighbouring_months() -> None:
    """However many there are; a story looks back at most some months further."""
    topic, _ = shelved(*(date(2024 + month // 12, month % 12 + 1, 5) for month in range(30)), DAY)
    plain = replace(card(DAY), stories=())
    assert months_at_hand([plain], topic) == ("2026-06", "2026-11")
    old = replace(card(DAY).stories[0], first_seen=date(2024, 1, 1))
    assert len(months_at_hand([replace(plain, stories=(old,))], topic)) == STORY_MONTHS + 1


def test_a_shelf_holds_each_day_once() -> None:
    """A digest made again takes its own place."""
    corrected = replace(card(DAY), changed=datetime(2026, 11, 23, tzinfo=UTC))
    shelf = Shelf(topic="strait", month="2026-11").with_cards([card(DAY), card(DAY - timedelta(days=1)), corrected])
    assert [kept.day.day for kept in shelf.cards] == [21, 22]
    assert shelf.cards[-1] == corrected


def test_a_renamed_topic_carries_its_newest_name() -> None:
    """An import of an older document does not rename it back."""
    catalogue = Catalogue().with_shelves([Shelf(topic="strait", month="2026-11", cards=(card(DAY),))])
    old = replace(card(date(2025, 1, 2)), name="An older name")
    found = catalogue.with_shelves([Shelf(topic="strait", month="2025-01", cards=(old,))]).topic("strait")
    assert found
    assert (found.name, found.first, found.last) == ("Aldera vs Borvana", date(2025, 1, 2), DAY)


def test_the_lede_is_about_another_story_than_the_telling() -> None:
    """The front does not say twice what its headlines already say."""
    digest = edition_digest("strait", DAY)
    about = digest.tellings[0].story
    assert card_of(digest).lede == next(point.text for point in digest.highlights if point.story != about)
    only = replace(digest, highlights=digest.highlights[:1])
    assert only.highlights[0].story == about
    assert card_of(only).lede == ""
    assert card_of(replace(only, tellings=())).lede == only.highlights[0].text
