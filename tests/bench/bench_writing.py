"""Writing, measured: points over the replay, tokens, survival, injection. Run: python -m tests.bench.bench_writing.

Tokens of both prompts are counted by the same estimate (asking.request), so their ratio is what to read.
"""

import html
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from statistics import mean

from counterpoint.model import Point, Selection, Topic
from counterpoint.storage import DirectoryStore
from counterpoint.writing import ExtractiveEngine, Written
from counterpoint.writing.asking.prompting import writing_request
from counterpoint.writing.asking.request import estimate
from counterpoint.writing.evidence import Evidence
from tests.bench.table import Row, print_table, times
from tests.integration.scripted_model import SCRIPTS, scripted
from tests.integration.test_injection import HOSTILE, HOSTILE_ROW, NEUTRAL, attacked, obedient, points_of
from tests.replay_topics import write_replay_topics
from tests.selections import TOPIC, dispute, replay
from tests.shared import replay_feeds, shared

DAYS = 12
TOPICS = Path(__file__).parents[2] / "infra" / "topics"
OLD_RULES = 330
"""About so many tokens of instructions the system we start from sends with its articles."""


def rows() -> Iterator[Row]:
    """The figures of all four. The first two skip without the shared folder, after the others."""
    survived = list(survival())
    yield Row(
        what="digests that appear, whatever a model answers",
        ours=f"{sum(each.points > 0 for each in survived)} of {len(survived)}",
        baseline="points printed that the checks refuse",
        theirs=f"{sum(each.failed for each in survived)} of {sum(each.points for each in survived)}",
    )
    attacks = list(injection())
    yield Row(
        what="attacks in headlines that reach a reader unquoted, or move a point",
        ours=f"{sum(each.moved for each in attacks)} of {sum(each.attacks for each in attacks)}",
        baseline="with a model that obeys every one",
        theirs=f"{sum(each.printed for each in attacks)} of {sum(each.attacks for each in attacks)}",
    )
    yield from over_the_replay()


def over_the_replay() -> Iterator[Row]:
    """Every point of sixty topic-days against the checks, and the tokens of a digest's request."""
    seeds = shared("data/seeds/topics.json")
    with tempfile.TemporaryDirectory() as scratch:
        topics = write_replay_topics(seeds, TOPICS, Path(scratch) / "topics")
        days = list(replay(replay_feeds(Path(scratch)), topics, DAYS))
    began = time.perf_counter()
    made = [(topic, chosen, ExtractiveEngine().write(topic, chosen)) for topic, chosen in days]
    speed = len(made) / (time.perf_counter() - began)
    verdicts = [Evidence.of(t, s).supports(p, side) for t, s, w in made for side, ps in sections(w) for p in ps]
    yield Row(
        what=f"extractive points that pass the checks, {len(made)} topic-days",
        ours=f"{sum(verdicts)} of {len(verdicts)}",
        baseline="forms refused on the way",
        theirs=str(sum(len(written.record.refused) for *_, written in made)),
        ratio=f"{speed:.0f} digests/s",
    )
    told = [(topic, chosen) for topic, chosen in days if chosen.rows]
    ours, theirs = mean(sent(t, s) for t, s in told), mean(OLD_RULES + estimate(old_prompt(s)) for _, s in told)
    articles = mean(len(chosen.rows) for _, chosen in told)
    yield Row(
        what=f"tokens of a digest's request, {articles:.1f} articles in the mean",
        ours=f"{ours:.0f}",
        baseline="the old system's: title, source, date, HTML",
        theirs=f"{theirs:.0f}",
        ratio=times(theirs, ours),
    )


def sent(topic: Topic, chosen: Selection) -> int:
    """The tokens that are sent for a digest: rules, schema, stories."""
    asked = writing_request(topic, chosen, "m")
    return asked.tokens - asked.most_tokens


