"""One source, one edition: ask it if it may be asked, read what it answers, remember what to ask next.

`gather` never raises for anything the web does. Which articles it gives:
- a new feed: its articles; - not modified, or not due: the articles that stand (`previous`);
- a failure: none, because yesterday's news is never passed off as today's; unless the standing articles were confirmed
  on this very date: then a later run of the same edition keeps them, and still reports the failure.
"""

import hashlib
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from counterpoint.errors import FeedError
from counterpoint.gathering import health as healths
from counterpoint.gathering.blocking import refusal
from counterpoint.gathering.feeds import parse_feed
from counterpoint.gathering.google_news import query_url
from counterpoint.gathering.moves import settled
from counterpoint.gathering.response import Asks, Response, Validators
from counterpoint.gathering.schedule import after_failure, after_success
from counterpoint.model import Article, DayCount, FeedReport, FeedState, Health, Source, SourceKind

_OLD_NEWS = timedelta(hours=36)


@dataclass(frozen=True, slots=True)
class Gathered:
    """What came of one source. `fresh`: the articles are new and must be stored under a key of their own."""

    report: FeedReport
    articles: tuple[Article, ...]
    state: FeedState
    fresh: bool = False


def gather(
    source: Source, state: FeedState | None, previous: tuple[Article, ...], web: Asks, now: datetime
) -> Gathered:
    """Ask one source, unless it is muted or not due. `previous` are the articles that `state.articles_key` names."""
    state = state or FeedState(source=source.id)
    if state.muted or (state.due is not None and now < state.due):
        return _not_asked(source, state, previous, now)
    url = _address(source, state, web)
    response: Response | None = None
    try:
        response = web.get(url, _validators(state, previous))
        return _success(source, state, previous, url, response, now)
    except FeedError as error:
        return _failure(source, state, previous, error, response, now)


def _address(source: Source, state: FeedState, web: Asks) -> str:
    if source.kind is SourceKind.GOOGLE_NEWS:
        return query_url(source, web.google_news_url)
    return state.url or source.url


def _validators(state: FeedState, previous: tuple[Article, ...]) -> Validators | None:
    """The stored pair; none when the articles it stands for are lost, as a 304 would then tell us nothing."""
    return Validators(state.answered_by, state.etag, state.last_modified) if previous and state.answered_by else None


def _not_asked(source: Source, state: FeedState, previous: tuple[Article, ...], now: datetime) -> Gathered:
    if state.muted:
        report = _report(source, state, Health.MUTED, "not asked any more: the publisher said that it is gone for good")
        return Gathered(report, (), state)
    until = state.due.strftime("%Y-%m-%d %H:%M UTC") if state.due else ""
    if state.failures or not state.health.healthy:
        report = _report(source, state, state.health, f"{state.reason}; not asked again before {until}")
        return Gathered(report, _standing(state, previous, now), state)
    health, reason = Health.NOT_DUE, f"not asked again before {until}"
    if state.last_success is not None and now - state.last_success > _OLD_NEWS:
        health, reason = Health.STALE, f"last asked on {state.last_success.date().isoformat()}; it wants {reason}"
    return Gathered(_report(source, state, health, reason, len(previous)), previous, state)


def _standing(state: FeedState, previous: tuple[Article, ...], now: datetime) -> tuple[Article, ...]:
    """The articles of this very date, if a source that now fails (or is odd) had given some."""
    if not state.failures and state.health is not Health.EMPTY:
        return previous
    same_date = state.last_success is not None and state.last_success.date() == now.date()
    return previous if same_date else ()


def _success(
    source: Source, state: FeedState, previous: tuple[Article, ...], url: str, response: Response, now: datetime
) -> Gathered:
    """Read an answer. Raises FeedError when it is not a feed with items."""
    if error := refusal(response):
        raise error
    body_hash = hashlib.sha256(response.body).hexdigest()
    same = response.status == 304 or (body_hash == state.body_hash and response.url == state.answered_by)
    if same and previous:
        articles, fresh, health = previous, False, Health.NOT_MODIFIED
    else:
        headers = {**response.headers, "content-location": response.url}
        articles, fresh, health = parse_feed(response.body, headers, source, now), True, Health.OK
    known = {article.id for article in previous}
    new = sum(article.id not in known for article in articles)
    history = healths.remembered(state.history, DayCount(day=now.date(), items=len(articles), new=new))
    health, reason = healths.judged(articles, history, health, now)
    history = healths.remembered(state.history, DayCount(day=now.date(), items=len(articles), new=new, health=health))
    state = _validated(state, response, body_hash)
    address = settled(url, response.hops, state.moved, now)
    state = replace(
        state,
        url="" if source.kind is SourceKind.GOOGLE_NEWS else address.url,
        moved=None if source.kind is SourceKind.GOOGLE_NEWS else address.moved,
        fetched=now,
        due=after_success(response.headers, now, conditional=bool(state.etag or state.last_modified)),
        last_success=now,
        failures=0,
        health=health,
        reason=reason,
        status=response.status,
        history=history,
    )
    return Gathered(_report(source, state, health, reason, len(articles)), articles, state, fresh)


def _validated(state: FeedState, response: Response, body_hash: str) -> FeedState:
    """The state with the validators of this answer: a 200's pair as it is, a 304's only if it renews all we have."""
    pair = Validators(response.url, response.headers.get("etag", ""), response.headers.get("last-modified", ""))
    if response.status == 304:
        renewed = bool(pair.etag) >= bool(state.etag) and bool(pair.last_modified) >= bool(state.last_modified)
        return replace(state, etag=pair.etag, last_modified=pair.last_modified) if renewed else state
    return replace(
        state, etag=pair.etag, last_modified=pair.last_modified, answered_by=response.url, body_hash=body_hash
    )


def _failure(
    source: Source, state: FeedState, previous: tuple[Article, ...], error: FeedError, response: Response | None,
    now: datetime,
) -> Gathered:  # fmt: skip
    health, reason = Health(error.health), error.reason
    if health is Health.EMPTY and (why := healths.suspicious(source, state.history)):
        health, reason = Health.BLOCKED, why
    status, headers = (response.status, response.headers) if response else (0, {})
    failures = state.failures + 1
    state = replace(
        state,
        fetched=now,
        due=after_failure(status, headers, failures, now),
        failures=failures,
        muted=health is Health.GONE,
        moved=state.moved,
        health=health,
        reason=reason,
        status=status,
        history=healths.remembered(state.history, DayCount(day=now.date(), items=0, new=0, health=health)),
    )
    articles = _standing(state, previous, now)
    if articles:
        reason = f"{reason}; its articles of this date, fetched earlier, stand"
    return Gathered(_report(source, state, health, reason), articles, state)


def _report(source: Source, state: FeedState, health: Health, reason: str, items: int = 0) -> FeedReport:
    return FeedReport(
        source=source.id,
        name=name_of(source),
        url=state.url or source.url,
        health=health,
        reason=reason,
        status=state.status,
        items=items,
        last_success=state.last_success,
        remedy=healths.remedy(health),
    )


def name_of(source: Source) -> str:
    """What an operator calls a source: its address without the scheme, or its search."""
    if source.kind is SourceKind.GOOGLE_NEWS:
        return f"Google News: {source.query}"
    return source.url.partition("://")[2] or source.url
