"""Which texts are about the same event.

    cluster([Text(id="a", title="Quake hits Peru"), Text(id="b", title="Peru hit by quake"), …])   -> (("a", "b"), …)

Terms (`tokens`), what they tell (`weights`), who resembles whom (`similar`), and average linkage (`linkage`). One
setting for everything: headlines alone or with leads, small windows and large ones, any language.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from counterpoint.stories import similar
from counterpoint.stories.linkage import Linkage
from counterpoint.stories.tokens import terms
from counterpoint.stories.twins import Mould
from counterpoint.stories.weights import LEAD_TERMS, Rarity, vectors

THRESHOLD = 0.34
"""The least link, see linkage. From 0.33 to 0.35 the mean pairwise F1 over the labelled tune sets changes by 0.002."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Text:
    """A headline to be clustered. Texts of different windows never join; `id` is unique within its window."""

    id: str
    title: str
    summary: str = ""
    published: datetime | None = None
    language: str = ""
    window: str = ""
    outlet: str = ""


def cluster(texts: Sequence[Text]) -> tuple[tuple[str, ...], ...]:
    """The ids of the texts, grouped by event; ids ascending, groups by window and first id. Input order is no matter.

    A text about an event that no other text is about is a group of one. Of texts with one id in one window one counts.
    """
    readings = [_read(text) for text in sorted(set(texts), key=_order)]
    general = Rarity((*reading.title, *reading.lead) for reading in readings)
    windows: defaultdict[str, dict[str, _Reading]] = defaultdict(dict)
    for reading in readings:
        windows[reading.text.window].setdefault(reading.text.id, reading)
    found: list[tuple[str, ...]] = []
    for _, members in sorted(windows.items()):
        found += sorted(_window(list(members.values()), general))
    return tuple(found)


@dataclass(frozen=True, slots=True)
class _Reading:
    text: Text
    title: tuple[str, ...]
    lead: tuple[str, ...]


def _read(text: Text) -> _Reading:
    return _Reading(text, terms(text.title), terms(text.summary)[:LEAD_TERMS])


def _order(text: Text) -> tuple[object, ...]:
    """By time, because neighbours in time are compared first; then by all else that could differ."""
    moment = text.published.timestamp() if text.published else 0.0
    return (moment, text.id, text.window, text.title, text.summary, text.language, text.outlet)


def _window(readings: Sequence[_Reading], general: Rarity) -> list[tuple[str, ...]]:
    space = vectors([reading.title for reading in readings], [reading.lead for reading in readings], general)
    moulds = [Mould.of(reading.text.title) for reading in readings]
    edges = similar.graph(space, moulds, [reading.text.published for reading in readings])
    groups = Linkage(edges, THRESHOLD).groups()
    return [tuple(sorted(readings[position].text.id for position in group)) for group in groups]
