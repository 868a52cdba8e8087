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
from counterpoint.stories.weights import LEAD_TERMS, Rarity, vectors

THRESHOLD = 0.30


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

    A text about an event that no other text is about is a group of one.
    """
    ordered = sorted({(text.window, text.id): text for text in texts}.values(), key=lambda t: (t.window, t.id))
    titles = {(text.window, text.id): terms(text.title) for text in ordered}
    leads = {(text.window, text.id): terms(text.summary)[:LEAD_TERMS] for text in ordered}
    general = Rarity((*titles[key], *leads[key]) for key in titles)
    windows: defaultdict[str, list[Text]] = defaultdict(list)
    for text in ordered:
        windows[text.window].append(text)
    found: list[tuple[str, ...]] = []
    for members in windows.values():
        keys = [(text.window, text.id) for text in members]
        space = vectors([titles[key] for key in keys], [leads[key] for key in keys], general)
        edges = similar.graph(space, [text.published for text in members])
        groups = Linkage(edges, similar.bars(space), THRESHOLD).groups()
        found += [tuple(members[position].id for position in group) for group in groups]
    return tuple(found)
