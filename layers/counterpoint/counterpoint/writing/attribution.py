"""Who says it: the outlets' names before a sentence, written and read back by one grammar.

    attributed(("CGTN", "Xinhua"), "Jets cross strait.")            -> "CGTN, Xinhua: Jets cross strait."
    attributed(("CGTN",), "Jets cross strait.", "China")            -> "CGTN (China): Jets cross strait."
    attributed(("News24 (India)",), "Jets cross strait.", "India")  -> "News24 (India): Jets cross strait."
    unattributed("CGTN (China): Jets cross strait.", ("CGTN",), …)  -> "Jets cross strait."

The grammar is free of any language. An attribution is true by the citations of its point, not by any text: only names
of the cited outlets are read as one, with a word in brackets that the caller allows (a side's name, a genre).
"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence

NEXT = "; "
"""Between what two outlets say."""


def attributed(outlets: Sequence[str], text: str, note: str = "") -> str:
    """The sentence with its outlets before it, and a note on them in brackets, where no name ends in it already."""
    bracketed = f" ({note})" if note else ""
    names = ", ".join(outlets)
    return f"{names}{'' if names.casefold().endswith(bracketed.casefold()) else bracketed}: {text}"


def unattributed(text: str, outlets: Collection[str], notes: Collection[str] = ()) -> str:
    """The sentence without the attributions to `outlets`; any other name before a colon stays."""
    if not outlets:
        return text
    names, bracketed = _any(outlets), rf"(?: \((?i:{_any(notes)})\))?" if notes else ""
    return re.sub(rf"(?:^|(?<={NEXT}))(?:{names})(?:, (?:{names}))*{bracketed}: ", "", text)


def _any(words: Collection[str]) -> str:
    return "|".join(map(re.escape, sorted(words, key=lambda word: (-len(word), word))))
