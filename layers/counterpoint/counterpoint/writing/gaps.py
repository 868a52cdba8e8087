"""Why a side, or a whole digest, is empty or thin, in words and counts that its receipt proves."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from counterpoint.model import ArticleLine, Fate, FeedLine, Health, Perspective, PerspectiveSection, Selection
from counterpoint.model.words import FATES, the

THIN = 2
"""A side with fewer stories than this is thin."""

_READ = frozenset({Health.EMPTY, Health.STALE, Health.UNDATED})
"""Ill feeds that were read all the same: what they gave says nothing about today."""


def gap(side: Perspective, selection: Selection) -> str:
    """Why the section of a side holds no story or hardly one; empty when it is well filled."""
    rows = [row for row in selection.rows if row.article.side == side.id]
    if len({row.story for row in rows}) >= THIN:
        return ""
    told = "Nothing printed." if not rows else "One story only."
    feeds = _feeds_of(side.id, selection)
    if not _gave(side.id, selection) and (blind := _blind(feeds)):
        return f"{told} {blind} {_named(feeds)}."
    ill = f" {_ill(feeds, 'its ')}: {_named(feeds)}." if _ill(feeds) else ""
    return f"{told} {_gathered(side, selection)}{ill}"


def whole_gap(sections: Sequence[PerspectiveSection], selection: Selection) -> str:
    """Why a digest is empty or one-sided; empty when every side has an article."""
    silent = [section for section in sections if not section.count]
    if len(silent) == len(sections):
        return _nothing(selection)
    if not silent:
        return ""
    names = " or ".join(the(section.name) for section in silent)
    feeds = list(dict.fromkeys(feed for section in silent for feed in _feeds_of(section.id, selection)))
    if not any(_gave(section.id, selection) for section in silent) and (blind := _blind(feeds, f" of {names}")):
        return f"{blind} This digest is one-sided."
    ill = f" {_ill(feeds, 'its ' if len(silent) == 1 else 'their ')}." if _ill(feeds) else ""
    return f"Nothing printed from the outlets of {names}{_refused(silent, selection)}. This digest is one-sided.{ill}"


def _refused(silent: Sequence[PerspectiveSection], selection: Selection) -> str:
    """How many articles of the silent sides were about something else, where any were."""
    lines = [line for section in silent for line in _lines_of(section.id, selection)]
    elsewhere = sum(line.fate is Fate.OFF_TOPIC for line in lines)
    if not elsewhere:
        return ""
    if elsewhere == len(lines) == 1:
        return ": their only article was about something else"
    return f": {elsewhere} of their {len(lines)} articles {'was' if elsewhere == 1 else 'were'} about something else"


def _nothing(selection: Selection) -> str:
    """Why no side has an article: nobody could be heard, or nobody had anything new."""
    feeds = selection.receipt.feeds
    if not selection.receipt.gathered and (blind := _blind(feeds)):
        return blind
    ill = f" {_ill(feeds)}." if _ill(feeds) else ""
    return f"No side's own outlets gave a story about this topic that was not told before.{ill}"


def _gathered(side: Perspective, selection: Selection) -> str:
    lines = _lines_of(side.id, selection)
    if not lines:
        return "The feeds gave nothing by this side's own outlets."
    counts: Counter[Fate] = Counter(line.fate for line in lines if line.fate is not Fate.PRINTED)
    fates = ", ".join(f"{counts[fate]} {FATES[fate]}" for fate in Fate if counts[fate])
    noun = f"{len(lines)} {'article' if len(lines) == 1 else 'articles'}"
    return f"Of {noun} from this side's own outlets: {fates}." if fates else f"This side's own outlets gave {noun}."


def _lines_of(side: str, selection: Selection) -> list[ArticleLine]:
    return [line for line in selection.receipt.articles if line.side == side]


def _feeds_of(side: str, selection: Selection) -> list[FeedLine]:
    return [feed for feed in selection.receipt.feeds if side in feed.perspectives]


def _gave(side: str, selection: Selection) -> bool:
    """Whether a side's own outlets gave anything at all, by whichever feed."""
    return bool(_lines_of(side, selection))


def _blind(feeds: Sequence[FeedLine], whose: str = "") -> str:
    """That nothing is known, when not one of the feeds is healthy; empty when one is, or there are none."""
    if not feeds or any(feed.health.healthy for feed in feeds):
        return ""
    read = "could be read" if _unread(feeds) else "gave anything fresh and dated"
    return f"No feed{whose} {read} ({len(feeds)} of {len(feeds)}): nothing is known of today."


def _ill(feeds: Sequence[FeedLine], whose: str = "") -> str:
    """How many of the feeds are not healthy; empty when all are."""
    ill = [feed for feed in feeds if not feed.health.healthy]
    read = "could not be read" if _unread(ill) else "could not be read or gave nothing fresh and dated"
    return f"{len(ill)} of {whose}{len(feeds)} feeds {read}" if ill else ""


def _unread(ill: Sequence[FeedLine]) -> bool:
    """Whether nothing at all could be read: none of these was merely empty, stale or undated."""
    return not any(feed.health in _READ for feed in ill)


def _named(feeds: Sequence[FeedLine]) -> str:
    return "; ".join(f"{feed.name} ({feed.health.value})" for feed in feeds if not feed.health.healthy)
