"""The labelled sets of same-event headlines: read from the shared folder, scored by pairs and by B-cubed.

    pairwise  of all pairs put together, how many belong together (precision), and the other way round (recall)
    B-cubed   the same per item, averaged (Bagga & Baldwin 1998)

A set's tune part serves to choose thresholds, its test part to report. Labels of our own (`labels/*.jsonl`: ids and
labels, no text) find their headlines in the replay's feeds.
"""

from __future__ import annotations

import json
import tempfile
import xml.etree.ElementTree as ET
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from pathlib import Path
from typing import Any

from counterpoint.stories.clustering import Text
from tests.shared import SHARED, replay_feeds

CLUSTERS = SHARED / "data" / "clusters"
LABELS = Path(__file__).parent / "labels"


@dataclass(frozen=True, slots=True)
class LabelledSet:
    """Texts, and for each its event; ids are unique within a window."""

    name: str
    texts: tuple[Text, ...]
    events: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Score:
    """F1 by pairs and by items, 0 to 1."""

    pairwise: float
    bcubed: float


def score(labelled: LabelledSet, groups: Iterable[Sequence[str]]) -> Score:
    """Compare groups of ids with the events; ids of a set must be unique."""
    event = {text.id: f"{text.window} {name}" for text, name in zip(labelled.texts, labelled.events, strict=True)}
    group = {member: number for number, members in enumerate(groups) for member in members}
    of_event, of_group = Counter(event.values()), Counter(group[member] for member in event)
    joint = Counter((name, group[member]) for member, name in event.items())
    together = sum(map(_pairs, joint.values()))
    precise = sum(n * n / of_group[key[1]] for key, n in joint.items()) / len(event)
    complete = sum(n * n / of_event[key[0]] for key, n in joint.items()) / len(event)
    return Score(
        2 * together / (sum(map(_pairs, of_group.values())) + sum(map(_pairs, of_event.values())) or 1),
        2 * precise * complete / (precise + complete),
    )


def _pairs(n: int) -> int:
    return n * (n - 1) // 2


def labelled_sets(split: str) -> list[LabelledSet]:
    """The sets of a split ("tune" or "test"), each also as headlines alone where it has leads."""
    found: list[LabelledSet] = []
    for name in ("allsides", "neus"):
        labelled = _from_rows(name, [row for row in _rows(CLUSTERS / f"{name}.jsonl") if row["split"] == split])
        bare = tuple(replace(text, summary="") for text in labelled.texts)
        found += [labelled, LabelledSet(f"{name}, headlines", bare, labelled.events)]
    with tempfile.TemporaryDirectory() as scratch:
        found.append(_replay(split, replay_feeds(Path(scratch))))
    return found


def silver() -> LabelledSet:
    """Google's own clusters, Portuguese and English: reported only."""
    return _from_rows("gnews, silver", _rows(CLUSTERS / "gnews_silver.jsonl"))


def _from_rows(name: str, rows: Sequence[dict[str, Any]]) -> LabelledSet:
    texts = tuple(
        Text(
            id=row["id"],
            title=row["title"],
            summary=row.get("text") or "",
            published=_moment(row.get("date")),
            window=row["window"],
        )
        for row in rows
    )
    return LabelledSet(name, texts, tuple(row["cluster"] for row in rows))


def _replay(split: str, feeds: Path) -> LabelledSet:
    labels = [row for path in sorted(LABELS.glob("*.jsonl")) for row in _rows(path) if row["split"] == split]
    headlines = {
        (window, identity): text
        for window in sorted({row["window"] for row in labels})
        for path in sorted((feeds / window).glob("*.xml"))
        for identity, text in _items(path, window)
    }
    texts = tuple(headlines[row["window"], row["id"]] for row in labels)
    return LabelledSet("replay, headlines", texts, tuple(row["cluster"] for row in labels))


def _items(path: Path, window: str) -> Iterable[tuple[str, Text]]:
    for item in ET.parse(path).getroot().iter("item"):  # noqa: S314 - our own archive, made by us from real feeds
        identity, outlet = item.findtext("guid") or "", item.findtext("source") or ""
        title = (item.findtext("title") or "").removesuffix(f" - {outlet}")
        published = parsedate_to_datetime(item.findtext("pubDate") or "")
        yield identity, Text(id=f"{window}/{identity}", title=title, published=published, window=window)


def _moment(date: str | None) -> datetime | None:
    if not date:
        return None
    moment = parsedate_to_datetime(date) if "," in date else datetime.fromisoformat(date)
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


def _rows(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in lines(path)]


def lines(path: Path) -> list[str]:
    """The lines of a JSON Lines file; a headline may hold other line separators than the line feed."""
    return [line for line in path.read_text(encoding="utf-8").split("\n") if line.strip()]
