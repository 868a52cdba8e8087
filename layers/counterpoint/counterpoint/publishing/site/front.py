"""The home page: the latest edition, every topic on it."""

from dataclasses import dataclass
from datetime import date

from counterpoint.publishing.cards import Card
from counterpoint.publishing.site.frame import Alternate, Frame, long_date, render
from counterpoint.publishing.site.told import CardTelling, telling_of

_ABOUT = "The same day’s news, told from each side: cited, checked digests of what each side’s own press says."


@dataclass(frozen=True, slots=True, kw_only=True)
class FrontTopic:
    """A topic on the home page: its latest card, and whether that card is older than the edition."""

    card: Card
    telling: CardTelling | None
    late: bool


def home_page(edition: date | None, latest: tuple[Card, ...], base_url: str = "") -> bytes:
    """The home page of the edition of `edition`, of each topic's latest card, in the order given.

    A topic without a card of that day is shown with its last one, labelled as such: yesterday is never passed off
    as today. `edition` is None when there are imported digests only.
    """
    topics = tuple(
        FrontTopic(card=card, telling=telling_of(card), late=bool(edition and card.day < edition)) for card in latest
    )
    frame = Frame(
        path="",
        title=long_date(edition) if edition else "The archive",
        description=_ABOUT,
        base_url=base_url,
        alternates=SITE_FEEDS,
        notice=common_notice(latest),
        data={"@context": "https://schema.org", "@type": "WebSite", "name": "Counterpoint", "description": _ABOUT},
    )
    return render("home.html.jinja", frame, edition=edition, topics=topics)


SITE_FEEDS = (
    Alternate(path="feed.xml", type="application/atom+xml", title="Counterpoint (Atom)"),
    Alternate(path="feed.json", type="application/feed+json", title="Counterpoint (JSON Feed)"),
)
"""The feeds of all topics together."""


def common_notice(cards: tuple[Card, ...]) -> str:
    """The notices of `cards`, each once."""
    return " ".join(dict.fromkeys(card.notice for card in cards if card.notice))