def old_prompt(chosen: Selection) -> str:
    """Every article with title, source, date and the HTML of its description, which repeats title and link."""
    lines = []
    for row in chosen.rows:
        article, outlet = row.article.article, row.article.outlet.name
        link = f'<a href="{html.escape(article.url)}" target="_blank">{html.escape(article.title)}</a>'
        description = f'{link}&nbsp;&nbsp;<font color="#6f6f6f">{html.escape(outlet)}</font>'
        when = article.published.isoformat() if article.published else ""
        lines.append(f"{row.n}. Title: {article.title}\nSource: {outlet}\nDate: {when}\nDescription: {description}\n")
    return "\n".join(lines)


@dataclass(frozen=True, slots=True, kw_only=True)
class Survived:
    """What became of the invented day at one scripted endpoint."""

    name: str
    seconds: float
    calls: int
    points: int
    by_model: int
    failed: int
    label: str


def survival() -> Iterator[Survived]:
    """The invented day at every scripted endpoint."""
    day = dispute("India", "Russia")
    evidence = Evidence.of(TOPIC, day)
    for name, script in SCRIPTS.items():
        began = time.perf_counter()
        with scripted(script) as server, tempfile.TemporaryDirectory() as state:
            written = server.engine(DirectoryStore(Path(state))).write(TOPIC, day)
        points = [(side, point) for side, points in sections(written) for point in points if side != "third-party"]
        yield Survived(
            name=name,
            seconds=time.perf_counter() - began,
            calls=len(server.requests),
            points=len(points),
            by_model=sum(point.engine == "openai" for _, point in points),
            failed=sum(not evidence.supports(point, side) for side, point in points),
            label=next((s.fallback for s in written.perspectives if s.fallback), written.highlights_fallback),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Attacked:
    """How many attacks of one language changed another point, or were printed for a model that obeys."""

    language: str
    attacks: int
    moved: int
    printed: int


def injection() -> Iterator[Attacked]:
    """Every hostile headline through the extractive engine and through a model that obeys it."""
    plain = others(ExtractiveEngine().write(TOPIC, attacked(NEUTRAL)))
    for language in sorted({attack["language"] for attack in HOSTILE}):
        attacks = [attack for attack in HOSTILE if attack["language"] == language]
        moved = printed = 0
        for attack in attacks:
            moved += others(ExtractiveEngine().write(TOPIC, attacked(attack))) != plain
            with scripted(obedient(attack)) as server, tempfile.TemporaryDirectory() as state:
                written = server.engine(DirectoryStore(Path(state))).write(TOPIC, attacked(attack))
            printed += any(attack["wants"] in point.text for point in others(written))
        yield Attacked(language=language, attacks=len(attacks), moved=moved, printed=printed)


def others(written: Written) -> list[Point]:
    """The points of a digest that do not cite the hostile article."""
    return [point for point in points_of(written) if HOSTILE_ROW not in point.cites]


def sections(written: Written) -> list[tuple[str | None, tuple[Point, ...]]]:
    """The points of a digest with the side they are printed under."""
    free = [(None, written.highlights), (None, written.differences)]
    return [*free, ("third-party", written.third_party), *((s.id, s.points) for s in written.perspectives)]


def main() -> int:
    """Print the survival and the injection table in full."""
    print(f"{'the model':<30} {'s':>5} {'calls':>6} {'points':>7} {'its own':>8} {'failed':>7}  label")
    survived = list(survival())
    for each in survived:
        figures = f"{each.seconds:>5.1f} {each.calls:>6} {each.points:>7} {each.by_model:>8} {each.failed:>7}"
        print(f"{each.name:<30} {figures}  {each.label[:70]}")
    print(f"\n{'language':<10} {'attacks':>8} {'moved a point':>14} {'printed for a model that obeys':>32}")
    attacks = list(injection())
    for language in attacks:
        print(f"{language.language:<10} {language.attacks:>8} {language.moved:>14} {language.printed:>32}")
    print_table(over_the_replay())
    return int(any(each.failed for each in survived) or any(each.moved or each.printed for each in attacks))


if __name__ == "__main__":
    sys.exit(main())
