"""Invented articles for the tests of the stories room: Astland (XA) and Borland (XB) do not exist."""

from datetime import UTC, date, datetime, timedelta

from counterpoint.model import (
    Article,
    FeedReport,
    Health,
    Kind,
    Memory,
    Outlet,
    Ownership,
    Perspective,
    Selection,
    Source,
    SourceArticles,
    SourceKind,
    Topic,
)
from counterpoint.outlets import Registry
from counterpoint.stories import select
from counterpoint.stories.entries import Candidate, Entry
from counterpoint.stories.relevance import Grade

NOW = datetime(2026, 3, 10, 4, 0, tzinfo=UTC)
DAY = date(2026, 3, 10)

AST_FEED = Source(kind=SourceKind.RSS, url="https://feeds.ast.example/world.xml")
BOR_FEED = Source(kind=SourceKind.RSS, url="https://feeds.bor.example/world.xml")

TOPIC = Topic(
    id="ast-bor",
    name="Astland vs Borland",
    perspectives=(
        Perspective(id="ast", name="Astland", countries=("XA",), terms=("Astland", "Astlander"), sources=(AST_FEED,)),
        Perspective(id="bor", name="Borland", countries=("XB",), terms=("Borland", "Borlander"), sources=(BOR_FEED,)),
    ),
)

OUTLETS = (
    Outlet(name="Ast Times", country="XA", domains=("asttimes.example",), family="ast-press"),
    Outlet(name="Ast Evening", country="XA", domains=("astevening.example",), family="ast-press"),
    Outlet(name="Ast Herald", country="XA", domains=("astherald.example",), ownership=Ownership.STATE),
    Outlet(name="Ast Wire", country="XA", domains=("astwire.example",), kind=Kind.WIRE),
    Outlet(name="Ast Portal", country="XA", domains=("astportal.example",), kind=Kind.PORTAL),
    Outlet(name="Bor News", country="XB", domains=("bornews.example",)),
    Outlet(name="Bor Daily", country="XB", domains=("bordaily.example",)),
    Outlet(name="Cor Wire", country="XC", domains=("corwire.example",), kind=Kind.WIRE),
    Outlet(name="Homeless Post", domains=("homeless.example",)),
)
REGISTRY = Registry.of(OUTLETS)


def article(
    title: str, host: str = "asttimes.example", *, id_: str = "", hours: float = 6, summary: str = ""
) -> Article:
    """An article of an outlet's own feed, published `hours` before NOW."""
    slug = "".join(c if c.isalnum() else "-" for c in title.lower())
    return Article(
        id=id_ or f"{host}/{slug}",
        source=AST_FEED.id,
        title=title,
        url=f"https://{host}/{slug}",
        publisher=host,
        published=NOW - timedelta(hours=hours),
        language="en",
        summary=summary,
    )


def given(source: Source, *articles: Article, health: Health = Health.OK) -> SourceArticles:
    """What one source gave."""
    report = FeedReport(source=source.id, name=source.url, url=source.url, health=health, items=len(articles))
    return SourceArticles(source=source, report=report, articles=articles)


def selected(
    ast: tuple[Article, ...] = (),
    bor: tuple[Article, ...] = (),
    *,
    topic: Topic = TOPIC,
    memory: Memory | None = None,
    now: datetime = NOW,
    bor_health: Health = Health.OK,
) -> Selection:
    """The selection of one day, each side's articles in that side's feed."""
    fed = (given(AST_FEED, *ast), given(BOR_FEED, *bor, health=bor_health))
    return select(topic, fed, REGISTRY, memory or Memory(topic=topic.id), now.date(), now)


def candidate(title: str, side: str = "ast", outlet: str = "Ast Times", *, grade: Grade = Grade.BOTH) -> Candidate:
    """An article in the room's own clothes."""
    found = next(known for known in OUTLETS if known.name == outlet)
    entry = Entry(source=AST_FEED, article=article(title, found.domains[0]), outlet=found, side=side, known=True)
    return Candidate(entry=entry, copies=(), grade=grade, relevance=1.0)
