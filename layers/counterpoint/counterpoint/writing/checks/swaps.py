"""Two names in each other's place: "Corvena bans fish from Velmora" for "Velmora bans fish from Corvena".

Works on any two names both texts have, in the gazetteer or not, without knowing the verb: what stands between them in
the claim stands between them in the source too, but they have changed sides. A passive turns the sides round once
more; what goes both ways (meeting, talks, "and", "with") tells nothing.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from itertools import combinations

from counterpoint.lexicon.vocabulary import CLOSED, FLAGS
from counterpoint.lexicon.words import Word
from counterpoint.writing.checks.frames import frames
from counterpoint.writing.checks.matching import Passage, Reading, represented, same
from counterpoint.writing.checks.syntax import Tag, tags

_MUTUAL = CLOSED["mutual"]
_LINKS = CLOSED["one_way"]
_CLAUSES = CLOSED["subordinate"]
_BY = frozenset(("by", "por"))
_FROM = frozenset(("from", "de", "desde"))
_ENDS = frozenset(",:;.?!|")
_SAYING = frozenset(("say", "think", "claim", "report"))
FURTHEST = 14


def swapped_names(reading: Reading) -> Iterator[str]:
    """In words, every two names of the claim that have changed places in all cited texts that link them so."""
    claim, passages, day = reading.claim, reading.passages, reading.day
    for first, second in combinations(_mentions(claim), 2):
        if second - first > FURTHEST or _parted(claim, first, second) or _one(claim, first, claim, second):
            continue
        told = [verdict for passage in passages for verdict in _orders(claim, (first, second), passage, day)]
        if told and not any(told):
            one, other = claim.words[first].text, claim.words[second].text
            yield f"{one} and {other} have changed places"


def _mentions(passage: Passage) -> list[int]:
    """Where somebody or something is named, or a common noun says who could act."""
    return [i for i, word in enumerate(passage.words) if word.entity or word.proper or _acts(word)]


def _acts(word: Word) -> bool:
    flags = [FLAGS[concept] for concept in word.concepts]
    return bool(flags) and all("P" in flag and "L" not in flag for flag in flags)


def _parted(passage: Passage, first: int, second: int) -> bool:
    """Whether a clause ends between two mentions, or somebody speaks there: "Lai meets Kim, envoy says"."""
    tagged = tags(passage.text, passage.language)
    return any(
        passage.words[i].text in _ENDS
        or passage.words[i].key in _CLAUSES
        or (tagged[i] is Tag.AND and Tag.VERB in tagged[i + 1 : i + 4])
        or (passage.words[i].flag("S") and passage.words[i].concepts & _SAYING)
        for i in range(first, second)
    )


def _orders(claim: Passage, pair: tuple[int, int], passage: Passage, day: date | None) -> Iterator[bool]:
    """For every two mentions of the pair that a text links in the same way: whether they stand as in the claim."""
    mentions = _mentions(passage)
    firsts = [i for i in mentions if _one(claim, pair[0], passage, i)]
    seconds = [i for i in mentions if _one(claim, pair[1], passage, i)]
    for i in firsts:
        for j in seconds:
            if (
                i == j
                or _compounded(passage, i)
                or _compounded(passage, j)
                or abs(i - j) > FURTHEST
                or _parted(passage, min(i, j), max(i, j))
            ):
                continue
            other = min(i, j), max(i, j)
            mine, theirs = _voice(claim, *pair), _voice(passage, *other)
            if mine is not None and theirs is not None and _alike(claim, pair, passage, other, day):
                yield (i < j) != (mine != theirs)


def _compounded(passage: Passage, at: int) -> bool:
    """As in "China-born lawmaker" for "lawmaker born in China": the order of a compound is its own."""
    after = passage.words[at + 1 : at + 2]
    return bool(after) and after[0].text == "-" and after[0].start == passage.words[at].end


def _one(claim: Passage, at: int, passage: Passage, i: int) -> bool:
    """Whether two mentions name the same one; an adjective names its country."""
    mine, told = claim.words[at], passage.words[i]
    if mine.entity or told.entity:
        return bool(mine.entity) and (
            mine.entity in represented(told.entity) or told.entity in represented(mine.entity)
        )
    if mine.proper != told.proper:
        return False
    return mine.key == told.key or bool(mine.concepts & told.concepts)


def _alike(claim: Passage, pair: tuple[int, int], passage: Passage, other: tuple[int, int], day: date | None) -> bool:
    """Whether what stands between two mentions says the same in both texts, and goes one way only."""
    mine, theirs = _between(claim, *pair), _between(passage, *other)
    if (mine[-1:] and mine[-1].key in _FROM) != (theirs[-1:] and theirs[-1].key in _FROM):
        return False  # "pressure from"
    if mine[-1:] and mine[-1].key in _FROM and not (mine[1:] and theirs[1:] and same(mine[-2], theirs[-2], day)):
        return False  # "praise from Trump", "capture of Maduro"
    telling, told = _telling(mine), _telling(theirs)
    shared = [word for word in telling if any(same(word, cited, day) for cited in told)]
    if shared:
        return not all(word.concepts & _MUTUAL for word in shared) and 2 * len(shared) >= max(len(telling), len(told))
    linked = mine[-1:] and theirs[-1:] and mine[-1].key == theirs[-1].key and mine[-1].key in _LINKS
    return bool(linked) and not (telling and told)


def _telling(words: Sequence[Word]) -> list[Word]:
    return [word for word in words if word.content and not word.light and not word.entity and not word.proper]


def _between(passage: Passage, first: int, second: int) -> list[Word]:
    tagged = tags(passage.text, passage.language)
    return [passage.words[i] for i in range(first + 1, second) if tagged[i] is not Tag.DETERMINER]


def _is_doer(passage: Passage, at: int, second: int) -> bool:
    """Whether a "by" is the second's own: in "approved by the Senate authorises" it is the Senate's."""
    return passage.words[at].key in _BY and Tag.VERB not in tags(passage.text, passage.language)[at + 1 : second]


def _voice(passage: Passage, first: int, second: int) -> bool | None:
    """Whether the second is the doer of what stands between ("… by the second"); None when that cannot be told."""
    if not any(_is_doer(passage, at, second) for at in range(first + 1, second)):
        return False
    verbs = [frame for frame in frames(passage.text, passage.language) if first < frame.verb < second]
    if verbs and verbs[0].passive:
        return True
    if verbs or passage.language == "es":
        return None
    return True if len(_telling(_between(passage, first, second))) == 1 else None
