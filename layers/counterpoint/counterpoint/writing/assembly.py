"""Selection + Written -> Digest: the last pure step before publishing."""

import hashlib

from counterpoint import codec
from counterpoint.model import Correction, Digest, Row, Selection, SourceRow, Topic
from counterpoint.writing.engine import Written
from counterpoint.writing.gaps import whole_gap


def assemble(
    topic: Topic, selection: Selection, written: Written, *, code: str, corrections: tuple[Correction, ...] = ()
) -> Digest:
    """Make the digest of a topic from its stories and points. `code` is the version that made it."""
    translations = dict(written.translations)
    return Digest(
        topic=topic.id,
        name=topic.name,
        title=f"{topic.name} News - {selection.day.isoformat()}",
        day=selection.day,
        date=selection.now,
        highlights=written.highlights,
        highlights_fallback=written.highlights_fallback,
        perspectives=written.perspectives,
        differences=written.differences,
        third_party=written.third_party,
        tellings=selection.tellings,
        blind_spots=selection.blind_spots,
        stories=selection.stories,
        sources=tuple(_source_row(row, translations.get(row.n, "")) for row in selection.rows),
        receipt=selection.receipt,
        writing=written.record,
        corrections=corrections,
        gap=whole_gap(written.perspectives, selection),
        notice=topic.notice,
        language=topic.settings.language,
        code=code,
        configuration=configuration_of(topic),
    )


def configuration_of(topic: Topic) -> str:
    """The version of a topic's configuration: the first digits of the SHA-256 of all that its file says."""
    return hashlib.sha256(codec.encode(topic)).hexdigest()[:12]


def _source_row(row: Row, translation: str) -> SourceRow:
    article, outlet = row.article.article, row.article.outlet
    return SourceRow(
        n=row.n,
        side=row.article.side,
        outlet=outlet.name,
        title=article.title,
        url=article.url,
        country=outlet.country,
        ownership=outlet.ownership,
        kind=outlet.kind,
        family=outlet.family,
        language=article.language,
        region=article.region,
        published=article.published,
        redirect=article.redirect,
        story=row.story,
        article=article.id,
        appearances=len(row.article.appearances),
        translation=translation,
        summary=article.summary,
    )
