"""Who says it: the speaker of a claim must be the speaker of the cited text that carries what is said."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from counterpoint.lexicon.vocabulary import CLOSED, PERSONS
from counterpoint.lexicon.words import Word
from counterpoint.writing.checks.frames import frames
from counterpoint.writing.checks.matching import Passage, Reading, represented, same, supported
from counterpoint.writing.checks.roles import acts
from counterpoint.writing.checks.syntax import Tag, tags

_SAYING = frozenset(("say", "think", "warn"))
_ACCORDING = frozenset(("according", "segun"))
LONGEST_TAIL = 7
LEAST_CARRIED = 0.6


@dataclass(frozen=True, slots=True)
class Speaker:
    """Who speaks, by the words that name them."""

    words: tuple[Word, ...]

    @property
    def text(self) -> str:
        """The words as written."""
        return " ".join(word.text for word in self.words)


def speaker_conflicts(reading: Reading) -> Iterator[str]:
    """In words, every speaker of the claim who does not say it in the cited texts."""
    claim, passages, outlets, day = reading.claim, reading.passages, reading.outlets, reading.day
    for speaker in _claimed(claim):
        if _is_outlet(speaker, outlets):
            continue
        carrying = _carrying(claim, passages, speaker, day)
        told = [other for passage in carrying for other in speakers(passage)]
        if any(_may_be(speaker, other, carrying, day) for other in told):
            continue
        if told:
            yield f"the claim lets {speaker.text} say it, the source {told[0].text}"
        elif not _of_itself(claim, speaker, carrying, day):
            yield f"no cited text says that {speaker.text} said it"


def speakers(passage: Passage) -> list[Speaker]:
    """Everybody a text lets speak: by plain saying and labels, or if it has none, by any verb of speech."""
    told = frames(passage.text, passage.language)
    plain = [f for f in told if passage.words[f.verb].concepts & _SAYING and passage.words[f.verb].flag("S")]
    found = [_speaker(passage, frame.agents or frame.patients) for frame in plain]
    found += [_speaker(passage, f.patients) for f in plain if passage.words[f.verb - 1].text in {",", "'", '"'}]
    labels = _labels(passage, ":" if any(speaker.words for speaker in found) else ":-|")
    found += [_speaker(passage, span) for span in (*labels, *_according(passage))]
    explicit = [speaker for speaker in found if speaker.words]
    if explicit:
        return explicit
    deeds = [_speaker(passage, f.agents) for f in told if passage.words[f.verb].flag("S")]
    return [speaker for speaker in deeds if speaker.words]


def _claimed(claim: Passage) -> list[Speaker]:
    """Speakers of plain saying; condemning, urging and the like are deeds that the frames compare."""
    found = [
        _speaker(claim, frame.patients if claim.words[frame.verb - 1].text == "," else frame.agents)
        for frame in frames(claim.text, claim.language)
        if not _as_follows(claim, frame.verb)
        and not _is_order(claim, frame.verb)
        and not any(word.key == "what" for word in claim.words[max(0, frame.verb - 3) : frame.verb])
        and claim.words[frame.verb].concepts & _SAYING
        and claim.words[frame.verb].flag("S")
        and not frame.passive
    ]
    found += [_speaker(claim, span) for span in _according(claim)]
    return [speaker for speaker in found if speaker.words]


def _is_order(claim: Passage, at: int) -> bool:
    """As in "has told its partners to stick to deals": a deed, which the frames compare."""
    return "tell" in claim.words[at].stems and any(word.key == "to" for word in claim.words[at + 1 : at + 6])


def _as_follows(claim: Passage, at: int) -> bool:
    """As in "an election regarded as a test", "is thinking of leaving": nobody speaks."""
    return any(word.key in {"as", "como", "of", "about"} for word in claim.words[at + 1 : at + 2])


def _speaker(passage: Passage, indexes: Sequence[int]) -> Speaker:
    chosen = [passage.words[i] for i in indexes]
    who = tuple(word for word in chosen if word.entity or word.proper or acts(word))
    return Speaker(who or tuple(word for word in chosen if word.flag("P")))


def _labels(passage: Passage, marks: str) -> Iterator[Sequence[int]]:
    """The words before a first mark and after a last one, if they are few and have no verb."""
    tagged = tags(passage.text, passage.language)
    colons = [i for i, word in enumerate(passage.words) if word.text in marks and _spaced(passage, i)]
    if not colons:
        return
    for span in (range(colons[0]), range(colons[-1] + 1, len(tagged))):
        content = [i for i in span if tagged[i] is Tag.CONTENT]
        verbs = any(tagged[i] is Tag.VERB and not passage.words[i].flag("S") for i in span)
        if any(passage.words[i].text in {'"', "'"} for i in span):
            continue  # a quotation is what is said, not who says it
        if content and len(content) <= LONGEST_TAIL and not verbs:
            yield content


def _spaced(passage: Passage, at: int) -> bool:
    word = passage.words[at]
    return word.text == ":" or (at > 0 and passage.words[at - 1].end < word.start)


def _according(passage: Passage) -> Iterator[Sequence[int]]:
    tagged = tags(passage.text, passage.language)
    for at, word in enumerate(passage.words):
        if word.key in _ACCORDING:
            span = []
            for i in range(at + 1, len(tagged)):
                if tagged[i] in {Tag.BOUNDARY, Tag.VERB}:
                    break
                if tagged[i] is Tag.CONTENT:
                    span.append(i)
            yield span


def _of_itself(claim: Passage, speaker: Speaker, passages: Sequence[Passage], day: date | None) -> bool:
    """As in "Seoul says it is ready" for "South Korea ready": what one says of oneself needs no saying."""
    last = max(claim.words.index(word) for word in speaker.words)
    own = any(word.key in {"it", "they", "he", "she"} for word in claim.words[last + 1 : last + 4])
    return own and all(supported(word, passages, day) for word in speaker.words)


def _is_outlet(speaker: Speaker, outlets: Sequence[str]) -> bool:
    """As in "Global Times reports": a cited outlet may be named as the one who says it."""
    names = {part for outlet in outlets for part in outlet.casefold().split()}
    return all(
        word.key in names or "media" in word.concepts or not (word.name or acts(word)) for word in speaker.words
    ) and any(word.key in names or "media" in word.concepts for word in speaker.words)


def _carrying(claim: Passage, passages: Sequence[Passage], speaker: Speaker, day: date | None) -> list[Passage]:
    """The cited texts that carry what is said best; the speaker's own words do not count."""
    said = [word for word in _part_of(claim, speaker) if word.content and word not in speaker.words]
    scores = [sum(supported(word, (passage,), day) for word in said) for passage in passages]
    best = max(scores, default=0)
    return [passage for passage, score in zip(passages, scores, strict=True) if score >= LEAST_CARRIED * best]


