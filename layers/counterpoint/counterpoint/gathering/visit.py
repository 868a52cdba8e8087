"""What follows from asking a source, or from not asking it: articles, what is reported, what is remembered. Pure."""

import hashlib
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from counterpoint.errors import FeedError
from counterpoint.gathering import health as healths
from counterpoint.gathering.blocking import refusal
from counterpoint.gathering.feeds import parse_feed
from counterpoint.gathering.google_news import query_url
from counterpoint.gathering.moves import settled
from counterpoint.gathering.response import Response
from counterpoint.gathering.schedule import after_failure, after_success
from counterpoint.model import Article, DayCount, FeedReport, FeedState, Health, Source, SourceKind

_OLD_NEWS = timedelta(hours=36)
_CLOCKS_DIFFER = timedelta(days=1)
_LONGEST_VALIDATOR = 1000
"""Characters. A longer validator is not remembered: it would be sent back with every request."""


@dataclass(frozen=True, slots=True)
class Gathered:
    """What came of one source. `fresh`: the articles are new and must be stored under a key of their own."""

    report: FeedReport
    articles: tuple[Article, ...]
    state: FeedState
    fresh: bool = False


@dataclass(frozen=True, slots=True)
class Visit:
    """One source in one edition: its state and standing articles before, and what each answer makes of them."""

    source: Source
    state: FeedState
    previous: tuple[Article, ...]
    now: datetime

    @property
    def must_wait(self) -> bool:
        """Whether the source must not be asked now."""
        early = self.state.due is not None and self.now < self.state.due and not self._was_asked_by_a_fast_clock
        return self.state.muted or early

    @property
    def _was_asked_by_a_fast_clock(self) -> bool:
        """Whether the state is of days to come, while its articles are not: then its clock was wrong, and not ours."""
        soon, asked = self.now + _CLOCKS_DIFFER, self.state.fetched
        return asked is not None and asked > soon and all((each.published or soon) <= soon for each in self.previous)

    def waits(self) -> Gathered:
        """Not asked: what stood stands, and a state that was not healthy is still what it was."""
        state, until = self.state, f"not asked again before {self.state.due:%Y-%m-%d %H:%M} UTC"
        if state.muted:
            reason = "not asked any more: the publisher said that it is gone for good"
            return Gathered(self._report(state, Health.MUTED, reason), (), state)
        if state.failures or not state.health.healthy:
            articles = self._standing(state)
            return Gathered(self._report(state, state.health, f"{state.reason}; {until}", articles), articles, state)
        health, reason = Health.NOT_DUE, until
        if state.last_success is not None and self.now - state.last_success > _OLD_NEWS:
            health, reason = Health.STALE, f"last asked on {state.last_success:%Y-%m-%d}; it wants {until}"
        return Gathered(self._report(state, health, reason, self.previous), self.previous, state)

    def succeeds(self, url: str, response: Response) -> Gathered:
        """Read the answer of `url`. Raises FeedError when it is not a feed with items."""
        if error := refusal(response):
            raise error
        body_hash = hashlib.sha256(response.body).hexdigest()
        fresh = not (self.previous and self._is_unchanged(response, body_hash))
        articles = self._parsed(response) if fresh else self.previous
        counted = self._counted(articles)
        history = healths.remembered(self.state.history, counted)
        usual = Health.OK if fresh else Health.NOT_MODIFIED
        health, reason = healths.judged(articles, history, usual, self.now)
        history = healths.remembered(self.state.history, replace(counted, health=health))
        state = replace(self._answered(url, response, body_hash), health=health, reason=reason, history=history)
        return Gathered(self._report(state, health, reason, articles, counted.new), articles, state, fresh)

    def _answered(self, url: str, response: Response, body_hash: str) -> FeedState:
        """The state after a good answer: its validators, when to ask again, and where."""
        state = self._validated(response, body_hash)
        conditional = bool(state.etag or state.last_modified)
        due = after_success(response.headers, self.now, conditional=conditional)
        state = replace(state, fetched=self.now, last_success=self.now, due=due, failures=0, status=response.status)
        if self.source.kind is SourceKind.GOOGLE_NEWS:  # the address of a search is made of its query each time
            return state
        address = settled(url, response.hops, self.state.moved, self.now)
        return replace(state, url=address.url, moved=address.moved)

    def fails(self, error: FeedError, response: Response | None) -> Gathered:
        """Remember why there is nothing, from an answer if there was one. Who was not asked needs no pause."""
        health, reason = Health(error.health), error.reason
        if health is Health.EMPTY and (why := healths.suspicious(self.source, self.state.history)):
            health, reason = Health.BLOCKED, why
        status, headers = (response.status, response.headers) if response is not None else (0, {})
        failures = self.state.failures + 1 if error.asked else max(1, self.state.failures)
        state = replace(
            self.state,
            fetched=self.now,
            due=after_failure(status, headers, failures, self.now) if error.asked else None,
            failures=failures,
            muted=health is Health.GONE,
            health=health,
            reason=reason,
            status=status,
            history=healths.remembered(
                self.state.history, DayCount(day=self.now.date(), items=0, new=0, health=health)
            ),
        )
        articles = self._standing(state)
        if articles:
            reason = f"{reason}; its articles of this date, fetched earlier, stand"
        return Gathered(self._report(state, health, reason, articles), articles, state)

    def _is_unchanged(self, response: Response, body_hash: str) -> bool:
        same = body_hash == self.state.body_hash and response.url == self.state.answered_by
        return response.status == 304 or same

    def _parsed(self, response: Response) -> tuple[Article, ...]:
        headers = {**response.headers, "content-location": response.url}
        return parse_feed(response.body, headers, self.source, self.now)

    def _counted(self, articles: tuple[Article, ...]) -> DayCount:
        known = {article.id for article in self.previous}
        new = sum(article.id not in known for article in articles)
        return DayCount(day=self.now.date(), items=len(articles), new=new)

    def _standing(self, state: FeedState) -> tuple[Article, ...]:
        """The standing articles; of a source that fails, only those confirmed on this very date."""
        this_date = state.last_success is not None and state.last_success.date() == self.now.date()
        return self.previous if this_date or not state.failures else ()

    def _validated(self, response: Response, body_hash: str) -> FeedState:
        """The state with the answer's validators: a 200's pair as it is, a 304's only if it renews all we have."""
        state, headers = self.state, response.headers
        etag, last_modified = _validator(headers.get("etag", "")), _validator(headers.get("last-modified", ""))
        if response.status == 304:
            renewed = bool(etag) >= bool(state.etag) and bool(last_modified) >= bool(state.last_modified)
            return replace(state, etag=etag, last_modified=last_modified) if renewed else state
        return replace(state, etag=etag, last_modified=last_modified, answered_by=response.url, body_hash=body_hash)

    def _report(
        self, state: FeedState, health: Health, reason: str, articles: tuple[Article, ...] = (), new: int = 0
    ) -> FeedReport:
        searched = self.source.kind is SourceKind.GOOGLE_NEWS
        return FeedReport(
            source=self.source.id,
            name=name_of(self.source),
            url=query_url(self.source) if searched else state.url or self.source.url,
            health=health,
            reason=reason,
            status=state.status,
            items=len(articles),
            last_success=state.last_success,
            remedy=healths.remedy(health),
            new=new,
            gap=healths.usual_gap(state.history),
        )


def _validator(value: str) -> str:
    return value if len(value) <= _LONGEST_VALIDATOR else ""


def name_of(source: Source) -> str:
    """What an operator calls a source: its address without the scheme, or its search."""
    if source.kind is SourceKind.GOOGLE_NEWS:
        return f"Google News: {source.query}"
    return source.url.partition("://")[2] or source.url
