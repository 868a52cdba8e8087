"""fetch: one source -> its articles and its state, stored. Every failure of the web is an outcome."""

import logging
from collections.abc import Iterable
from dataclasses import replace
from datetime import date, datetime
from functools import partial

from counterpoint import codec, keys
from counterpoint.edition.articles import load_articles
from counterpoint.edition.contention import put_read, unchallenged
from counterpoint.errors import DamagedError
from counterpoint.gathering.gather import gather
from counterpoint.gathering.schedule import after_offline, is_asked_for
from counterpoint.gathering.visit import Gathered
from counterpoint.gathering.web import Web
from counterpoint.model import FeedState, FetchOutcome, Source, SourceArticles
from counterpoint.storage import Store, Stored

_LOG = logging.getLogger(__name__)


def fetch(source: Source, day: date, now: datetime, state: Store, web: Web) -> FetchOutcome:
    """Ask one source, politely, and store what it gave before what is remembered of it."""

    def fetched() -> FetchOutcome:
        stored = state.get(keys.feed_state(source.id))
        known = _known(source, stored)
        gathered = _ask(source, known, now, state, web)
        given = SourceArticles(source=source, report=gathered.report, articles=gathered.articles)
        today = _readable(keys.articles(day, source.id), state)
        asked = gathered.state != known
        if today and not gathered.fresh and (today.report.health.healthy or not asked):
            given = today
        elif given != today:
            state.put(keys.articles(day, source.id), codec.encode(given))
        remembered = gathered.state
        if gathered.fresh or gathered.articles:
            remembered = replace(remembered, articles_key=keys.articles(day, source.id))
        if remembered != known:
            put_read(state, keys.feed_state(source.id), codec.encode(remembered), stored.etag if stored else "")
        report, paused = given.report, gathered.state.failures and not asked and not gathered.state.muted
        return FetchOutcome(
            source=source.id,
            health=report.health,
            articles=len(given.articles),
            reason=report.reason,
            until=gathered.state.due if paused else None,
        )

    return unchallenged(fetched)


def forgive(sources: Iterable[Source], now: datetime, state: Store) -> None:
    """Shorten the pauses of an edition that could reach nobody to a minute: the fault was on our side."""

    def forgiven(source: Source) -> None:
        stored = state.get(keys.feed_state(source.id))
        known = _known(source, stored)
        if stored and known and known.fetched == now:
            shorter = replace(known, due=after_offline(now), failures=max(1, known.failures - 1))
            put_read(state, keys.feed_state(source.id), codec.encode(shorter), stored.etag)

    for source in sources:
        unchallenged(partial(forgiven, source))


def look(source: Source, now: datetime, state: Store, web: Web) -> SourceArticles:
    """Ask one source now, to see how it is doing, unless its publisher asked for the pause; store nothing."""
    known = _known(source, state.get(keys.feed_state(source.id)))
    if known and not is_asked_for(known):
        known = replace(known, due=None)
    gathered = _ask(source, known, now, state, web)
    return SourceArticles(source=source, report=gathered.report, articles=gathered.articles)


def last(source: Source, state: Store) -> SourceArticles | None:
    """Read what a source gave last; None when that is nothing, or cannot be read."""
    known = _known(source, state.get(keys.feed_state(source.id)))
    return _readable(known.articles_key, state) if known and known.articles_key else None


def _known(source: Source, stored: Stored | None) -> FeedState | None:
    """Read what is remembered of a source; what cannot be read is forgotten, and the source asked anew."""
    try:
        return codec.decode(stored.body, FeedState, keys.feed_state(source.id)) if stored else None
    except DamagedError as error:
        _LOG.warning("%s; it is made anew", error)
        return None


def _readable(key: str, state: Store) -> SourceArticles | None:
    try:
        return load_articles(key, state)
    except DamagedError as error:
        _LOG.warning("%s; it is gathered anew", error)
        return None


def _ask(source: Source, known: FeedState | None, now: datetime, state: Store, web: Web) -> Gathered:
    """Ask a source; when its standing articles cannot be read, as if for the first time."""
    standing = _readable(known.articles_key, state) if known and known.articles_key else None
    if known and known.articles_key and standing is None and state.get(known.articles_key):
        known = None
    return gather(source, known, standing.articles if standing else (), web, now)
