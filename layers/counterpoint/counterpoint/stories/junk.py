"""Junk: items of a feed that report nothing. Cartoons, e-papers, home pages, horoscopes, tickers, price tables.

The patterns are data: junk.tsv, one `kind <tab> where <tab> pattern` a line, where `where` is `title` or `path` (of the
link). They are regular expressions over folded text (lower case, no accents). What is junk is so whatever the topic.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from urllib.parse import urlsplit

from counterpoint.model import Article, Outlet
from counterpoint.stories.headlines import canonical, folded, words

_FEWEST_LETTERS = 8
"""A headline of fewer letters names a page or a section. Han characters count for three."""


@dataclass(frozen=True, slots=True)
class Pattern:
    """One line of junk.tsv."""

    kind: str
    where: str
    regex: re.Pattern[str]


def junk(article: Article, outlet: Outlet) -> str:
    """What kind of junk an article is, in a word or two; empty when it is none."""
    title, path = folded(article.title), "" if article.redirect else folded(urlsplit(article.url).path)
    texts = {"title": title, "path": path}
    matched = next((p.kind for p in patterns() if p.regex.search(texts[p.where])), "")
    return matched or ("home page" if _names_a_page(article.title, outlet) else "")


def _names_a_page(title: str, outlet: Outlet) -> bool:
    """Whether a headline is only the outlet's name, or too short to say that anything happened."""
    known = {words(name) for name in (outlet.name, *outlet.names, *outlet.domains)}
    letters = sum(3 if ord(c) > 0x2E7F else 1 for c in title if c.isalnum())
    return canonical(title) in known or letters < _FEWEST_LETTERS


@cache
def patterns() -> tuple[Pattern, ...]:
    """The lines of junk.tsv in the order of the file."""
    text = files("counterpoint.stories").joinpath("junk.tsv").read_text(encoding="utf-8")
    rows = [line.split("\t") for line in text.splitlines() if line and not line.startswith("#")]
    return tuple(Pattern(kind, where, re.compile(pattern)) for kind, where, pattern in rows)
