"""How well and how fast headlines of one event are found.

Run: python -m tests.bench.bench_clustering. First table: our one setting beside the best of the baselines, whose one
threshold is chosen on the tune parts in this run; reported on the test parts. Second: growth of the time with the size
of a single window, against the same window's terms being read (the least that any method must do).
"""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Iterator, Mapping, Sequence

from counterpoint.stories.clustering import Text, cluster
from counterpoint.stories.tokens import terms
from tests.bench.baselines_clustering import BASELINES, Baseline
from tests.bench.labelled_clusters import CLUSTERS, LabelledSet, Score, labelled_sets, lines, score, silver
from tests.bench.table import Row, times
from tests.shared import SHARED, shared

SIZES = (1_000, 5_000, 20_000, 50_000)


def rows() -> Iterator[Row]:
    """Each test set beside the best baseline, and the growth. Skips without the shared folder."""
    shared("data/clusters")
    tune, test = labelled_sets("tune"), labelled_sets("test")
    chosen = {baseline: _threshold(baseline, tune) for baseline in BASELINES}
    for labelled in test:
        ours = score(labelled, cluster(labelled.texts)).pairwise
        best, name = _best(chosen, labelled)
        yield Row(
            what=f"headlines of one event, {labelled.name}: pairwise F1",
            ours=f"{ours:.3f}",
            baseline=name,
            theirs=f"{best.pairwise:.3f}",
            ratio=f"{100 * (ours - best.pairwise):+.1f} points",
        )
    texts = _many(SIZES[-1])
    least, most = (1e6 * _seconds(cluster, texts[:size]) / size for size in (SIZES[0], SIZES[-1]))
    yield Row(
        what=f"time an article among {SIZES[-1]:,} in one window",
        ours=f"{most:.0f} us",
        baseline=f"among {SIZES[0]:,}",
        theirs=f"{least:.0f} us",
        ratio=times(most, least),
    )


def main() -> None:
    """Print the tables."""
    if not CLUSTERS.exists():
        print(f"no labelled sets under {CLUSTERS} (set COUNTERPOINT_SHARED)")
        return
    tune, test = labelled_sets("tune"), labelled_sets("test")
    _quality(tune, [*test, silver()])
    _growth()


def _quality(tune: Sequence[LabelledSet], test: Sequence[LabelledSet]) -> None:
    chosen = {baseline: _threshold(baseline, tune) for baseline in BASELINES}
    for baseline, threshold in chosen.items():
        print(f"threshold {threshold:.2f}  {baseline.name}")
    print(f"\n{'set':24}{'items':>7}{'ours':>8}{'B3':>7}{'best':>8}{'B3':>7}{'points':>8}  baseline (pairwise F1, B3)")
    for labelled in test:
        ours = score(labelled, cluster(labelled.texts))
        best, name = _best(chosen, labelled)
        print(
            f"{labelled.name:24}{len(labelled.texts):>7}{ours.pairwise:>8.3f}{ours.bcubed:>7.3f}{best.pairwise:>8.3f}"
            f"{best.bcubed:>7.3f}{100 * (ours.pairwise - best.pairwise):>+8.1f}  {name}"
        )


def _best(chosen: Mapping[Baseline, float], labelled: LabelledSet) -> tuple[Score, str]:
    """The best of the baselines at their thresholds, and its name."""
    cuts = ((_cut(baseline, labelled, threshold), baseline.name) for baseline, threshold in chosen.items())
    return max(cuts, key=lambda found: found[0].pairwise)


def _threshold(baseline: Baseline, tune: Sequence[LabelledSet]) -> float:
    """The threshold with the best mean pairwise F1 over the tune parts."""
    measured = [(labelled, baseline.distances(labelled.texts)) for labelled in tune]

    def mean(threshold: float) -> float:
        return sum(score(labelled, baseline.groups(space, threshold)).pairwise for labelled, space in measured)

    return max(baseline.thresholds, key=mean)


def _cut(baseline: Baseline, labelled: LabelledSet, threshold: float) -> Score:
    return score(labelled, baseline.groups(baseline.distances(labelled.texts), threshold))


def _growth() -> None:
    texts = _many(max(SIZES))
    print(f"\n{'articles':>9}{'seconds':>9}{'x reading':>11}{'us/article':>12}{'growth':>8}")
    first = 0.0
    for size in SIZES:
        part = texts[:size]
        reading = _seconds(_read, part)
        ours = _seconds(cluster, part)
        first = first or ours / size
        print(f"{size:>9,}{ours:>9.2f}{ours / reading:>11.1f}{1e6 * ours / size:>12.0f}{ours / size / first:>8.2f}")


def _many(size: int) -> list[Text]:
    """Real headlines in one window, leads where there are any, in rounds: later rounds are syndicated copies."""
    rows = [json.loads(line) for line in lines(CLUSTERS / "neus.jsonl")]
    seen = {row["title"]: row.get("text") or "" for row in rows}
    for line in lines(SHARED / "data" / "corpus" / "articles.jsonl"):
        seen.setdefault(json.loads(line)["title"], "")
    titles = sorted(seen)
    return [
        Text(id=str(number), title=titles[number % len(titles)], summary=seen[titles[number % len(titles)]])
        for number in range(0, size * 7919, 7919)
    ]


def _read(texts: Sequence[Text]) -> list[tuple[str, ...]]:
    return [terms(text.title) + terms(text.summary) for text in texts]


def _seconds(work: Callable[[Sequence[Text]], object], texts: Sequence[Text]) -> float:
    """Processor time, so that other work on the machine does not count."""
    start = time.process_time()
    work(texts)
    return time.process_time() - start


if __name__ == "__main__":
    main()
