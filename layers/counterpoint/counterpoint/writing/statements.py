"""What one article says, as sentences fit to print: its edited headline, and what its lead adds.

The least loaded headline speaks for a side: whole before cut, news before opinion, telling before asking, plain before
shouting; then the most typical, which is the order the rows stand in. A lead that says the headline again in a whole
sentence takes its place; a lead that adds to it follows it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from counterpoint.model import Row
from counterpoint.stories.tokens import terms
from counterpoint.stories.vocabulary import spoken, stances, verbs
from counterpoint.writing.editing import FEWEST, edited, visible
from counterpoint.writing.leads import sentences

LOADED = frozenset({"claims", "slams", "hypes"})
"""Stances of verbs.tsv that judge what they tell."""

RESTATES = 0.6
"""A lead says a headline again when it holds this share of its terms."""

ADDS = 3
"""So many new terms make a sentence worth its place."""

LONGEST = 34
_DOUBLE, _SINGLE = re.compile('[“”„"]'), "’"
_MARKUP = re.compile(r"[<>{}\[\]|`*\\]|https?:|\bjavascript:")
_SHOUTED = re.compile(r"\b[A-Z]{5,}\b")
_CJK = re.compile("[\u3040-\u30ff\u3400-\u9fff]$")
_OPENERS = re.compile(
    r"^(?:The|One|Two|Three|Four|Five|Six|Seven|Eight|Nine|Ten|About|Most|Many|Some|More)\b"
    r"|^(?:A|An|It|Its|He|She|They|Their|His|Her|This|That|These|Those|Both|There"
    r"|El|La|Los|Las|Un|Una|Su|Sus|Este|Esta|Se)\b(?! [A-ZÁÉÍÓÚÑ0-9“\"«])"
)
"""Words that open a sentence and are no names: small after a semicolon."""


@dataclass(frozen=True, slots=True)
class Statement:
    """A sentence of one article. `rank` orders statements of one side: the lower, the plainer.

    `cut` says that its end is missing: it is no whole sentence, and never leads.
    """

    row: Row
    text: str
    genre: str
    rank: tuple[bool, bool, bool, int]
    cut: bool = False

    @property
    def outlet(self) -> str:
        """The name of who says it."""
        return self.row.article.outlet.name

    @property
    def language(self) -> str:
        """The language it is in."""
        return self.row.article.article.language

    @property
    def weak(self) -> bool:
        """Whether it is a fragment, no news or a question."""
        return any(self.rank[:3])

    @property
    def terms(self) -> frozenset[str]:
        """What it speaks of."""
        return frozenset(terms(self.text))


def headline(row: Row) -> Statement:
    """The edited headline of a row; in quotation marks when it looks like markup more than like a sentence."""
    outlet = row.article.outlet
    found = edited(row.article.article.title, (outlet.name, *outlet.names))
    text = quoted(found.text) if _MARKUP.search(found.text) else found.text
    asks = found.text.rstrip("\"'”’").endswith(("?", "？"))
    cut = found.cut or _goes_on(row)
    bare = cut or (found.text.isascii() and len(found.text.split()) < FEWEST)
    return Statement(row, text, found.genre, (bare, bool(found.genre), asks, loaded(found.text)), cut)


def _goes_on(row: Row) -> bool:
    """Whether the summary begins with the headline and goes on inside its last word."""
    title, summary = visible(row.article.article.title), visible(row.article.article.summary)
    rest = summary.removeprefix(title) if title[-1:].isalpha() else summary
    return rest != summary and rest[:1].isalpha() and not _CJK.search(title)


def verbatim(row: Row) -> Statement:
    """The headline of a row as its outlet wrote it, in quotation marks."""
    return Statement(row, quoted(visible(row.article.article.title)), "", (False, False, False, 0))


def loaded(text: str) -> int:
    """How many words of a text judge or shout."""
    return judging(text) + len(_SHOUTED.findall(text)) // 2 + text.count("!")


def judging(text: str) -> int:
    """How many verbs of a text judge what they tell."""
    return sum(stances()[found.variant] in LOADED for found in spoken(verbs(), text))


def with_lead(head: Statement) -> str:
    """The headline and what its article's lead adds: the lead alone when it says all of the headline, and more."""
    told = sentences(head.row.article.article.summary)
    leads = [lead for lead in told if len(lead.split()) <= LONGEST and not _MARKUP.search(lead)]
    if not leads or head.genre:
        return head.text
    first = leads[0]
    known, more = head.terms, frozenset(terms(first))
    if len(known & more) >= (2 if head.weak else RESTATES * len(known)) and len(more) > len(known):
        return first
    return _joined(head.text, best) if (best := _adding(head, leads)) else head.text


def _adding(head: Statement, leads: Sequence[str]) -> str:
    """The first sentence that speaks of the headline's matter and adds to it."""
    for lead in leads:
        told = frozenset(terms(lead))
        if len(told - head.terms) >= ADDS and loaded(lead) == 0:
            return lead
    return ""


def _joined(text: str, more: str) -> str:
    if _CJK.search(text[-1]):
        return f"{text}。{more}"
    if text[-1] in ".!?。！？":
        return f"{text} {more}"
    return f"{text}; {more[0].lower() + more[1:] if _OPENERS.search(more) else more}"


def quoted(text: str) -> str:
    """The text in quotation marks; its own double ones become single."""
    return text if text.startswith("“") else f"“{_DOUBLE.sub(_SINGLE, text)}”"


def closed(text: str) -> str:
    """The text with a full stop, where it ends like a sentence without one."""
    bare = text.rstrip("\"'”’»)")
    if bare[-1:] in ".!?…。！？" or (not bare[-1:].isascii() and not bare[-1:].isalpha()):
        return text
    return text if _CJK.search(bare) else f"{text}."
