"""The archive's page: every topic that was ever published, and its months."""

from collections.abc import Sequence

from counterpoint.publishing.shelves import CataloguedTopic
from counterpoint.publishing.site.frame import Frame, render
from counterpoint.publishing.site.topic import years_of


def archive_page(topics: Sequence[CataloguedTopic], current: Sequence[str], base_url: str = "") -> bytes:
    """Every topic with its months by year; those that are no longer followed are labelled."""
    frame = Frame(
        path="archive/",
        title="Archive",
        description="Every digest, by topic and month.",
        base_url=base_url,
        notice=" ".join(dict.fromkeys(topic.notice for topic in topics if topic.notice)),
    )
    listed = [(topic, years_of(topic), not current or topic.id in current) for topic in topics]
    return render("archive.html.jinja", frame, topics=listed)
