"""Marks inside headlines: the words in which the sides differ."""

import re

from markupsafe import Markup, escape


def marked(headline: str, terms: tuple[str, ...]) -> Markup:
    """`headline` with every occurrence of a term in a <mark>; everything is escaped, nothing else is changed.

    Longer terms win over shorter ones; terms that follow each other share a mark. Words of alphabets match as whole
    words; Chinese and Japanese, which put no space between words, match anywhere.
    """
    wanted = [term for term in sorted(terms, key=lambda term: (-len(term), term)) if term.strip()]
    if not wanted:
        return escape(headline)
    one = f"(?:{'|'.join(map(_pattern, wanted))})"
    pieces = re.split(rf"({one}(?:\s+{one})*)", headline, flags=re.IGNORECASE)
    return Markup("").join(
        Markup("<mark>{}</mark>").format(piece) if index % 2 else escape(piece) for index, piece in enumerate(pieces)
    )


def _pattern(term: str) -> str:
    spaceless = any(ord(character) >= 0x2E80 for character in term)
    return re.escape(term) if spaceless else rf"(?<!\w){re.escape(term)}(?!\w)"
