"""Why a side is empty or thin, in words and counts that its receipt proves."""

from __future__ import annotations

from collections import Counter

from counterpoint.model import Fate, Perspective, Selection

THIN = 2
"""A side with fewer stories than this is thin."""

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
    return f"{told} {_gathered(side, selection)}{_feeds(side, selection)}"


def _gathered(side: Perspective, selection: Selection) -> str:
    lines = [line for line in selection.receipt.articles if line.side == side.id]
    if not lines:
        return "The feeds gave nothing by this side's own outlets."
    counts: Counter[Fate] = Counter(line.fate for line in lines if line.fate is not Fate.PRINTED)
    fates = ", ".join(f"{counts[fate]} {_WORDS[fate]}" for fate in Fate if counts[fate])
    noun = "article" if len(lines) == 1 else "articles"
    return f"This side's own outlets gave {len(lines)} {noun}" + (f": {fates}." if fates else ".")


def _feeds(side: Perspective, selection: Selection) -> str:
    own = [feed for feed in selection.receipt.feeds if side.id in feed.perspectives]
    ill = [feed for feed in own if not feed.health.healthy]
    if not ill:
        return ""
    named = "; ".join(f"{feed.name} ({feed.health.value})" for feed in ill)
    return f" {len(ill)} of its {len(own)} feeds could not be read: {named}."
