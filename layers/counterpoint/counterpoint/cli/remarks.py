"""What the operator should know of an edition beside what it holds: each trouble in a line, and what to do about it."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import urlsplit

from counterpoint import codec, keys
from counterpoint.cli.unknown import Unknown, remark, unknown_outlets
from counterpoint.configuration import Configuration
from counterpoint.edition.articles import load_articles
from counterpoint.edition.whole import Places, Summary
from counterpoint.model import Digest, FetchOutcome, Health, Source

_SILENT_MODEL = re.compile(r"the model gave no points \((.+)\); ")


@dataclass(frozen=True, slots=True, kw_only=True)
class Made:
    """An edition that was made: what became of it, what was configured and where it was put.

    `topics` is the directory that the operator may edit, empty when there is none.
    """

    summary: Summary
    places: Places
    configuration: Configuration
    topics: str
    site: str

    @property
    def digests(self) -> tuple[Digest, ...]:
        """The digests that stand in the site."""
        found = []
        for outcome in self.summary.digests:
            key = keys.digest(outcome.topic, outcome.day, "json")
            if stored := self.places.site.get(key):
                found.append(codec.decode(stored.body, Digest, key))
        return tuple(found)

    @property
    def unknown(self) -> tuple[Unknown, ...]:
        """The outlets of this edition that nobody knows."""
        day, state = self.summary.plan.day, self.places.state
        given = (load_articles(keys.articles(day, fetched.source), state) for fetched in self.summary.fetches)
        return unknown_outlets(filter(None, given), self.configuration)


def remarks(made: Made) -> Iterator[str]:
    """Say what went wrong or was left out, feeds first."""
    failed = tuple(dict.fromkeys(_failures(made.summary)))
    yield from failed
    if failed and made.topics:
        topics = "" if made.topics == "infra/topics" else f" --topics {made.topics}"
        yield f"what to do for each: counterpoint check --online{topics}"
    yield from _pauses(made.summary)
    if made.summary.fetches and all(outcome.health.unanswered for outcome in made.summary.fetches):
        yield "no source could be reached; is this machine online? (`make demo` needs no network)"
    yield from made.summary.faults
    yield from _silent_model(made)
    if made.topics and (unknown := made.unknown):
        yield remark(unknown, made.topics)


def _failures(made: Summary) -> Iterator[str]:
    """A line per feed that failed; of hosts that could not be reached, one line each."""
    sources = {source.id: source for source in made.plan.sources}
    for outcome in made.fetches:
        if not outcome.health.healthy and outcome.reason and not outcome.until:
            yield _line(sources[outcome.source], outcome)


def _line(source: Source, outcome: FetchOutcome) -> str:
    """Say what failed: a host that cannot be reached names itself, anything else is said of its feed."""
    if outcome.health.unanswered:
        host = urlsplit(source.url).hostname or "Google News"
        return outcome.reason if host in outcome.reason else f"{host}: {outcome.reason}"
    return f"{source.url or f'Google News search {source.query!r}'}: {outcome.reason}"


def _pauses(made: Summary) -> Iterator[str]:
    """Say of how many sources nothing is known today, because they rest after a failure, and until when."""
    for health in Health:
        resting = [outcome.until for outcome in made.fetches if outcome.until and outcome.health is health]
        if resting:
            noun = "source was" if len(resting) == 1 else "sources were"
            until = " to ".join(dict.fromkeys(f"{end:%Y-%m-%d %H:%M}" for end in (min(resting), max(resting))))
            yield f"{len(resting)} {noun} not asked: pausing after {health.value} until {until} UTC"


def _silent_model(made: Made) -> Iterator[str]:
    """Say that a model was configured and gave nothing, and why."""
    said = [_SILENT_MODEL.search(line) for digest in made.digests for line in digest.writing.fallbacks]
    name = getattr(made.places.engine, "model", "")
    for reason in dict.fromkeys(found[1] for found in said if found):
        yield f"model {name} gave nothing usable ({reason}); written without it"
