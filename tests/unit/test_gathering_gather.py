"""One source in one edition, against a small fake of the web: what is asked, given, remembered and said."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta

import pytest

from counterpoint.errors import FeedError
from counterpoint.gathering.gather import gather
from counterpoint.gathering.google_news import SEARCH_URL
from counterpoint.gathering.response import Hop, Response, Validators
from counterpoint.gathering.visit import Gathered
from counterpoint.model import Article, FeedState, Health, Source, SourceKind

NOW = datetime(2026, 3, 1, 4, 0, tzinfo=UTC)
HOUR, DAY = timedelta(hours=1), timedelta(days=1)
PAPER = Source(kind=SourceKind.RSS, url="https://paper.example/feed")
SEARCH = Source(kind=SourceKind.GOOGLE_NEWS, query="Invented - query", language="en", region="US")
MARKS = {"etag": '"one"', "last-modified": "Sun, 01 Mar 2026 03:00:00 GMT"}


@dataclass
class FakeWeb:
    """A web of one answer, which remembers what it was asked."""

    answer: Response | FeedError
    asked: list[tuple[str, Validators | None]] = field(default_factory=list)
    google_news_url: str = SEARCH_URL

    def get(self, url: str, validators: Validators | None = None) -> Response:
        """The one answer, as if it came from the address asked."""
        self.asked.append((url, validators))
        if isinstance(self.answer, FeedError):
            raise self.answer
        return self.answer if self.answer.url else replace(self.answer, url=url)


def rss(*titles: str, when: datetime = NOW - HOUR) -> bytes:
    """An invented feed with these headlines."""
    items = "".join(
        f"<item><title>{title}</title><link>https://paper.example/{n}</link><guid>{title}</guid>"
        f"<pubDate>{when:%a, %d %b %Y %H:%M:%S} GMT</pubDate></item>"
        for n, title in enumerate(titles)
    )
    return f'<rss version="2.0"><channel><title>Paper</title>{items}</channel></rss>'.encode()


def answer(body: bytes = b"", status: int = 200, headers: Mapping[str, str] = MARKS, url: str = "") -> Response:
    """An answer of the address that is asked, unless `url` says otherwise."""
    return Response(url, status, headers, body)


def once(
    given: Response | FeedError,
    state: FeedState | None = None,
    previous: tuple[Article, ...] = (),
    now: datetime = NOW,
    source: Source = PAPER,
) -> Gathered:
    """One edition's fetch."""
    return gather(source, state, previous, FakeWeb(given), now)


def test_a_first_fetch_is_unconditional_and_remembers_the_pair_of_its_200() -> None:
    """Articles, state and report of an ordinary feed."""
    web = FakeWeb(answer(rss("One", "Two")))
    given = gather(PAPER, None, (), web, NOW)
    assert web.asked == [(PAPER.url, None)]
    assert [article.title for article in given.articles] == ["One", "Two"]
    assert (given.report.health, given.report.items, given.report.reason) == (Health.OK, 2, "")
    assert given.fresh
    assert (given.state.etag, given.state.last_modified) == (MARKS["etag"], MARKS["last-modified"])
    assert given.state.due == NOW + HOUR


def test_a_304_lets_the_articles_stand() -> None:
    """The second request carries the pair; what stood stands, and nothing is stored anew."""
    first = once(answer(rss("One")))
    web = FakeWeb(answer(status=304, headers={}))
    second = gather(PAPER, first.state, first.articles, web, NOW + DAY)
    assert web.asked == [(PAPER.url, Validators(PAPER.url, MARKS["etag"], MARKS["last-modified"]))]
    assert second.articles == first.articles
    assert not second.fresh
    assert second.report.health is Health.NOT_MODIFIED
    assert second.state.etag == MARKS["etag"]


@pytest.mark.parametrize(
    ("renewed", "kept"),
    [
        ({"etag": '"two"', "last-modified": "Mon, 02 Mar 2026 03:00:00 GMT"}, '"two"'),
        ({"etag": '"two"'}, '"one"'),  # half a pair would mix two answers
        ({}, '"one"'),
    ],
)
def test_a_304_renews_validators_only_as_a_pair(renewed: dict[str, str], kept: str) -> None:
    """Two halves of different answers are never sent together."""
    first = once(answer(rss("One")))
    second = once(answer(status=304, headers=renewed), first.state, first.articles, NOW + DAY)
    assert second.state.etag == kept
    assert second.state.last_modified == (renewed if len(renewed) == 2 else MARKS)["last-modified"]


