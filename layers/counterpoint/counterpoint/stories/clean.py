"""What can be refused without looking at other articles: empty, old, later than the clock, junk."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from counterpoint.model import Fate, Settings
from counterpoint.stories.entries import Entry, Refusal
from counterpoint.stories.junk import junk


def sifted(
    entries: Iterable[Entry], settings: Settings, now: datetime
) -> tuple[tuple[Entry, ...], tuple[Refusal, ...]]:
    """The entries worth reading, and the others with their reasons."""
    judged = [(entry, fault(entry, settings, now)) for entry in entries]
    kept = tuple(entry for entry, refusal in judged if refusal is None)
    return kept, tuple(refusal for _, refusal in judged if refusal is not None)


def fault(entry: Entry, settings: Settings, now: datetime) -> Refusal | None:
    """Why an entry is refused on its own account; None when it is not. An undated article is neither old nor later."""
    article, published = entry.article, entry.article.published
    if not article.title.strip() or not article.url.startswith(("http://", "https://")):
        return Refusal(entry=entry, fate=Fate.EMPTY, detail="no link" if article.title.strip() else "no headline")
    if published is not None and published > now:
        return Refusal(entry=entry, fate=Fate.LATER, detail=f"{published:%Y-%m-%d %H:%M} UTC")
    if published is not None and published < now - settings.max_age:
        return Refusal(entry=entry, fate=Fate.OLD, detail=f"{published:%Y-%m-%d}")
    kind = junk(article, entry.outlet)
    return Refusal(entry=entry, fate=Fate.JUNK, detail=kind) if kind else None
