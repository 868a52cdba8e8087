"""Selections for tests of the writing room: invented ones, built row by row, and those of the replay's feeds."""

import json
from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path

from counterpoint.configuration import read_configuration
from counterpoint.gathering.feeds import parse_feed
from counterpoint.gathering.publishers import link_to_publishers
from counterpoint.model import (
    Article,
    Attributed,
    FeedReport,
    Health,
    Memory,
    Outlet,
    Perspective,
    Row,
    Selection,
    Settings,
    SourceArticles,
    Story,
    Telling,
    TellingSide,
    TermPair,
    Topic,
)
from counterpoint.outlets import Registry
from counterpoint.stories import select

DAY = date(2026, 3, 2)
NOW = datetime(2026, 3, 2, 5, tzinfo=UTC)
TOPIC = Topic(
    id="velmora-corvena",
    name="Velmora vs Corvena",
    perspectives=(
        Perspective(id="velmora", name="Velmora", countries=("XA",), terms=("Velmora",)),
        Perspective(id="corvena", name="Corvena", countries=("XB",), terms=("Corvena",)),
    ),
    settings=Settings(),
)
SIDES = {"Velmoran Wire": "velmora", "Radio Velmora": "velmora", "Corvena Today": "corvena", "Diario Alido": "corvena"}


def row(n: int, story: str, outlet: str, title: str, summary: str = "", language: str = "en", side: str = "") -> Row:
    """One numbered source; its side is its outlet's, third-party when unknown."""
    article = Article(
        id=f"a{n}", source="s", title=title, url=f"https://press.example/{n}", published=NOW, language=language,
        summary=summary,
    )  # fmt: skip
    voice = Attributed(article=article, outlet=Outlet(name=outlet), side=side or SIDES.get(outlet, "third-party"))
    return Row(n=n, article=voice, story=story)


def selection(*rows: Row, pairs: tuple[TermPair, ...] = ()) -> Selection:
    """The selection that holds these rows; a story that both sides tell is a telling, the first one with `pairs`."""
    names = tuple(dict.fromkeys(each.story for each in rows))
    stories = tuple(Story(id=name, articles=tuple(r.article for r in rows if r.story == name)) for name in names)
    told = [(name, _sides([r for r in rows if r.story == name])) for name in names]
    shared = [(name, sides) for name, sides in told if len(sides) > 1]
    tellings = tuple(
        Telling(story=name, sides=sides, pairs=pairs if at == 0 else ()) for at, (name, sides) in enumerate(shared)
    )
    return Selection(topic=TOPIC.id, day=DAY, now=NOW, stories=stories, rows=rows, tellings=tellings)


def _sides(rows: list[Row]) -> tuple[TellingSide, ...]:
    firsts: dict[str, Row] = {}
    for each in rows:
        if each.article.side != "third-party":
            firsts.setdefault(each.article.side, each)
    return tuple(
        TellingSide(side=side, n=r.n, outlet=r.article.outlet.name, headline=r.article.article.title)
        for side, r in firsts.items()
    )


def dispute(ours: str = "Velmora", theirs: str = "Corvena") -> Selection:
    """An invented day: a story both sides tell, one of each side alone, one of somebody else. Names end in "a"."""
    return selection(
        row(
            1, "s1", "Velmoran Wire", f"Coast guard detains {theirs}n trawler Aldonza with 14 crew on Grey Bank",
            "The trawler was boarded at 04:10 on Sunday inside the closure, Commodore Piet Lorne said.",
        ),
        row(2, "s2", "Radio Velmora", f"{ours} cuts Grey Bank cod quota by 30 percent to 41,000 tonnes"),
        row(3, "s1", "Corvena Today", f"{ours}n coast guard seizes trawler Aldonza with 14 crew off Pardo Bank"),
        row(4, "s3", "Diario Alido", "El bacalao sube un 18 % en Alido en una semana", language="es"),
        row(5, "s2", "Amagiri Herald", f"Amagiri to host {ours} and {theirs} ministers on 9 March"),
        pairs=(TermPair(side="velmora", term="Grey Bank", other_side="corvena", other_term="Pardo Bank"),),
    )  # fmt: skip


def replay(feeds: Path, topics: Path, days: int) -> Iterator[tuple[Topic, Selection]]:
    """The selections of the first `days` days of every topic, each made with the memory of the days before it."""
    clocks = [json.loads(line) for line in (feeds / "expected.jsonl").read_text(encoding="utf-8").splitlines()]
    nows = {(clock["topic"], clock["day"]): datetime.fromisoformat(clock["now"]) for clock in clocks}
    registry = Registry.load()
    for topic in read_configuration(topics).topics:
        memory = Memory(topic=topic.id)
        for day in sorted(day for id_, day in nows if id_ == topic.id)[:days]:
            now = nows[topic.id, day]
            gathered = link_to_publishers(tuple(_gathered(topic, feeds / topic.id / day, now)), registry)
            chosen = select(topic, gathered, registry, memory, date.fromisoformat(day), now)
            memory = memory.with_day(chosen.memory, keep=14) if chosen.memory else memory
            yield topic, chosen


def _gathered(topic: Topic, feeds: Path, now: datetime) -> Iterator[SourceArticles]:
    for side in topic.perspectives:
        path = feeds / f"{side.id}.xml"
        if path.exists():
            source = side.sources[0]
            articles = parse_feed(path.read_bytes(), {}, source, now)
            report = FeedReport(source=source.id, name=source.query, url="", health=Health.OK, items=len(articles))
            yield SourceArticles(source=source, report=report, articles=articles)