@pytest.mark.parametrize("status", [200, 304])
def test_a_huge_validator_is_not_remembered(status: int) -> None:
    """60 kB of ETag would be stored, and sent back with every request; the other of the pair stays."""
    huge = {"etag": '"' + "x" * 60_000 + '"', "last-modified": MARKS["last-modified"]}
    first = once(answer(rss("One")))
    second = once(answer(rss("Two") if status == 200 else b"", status, huge), first.state, first.articles, NOW + DAY)
    assert len(second.state.etag) < 1000
    assert second.state.last_modified == MARKS["last-modified"]
    longest = {"etag": '"' + "x" * 998 + '"'}
    assert once(answer(rss("One"), headers=longest)).state.etag == longest["etag"]


def test_the_same_bytes_again_are_not_read_again() -> None:
    """A server that ignores conditions: the body's hash says that nothing changed; its new pair is kept."""
    first = once(answer(rss("One")))
    second = once(answer(rss("One"), headers={"etag": '"two"'}), first.state, first.articles, NOW + DAY)
    assert second.articles is first.articles
    assert (second.report.health, second.fresh) == (Health.NOT_MODIFIED, False)
    assert (second.state.etag, second.state.last_modified) == ('"two"', "")


def test_lost_articles_are_fetched_again_without_conditions() -> None:
    """When the articles that would stand are gone, a 304 would tell us nothing."""
    first = once(answer(rss("One")))
    web = FakeWeb(answer(rss("One")))
    second = gather(PAPER, first.state, (), web, NOW + DAY)
    assert web.asked == [(PAPER.url, None)]
    assert second.fresh
    assert len(second.articles) == 1


def test_a_source_that_is_not_due_is_not_asked() -> None:
    """Its articles stand; the reason names the time."""
    first = once(answer(rss("One"), headers={**MARKS, "cache-control": "max-age=7200"}))
    web = FakeWeb(answer(rss("Two")))
    second = gather(PAPER, first.state, first.articles, web, NOW + HOUR)
    assert web.asked == []
    assert second.articles == first.articles
    assert (second.report.health, second.report.reason) == (
        Health.NOT_DUE, "not asked again before 2026-03-01 06:00 UTC")  # fmt: skip


def test_a_source_that_wants_days_of_rest_is_not_passed_off_as_fresh() -> None:
    """Politeness is kept, but the silence of a feed that was not asked for two days proves nothing."""
    first = once(answer(rss("One"), headers={**MARKS, "cache-control": "max-age=604800"}))
    later = once(answer(), first.state, first.articles, NOW + 2 * DAY)
    assert later.report.health is Health.STALE
    assert not later.report.health.healthy
    assert later.articles == first.articles


FAILURES = [
    (answer(status=429), Health.BLOCKED, "too often"),
    (answer(status=403), Health.BLOCKED, "refuses"),
    (answer(status=401), Health.BLOCKED, "password"),
    (answer(status=451), Health.BLOCKED, "legal"),
    (answer(status=403, headers={"cf-mitigated": "challenge"}), Health.BLOCKED, "Cloudflare challenge"),
    (answer(b"<title>Just a moment...</title>", 503, {"server": "cloudflare"}), Health.BLOCKED, "Cloudflare challenge"),
    (answer(b"<!doctype html><title>Just a moment...</title>"), Health.BLOCKED, "Cloudflare challenge"),
    (answer(b"<html><form action='https://consent.google.com/save'>"), Health.BLOCKED, "consent page"),
    (answer(b"<html><body>We care", url="https://consent.yahoo.example/v2"), Health.BLOCKED, "consent page"),
    (answer(b"<html><div class='g-recaptcha'>"), Health.BLOCKED, "captcha"),
    (answer(status=404), Health.FAILING, "404: not found"),
    (answer(status=500), Health.FAILING, "500: internal server error"),
    (answer(status=503), Health.FAILING, "503: service unavailable"),
    (answer(status=599), Health.FAILING, "599: not a status of HTTP"),
    (answer(status=301, headers={}), Health.FAILING, "301: moved permanently"),
    (answer(status=204), Health.EMPTY, "no content"),
    (
        answer(b"<html><form class='g-recaptcha'></form>" + b"<p>Our home page</p>" * 2000),
        Health.NOT_A_FEED,
        "web page",
    ),
    (answer(b"<html><div id='onetrust-banner'></div><p>Our home page"), Health.NOT_A_FEED, "web page"),
    (answer(b""), Health.EMPTY, "the answer is empty"),
    (answer(rss()), Health.EMPTY, "without items"),
    (answer(b"<!doctype html><title>Welcome"), Health.NOT_A_FEED, "a web page"),
    (answer(b"<!DOCTYPE rss [<!ENTITY a 'b'>]><rss/>"), Health.UNSAFE, "document type"),
    (FeedError(Health.TIMED_OUT, "paper.example did not answer in time"), Health.TIMED_OUT, "in time"),
    (FeedError(Health.UNREACHABLE, "paper.example could not be reached"), Health.UNREACHABLE, "reached"),
]


