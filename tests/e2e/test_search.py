"""Search in a real browser, under the search page's own content security policy."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.e2e.conftest import DAY

pytestmark = pytest.mark.sockets


@pytest.fixture
def search(browser: Browser, site_url: str) -> Iterator[Page]:
    """The search page; anything on the console is a failure."""
    context = browser.new_context()
    page = context.new_page()
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    page.on("pageerror", lambda error: said.append(str(error)))
    page.goto(f"{site_url}search/")
    yield page
    context.close()
    assert said == []


def found(page: Page, query: str) -> str:
    """The results' text after typing a query."""
    page.fill("#q", query)
    expect(page.locator("#found")).to_contain_text("found")
    return page.inner_text("#results")


@pytest.mark.parametrize(
    ("query", "line"),
    [
        ("vessels", "Fourteen vessels are to be refitted under the patrol law."),
        ("海军", "博尔瓦纳海军在奥斯特拉海峡进行例行巡逻"),
        ("例行巡逻", "博尔瓦纳海军在奥斯特拉海峡进行例行巡逻"),
        ("漁業交渉", "海峡の漁業交渉、来週再開へ"),
        ("المناورات", "البحرية تعلن انتهاء المناورات قرب المضيق"),
        ("seguros", "El estrecho reabre, pero los seguros siguen caros"),
    ],
)
def test_words_of_any_script_are_found_and_shown_in_their_line(search: Page, query: str, line: str) -> None:
    """The line stands in the result as it was printed, with the word marked."""
    assert line in found(search, query)
    assert search.locator("#results mark").count() > 0


def test_months_are_searched_together(search: Page) -> None:
    """A word of an imported digest of another month is found by way of the merged index."""
    assert "3 August 2026" in found(search, "calm")


def test_a_result_leads_to_its_digest(search: Page, site_url: str) -> None:
    """By its title."""
    found(search, "vessels")
    search.locator("#results a", has_text=f"{DAY.day} November 2026").first.click()
    assert search.url.startswith(site_url)
    assert search.url.endswith(f"/{DAY}/")
    assert "vessels" in search.inner_text("main")


def test_a_search_can_be_linked_to(search: Page, site_url: str) -> None:
    """The query stands in the address, and an address with a query searches."""
    found(search, "hotline")
    assert search.url.endswith("?q=hotline")
    search.goto(f"{site_url}search/?q=hotline")
    expect(search.locator("#results")).to_contain_text("hotline")


def test_hostile_text_stays_text_in_results(search: Page) -> None:
    """Lines are shown as text, never as markup."""
    assert "<img src=x onerror=alert(1)>" in found(search, "onerror")
    assert search.locator("#results img").count() == 0


@pytest.mark.parametrize("query", ["zyzzogeton", "vesselful", "nothingatall xyz", "Counterpoint labels"])
def test_nothing_found_is_said(search: Page, query: str) -> None:
    """Not what merely begins like a word of the query, nor a page that is no digest; and where to look instead."""
    search.fill("#q", query)
    expect(search.locator("#found")).to_have_text(f"Nothing for “{query}”. Try fewer words, or the archive.")
    assert search.locator("#results li").count() == 0
    search.click("#found a")
    assert search.url.endswith("/archive/")


def test_a_headline_is_shown_once_in_a_result(search: Page) -> None:
    """Though it stands in a highlight, in a point and among the sources; no line begins with a bullet's mark."""
    found(search, "refitted")
    for text in search.locator("#results li").first.locator("p:not(.when)").all_inner_texts():
        assert not text.startswith("-")
    assert search.locator("#results li").first.locator("p:not(.when)").count() <= 2


def test_the_search_page_carries_the_topics_notice(search: Page) -> None:
    """What is invented is said to be there as well."""
    expect(search.locator("p.notice").first).to_contain_text("invented")


def test_more_results_come_on_request(search: Page) -> None:
    """Ten at a time."""
    found(search, "ferry")
    assert search.locator("#results li").count() == 10
    search.click("#more button")
    expect(search.locator("#results li").nth(10)).to_be_visible()


def test_without_javascript_search_leads_to_the_archive(browser: Browser, site_url: str) -> None:
    """The only page with a script says so where there is none."""
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{site_url}search/")
    page.click("noscript a")
    assert page.url == f"{site_url}archive/"
    context.close()
