"""How a source is doing, judged against its own history; in words, with what to do about it. Pure."""

from datetime import datetime, timedelta
from itertools import pairwise

from counterpoint.model import Article, DayCount, Health, Source, SourceKind

DAYS_KEPT = 60
_ENOUGH_GAPS = 3
_STALE_AFTER = timedelta(days=7)
_GAVE = frozenset({Health.OK, Health.NOT_MODIFIED, Health.STALE, Health.UNDATED})
_REMEDIES = {
    Health.EMPTY: "open the feed in a browser; when it is empty there too, remove it from the topic or replace it",
    Health.STALE: "look whether the publisher moved the feed: counterpoint check --discover its home page",
    Health.UNDATED: "nothing: its articles are used, but count as undated",
    Health.BLOCKED: "ask the publisher, naming our User-Agent, or follow the outlet by another feed",
    Health.NOT_A_FEED: "find the feed's address with counterpoint check --discover and correct the topic",
    Health.TOO_LARGE: "look for a smaller feed of the same outlet, of one section for instance",
    Health.UNSAFE: "correct the address, or for a local test server set COUNTERPOINT_ALLOW_PRIVATE_FEEDS=1",
    Health.UNREACHABLE: "check the address and the network; it is asked again with growing pauses",
    Health.TIMED_OUT: "nothing, when it happens once; it is asked again with growing pauses",
    Health.FAILING: "check the address in a browser; it is asked again with growing pauses",
    Health.MUTED: "remove it from the topic, or delete its state file to ask again",
    Health.GONE: "remove it from the topic: the publisher has closed this feed",
}


def remedy(health: Health) -> str:
    """What the operator can do about a state; empty when there is nothing to do."""
    return _REMEDIES.get(health, "")


def remembered(history: tuple[DayCount, ...], today: DayCount) -> tuple[DayCount, ...]:
    """The history with what today gave; a second fetch of one day adds its new items to the first's."""
    before = tuple(day for day in history if day.day < today.day)
    same = next((day for day in history if day.day == today.day), None)
    if same is not None:
        items = today.items if today.health in _GAVE else max(same.items, today.items)
        today = DayCount(day=today.day, items=items, new=same.new + today.new, health=today.health)
    return (*before, today)[-DAYS_KEPT:]


def judged(articles: tuple[Article, ...], history: tuple[DayCount, ...], health: Health, now: datetime) -> tuple[
    Health, str
]:  # fmt: skip
    """The state of a source that gave `articles`: `health`, or undated or stale with the reason in words.

    `history` includes today.
    """
    times = sorted(article.published for article in articles if article.published is not None)
    if not times:
        return Health.UNDATED, "none of its items has a usable date"
    if reason := _silent(history) or _old(times, now):
        return Health.STALE, reason
    return health, ""


def usual_gap(history: tuple[DayCount, ...]) -> int:
    """Days from one day with something new to the next, as nine of ten gaps are at most; 0 when it is too early."""
    news = [day.day for day in history if day.health in _GAVE and day.new > 0]
    gaps = sorted((later - earlier).days for earlier, later in pairwise(news))
    return gaps[(9 * len(gaps) - 1) // 10] if len(gaps) >= _ENOUGH_GAPS else 0


def _silent(history: tuple[DayCount, ...]) -> str:
    """Whether nothing new came for longer than this source's own gaps between days with news."""
    gave = [day for day in history if day.health in _GAVE]
    news = [day.day for day in gave if day.new > 0]
    usual = usual_gap(history)
    if not usual or gave[-1].new > 0 or (gave[-1].day - news[-1]).days < usual:
        return ""
    return f"nothing new since {news[-1].isoformat()}; usually something new every {_days(usual)}"


def _old(times: list[datetime], now: datetime) -> str:
    """Whether the newest item is old, measured by the usual distance of this feed's items."""
    times = [each for each in times if each <= now] or times
    steps = [(later - earlier) for earlier, later in pairwise(times)]
    usual = sorted(steps)[len(steps) // 2] if steps else timedelta(0)
    if now - times[-1] < max(_STALE_AFTER, 10 * usual):
        return ""
    return f"its newest item is of {times[-1].date().isoformat()}"


def suspicious(source: Source, history: tuple[DayCount, ...]) -> str:
    """Why an empty feed is not believed, in words; empty when it may well be empty."""
    filled = [day for day in history if day.items > 0]
    if source.kind is not SourceKind.GOOGLE_NEWS or not filled:
        return ""
    last = filled[-1]
    return f"an empty list where {last.items} items stood on {last.day.isoformat()}: so Google answers when it blocks"


def _days(count: int) -> str:
    return "day" if count == 1 else f"{count} days"
