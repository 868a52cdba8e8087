"""Entries: what a feed says of one digest, or of a day that has none.

An entry's id never changes, so a reader's program knows it again; `updated` moves only with a public correction.
"""

from dataclasses import dataclass
from datetime import datetime
from urllib.parse import urlsplit

from counterpoint.model import Digest
from counterpoint.publishing.absolute import site_address
from counterpoint.publishing.addresses import digest_path
from counterpoint.publishing.cards import Card, card_of
from counterpoint.publishing.documents.escaping import printable
from counterpoint.publishing.fragments import fragment


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One entry, in absolute addresses. `content` is HTML; `documents` says whether index.md and index.json exist."""

    id: str
    url: str
    title: str
    summary: str
    content: str
    published: datetime
    updated: datetime
    topic: str
    name: str
    language: str


def entry_of(digest: Digest, base_url: str) -> Entry:
    """The entry of a digest, full text and corrections included; a day without articles is titled as what it is.

    `base_url` is the site's address, "" when unknown.
    """
    card = card_of(digest)
    return Entry(
        id=tag(base_url, digest_path(card.topic, card.day)),
        url=site_address(base_url, digest_path(card.topic, card.day)),
        title=f"{printable(card.name)}: no digest on {card.day.isoformat()}"
        if card.missing
        else printable(digest.title),
        summary=_summary(card),
        content=fragment(digest, base_url),
        published=card.made,
        updated=card.changed,
        topic=card.topic,
        name=printable(card.name),
        language=digest.language,
    )


def _summary(card: Card) -> str:
    said = printable(card.summary or card.gap or f"{card.sources} sources.")
    return f"Imported, not checked: {said}" if card.imported else said


def tag(base_url: str, path: str) -> str:
    """A tag URI (RFC 4151): the site's host, the year of these ids, and the path."""
    host = urlsplit(site_address(base_url, "")).hostname or "localhost"
    return f"tag:{host},2026:{path}"
