"""Whether a feed would have carried a story, had its outlets told it: without that, silence is no news.

A publisher's feed carries what the publisher thinks is news. A search returns only what holds its words: a search for
"US" in China's papers is deaf to China's own economy, however loudly they report it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from counterpoint.model import Source, SourceKind
from counterpoint.stories.headlines import words
from counterpoint.stories.relevance import Relevance

_OPTIONAL = re.compile(r"\([^)]*\)|\S+:\S+|(?<!\S)-\S+|\bOR\b|\bAND\b")


def listens(source: Source, titles: Iterable[str], relevance: Relevance) -> bool:
    """Whether a source could hold a story with these headlines: a search only if one of them has its required words.

    Required are the words outside brackets and operators. A word that names a side is met by any term of that side.
    """
    if source.kind is not SourceKind.GOOGLE_NEWS:
        return True
    required = _OPTIONAL.sub(" ", source.query).replace('"', " ").split()
    return any(all(_met(word, title, relevance) for word in required) for title in titles)


def _met(word: str, title: str, relevance: Relevance) -> bool:
    named = relevance.named(word)
    return bool(set(named) & set(relevance.named(title))) if named else set(words(word)) <= set(words(title))
