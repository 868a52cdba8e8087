"""A feed as its format gives it, before anything is believed: raw strings, possibly HTML, possibly hostile."""

from dataclasses import dataclass
from time import struct_time

MOST_ITEMS = 1000
"""Items of one feed that are looked at; the newest stand first in nearly all feeds."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """One item: raw text as the feed has it. `parsed` is feedparser's reading of `date`."""

    guid: str = ""
    title: str = ""
    link: str = ""
    base: str = ""
    summary: str = ""
    date: str = ""
    parsed: struct_time | None = None
    language: str = ""
    outlet: str = ""
    outlet_url: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Feed:
    """One feed: what it says of itself, and its items in order."""

    title: str = ""
    link: str = ""
    language: str = ""
    items: tuple[Item, ...] = ()