@pytest.mark.parametrize(("given", "health", "words"), FAILURES)
def test_a_failure_is_named_and_gives_no_articles_of_another_date(
    given: Response | FeedError, health: Health, words: str
) -> None:
    """Yesterday's articles are never passed off as today's; the validators of the last feed are kept."""
    first = once(answer(rss("One")))
    failed = once(given, first.state, first.articles, NOW + DAY)
    assert (failed.report.health, failed.articles, failed.fresh) == (health, (), False)
    assert words in failed.report.reason
    assert failed.report.remedy
    assert failed.report.last_success == NOW
    assert failed.state.failures == 1
    assert (failed.state.etag, failed.state.body_hash) == (first.state.etag, first.state.body_hash)


@pytest.mark.parametrize(("given", "health", "words"), FAILURES)
def test_a_later_run_of_the_same_date_keeps_the_articles_and_still_reports_the_failure(
    given: Response | FeedError, health: Health, words: str
) -> None:
    """A re-run must not lose what the edition had."""
    first = once(answer(rss("One")))
    failed = once(given, first.state, first.articles, NOW + 2 * HOUR)
    assert failed.articles == first.articles
    assert failed.report.health is health
    assert words in failed.report.reason
    assert "stand" in failed.report.reason


def test_a_failed_source_that_is_not_due_is_still_a_failed_source() -> None:
    """A hand re-run a minute later does not turn a failure into silence that proves something."""
    first = once(answer(rss("One")))
    failed = once(answer(status=503), first.state, first.articles, NOW + DAY)
    web = FakeWeb(answer(rss("Two")))
    again = gather(PAPER, failed.state, first.articles, web, NOW + DAY + timedelta(minutes=1))
    assert web.asked == []
    assert (again.report.health, again.articles) == (Health.FAILING, ())
    assert "503" in again.report.reason
    assert "not asked again before" in again.report.reason


def test_a_source_that_was_never_asked_needs_no_rest() -> None:
    """An address refused before any connection: once the operator allows it, or mends it, it is asked at once."""
    refused = FeedError(Health.UNSAFE, "refused: paper.example is a private address")
    refused.asked = False
    first = once(refused)
    again = once(refused, first.state, (), NOW + timedelta(minutes=1))
    assert (first.state.due, again.state.due, again.state.failures) == (None, None, 1)
    assert once(answer(rss("One")), again.state, (), NOW + timedelta(minutes=2)).report.health is Health.OK


def test_an_address_that_a_redirect_led_to_was_asked_for() -> None:
    """The publisher's server did answer: it rests as after any failure."""
    failed = once(FeedError(Health.UNSAFE, "refused: private (a redirect led to http://10.0.0.1/)"))
    assert failed.state.due == NOW + HOUR


def test_a_source_recovers() -> None:
    """The pair of the last feed makes the next request conditional, a success ends the count of failures."""
    first = once(answer(rss("One")))
    failed = once(answer(status=503), first.state, first.articles, NOW + DAY)
    web = FakeWeb(answer(rss("Two"), headers={"etag": '"two"'}))
    healed = gather(PAPER, failed.state, first.articles, web, NOW + 2 * DAY)
    assert web.asked[0][1] == Validators(PAPER.url, MARKS["etag"], MARKS["last-modified"])
    assert (healed.state.failures, healed.report.health) == (0, Health.OK)
    assert [article.title for article in healed.articles] == ["Two"]


def test_retry_after_is_kept() -> None:
    """Through hand re-runs, until the time has come."""
    first = once(answer(status=429, headers={"retry-after": "7200"}))
    web = FakeWeb(answer(rss("One")))
    gather(PAPER, first.state, (), web, NOW + timedelta(minutes=119))
    assert web.asked == []
    assert gather(PAPER, first.state, (), web, NOW + timedelta(minutes=120)).report.health is Health.OK


def test_a_410_mutes_the_source_for_good() -> None:
    """It is never asked again, and says why."""
    gone = once(answer(status=410))
    web = FakeWeb(answer(rss("One")))
    later = gather(PAPER, gone.state, (), web, NOW + 400 * DAY)
    assert (gone.report.health, later.report.health) == (Health.GONE, Health.MUTED)
    assert web.asked == []
    assert later.report.remedy


def test_validators_are_sent_to_the_address_that_sent_them_and_to_no_other() -> None:
    """Behind a temporary redirect the pair belongs to the target."""
    target = "https://cdn.example/feed"
    found = Response(target, 200, MARKS, rss("One"), (Hop(302, target),))
    first = once(found)
    web = FakeWeb(Response(target, 304, {}, b"", (Hop(302, target),)))
    second = gather(PAPER, first.state, first.articles, web, NOW + DAY)
    assert web.asked == [(PAPER.url, Validators(target, MARKS["etag"], MARKS["last-modified"]))]
    assert second.state.url in {"", PAPER.url}


