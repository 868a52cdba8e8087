"""One source, one edition: ask it if it may be asked, and say what came of it.

`gather` never raises for anything the web does. Which articles it gives:
- a new feed: its articles;
- not modified, or not due: the articles that stand (`previous`);
- a failure: none, because yesterday's news is never passed off as today's. But when the standing articles were
  confirmed on this very date, a later run of the edition keeps them, and still reports the failure.
"""

from datetime import datetime

from counterpoint.errors import FeedError
from counterpoint.gathering.google_news import query_url
from counterpoint.gathering.response import Asks, Validators
from counterpoint.gathering.visit import Gathered, Visit
from counterpoint.model import Article, FeedState, Source, SourceKind


def gather(
    source: Source, state: FeedState | None, previous: tuple[Article, ...], web: Asks, now: datetime
) -> Gathered:
    """Ask one source, unless it is muted or not due. `previous` are the articles that `state.articles_key` names."""
    visit = Visit(source, state or FeedState(source=source.id), previous, now)
    if visit.must_wait:
        return visit.waits()
    url = _address(source, visit.state, web)
    try:
        response = web.get(url, _validators(visit.state, previous))
    except FeedError as error:
        return visit.fails(error, None)
    try:
        return visit.succeeds(url, response)
    except FeedError as error:
        return visit.fails(error, response)


def _address(source: Source, state: FeedState, web: Asks) -> str:
    if source.kind is SourceKind.GOOGLE_NEWS:
        return query_url(source, web.google_news_url)
    return state.url or source.url


def _validators(state: FeedState, previous: tuple[Article, ...]) -> Validators | None:
    """The stored pair; none when the articles it stands for are lost, as a 304 would then tell us nothing."""
    return Validators(state.answered_by, state.etag, state.last_modified) if previous and state.answered_by else None
