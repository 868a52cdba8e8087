"""What happened: stories, who tells them and how, what only one side tells, and what became of every article."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from counterpoint.model.articles import Article, Health
from counterpoint.model.topics import Outlet


@dataclass(frozen=True, slots=True, kw_only=True)
class Attributed:
    """An article with its passport: the outlet that published it and the side it may speak for.

    `side` is a perspective's id or THIRD_PARTY. `appearances` are further copies of the same article (other links,
    syndicated or edited), which are never printed on their own.
    """

    article: Article
    outlet: Outlet
    side: str
    appearances: tuple[Article, ...] = ()


class StoryStatus(StrEnum):
    """What a story is to a reader of yesterday's digest."""

    NEW = "new"
    DEVELOPING = "developing"
    UNCHANGED = "unchanged"


@dataclass(frozen=True, slots=True, kw_only=True)
class ScorePart:
    """One part of why a story stands where it stands: its name and its share of the score."""

    name: str
    value: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Story:
    """Articles about the same event, most typical first. The id is stable across days.

    `days` are the earlier days on which the story was printed; `changes` say in words what is new since the last.
    """

    id: str
    articles: tuple[Attributed, ...]
    status: StoryStatus = StoryStatus.NEW
    first_seen: date | None = None
    days: tuple[date, ...] = ()
    changes: tuple[str, ...] = ()
    score: tuple[ScorePart, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One numbered source of a digest: the article that citations [n] point to, and the story it belongs to."""

    n: int
    article: Attributed
    story: str


@dataclass(frozen=True, slots=True, kw_only=True)
class TermPair:
    """Two names for one thing: what this side says, and what the other side says. `kind` is name, verb or word."""

    side: str
    term: str
    other_side: str
    other_term: str
    kind: str = "name"


@dataclass(frozen=True, slots=True, kw_only=True)
class TellingSide:
    """One side's headline for a story, verbatim, with the words in it that the other side does not use."""

    side: str
    n: int
    outlet: str
    headline: str
    language: str = ""
    terms: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Telling:
    """A story told by two or more sides: headline beside headline, and the terms in which they differ."""

    story: str
    sides: tuple[TellingSide, ...]
    pairs: tuple[TermPair, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class BlindSpot:
    """A story only one side tells, with its proof; or why it cannot be told (`withheld`).

    Proof: `outlets` told it; of `silent_items` items that `healthy_feeds` healthy feeds of `silent_side` gave within
    `hours`, none did.
    """

    story: str
    side: str
    headline: str
    n: int
    outlets: tuple[str, ...]
    silent_side: str
    silent_items: int = 0
    healthy_feeds: int = 0
    hours: int = 48
    withheld: str = ""


class Fate(StrEnum):
    """What became of an article: printed, or the one reason why not. The order is the order of the decisions."""

    PRINTED = "printed"
    EMPTY = "empty"  # no headline or no usable link
    OLD = "old"  # published before the topic's maximum age
    LATER = "later"  # published after the edition's clock
    JUNK = "junk"  # a cartoon, e-paper, home page, horoscope, price table, …
    OFF_TOPIC = "off-topic"
    DUPLICATE = "duplicate"  # another copy of an article that is counted
    UNCHANGED = "unchanged"  # its story was printed before and nothing changed
    CAPPED = "capped"  # its outlet or family has its share
    SURPLUS = "surplus"  # its story has enough articles
    UNCHOSEN = "unchosen"  # its story did not make the digest


@dataclass(frozen=True, slots=True, kw_only=True)
class FateCount:
    """How many articles met one fate."""

    fate: Fate
    count: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Share:
    """The share of one outlet, ownership or side in what was printed."""

    name: str
    count: int


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedLine:
    """One source in a receipt: what it gave, what was printed of it and how healthy it was."""

    source: str
    name: str
    perspectives: tuple[str, ...]
    health: Health
    reason: str = ""
    gathered: int = 0
    printed: int = 0
    remedy: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ArticleLine:
    """One article in a receipt: whose it is, when and where it stood, and what became of it.

    `detail` is the evidence, in a few words. With these lines a reader can count a blind spot's proof again.
    """

    id: str
    source: str
    title: str
    outlet: str
    country: str
    side: str
    fate: Fate
    story: str = ""
    detail: str = ""
    url: str = ""
    published: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Receipt:
    """What happened to every feed and article of a digest. It adds up: gathered = the sum of all fates."""

    gathered: int = 0
    fates: tuple[FateCount, ...] = ()
    feeds: tuple[FeedLine, ...] = ()
    articles: tuple[ArticleLine, ...] = ()
    outlets: tuple[Share, ...] = ()
    ownership: tuple[Share, ...] = ()
    unknown_outlets: tuple[Share, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Trace:
    """What is remembered of a story on one day: enough to know it again and to say what changed.

    `articles` are article ids, `titles` their headlines, `n`umbers and `outlets` and `sides` what it held. `rows` are
    the ids of the articles that were printed: they are never printed again.
    """

    story: str
    first_seen: date
    printed: bool
    articles: tuple[str, ...] = ()
    titles: tuple[str, ...] = ()
    outlets: tuple[str, ...] = ()
    sides: tuple[str, ...] = ()
    numbers: tuple[str, ...] = ()
    actors: tuple[str, ...] = ()
    rows: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class MemoryDay:
    """The stories of one day's digest, and how often each side used its words that day."""

    day: date
    traces: tuple[Trace, ...] = ()
    terms: tuple[Share, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Memory:
    """A topic's stories of the last days, oldest first (`topics/<topic>/memory.json`)."""

    topic: str
    days: tuple[MemoryDay, ...] = ()

    def before(self, day: date) -> "Memory":
        """The memory as it was for the making of `day`: making a date never reads that date or a later one."""
        return Memory(topic=self.topic, days=tuple(d for d in self.days if d.day < day))

    def with_day(self, made: MemoryDay, keep: int) -> "Memory":
        """This memory with `made` in the place of its date, and at most the latest `keep` days."""
        days = sorted([*(d for d in self.days if d.day != made.day), made], key=lambda d: d.day)
        return Memory(topic=self.topic, days=tuple(days[-keep:]))


@dataclass(frozen=True, slots=True, kw_only=True)
class Selection:
    """What the stories room hands to the writing room: the stories of a digest and everything known about them.

    `rows` are the numbered sources: the perspectives' rows first, in the topic's order, third-party rows last.
    """

    topic: str
    day: date
    now: datetime
    stories: tuple[Story, ...] = ()
    rows: tuple[Row, ...] = ()
    tellings: tuple[Telling, ...] = ()
    blind_spots: tuple[BlindSpot, ...] = ()
    receipt: Receipt = Receipt()
    memory: MemoryDay | None = None
