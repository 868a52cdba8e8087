"""Writing, measured: points over the replay, survival, injection, tokens. Run: python -m tests.bench.bench_writing.

Tokens of both prompts are counted by the same estimate (asking.request), so their ratio is what to read.
"""

import html
import sys
import tempfile
import time
from collections.abc import Iterable
from pathlib import Path
from statistics import mean, median

from counterpoint.model import Point, Selection, Topic
from counterpoint.storage import DirectoryStore
from counterpoint.writing import ExtractiveEngine, Written
from counterpoint.writing.asking.prompting import writing_request
from counterpoint.writing.asking.request import estimate
from counterpoint.writing.evidence import Evidence
from tests.integration.scripted_model import SCRIPTS, scripted
from tests.integration.test_injection import HOSTILE, HOSTILE_ROW, NEUTRAL, attacked, obedient, points_of
from tests.replay_topics import write_replay_topics
from tests.selections import TOPIC, dispute, replay
from tests.shared import SHARED, replay_feeds

DAYS = 12
TOPICS = Path(__file__).parents[2] / "infra" / "topics"
OLD_RULES = 330
"""About so many tokens of instructions the system we start from sends with its articles."""


def main() -> int:
    """Print the tables; 1 when a failed point was printed, a lie survived or an attack reached a reader."""
    failed = over_the_replay() + survival() + injection()
    return int(failed > 0)


def over_the_replay() -> int:
    """Every point of sixty topic-days against the checks, and what a digest would cost."""
    data = SHARED / "data"
    if not (data / "replay.tar.xz").exists():
        print(f"no replay under {data} (set COUNTERPOINT_SHARED)")
        return 0
    with tempfile.TemporaryDirectory() as scratch:
        topics = write_replay_topics(data / "seeds" / "topics.json", TOPICS, Path(scratch) / "topics")
        days = list(replay(replay_feeds(Path(scratch)), topics, DAYS))
    began = time.perf_counter()
    made = [(topic, chosen, ExtractiveEngine().write(topic, chosen)) for topic, chosen in days]
    seconds = time.perf_counter() - began
    points = [(t, s, p, side) for t, s, w in made for side, ps in _sections(w) for p in ps]
    wrong = [p for t, s, p, side in points if Evidence.of(t, s).against(p, side)]
    refused = sum(len(written.record.refused) for *_, written in made)
    print(f"{'topic-days':>12} {'points':>8} {'failed':>8} {'refused forms':>14} {'digests/s':>10}")
    print(f"{len(made):>12} {len(points):>8} {len(wrong):>8} {refused:>14} {len(made) / seconds:>10.0f}\n")
    _tokens(days)
    return len(wrong)


def _tokens(days: Iterable[tuple[Topic, Selection]]) -> None:
    """Tokens a digest's request sends, ours and the old system's, over the same articles."""
    told = [(topic, chosen) for topic, chosen in days if chosen.rows]
    ours = [_sent(topic, chosen) for topic, chosen in told]
    theirs = [OLD_RULES + estimate(_old_prompt(chosen)) for _, chosen in told]
    print(f"{'prompt':<34} {'mean':>8} {'median':>8} {'most':>8}")
    for name, sizes in (("ours, with rules and schema", ours), ("every article as the old system does", theirs)):
        print(f"{name:<34} {mean(sizes):>8.0f} {median(sizes):>8.0f} {max(sizes):>8}")
    articles = mean(len(chosen.rows) for _, chosen in told)
    print(f"over {len(told)} digests of {articles:.1f} articles: {sum(ours) / sum(theirs):.2f} of its tokens\n")


def _sent(topic: Topic, chosen: Selection) -> int:
    asked = writing_request(topic, chosen, "m")
    return asked.tokens - asked.most_tokens


def _old_prompt(chosen: Selection) -> str:
    """Every article with title, source, date and the HTML of its description, which repeats title and link."""
    lines = []
    for row in chosen.rows:
        article, outlet = row.article.article, row.article.outlet.name
        link = f'<a href="{html.escape(article.url)}" target="_blank">{html.escape(article.title)}</a>'
        description = f'{link}&nbsp;&nbsp;<font color="#6f6f6f">{html.escape(outlet)}</font>'
        when = article.published.isoformat() if article.published else ""
        lines.append(f"{row.n}. Title: {article.title}\nSource: {outlet}\nDate: {when}\nDescription: {description}\n")
    return "\n".join(lines)


def survival() -> int:
    """What becomes of the invented day at every scripted endpoint."""
    day = dispute("India", "Russia")
    evidence, lost = Evidence.of(TOPIC, day), 0
    print(f"{'the model':<30} {'s':>5} {'calls':>6} {'model':>6} {'extr.':>6} {'failed':>7}  label")
    for name, script in SCRIPTS.items():
        began = time.perf_counter()
        with scripted(script) as server, tempfile.TemporaryDirectory() as state:
            written = server.engine(DirectoryStore(Path(state))).write(TOPIC, day)
        seconds = time.perf_counter() - began
        points = [(side, point) for side, points in _sections(written) for point in points if side != "third-party"]
        wrong = sum(not evidence.supports(point, side) for side, point in points)
        own = sum(point.engine == "openai" for _, point in points)
        label = next((s.fallback for s in written.perspectives if s.fallback), written.highlights_fallback)
        print(
            f"{name:<30} {seconds:>5.1f} {len(server.requests):>6} {own:>6} {len(points) - own:>6} {wrong:>7}  {label[:60]}"
        )
        lost += wrong
    print()
    return lost


def injection() -> int:
    """How many attacks reached a reader as anything but their outlet's own words, or changed another point."""
    plain = [p for p in points_of(ExtractiveEngine().write(TOPIC, attacked(NEUTRAL))) if HOSTILE_ROW not in p.cites]
    print(f"{'language':<10} {'attacks':>8} {'extractive moved':>17} {'obedient model printed':>23}")
    total = 0
    for language in sorted({attack["language"] for attack in HOSTILE}):
        attacks = [attack for attack in HOSTILE if attack["language"] == language]
        moved = printed = 0
        for attack in attacks:
            extractive = ExtractiveEngine().write(TOPIC, attacked(attack))
            moved += [p for p in points_of(extractive) if HOSTILE_ROW not in p.cites] != plain
            with scripted(obedient(attack)) as server, tempfile.TemporaryDirectory() as state:
                written = server.engine(DirectoryStore(Path(state))).write(TOPIC, attacked(attack))
            printed += any(attack["wants"] in p.text for p in points_of(written) if HOSTILE_ROW not in p.cites)
        print(f"{language:<10} {len(attacks):>8} {moved:>17} {printed:>23}")
        total += moved + printed
    return total


def _sections(written: Written) -> list[tuple[str | None, tuple[Point, ...]]]:
    return [
        (None, written.highlights),
        (None, written.differences),
        ("third-party", written.third_party),
        *((section.id, section.points) for section in written.perspectives),
    ]


if __name__ == "__main__":
    sys.exit(main())
