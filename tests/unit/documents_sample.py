"""A digest with every part, invented, for the tests of documents and feeds."""

from datetime import UTC, date, datetime

from counterpoint.model import (
    THIRD_PARTY,
    BlindSpot,
    Correction,
    Digest,
    Fate,
    FateCount,
    FeedLine,
    Health,
    PerspectiveSection,
    Point,
    Receipt,
    SourceRow,
    Story,
    StoryStatus,
    Telling,
    TellingSide,
    TermPair,
)

NOW = datetime(2026, 1, 14, 4, 0, 36, 464000, tzinfo=UTC)
TITLES = ("Arland opens the dam", "Water talks fail [Analysis]", "Belmark closes its border", "Observers doubt both")


def row(n: int, side: str, title: str, **fields: object) -> SourceRow:
    """One source; its link and outlet are made from its number."""
    made: dict[str, object] = {
        "outlet": f"Outlet {n}",
        "url": f"https://news.example/{n}?a=1&b=2",
        "language": "en",
        "region": "XA",
        "published": datetime(2026, 1, 13, tzinfo=UTC),
        "story": f"s{n}",
    }
    return SourceRow(n=n, side=side, title=title, **(made | fields))  # type: ignore[arg-type]  # fields by name


def digest(
    titles: tuple[str, ...] = TITLES, text: str = "Arland opened the dam, its outlets say", **fields: object
) -> Digest:
    """Two sides and a third party; `text` stands in every place that holds a sentence."""
    first, second, third, fourth = titles
    made: dict[str, object] = {
        "topic": "arland-belmark",
        "name": "Arland vs Belmark",
        "title": "Arland vs Belmark News - 2026-01-14",
        "day": date(2026, 1, 14),
        "date": NOW,
        "highlights": (Point(text=text, cites=(1, 3)), Point(text="Both sides talk of water", cites=(2,))),
        "perspectives": (
            PerspectiveSection(id="arland", name="Arland", count=2, points=(Point(text=text, cites=(1, 2)),)),
            PerspectiveSection(id="belmark", name="Belmark", count=1, points=(Point(text=text, cites=(3,)),), gap=text),
        ),
        "differences": (Point(text=text, cites=(1, 3)),),
        "third_party": (Point(text=text, cites=(4,)),),
        "tellings": (
            Telling(
                story="s1",
                sides=(
                    TellingSide(side="arland", n=1, outlet="Outlet 1", headline=first, terms=(text,)),
                    TellingSide(side="belmark", n=3, outlet="Outlet 3", headline=third),
                ),
                pairs=(TermPair(side="arland", term=text, other_side="belmark", other_term="flood"),),
            ),
        ),
        "blind_spots": (
            BlindSpot(
                story="s2", side="arland", headline=second, n=2, outlets=("Outlet 2",), silent_side="belmark",
                silent_items=84, healthy_feeds=5,
            ),
            BlindSpot(
                story="s3", side="belmark", headline=third, n=3, outlets=("Outlet 3",), silent_side="arland",
                withheld=text,
            ),
        ),
        "stories": (
            Story(id="s3", articles=(), status=StoryStatus.DEVELOPING, days=(date(2026, 1, 12),), changes=(text,)),
        ),
        "sources": (
            row(1, "arland", first), row(2, "arland", second), row(3, "belmark", third), row(4, THIRD_PARTY, fourth),
        ),
        "receipt": Receipt(
            gathered=9,
            fates=(FateCount(fate=Fate.PRINTED, count=4), FateCount(fate=Fate.OFF_TOPIC, count=5)),
            feeds=(
                FeedLine(source="a", name=text, perspectives=("arland",), health=Health.STALE, reason=text, gathered=9),
            ),
        ),
        "corrections": (Correction(at=NOW, what=text, why="The outlet corrected it.", old=text, new="No flood"),),
        "notice": "This edition is invented.",
    }  # fmt: skip
    return Digest(**(made | fields))  # type: ignore[arg-type]  # fields by name
