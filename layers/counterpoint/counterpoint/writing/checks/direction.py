"""Which way it goes: a claim may not say the opposite of what it cites (tighten and loosen, despite and because).

A word whose opposite stands in the cited text where the word itself does not is refused; when both stand there, the one
whose neighbours the claim shares decides.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from counterpoint.lexicon.vocabulary import CLOSED, OPPOSITES, POLES
from counterpoint.lexicon.words import Word
from counterpoint.writing.checks.durations import durations
from counterpoint.writing.checks.frames import frames
from counterpoint.writing.checks.matching import Passage, Reading, same, supported
from counterpoint.writing.checks.polarity import turner
from counterpoint.writing.checks.quoting import quoted
from counterpoint.writing.checks.syntax import Tag, tags

_LINKS = frozenset(("with_", "without_", "before", "after_", "despite", "because"))
_WAYS = {"to": 1, "toward": 1, "towards": 1, "from": -1}
_ADVERBS = frozenset(("up", "down"))
WINDOW = 4


def direction_conflicts(reading: Reading) -> Iterator[str]:
    """In words, everything the claim turns round."""
    claim, passages, day = reading.claim, reading.passages, reading.day
    sure = quoted(claim, tuple(passages)) | {i for span in durations(claim) for i in range(span.first, span.last + 1)}
    for at, word in enumerate(claim.words):
        if at in sure or not (word.content or word.concepts & _LINKS or _is_way(claim, at)):
            continue
        denied = turner(claim, at) >= 0  # "nothing unlawful" for "lawful"
        if not denied and not supported(word, passages, day) and (turned := _prefixed(word, passages)):
            yield f"the claim says '{word.text}', the source '{turned.text}'"
            continue
        against = {other for concept in word.concepts for other in OPPOSITES.get(concept, ())}
        loosely = {other for concept in word.concepts for other in POLES.get(concept, ())} - against
        if not (against or loosely) or (word.concepts & _AMOUNTS and not _before_number(claim, at)):
            continue
        there = _best_same(claim, at, passages, day)
        here = _best(claim, at, passages, day, against, told=there is not None)
        if here is None or here[0] == 0:
            near = _best(claim, at, passages, day, loosely, told=there is not None, alike=True)
            here = near if near is not None and near[0] >= 1 else here
        if here is not None and (there is None or here[0] > there):
            yield f"the claim says '{word.text}', the source '{here[1]}'"
    yield from _ways(claim, passages, day)


def _prefixed(word: Word, passages: Sequence[Passage]) -> Word | None:
    """The word of a text that is this one with a prefix of denial before it, or without: "favors" and "disfavors"."""
    for passage in passages:
        for cited in passage.words:
            for mine, other in ((word.stems, cited.stems), (cited.stems, word.stems)):
                if any(prefix + stem in other for stem in mine if len(stem) >= _SHORTEST for prefix in _DENYING):
                    return cited
    return None


_SHORTEST = 5
"""Of a shorter word a prefix rarely is one of denial: "count" and "discount"."""
_DENYING = ("dis", "un", "non")
_AMOUNTS = frozenset(("above", "below", "about", "nearly"))


def _is_way(claim: Passage, at: int) -> bool:
    """As in "is up 5 percent"; not "opening up" or "follow-up"."""
    before = claim.words[at - 1]
    return claim.words[at].key in _ADVERBS and before.text != "-" and not before.flag("v")


def _before_number(claim: Passage, at: int) -> bool:
    return any(number.first in {at + 1, at + 2} for number in claim.numbers)


def _best(
    claim: Passage,
    at: int,
    passages: Sequence[Passage],
    day: date | None,
    against: set[str],
    *,
    told: bool,
    alike: bool = False,
) -> tuple[float, str] | None:
    """The opposite in the cited texts that shares most neighbours with the word, and how many."""
    word = claim.words[at]
    best: tuple[float, str] | None = None
    others = [other for i, other in enumerate(claim.words) if i != at and other.content]
    for passage in passages:
        for i, cited in enumerate(passage.words):
            if cited.concepts & against and not cited.concepts & word.concepts:
                if (alike or told) and _verbs(claim, word) != _verbs(passage, cited):
                    continue
                if _otherwise(claim, at, passage, i, day):
                    continue
                particles = {word.key, cited.key} == _ADVERBS
                if (
                    not told
                    and not particles
                    and any(
                        same(other, cited, day) and _verbs(claim, other) == _verbs(passage, cited) for other in others
                    )
                ):
                    continue  # the claim tells that one too
                shared = _shared(claim, at, passage, i, day) + _verb_bonus(claim, at, passage, i)
                linked = not word.concepts & _LINKS or _same_next(claim, at, passage, i, day)
                if linked and (best is None or shared > best[0]):
                    best = (shared, cited.text)
    return best


def _otherwise(claim: Passage, at: int, passage: Passage, i: int, day: date | None) -> bool:
    """Whether opposites tell one thing: "prevents" for "does not allow", "gets a term" for "was handed a term"."""
    return (turner(passage, i) >= 0) != (turner(claim, at) >= 0) or _converse(claim, at, passage, i, day)


def _converse(claim: Passage, at: int, passage: Passage, i: int, day: date | None) -> bool:
    """Whether one gives and another gets: opposites that tell one deed when their doers are not the same."""
    word, cited = claim.words[at], passage.words[i]
    if not (word.concepts & _GIVE and cited.concepts & _GET) and not (word.concepts & _GET and cited.concepts & _GIVE):
        return False
    mine = [claim.words[a] for f in frames(claim.text, claim.language) if f.verb == at for a in f.agents]
    told = [passage.words[a] for f in frames(passage.text, passage.language) if f.verb == i for a in f.agents]
    loose = "g" in word.forms and claim.words[at - 1].text == ","  # "…, giving her a mandate"
    return not mine or loose or (bool(told) and not any(same(a, b, day) for a in mine for b in told))


_GIVE, _GET = CLOSED["giving"], CLOSED["getting"]


def _best_same(claim: Passage, at: int, passages: Sequence[Passage], day: date | None) -> float | None:
    scores = [
        _shared(claim, at, passage, i, day) + _verb_bonus(claim, at, passage, i)
        for passage in passages
        for i, cited in enumerate(passage.words)
        if cited.kind != "mark" and same(claim.words[at], cited, day)
    ]
    return max(scores, default=None)


def _verbs(passage: Passage, word: Word) -> bool:
    return tags(passage.text, passage.language)[passage.words.index(word)] is Tag.VERB


def _verb_bonus(claim: Passage, at: int, passage: Passage, i: int) -> float:
    """A verb answers a verb: "is closing" is not "shuttered" in "reopens shuttered base"."""
    verbs = tags(claim.text, claim.language)[at] is Tag.VERB and tags(passage.text, passage.language)[i] is Tag.VERB
    return 0.5 if verbs else 0.0


def _shared(claim: Passage, at: int, passage: Passage, i: int, day: date | None) -> int:
    """How many content words near one are near the other."""
    mine, theirs = _near(claim, at), _near(passage, i)
    return sum(any(same(a, b, day) for b in theirs) for a in mine)


def _near(passage: Passage, at: int) -> list[Word]:
    words, tagged = passage.words, tags(passage.text, passage.language)
    first = last = at
    while first > 0 and not _parts(tagged, first - 1):
        first -= 1
    while last + 1 < len(words) and not _parts(tagged, last + 1):
        last += 1
    before = [word for word in words[first:at] if word.content][-WINDOW:]
    after = [word for word in words[at + 1 : last + 1] if word.content][:WINDOW]
    return before + after


def _parts(tagged: Sequence[Tag], at: int) -> bool:
    """Whether a clause ends here."""
    return tagged[at] is Tag.BOUNDARY or (tagged[at] is Tag.AND and Tag.VERB in tagged[at + 1 : at + 4])


def _same_next(claim: Passage, at: int, passage: Passage, i: int, day: date | None) -> bool:
    mine = [word for word in claim.words[at + 1 :] if word.content][:3]
    theirs = [word for word in passage.words[i + 1 :] if word.content][:3]
    return any(same(a, b, day) for a in mine for b in theirs)


def _ways(claim: Passage, passages: Sequence[Passage], day: date | None) -> Iterator[str]:
    """As in "exports to Venezuela" against "exports from Venezuela"."""
    for at, word in enumerate(claim.words):
        way = _WAYS.get(word.key)
        if way is None or at + 1 >= len(claim.words) or not _place_after(claim, at):
            continue
        told = {_WAYS[key]: key for passage in passages for key in _ways_told(claim, at, passage, day)}
        if -way in told and way not in told:
            place = _place_after(claim, at)
            yield f"the claim says '{word.key} {place.text if place else ''}', the source '{told[-way]}'"


def _place_after(passage: Passage, at: int) -> Word | None:
    return next((word for word in passage.words[at + 1 : at + 3] if word.entity), None)


def _ways_told(claim: Passage, at: int, passage: Passage, day: date | None) -> Iterator[str]:
    place = _place_after(claim, at)
    heads = [word for word in claim.words[:at] if word.content][-2:]
    for i, word in enumerate(passage.words):
        told = _place_after(passage, i) if word.key in _WAYS else None
        if place is None or told is None or not same(place, told, day):
            continue
        governing = [cited for cited in passage.words[:i] if cited.content][-2:]
        if any(same(a, b, day) for a in heads for b in governing):
            yield word.key
