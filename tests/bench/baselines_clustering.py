"""What others do to find the headlines of one event, each with one threshold for all sets.

Word overlap (Jaccard 1912) at 0.75, which the system we start from uses; TF-IDF cosine of titles with single and with
average link; of titles and leads with one- and two-word terms and average link. TF-IDF and linkage are scikit-learn's,
with its defaults; document frequencies are counted over all texts of the set.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from sklearn.cluster import AgglomerativeClustering
from sklearn.feature_extraction.text import TfidfVectorizer

from counterpoint.stories.clustering import Text

Groups = list[tuple[str, ...]]
Distances = list[tuple[list[Text], NDArray[np.float64]]]
"""Per window its texts and their distances, 0 to 1."""

THRESHOLDS = tuple(round(0.04 + 0.02 * step, 2) for step in range(16))


@dataclass(frozen=True, slots=True)
class Baseline:
    """A measure of distance, a linkage, and the thresholds (of similarity) among which the best is searched."""

    name: str
    distances: Callable[[Sequence[Text]], Distances]
    linkage: str
    thresholds: tuple[float, ...] = THRESHOLDS

    def groups(self, distances: Distances, threshold: float) -> Groups:
        """Cut at a threshold."""
        found: Groups = []
        for texts, matrix in distances:
            if len(texts) < 2:
                found += [(text.id,) for text in texts]
                continue
            model = AgglomerativeClustering(
                n_clusters=None, metric="precomputed", linkage=self.linkage, distance_threshold=1 - threshold
            )
            together: defaultdict[int, list[str]] = defaultdict(list)
            for text, label in zip(texts, model.fit(matrix).labels_, strict=True):
                together[int(label)].append(text.id)
            found += map(tuple, together.values())
        return found


def overlap(texts: Sequence[Text]) -> Distances:
    """1 - shared words / all words, of titles."""
    return [(members, _overlaps(members)) for members in _windows(texts)]


def _overlaps(texts: Sequence[Text]) -> NDArray[np.float64]:
    words = [set(re.findall(r"\w+", text.title.lower())) for text in texts]
    return np.array([[1 - len(a & b) / max(1, len(a | b)) for b in words] for a in words])


def titles(texts: Sequence[Text]) -> Distances:
    """1 - cosine of titles."""
    return _cosines(texts, TfidfVectorizer(), [text.title for text in texts])


def titles_and_leads(texts: Sequence[Text]) -> Distances:
    """1 - cosine of titles and leads, single words and pairs of neighbours."""
    return _cosines(texts, TfidfVectorizer(ngram_range=(1, 2)), [f"{text.title} {text.summary}" for text in texts])


def _cosines(texts: Sequence[Text], vectorizer: TfidfVectorizer, contents: list[str]) -> Distances:
    matrix = vectorizer.fit_transform(contents)
    rows = {(text.window, text.id): row for row, text in enumerate(texts)}
    found: Distances = []
    for members in _windows(texts):
        part = matrix[[rows[text.window, text.id] for text in members]]
        found.append((members, np.clip(1 - (part @ part.T).toarray(), 0, 1)))
    return found


def _windows(texts: Sequence[Text]) -> list[list[Text]]:
    windows: defaultdict[str, list[Text]] = defaultdict(list)
    for text in texts:
        windows[text.window].append(text)
    return list(windows.values())


BASELINES = (
    Baseline("Jaccard 0.75", overlap, "single", (0.75,)),
    Baseline("TF-IDF title, single link", titles, "single"),
    Baseline("TF-IDF title, average link", titles, "average"),
    Baseline("TF-IDF title + lead, 1-2-grams, average link", titles_and_leads, "average"),
)
