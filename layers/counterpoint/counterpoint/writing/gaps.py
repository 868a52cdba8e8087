"""Why a side, or a whole digest, is empty or thin, in words and counts that its receipt proves."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from counterpoint.model import Fate, FeedLine, Health, Perspective, PerspectiveSection, Selection

THIN = 2
"""A side with fewer stories than this is thin."""

_READ = frozenset({Health.EMPTY, Health.STALE, Health.UNDATED})
"""Ill feeds that were read all the same: what they gave says nothing about today."""

_WORDS = {
    Fate.EMPTY: "without headline or link",
    Fate.OLD: "too old",
    Fate.LATER: "dated after this edition",
    Fate.JUNK: "not news (cartoons, home pages, tables)",
    Fate.OFF_TOPIC: "about something else",
    Fate.DUPLICATE: "copies",
    Fate.UNCHANGED: "told on an earlier day",
    Fate.CAPPED: "over their outlet's share",
    Fate.SURPLUS: "over their story's share",
    Fate.UNCHOSEN: "in stories that were not chosen",
}


def gap(side: Perspective, selection: Selection) -> str:
    """Why the section of a side holds no story or hardly one; empty when it is well filled."""
    rows = [row for row in selection.rows if row.article.side == side.id]
    if len({row.story for row in rows}) >= THIN:
        return ""
    told = "No article." if not rows else "One story only."
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
    names = " or ".join(section.name for section in silent)
    feeds = list(dict.fromkeys(feed for section in silent for feed in _feeds_of(section.id, selection)))
    if not any(_gave(section.id, selection) for section in silent) and (blind := _blind(feeds, f" of {names}")):
        return f"{blind} This digest is one-sided."
    ill = f" {_ill(feeds, 'its ' if len(silent) == 1 else 'their ')}." if _ill(feeds) else ""
    return f"Nothing new from {names}'s own outlets: this digest is one-sided.{ill}"


def _nothing(selection: Selection) -> str:
    """Why no side has an article: nobody could be heard, or nobody had anything new."""
    feeds = selection.receipt.feeds
    if not selection.receipt.gathered and (blind := _blind(feeds)):
        return blind
    ill = f" {_ill(feeds)}." if _ill(feeds) else ""
    return f"No side's own outlets gave a story about this topic that was not told before.{ill}"


def _gathered(side: Perspective, selection: Selection) -> str:
    lines = [line for line in selection.receipt.articles if line.side == side.id]
    if not lines:
        return "The feeds gave nothing by this side's own outlets."
    counts: Counter[Fate] = Counter(line.fate for line in lines if line.fate is not Fate.PRINTED)
    fates = ", ".join(f"{counts[fate]} {_WORDS[fate]}" for fate in Fate if counts[fate])
    noun = "article" if len(lines) == 1 else "articles"
    return f"This side's own outlets gave {len(lines)} {noun}" + (f": {fates}." if fates else ".")


def _feeds_of(side: str, selection: Selection) -> list[FeedLine]:
    return [feed for feed in selection.receipt.feeds if side in feed.perspectives]


def _gave(side: str, selection: Selection) -> bool:
    """Whether a side's own outlets gave anything at all, by whichever feed."""
    return any(line.side == side for line in selection.receipt.articles)


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
