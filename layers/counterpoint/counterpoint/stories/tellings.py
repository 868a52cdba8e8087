"""Two tellings: for a story that two sides tell, headline beside headline, and the terms in which they differ.

A side's headline is the most typical of its printed ones, verbatim. The terms are of three kinds:

    name   the sides name one thing differently (terms.tsv): Senkaku, Diaoyu
    verb   the sides treat what one and the same said differently (verbs.tsv): says, claims
    word   words of a headline that the other side's headlines do not have and that this side uses more than it
           (stories.wording): listed with the headline, not paired; none where the other side writes another language

A name or a verb counts only when neither side uses the other's. Only printed headlines are read: a reader can check.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import combinations

from counterpoint.lexicon.language import language_of
from counterpoint.model import THIRD_PARTY, Row, Telling, TellingSide, TermPair, Topic
from counterpoint.stories.headlines import folded, words
from counterpoint.stories.relevance import Relevance
from counterpoint.stories.ties import meanings
from counterpoint.stories.together import linked
from counterpoint.stories.tokens import STOP_WORDS
from counterpoint.stories.vocabulary import Spoken, Vocabulary, names, spoken, verbs
from counterpoint.stories.wording import Wording

_SHOWN = 4
_DISTINCT = 0.7
_SHORTEST = 4


def told_twice(rows: Sequence[Row], wording: Wording, topic: Topic) -> tuple[Telling, ...]:
    """The tellings of all stories that rows of two sides or more tell, in the order of the rows' first side."""
    order = [side.id for side in topic.perspectives]
    relevance = Relevance.of(topic)
    stories = dict.fromkeys(row.story for row in rows if row.article.side != THIRD_PARTY)
    told = [(story, _by_side([row for row in rows if row.story == story], order, relevance)) for story in stories]
    return tuple(telling(story, sides, wording, relevance) for story, sides in told if len(sides) > 1)


def _by_side(rows: Sequence[Row], order: Sequence[str], relevance: Relevance) -> list[list[Row]]:
    """The rows of each side that has one linked to another side's; the linked ones first, in the order they came."""
    sides = [[row for row in rows if row.article.side == side] for side in order]
    shown = [sorted(side, key=lambda row: not _meets(row, rows, relevance)) for side in sides if side]
    return [side for side in shown if _meets(side[0], rows, relevance)]


def _meets(row: Row, rows: Sequence[Row], relevance: Relevance) -> bool:
    others = [other for other in rows if other.article.side not in {row.article.side, THIRD_PARTY}]
    return any(linked(row.article.article.title, other.article.article.title, relevance) for other in others)


def telling(story: str, sides: Sequence[Sequence[Row]], wording: Wording, relevance: Relevance) -> Telling:
    """One story told by several sides; `sides` holds the rows of each, the one whose headline is shown first."""
    shown = tuple(
        TellingSide(
            side=rows[0].article.side,
            n=rows[0].n,
            outlet=rows[0].article.outlet.name,
            headline=rows[0].article.article.title,
            language=rows[0].article.article.language,
            terms=_distinct(rows[0], [r for other in sides if other is not rows for r in other], wording, relevance),
        )
        for rows in sides
    )
    return Telling(story=story, sides=shown, pairs=tuple(p for a, b in combinations(sides, 2) for p in pairs(a, b)))


def pairs(one: Sequence[Row], other: Sequence[Row]) -> Iterator[TermPair]:
    """The names, then the verbs, in which the printed headlines of two sides differ.

    Verbs differ only where both sides let the same one speak: "Beijing claims" and "China says".
    """
    named = _spoken(names(), one), _spoken(names(), other)
    said = _same_speaker(_stances(one), _stances(other))
    for kind, (ours, theirs) in (("name", named), ("verb", said)):
        for a, b in _opposed(ours, theirs):
            yield TermPair(
                side=one[0].article.side,
                term=a.written,
                other_side=other[0].article.side,
                other_term=b.written,
                kind=kind,
            )


def _spoken(vocabulary: Vocabulary, rows: Sequence[Row]) -> tuple[Spoken, ...]:
    return tuple(found for row in rows for found in spoken(vocabulary, row.article.article.title))


_Stance = tuple[Spoken, frozenset[str]]
"""A verb of speech, and who is named before it."""


def _stances(rows: Sequence[Row]) -> tuple[_Stance, ...]:
    titles = [row.article.article.title for row in rows]
    return tuple((s, _speaker(t.partition(s.written)[0])) for t in titles for s in spoken(verbs(), t))


def _speaker(text: str) -> frozenset[str]:
    """What the words before a verb may mean: who speaks."""
    return frozenset(sense for meaning in meanings(text) for sense in meaning.senses)


def _same_speaker(ours: Sequence[_Stance], theirs: Sequence[_Stance]) -> tuple[tuple[Spoken, ...], tuple[Spoken, ...]]:
    """The verbs of each side by someone whom the other side lets speak, too."""
    told = tuple(verb for verb, who in ours if any(who & others for _, others in theirs))
    return told, tuple(verb for verb, who in theirs if any(who & others for _, others in ours))


def _opposed(ours: Sequence[Spoken], theirs: Sequence[Spoken]) -> Iterator[tuple[Spoken, Spoken]]:
    """For every thing both sides speak of, the first variants that only one of them uses; none if either has none."""
    for entry in sorted({found.entry for found in ours} & {found.entry for found in theirs}):
        a = [found for found in ours if found.entry == entry]
        b = [found for found in theirs if found.entry == entry]
        if not {found.variant for found in a} & {found.variant for found in b}:
            yield a[0], b[0]


def _distinct(row: Row, others: Sequence[Row], wording: Wording, relevance: Relevance) -> tuple[str, ...]:
    """The words of a headline that set its side apart from the others in this story, the most telling first."""
    title, side = row.article.article.title, row.article.side
    others = [other for other in others if _language(other) == _language(row)]
    theirs = {word for other in others for word in words(other.article.article.title)}
    stems = {word[:_SHORTEST] for word in theirs}
    rivals = sorted({other.article.side for other in others})
    mine = [w for w in dict.fromkeys(words(title)) if w not in theirs and w[:_SHORTEST] not in stems]
    shown = [word for word in mine if rivals and _shows(word, relevance)]
    strength = {word: min(wording.z(word, side, rival) for rival in rivals) for word in shown}
    told = sorted((w for w in strength if strength[w] >= _DISTINCT), key=lambda w: (-round(strength[w], 6), w))
    return tuple(_as_written(word, title) for word in told[:_SHOWN])


def _language(row: Row) -> str:
    return language_of(row.article.article.title, row.article.article.language)


def _shows(word: str, relevance: Relevance) -> bool:
    """Whether a word can tell anything: long enough, no number, not the name of a side."""
    telling = len(word) >= _SHORTEST and word.isalpha() and word not in STOP_WORDS
    return telling and not relevance.named(word.title())


def _as_written(word: str, title: str) -> str:
    """The word as the headline writes it."""
    return next((token for token in _tokens(title) if folded(token) == word), word)


def _tokens(title: str) -> list[str]:
    return [token.removesuffix("'s").removesuffix("’s").strip("'‘’“”\".,:;!?()[]") for token in title.split()]
