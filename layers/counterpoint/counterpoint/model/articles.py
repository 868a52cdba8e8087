"""What the web gave: articles, and the state and health of the sources they came from."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from counterpoint.model.topics import Source


@dataclass(frozen=True, slots=True, kw_only=True)
class Article:
    """One item of a feed, as plain text.

    `id` is derived from the feed's own id for it (Google's ids stay the same from day to day), else from its link.
    `publisher` and `domain` are what the feed claims about who published it; the registry decides (stories.passport).
    `published` is UTC, None when the feed gives no usable time. `redirect` marks a link that leads to the publisher
    by way of somebody else. `related` are headlines of the same event elsewhere, where the feed lists them.
    `language` is BCP 47 ("en", "zh"), `region` the feed's edition ("US"), each empty when unknown.
    """

    id: str
    source: str
    title: str
    url: str
    publisher: str = ""
    domain: str = ""
    published: datetime | None = None
    language: str = ""
    region: str = ""
    summary: str = ""
    redirect: bool = False
    related: tuple[str, ...] = ()


class Health(StrEnum):
    """The state of a source after a fetch. The first three give articles; `not due` means the last articles stand."""

    OK = "ok"
    NOT_MODIFIED = "not modified"
    NOT_DUE = "not due"
    EMPTY = "empty"
    STALE = "stale"
    UNDATED = "undated"
    BLOCKED = "blocked"
    NOT_A_FEED = "not a feed"
    TOO_LARGE = "too large"
    UNSAFE = "unsafe"
    UNREACHABLE = "unreachable"
    TIMED_OUT = "timed out"
    FAILING = "failing"
    MUTED = "muted"
    GONE = "gone"

    @property
    def healthy(self) -> bool:
        """Whether silence from such a source means that there was no news (and not that we could not see it)."""
        return self in {Health.OK, Health.NOT_MODIFIED, Health.NOT_DUE}

    @property
    def unanswered(self) -> bool:
        """Whether nobody answered at all: it may be this machine that is offline."""
        return self in {Health.UNREACHABLE, Health.TIMED_OUT}


@dataclass(frozen=True, slots=True, kw_only=True)
class DayCount:
    """How many items, and how many new ones, a source gave on one day."""

    day: date
    items: int
    new: int
    health: Health = Health.OK


@dataclass(frozen=True, slots=True, kw_only=True)
class Moved:
    """A permanent redirect that is being observed: it is followed for good only after days of agreement."""

    url: str
    since: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedState:
    """What is remembered of one source between editions (`feeds/<source>.json`).

    `etag` and `last_modified` are byte for byte what one and the same answer of `answered_by` (the address after
    redirects) sent: a 200 with a feed, or a 304 that renewed both. `body_hash` is the SHA-256 of that 200's body.
    `articles_key` names the stored articles of that 200: they stand while the feed is not modified or not due.
    `due` is the earliest time of the next request; `failures` counts failures in a row; `health`, `reason` and
    `status` are those of the last request. `url` is the address to ask instead of the source's, after it moved.
    """

    source: str
    url: str = ""
    etag: str = ""
    last_modified: str = ""
    body_hash: str = ""
    answered_by: str = ""
    articles_key: str = ""
    fetched: datetime | None = None
    due: datetime | None = None
    last_success: datetime | None = None
    failures: int = 0
    muted: bool = False
    health: Health = Health.OK
    reason: str = ""
    status: int = 0
    moved: Moved | None = None
    history: tuple[DayCount, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedReport:
    """How a source did in one edition. `items` counts what the feed held, `reason` says in words what is wrong.

    `new` counts the items that were not there the last time; `gap` is the usual number of days from one day with
    something new to the next, by the source's own history, 0 while that is too short to tell.
    """

    source: str
    name: str
    url: str
    health: Health
    reason: str = ""
    status: int = 0
    items: int = 0
    last_success: datetime | None = None
    remedy: str = ""
    new: int = 0
    gap: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceArticles:
    """What one source gave to one edition, and how it did (`editions/<date>/articles/<source>.json`)."""

    source: Source
    report: FeedReport
    articles: tuple[Article, ...] = ()