def _part_of(claim: Passage, speaker: Speaker) -> list[Word]:
    """The part of a merged claim in which somebody speaks ("…; …", "…, and …", "…, while …"), or all of it."""
    parts: list[list[Word]] = [[]]
    for at, word in enumerate(claim.words):
        joined = word.key in _JOINING and claim.words[at - 1].text == ","
        if word.text == ";" or joined:
            parts.append([])
        parts[-1].append(word)
    own = next((part for part in parts if any(word in part for word in speaker.words)), [])
    return own if sum(word.content for word in own) >= len(speaker.words) + 2 else list(claim.words)


_JOINING = frozenset(("and", "while", "but", "with", "y", "mientras", "pero", "con"))


def _may_be(speaker: Speaker, other: Speaker, passages: Sequence[Passage], day: date | None) -> bool:
    """The same name or the same office, of one country; a government may be named by its country."""
    named, told = [w for w in speaker.words if w.entity], [w for w in other.words if w.entity]
    offices = [w for w in speaker.words if not w.entity]
    titles = [w for w in other.words if not w.entity]
    if named and told and not any(a.entity in represented(b.entity) for a in named for b in told):
        return False
    if offices and any(w.concepts & _UNNAMED for w in titles) and not any(w.concepts & _UNNAMED for w in offices):
        return False  # "a source in the minister's office"
    if offices and not any(same(a, b, day) for a in offices for b in other.words):
        return bool(told) and not titles and all(w.concepts & _GOVERNMENT for w in offices)
    if not offices and titles and not any(w.name and not w.concepts for w in titles):
        official = any(w.concepts & _OFFICES for w in titles)
        if any(w.entity.startswith("@") and not _holds(w, titles, day) for w in named):
            return False
        return official and (bool(told) or all(_of_home(w, passages) or supported(w, passages, day) for w in named))
    if not offices and titles and not told:
        return any(same(a, b, day) for a in named for b in titles)
    if offices and named and not told:
        return all(_of_home(w, passages) or _sole_country(w, passages) for w in named)
    return True


def _holds(word: Word, titles: Sequence[Word], day: date | None) -> bool:
    """Whether somebody named holds one of the offices, on that day."""
    person = PERSONS[word.entity[1:]]
    return person.in_office(day) and any(title.concepts & set(person.offices) for title in titles)


_UNNAMED = frozenset(("source", "analyst", "expert"))
_GOVERNMENT = CLOSED["government"]
_OFFICES = _GOVERNMENT | CLOSED["offices"]


def _sole_country(word: Word, passages: Sequence[Passage]) -> bool:
    """Whether the texts speak of this country or person and of no other, so that an office there is theirs."""
    told = {represented(w.entity)[-1] for passage in passages for w in passage.words if w.entity}
    mainland = any("mainland" in w.concepts for passage in passages for w in passage.words)
    return told == {represented(word.entity)[-1]} and not mainland


def _of_home(word: Word, passages: Sequence[Passage]) -> bool:
    return any(passage.home == word.entity for passage in passages)
