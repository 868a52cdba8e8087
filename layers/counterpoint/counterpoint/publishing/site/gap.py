"""The page of a topic for which no digest could be made on a day: it says so, and nothing else."""

from counterpoint.publishing.addresses import digest_path
from counterpoint.publishing.cards import Card
from counterpoint.publishing.site.digest import feeds
from counterpoint.publishing.site.frame import Frame, Place, long_date, render


def gap_page(card: Card, place: Place) -> bytes:
    """The page that stands in a missing digest's place."""
    frame = Frame(
        path=digest_path(card.topic, card.day),
        title=f"{card.name}, {long_date(card.day)}",
        description=card.gap,
        base_url=place.base_url,
        notice=card.notice,
        alternates=feeds(card.topic, card.name),
    )
    return render("gap.html.jinja", frame, card=card, place=place)
