"""Spotlighting: what the press wrote is marked as data, so that a model can tell it from what it is asked to do.

Datamarking (K. Hines et al., "Defending Against Indirect Prompt Injection Attacks With Spotlighting", 2024, 3.2): the
spaces of untrusted text become a mark that the text itself cannot hold, and the prompt says so. No instruction in a
headline is then a string of words any more. Brackets and bars, with which our own lines are built, are replaced.
"""

from __future__ import annotations

from collections.abc import Iterable

from counterpoint.writing.editing import visible

_MARKS = ("^", "~", "¤", "§", "¦")
_STRUCTURE = str.maketrans({"[": "(", "]": ")", "|": "/", "<": "(", ">": ")", "`": "'"})


def mark_for(texts: Iterable[str]) -> str:
    """The first mark that none of these texts holds; the last one when all do, and `marked` takes it out of them."""
    everything = "".join(texts)
    return next((mark for mark in _MARKS if mark not in everything), _MARKS[-1])


def marked(text: str, mark: str) -> str:
    """The text on one line with the mark between its words."""
    return mark.join(visible(text).translate(_STRUCTURE).replace(mark, "").split())
