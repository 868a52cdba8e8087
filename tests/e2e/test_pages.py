"""The site in a real browser: layout, reading without JavaScript, accessibility, the content security policy."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any
from urllib.parse import urljoin

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page

from tests.e2e.conftest import DAY
from tests.site_archive import links_of

pytestmark = pytest.mark.sockets

DIGEST = f"aldera-borvana/{DAY}/"
PAGES = {
    "home": "",
    "digest": DIGEST,
    "digest of three sides": f"strait/{DAY}/",
    "hostile digest": f"hostile/{DAY}/",
    "digest of six sides": f"many/{DAY}/",
    "topic of six sides": "many/",
    "digest without an article": f"nothing/{DAY}/",
    "imported digest": "aldera-borvana/2026-08-04/",
    "gap": f"late/{DAY}/",
    "topic": "aldera-borvana/",
    "month": "aldera-borvana/2026-11/",
    "story": "aldera-borvana/stories/crews-b2/",
    "archive": "archive/",
    "status": "status/",
    "about": "about/",
    "search": "search/",
    "no such page": "404.html",
}
every_page = pytest.mark.parametrize("path", PAGES.values(), ids=PAGES.keys())


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """A page as wide as a small laptop, JavaScript off but for search tests; anything on the console is a failure."""
    context = browser.new_context(viewport={"width": 1280, "height": 900}, java_script_enabled=False)
    opened = context.new_page()
    said: list[str] = []
    opened.on("console", lambda message: said.append(message.text))
    opened.on("pageerror", lambda error: said.append(str(error)))
    yield opened
    context.close()
    assert said == []


def widths(page: Page) -> dict[str, Any]:
    """How wide the window and its content are."""
    measured: dict[str, Any] = page.evaluate(
        "({window: innerWidth, content: document.documentElement.scrollWidth, "
        "beyond: [...document.querySelectorAll('body *')].filter(e => e.getBoundingClientRect().right > innerWidth + 1 "
        "&& !e.closest('.unseen')).map(e => e.outerHTML.slice(0, 80))})"
    )
    return measured


@every_page
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_no_page_has_an_accessibility_violation(browser: Browser, site_url: str, path: str, scheme: Any) -> None:
    """axe-core, all its rules of WCAG 2.2 A and AA, target size included, and its best practices."""
    context = browser.new_context(color_scheme=scheme, bypass_csp=True)  # axe itself is an injected script
    opened = context.new_page()
    opened.goto(site_url + path)
    result = Axe().run(opened, options={"rules": {"target-size": {"enabled": True}}}).response
    context.close()
    found = result["violations"]
    assert {"color-contrast", "region", "html-has-lang"} <= {rule["id"] for rule in result["passes"]}
    assert [(one["id"], [node["html"] for node in one["nodes"]]) for one in found] == []


@every_page
def test_the_smallest_phone_needs_no_horizontal_scroll(browser: Browser, site_url: str, path: str) -> None:
    """At 320 pixels nothing reaches beyond the edge."""
    context = browser.new_context(viewport={"width": 320, "height": 640})
    opened = context.new_page()
    opened.goto(site_url + path)
    measured = widths(opened)
    context.close()
    assert measured["beyond"] == []
    assert measured["content"] <= measured["window"]


@every_page
def test_no_page_breaks_the_content_security_policy(browser: Browser, site_url: str, path: str) -> None:
    """With scripts enabled and the real policy, the console stays empty and nothing is fetched from elsewhere."""
    context = browser.new_context()
    opened = context.new_page()
    said: list[str] = []
    fetched: list[str] = []
    opened.on("console", lambda message: said.append(message.text))
    opened.on("request", lambda request: fetched.append(request.url))
    opened.goto(site_url + path, wait_until="networkidle")
    context.close()
    assert said == []
    assert [url for url in fetched if not url.startswith(site_url)] == []
    assert [url for url in fetched if url.endswith(".js")] == [] or path == "search/"


@every_page
def test_every_link_of_every_page_type_answers(page: Page, site_url: str, path: str) -> None:
    """Links, assets and alternate forms that the site itself has."""
    page.goto(site_url + path)
    links = links_of(page.content().encode()).links
    inner = {urljoin(site_url + path, link).split("#")[0] for link in links}
    for url in sorted(url for url in inner if url.startswith(site_url)):
        assert page.request.get(url).status == 200, url


def boxes(page: Page, selector: str) -> list[Any]:
    """The places of all elements that match."""
    return [element.bounding_box() for element in page.locator(selector).all()]


def test_on_a_wide_page_the_sides_stand_beside_each_other(page: Page, site_url: str) -> None:
    """At 1,024 pixels: tellings and perspectives in columns, of equal height and width."""
    page.set_viewport_size({"width": 1024, "height": 800})
    page.goto(site_url + DIGEST)
    for selector in (".telling:first-of-type .facing > div", ".perspectives > section"):
        left, right = boxes(page, selector)
        assert left["y"] == right["y"]
        assert left["x"] + left["width"] <= right["x"]
        assert abs(left["width"] - right["width"]) < 2


def test_three_sides_stand_in_three_columns(page: Page, site_url: str) -> None:
    """And on a phone one below the other."""
    page.goto(site_url + PAGES["digest of three sides"])
    assert len({box["y"] for box in boxes(page, ".perspectives > section")}) == 1
    page.set_viewport_size({"width": 390, "height": 800})
    stacked = boxes(page, ".perspectives > section")
    assert [box["x"] for box in stacked] == [stacked[0]["x"]] * 3
    assert len({box["y"] for box in stacked}) == 3


def test_citations_lead_to_the_source_and_back(page: Page, site_url: str) -> None:
    """By mouse and by keyboard, without JavaScript."""
    page.goto(site_url + DIGEST)
    page.locator("#highlights-2 .cite").first.click()
    assert page.url.endswith("#s3")
    page.locator("#s3 .back").first.focus()
    page.keyboard.press("Enter")
    assert page.url.endswith("#highlights-2")


def test_the_receipt_is_folded_and_opens_without_javascript(page: Page, site_url: str) -> None:
    """A <details> element does it."""
    page.goto(site_url + DIGEST)
    table = page.locator(".receipt table").first
    assert not table.is_visible()
    page.locator(".receipt summary").click()
    assert table.is_visible()


def test_the_first_stop_of_the_keyboard_skips_to_the_content(page: Page, site_url: str) -> None:
    """The skip link shows itself when it is reached, and every stop is visible."""
    page.goto(site_url + DIGEST)
    page.keyboard.press("Tab")
    skip = page.locator(".skip")
    box = skip.bounding_box()
    assert box
    assert box["x"] >= 0
    page.keyboard.press("Enter")
    assert page.url.endswith("#content")


def test_hostile_headlines_stay_text(browser: Browser, site_url: str) -> None:
    """Not one of them becomes an element, a link or a script, even in a browser that would run it."""
    context = browser.new_context(bypass_csp=True)
    opened = context.new_page()
    alerts: list[str] = []
    opened.on("dialog", lambda dialog: alerts.append(dialog.message))
    opened.goto(site_url + PAGES["hostile digest"])
    assert opened.locator("img, script:not([type='application/ld+json'])").count() == 0
    assert opened.locator("a[href^='javascript']").count() == 0
    assert opened.locator("h1").count() == 1
    assert "<img src=x onerror=alert(1)>" in opened.inner_text("main")
    context.close()
    assert alerts == []


def test_foreign_headlines_carry_language_and_direction(page: Page, site_url: str) -> None:
    """A screen reader speaks Chinese as Chinese; Arabic runs from right to left."""
    page.goto(site_url + DIGEST)
    assert page.locator("#s9 a").first.get_attribute("lang") == "zh"
    arabic = page.locator("#s14 a").first
    assert (arabic.get_attribute("lang"), arabic.get_attribute("dir")) == ("ar", "rtl")
    assert page.locator("#s1 a").first.get_attribute("lang") is None


def test_dark_and_light_are_different_papers(browser: Browser, site_url: str) -> None:
    """The theme follows the reader's system."""
    papers = []
    for scheme in ("light", "dark"):
        context = browser.new_context(color_scheme=scheme)
        opened = context.new_page()
        opened.goto(site_url)
        papers.append(opened.evaluate("getComputedStyle(document.body).backgroundColor"))
        context.close()
    assert len(set(papers)) == 2