@pytest.mark.parametrize("body", [b"<html>Parked domain", rss()])
def test_a_permanent_redirect_to_something_that_is_no_feed_moves_nothing(body: bytes) -> None:
    """A parked domain answers 301 to everything."""
    state: FeedState | None = None
    for day in range(12):
        parked = Response("https://parked.example/", 200, {}, body, (Hop(301, "https://parked.example/"),))
        state = once(parked, state, now=NOW + 10 * day * DAY).state
        assert state.url == ""
        assert state.moved is None


def test_a_body_that_is_no_feed_leaves_no_validators() -> None:
    """A first answer that was a wall is forgotten entirely."""
    given = once(answer(b"<html>a wall</html>"))
    assert (given.state.etag, given.state.last_modified, given.state.body_hash) == ("", "", "")


def test_google_news_is_asked_in_its_language_and_region() -> None:
    """The query travels verbatim; moves are not followed for good, the address is made of the query each time."""
    web = FakeWeb(answer(rss("One")))
    given = gather(SEARCH, None, (), web, NOW)
    assert web.asked[0][0] == f"{SEARCH_URL}?q=Invented%20-%20query&hl=en-US&gl=US&ceid=US:en"
    assert given.state.url == ""
    assert given.report.name == "Google News: Invented - query"


def test_an_empty_list_of_google_news_is_a_block_when_there_always_were_items() -> None:
    """Status 200 and no item is how Google answers a cloud it does not like; the first time it may be the query."""
    first = once(answer(rss("One")), source=SEARCH)
    second = once(answer(rss()), first.state, first.articles, NOW + DAY, SEARCH)
    assert second.report.health is Health.BLOCKED
    assert "1 items stood on 2026-03-01" in second.report.reason
    assert once(answer(rss()), source=SEARCH).report.health is Health.EMPTY


def test_an_undated_feed_gives_its_articles_and_says_so() -> None:
    """They are used, but the source's silence proves nothing."""
    given = once(
        answer(b"<rss><channel><item><title>One</title><link>https://paper.example/1</link></item></channel></rss>")
    )
    assert (given.report.health, len(given.articles)) == (Health.UNDATED, 1)
    assert given.articles[0].published is None


def test_a_daily_feed_that_falls_silent_is_noticed_within_a_day() -> None:
    """Judged by its own history: twenty days with news, then one without."""
    state: FeedState | None = None
    articles: tuple[Article, ...] = ()
    for day in range(20):
        now = NOW + day * DAY
        given = once(answer(rss(f"News {day}", when=now - HOUR)), state, articles, now)
        state, articles = given.state, given.articles
        assert given.report.health is Health.OK
    silent = once(answer(status=304, headers={}), state, articles, NOW + 20 * DAY)
    assert silent.report.health is Health.STALE
    assert silent.report.reason == "nothing new since 2026-03-20; usually something new every day"
    assert silent.articles == articles


def test_a_feed_that_rests_on_weekends_is_not_called_silent() -> None:
    """A gap it has had before is its habit; a longer one is not."""
    state: FeedState | None = None
    articles: tuple[Article, ...] = ()
    healths = []
    for day in range(35):  # 1 March 2026 is a Sunday
        now = NOW + day * DAY
        working = now.weekday() < 5 and day < 31
        given = once(answer(rss(f"News {day}", when=now - HOUR) if working else rss("Old", when=now - DAY)), state,
                     articles, now)  # fmt: skip
        state, articles = given.state, given.articles
        healths.append(given.report.health)
    assert Health.STALE not in healths[16:31]
    assert healths[31:].count(Health.STALE) > 0


def test_a_feed_whose_newest_item_is_old_is_stale_at_first_sight() -> None:
    """Without any history: its own dates tell."""
    given = once(answer(rss("One", "Two", when=NOW - 40 * DAY)))
    assert (given.report.health, given.report.reason) == (Health.STALE, "its newest item is of 2026-01-20")
    assert len(given.articles) == 2


def test_history_counts_items_and_new_ones_per_day() -> None:
    """Two fetches of a day are one entry."""
    first = once(answer(rss("One", "Two")))
    second = once(answer(rss("Two", "Three")), first.state, first.articles, NOW + 2 * HOUR)
    third = once(answer(rss("Three", "Four")), second.state, second.articles, NOW + DAY)
    assert [(day.items, day.new) for day in third.state.history] == [(2, 3), (2, 1)]
