"""Real older documents, all format variants: read, and written again as they stand. Shared data; else skipped."""

import json
import os
from collections import Counter, defaultdict
from pathlib import Path
from typing import Any

import pytest

from counterpoint.model import THIRD_PARTY
from counterpoint.publishing import markdown

DATA = Path(os.environ.get("COUNTERPOINT_SHARED", Path(__file__).parents[3] / "shared")) / "data"
SEEDS = sorted(DATA.glob("seeds/*/*.md"))
ARCHIVE = sorted(DATA.glob("archive/*/*.md"))

pytestmark = pytest.mark.skipif(not ARCHIVE, reason=f"no documents under {DATA} (set COUNTERPOINT_SHARED)")


def test_every_document_is_written_as_its_file_stands() -> None:
    """Seeds and archive, byte for byte; none is refused."""
    for path in SEEDS + ARCHIVE:
        page = markdown.read_bytes(path.read_bytes(), path.name)
        assert markdown.render(page) == path.read_bytes(), path


def test_todays_format_is_rendered_from_what_it_says() -> None:
    """No copy of the text is kept: the digest holds all of it."""
    pages = [markdown.read_bytes(path.read_bytes(), path.name) for path in SEEDS + ARCHIVE]
    kept = {(page.imported.format, bool(page.imported.text)) for page in pages if page.imported}
    assert kept == {("C", False), ("A", True), ("B1", True), ("B2", True)}


def test_documents_of_sides_have_points_and_sources_of_each_side() -> None:
    """But for the first format, which has none, every side has bullets and as many rows as it counts."""
    for path in SEEDS + ARCHIVE:
        page = markdown.read_bytes(path.read_bytes(), path.name)
        rows = Counter(row.side for row in page.sources)
        assert page.imported is not None
        assert all(side.points and rows[side.id] == side.count for side in page.perspectives), path
        assert bool(rows[THIRD_PARTY]) == (page.imported.format == "A"), path
        assert page.highlights or page.imported.sections, path


def _corpus() -> list[tuple[dict[str, Any], list[dict[str, Any]]]]:
    """Today's-format digests of the corpus with their rows."""
    rows: dict[tuple[str, str], list[dict[str, Any]]] = defaultdict(list)
    for line in (DATA / "corpus/articles.jsonl").read_text(encoding="utf-8").split("\n"):
        if line:
            row = json.loads(line)
            rows[row["topic"], row["day"]].append(row)
    lines = (DATA / "corpus/digests.jsonl").read_text(encoding="utf-8").split("\n")
    found = [json.loads(line) for line in lines if line]
    return [(each, rows[each["topic"], each["day"]]) for each in found if each["format"].startswith("C")]


def _document(said: dict[str, Any], rows: list[dict[str, Any]]) -> str:
    """The document that the format makes of a corpus entry, spelled out here apart from the code under test."""
    lines = ["---", f'title: "{said["title"]}"', f"date: {said['date']}", f"topic: {said['topic']}"]
    lines += [f'topicName: "{said["topicName"]}"', "sources: [" + ", ".join(f'"{s}"' for s in said["sources"]) + "]"]
    lines += [f"articleCount: {said['articleCount']}", "perspectives:"]
    for side in said["perspectives"]:
        lines += [f'  - id: "{side["id"]}"', f'    name: "{side["name"]}"', f"    count: {side['count']}"]
    lines += [f"{key}: {count}" for key, count in said["dynamic"]] + ["draft: false", "---", ""]
    lines += ["## Overall Highlights", "", *(f"- {text}" for text in said["highlights"]), "", "<!--more-->", ""]
    for side in said["perspectives"]:
        lines += [f"## {side['name']} Perspective ({side['name']} Sources)", ""]
        lines += [*(f"- {text}" for text in said["perspectiveBullets"].get(side["id"], [])), ""]
    lines += ["## Sources", "", f"This summary is based on {len(rows)} articles from the following sources:", ""]
    lines += [f"{r['n']}. [{r['tag']}] [{r['title']}]({r['url']}) - {r['source']} ({r['date_us']})" for r in rows]
    return "\n".join([*lines, ""])


def test_documents_made_of_the_corpus_are_rendered_from_what_they_say() -> None:
    """Hundreds more of today's format: backslashes, brackets, an odd space, one-sided days; sides as they were."""
    corpus = _corpus()
    assert len(corpus) > 600
    for said, rows in corpus:
        document = _document(said, rows)
        page = markdown.read(document, said["file"])
        assert markdown.render(page) == document.encode(), said["file"]
        assert page.imported is not None
        assert page.imported.text == "", said["file"]
        assert [row.side for row in page.sources] == [row["perspective"] for row in rows], said["file"]