def test_reduced_motion_is_respected(browser: Browser, site_url: str) -> None:
    """Anchors glide only for readers who have not asked for less motion."""
    behaviours = []
    for motion in ("no-preference", "reduce"):
        context = browser.new_context(reduced_motion=motion)
        opened = context.new_page()
        opened.goto(site_url)
        behaviours.append(opened.evaluate("getComputedStyle(document.documentElement).scrollBehavior"))
        context.close()
    assert behaviours == ["smooth", "auto"]


def test_print_leaves_the_navigation_out_and_writes_addresses_in(page: Page, site_url: str) -> None:
    """On paper a source needs its address."""
    page.goto(site_url + DIGEST)
    page.emulate_media(media="print")
    assert not page.locator(".masthead nav").is_visible()
    assert len(page.pdf(format="A4")) > 10_000


def test_the_notice_of_an_invented_sample_stands_on_every_page_of_its_topic(page: Page, site_url: str) -> None:
    """Nobody takes an invented edition for news."""
    for name in ("home", "digest", "gap", "topic", "month", "story", "archive", "status", "imported digest"):
        page.goto(site_url + PAGES[name])
        assert "This edition is invented" in page.inner_text("main"), name


def test_days_lead_to_each_other(page: Page, site_url: str) -> None:
    """A reader may walk back through the days, gaps included."""
    page.goto(site_url + DIGEST)
    page.click("a[rel=prev]")
    assert page.url == f"{site_url}aldera-borvana/{DAY - timedelta(days=1)}/"
    page.click("a[rel=next]")
    assert page.url == site_url + DIGEST


@pytest.mark.parametrize("width", [320, 390, 704, 768, 1024, 1280])
def test_words_without_a_break_never_widen_the_page(page: Page, site_url: str, width: int) -> None:
    """Six sides, and names as long as a line: columns wrap, words break."""
    page.set_viewport_size({"width": width, "height": 800})
    for name in ("digest of six sides", "topic of six sides", "hostile digest"):
        page.goto(site_url + PAGES[name])
        assert widths(page)["beyond"] == [], name
