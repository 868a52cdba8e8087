"""Invented digests for the tests of the site: the countries, outlets and events exist nowhere."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

from counterpoint.model import (
    Article,
    Attributed,
    BlindSpot,
    Correction,
    Digest,
    Fate,
    FateCount,
    FeedLine,
    Health,
    Imported,
    ImportedSection,
    Kind,
    Outlet,
    Ownership,
    PerspectiveSection,
    Point,
    Receipt,
    SourceRow,
    Story,
    StoryStatus,
    Telling,
    TellingSide,
    TermPair,
    Usage,
    WritingRecord,
)

DAY = date(2026, 11, 22)
NOTICE = "This edition is invented: its countries, outlets and events exist nowhere."
HOSTILE = "</script><script>alert(1)</script> \"'><img src=x onerror=alert(1)> [x](javascript:alert(1)) {{ 7*7 }} --- |"

ALDERA = (
    ("Aldera Herald", Ownership.PRIVATE, "en", "Coast guard escorts ferry past disputed shoal without incident"),
    ("Aldera Herald", Ownership.PRIVATE, "en", "Ministers weigh a second round of talks on the strait"),
    ("Harbour Times", Ownership.PRIVATE, "en", "Fishing crews return after three days of detention"),
    ("Radio Aldera", Ownership.PUBLIC, "en", "Fuel subsidy extended for island ferries until March"),
    ("State Gazette of Aldera", Ownership.STATE, "en", "Patrol law enters into force; 14 vessels to be refitted"),
    ("North Quay Post", Ownership.UNKNOWN, "en", "Island mayors ask for a hotline with the mainland"),
    ("Evening Lantern", Ownership.PRIVATE, "fr", "Le détroit d’Ostra rouvert aux cargos après deux jours"),
    ("Harbour Times", Ownership.PRIVATE, "en", "Insurance rates for the strait fall for the first time since June"),
)
BORVANA = (
    ("Borvana Daily", Ownership.PARTY, "zh", "博尔瓦纳海军在奥斯特拉海峡进行例行巡逻"),
    ("Borvana Daily", Ownership.PARTY, "zh", "外交部：渔民扣押事件应由双方协商解决"),
    ("Mainland Wire", Ownership.STATE, "en", "Intruding ferry expelled from shoal after lawful warning"),
    ("Mainland Wire", Ownership.STATE, "en", "Borvana releases detained crews in gesture of goodwill"),
    ("People’s Strait", Ownership.PARTY, "ja", "海峡の漁業交渉、来週再開へ"),
    ("Capital Observer", Ownership.PRIVATE, "ar", "البحرية تعلن انتهاء المناورات قرب المضيق"),
    ("Capital Observer", Ownership.PRIVATE, "en", "Exporters count the cost of a two-day closure"),
    ("Southern Star", Ownership.UNKNOWN, "en", "Cyclone relief: first convoy reaches the southern provinces"),
)
THIRD = (
    ("Meridian News", Ownership.PUBLIC, "en", "Shoal dispute: what both sides say happened on Friday"),
    ("Meridian News", Ownership.PUBLIC, "en", "Shipping lines resume the Ostra route"),
    ("Freeport Journal", Ownership.PRIVATE, "es", "El estrecho reabre, pero los seguros siguen caros"),
    ("Unlisted Bulletin", Ownership.UNKNOWN, "en", "Observers count fewer patrols in November"),
)
STORIES = ("shoal-a1", "crews-b2", "talks-c3", "ferries-d4", "cyclone-e5")


def rows(day: date = DAY) -> tuple[SourceRow, ...]:
    """Twenty sources: eight for each of two sides, four of third parties."""
    told = [("aldera", "XA", row) for row in ALDERA] + [("borvana", "XB", row) for row in BORVANA]
    told += [("third-party", "XC" if row[0] != "Unlisted Bulletin" else "", row) for row in THIRD]
    start = datetime(day.year, day.month, day.day, 4, tzinfo=UTC)
    return tuple(
        SourceRow(
            n=n,
            side=side,
            outlet=outlet,
            title=title,
            url=f"https://{outlet.lower().replace(' ', '-').replace('’', '')}.example/{day:%Y/%m/%d}/report-{n * 7919}",
            country=country,
            ownership=ownership,
            kind=Kind.NEWSPAPER,
            family="Mainland Group" if outlet in {"Mainland Wire", "Borvana Daily"} else "",
            language=language,
            published=start - timedelta(hours=n, minutes=7 * n),
            redirect=n % 6 == 0,
            story=STORIES[n % len(STORIES)],
            appearances=2 if n == 3 else 0,
            translation="Borvana’s navy makes a routine patrol in the Ostra strait" if n == 9 else "",
        )
        for n, (side, country, (outlet, ownership, language, title)) in enumerate(told, start=1)
    )


def story(name: str, row: SourceRow, status: StoryStatus, days: tuple[date, ...] = ()) -> Story:
    """A story of one article."""
    outlet = Outlet(name=row.outlet, country=row.country)
    article = Article(id=f"a{row.n}", source="feed", title=row.title, url=row.url, language=row.language)
    return Story(
        id=name,
        articles=(Attributed(article=article, outlet=outlet, side=row.side),),
        status=status,
        first_seen=min(days, default=None),
        days=days,
        changes=("New: Borvana says the crews were released; on 21 November they were held.",) if days else (),
    )


def digest(day: date = DAY, topic: str = "aldera-borvana", *, earlier: tuple[date, ...] | None = None) -> Digest:
    """A full digest of two sides; its story "crews-b2" was printed on `earlier` days."""
    days = (day - timedelta(days=1),) if earlier is None else earlier
    listed = rows(day)
    return Digest(
        topic=topic,
        name="Aldera vs Borvana",
        title=f"Aldera vs Borvana News - {day}",
        day=day,
        date=datetime(day.year, day.month, day.day, 4, tzinfo=UTC),
        highlights=(
            Point(
                text="Aldera’s coast guard escorted a ferry past the disputed shoal; Borvana says that it expelled "
                "an intruding ferry after a lawful warning.",
                cites=(1, 11),
                story=STORIES[1],
            ),
            Point(
                text="Fishing crews returned to Aldera after three days of detention.", cites=(3, 12), story="crews-b2"
            ),
            Point(text="Shipping lines resumed the Ostra route after a two-day closure.", cites=(18, 7, 15)),
            Point(text="A second round of talks on the strait is being weighed.", cites=(2,), engine="example-model"),
        ),
        perspectives=(
            PerspectiveSection(
                id="aldera",
                name="Aldera",
                count=8,
                points=(
                    Point(
                        text="The coast guard escorted a ferry past the disputed shoal without incident.", cites=(1,)
                    ),
                    Point(text="Fourteen vessels are to be refitted under the patrol law.", cites=(5,)),
                    Point(text="Island mayors ask for a hotline with the mainland.", cites=(6,)),
                    Point(
                        text="Le détroit d’Ostra rouvert aux cargos après deux jours",
                        cites=(7,),
                        language="fr",
                        note="headline as published",
                    ),
                ),
            ),
            PerspectiveSection(
                id="borvana",
                name="Borvana",
                count=8,
                fallback="the model answered too late",
                points=(
                    Point(text="博尔瓦纳海军在奥斯特拉海峡进行例行巡逻", cites=(9,), language="zh"),
                    Point(text="The crews were released in a gesture of goodwill.", cites=(12,)),
                    Point(text="البحرية تعلن انتهاء المناورات قرب المضيق", cites=(14,), language="ar"),
                    Point(text="Exporters count the cost of a two-day closure.", cites=(15,)),
                ),
            ),
        ),
        differences=(Point(text="Aldera’s outlets say “escorts”; Borvana’s say “expelled”.", cites=(1, 11)),),
        third_party=(Point(text="Observers count fewer patrols in November.", cites=(20,)),),
        tellings=(
            Telling(
                story=STORIES[1],
                sides=(
                    TellingSide(
                        side="aldera", n=1, outlet="Aldera Herald", headline=ALDERA[0][3], terms=("escorts", "disputed")
                    ),
                    TellingSide(
                        side="borvana",
                        n=11,
                        outlet="Mainland Wire",
                        headline=BORVANA[2][3],
                        terms=("Intruding", "expelled", "lawful"),
                    ),
                ),
                pairs=(
                    TermPair(side="aldera", term="escorts", other_side="borvana", other_term="expelled", kind="verb"),
                ),
            ),
            Telling(
                story=STORIES[2],
                sides=(
                    TellingSide(
                        side="aldera", n=3, outlet="Harbour Times", headline=ALDERA[2][3], terms=("detention",)
                    ),
                    TellingSide(
                        side="borvana",
                        n=9,
                        outlet="Borvana Daily",
                        headline=BORVANA[0][3],
                        language="zh",
                        terms=("例行",),
                    ),
                ),
            ),
        ),
        blind_spots=(
            BlindSpot(
                story="cyclone-e5",
                side="borvana",
                headline=BORVANA[7][3],
                n=16,
                outlets=("Southern Star", "Mainland Wire", "Capital Observer"),
                silent_side="aldera",
                silent_items=84,
                healthy_feeds=5,
            ),
            BlindSpot(
                story="ferries-d4",
                side="aldera",
                headline=ALDERA[3][3],
                n=4,
                outlets=("Radio Aldera",),
                silent_side="borvana",
                withheld="one of Borvana’s feeds was blocked.",
            ),
        ),
        stories=(
            story("crews-b2", listed[2], StoryStatus.DEVELOPING if days else StoryStatus.NEW, days),
            story("shoal-a1", listed[0], StoryStatus.NEW),
            story("talks-c3", listed[1], StoryStatus.NEW),
        ),
        sources=listed,
        receipt=Receipt(
            gathered=331,
            fates=(
                FateCount(fate=Fate.PRINTED, count=20),
                FateCount(fate=Fate.OLD, count=120),
                FateCount(fate=Fate.OFF_TOPIC, count=150),
                FateCount(fate=Fate.DUPLICATE, count=41),
            ),
            feeds=tuple(
                FeedLine(
                    source=f"feed-{name}",
                    name=name,
                    perspectives=(side,),
                    health=health,
                    reason=reason,
                    gathered=gathered,
                    printed=4,
                )
                for name, side, health, reason, gathered in (
                    ("aldera-herald.example", "aldera", Health.OK, "", 40),
                    ("harbour-times.example", "aldera", Health.NOT_MODIFIED, "", 31),
                    ("radio-aldera.example", "aldera", Health.OK, "", 60),
                    ("borvana-daily.example", "borvana", Health.OK, "", 120),
                    ("mainland-wire.example", "borvana", Health.STALE, "newest item is 9 days old", 80),
                    ("capital-observer.example", "borvana", Health.BLOCKED, "answered 403", 0),
                )
            ),
        ),
        writing=WritingRecord(
            engine="openai",
            model="example-model",
            prompt="3",
            fallbacks=("borvana",),
            usage=Usage(calls=3, tokens_in=5120, tokens_out=904, cost=Decimal("0.0013"), priced="2026-11-01"),
        ),
        corrections=(
            Correction(
                at=datetime(2026, 11, 22, 9, 30, tzinfo=UTC),
                what="The second point named the wrong day",
                why="Reported by a reader.",
                old="after two days of detention",
                new="after three days of detention",
            ),
        ),
        notice=NOTICE,
        code="0.1.0",
    )


def three_sides(day: date = DAY) -> Digest:
    """A digest of three sides, one of them silent."""
    both = digest(day)
    third = PerspectiveSection(id="corvia", name="Corvia", count=0, gap="None of Corvia’s 3 feeds could be read today.")
    told = both.tellings[0]
    extra = TellingSide(side="corvia", n=17, outlet="Meridian News", headline=THIRD[0][3], terms=("dispute",))
    return Digest(
        topic="strait",
        name="The strait",
        title="The strait News",
        day=day,
        date=both.date,
        highlights=both.highlights,
        perspectives=(*both.perspectives, third),
        tellings=(Telling(story=told.story, sides=(*told.sides, extra)),),
        sources=both.sources,
        receipt=both.receipt,
        notice=NOTICE,
        gap="Corvia is missing today.",
    )


def imported(day: date = date(2025, 11, 20)) -> Digest:
    """A digest read from an older document."""
    return Digest(
        topic="aldera-borvana",
        name="Aldera vs Borvana",
        title=f"Aldera vs Borvana News - {day}",
        day=day,
        date=datetime(day.year, day.month, day.day, 4, 1, 3, 734000, tzinfo=UTC),
        highlights=(Point(text="Both sides claim the shoal.", checked=False),),
        perspectives=(
            PerspectiveSection(
                id="aldera",
                name="Aldera",
                count=8,
                points=(Point(text="The coast guard was out in force.", checked=False),),
            ),
            PerspectiveSection(
                id="borvana", name="Borvana", count=8, points=(Point(text="The navy was calm.", checked=False),)
            ),
        ),
        sources=rows(day)[:16],
        imported=Imported(
            file="aldera-borvana/2025-11-20.md",
            format="B",
            sections=(
                ImportedSection(
                    heading="Key Differences in Coverage",
                    level=2,
                    lines=("- One side speaks of **law**, the other of force.", "", "A paragraph."),
                ),
            ),
        ),
        notice=NOTICE,
    )


def hostile(day: date = DAY) -> Digest:
    """A digest in which every text tries to break out of the page."""
    plain = digest(day)
    row = SourceRow(
        n=1,
        side="aldera",
        outlet=HOSTILE,
        title=HOSTILE,
        url="javascript:alert(1)",
        country=HOSTILE[:9],
        language='e"n',
        story="s",
    )
    section = PerspectiveSection(
        id="aldera",
        name=HOSTILE,
        count=1,
        gap=HOSTILE,
        fallback=HOSTILE,
        points=(Point(text=HOSTILE, cites=(1,), note=HOSTILE),),
    )
    told = TellingSide(side="aldera", n=1, outlet=HOSTILE, headline=HOSTILE, terms=("script", "<img", '"'))
    return Digest(
        topic="hostile",
        name=HOSTILE,
        title=HOSTILE,
        day=day,
        date=plain.date,
        highlights=section.points,
        perspectives=(section,),
        tellings=(Telling(story="s", sides=(told, told)),),
        sources=(row,),
        gap=HOSTILE,
        notice=HOSTILE,
        receipt=Receipt(
            gathered=1,
            feeds=(
                FeedLine(source="f", name=HOSTILE, perspectives=("aldera",), health=Health.BLOCKED, reason=HOSTILE),
            ),
        ),
        corrections=(Correction(at=plain.date, what=HOSTILE, why=HOSTILE, old=HOSTILE, new=HOSTILE),),
    )


def empty(day: date = DAY) -> Digest:
    """A digest without a single article."""
    return Digest(
        topic="aldera-borvana",
        name="Aldera vs Borvana",
        title="Aldera vs Borvana News",
        day=day,
        date=datetime(day.year, day.month, day.day, 4, tzinfo=UTC),
        perspectives=(
            PerspectiveSection(id="aldera", name="Aldera", count=0, gap="No article today."),
            PerspectiveSection(id="borvana", name="Borvana", count=0, gap="No article today."),
        ),
        gap="Nothing was published about this topic today.",
        notice=NOTICE,
    )


def gap(topic: str, name: str, day: date = DAY) -> Digest:
    """What an edition publishes for a topic of which no digest could be made."""
    return Digest(
        topic=topic,
        name=name,
        title=f"{name} News - {day}",
        day=day,
        date=datetime(day.year, day.month, day.day, 4, tzinfo=UTC),
        gap="No digest today: the digest step ran out of time.",
        notice=NOTICE,
    )


def nothing() -> Digest:
    """The empty digest as the first day of a topic of its own."""
    return replace(empty(), topic="nothing", name="An empty topic")


def many_sides() -> Digest:
    """Six sides with names, outlets and headlines that offer no place to break a line."""
    long = "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft"
    sides = tuple(
        PerspectiveSection(
            id=f"side-{n}",
            name=f"{long[: 12 * n]}{n}",
            count=1,
            points=(Point(text=f"{long} {n} {long}{long}", cites=(n,)),),
        )
        for n in range(1, 7)
    )
    listed = tuple(
        SourceRow(n=n, side=side.id, outlet=long, title=long * 2, url=f"https://{n}.example/{long}{long}", story="s")
        for n, side in enumerate(sides, start=1)
    )
    told = tuple(
        TellingSide(side=row.side, n=row.n, outlet=row.outlet, headline=row.title, terms=(row.title,)) for row in listed
    )
    pair = TermPair(side="side-1", term=long, other_side="side-6", other_term=long)
    return replace(
        digest(),
        topic="many",
        name=long,
        perspectives=sides,
        tellings=(Telling(story="s", sides=told, pairs=(pair,)),),
        blind_spots=(replace(digest().blind_spots[0], headline=long * 2, outlets=(long, long)),),
        sources=listed,
        highlights=sides[0].points,
        differences=(),
        third_party=(),
    )
