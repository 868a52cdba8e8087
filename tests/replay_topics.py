"""The topics of the replay: the queries of the system we start from, with our perspectives' countries and terms.

Google News searches only, because the replay server answers nothing else. Built at test time from the seeds, which
never become part of the project.
"""

import json
from pathlib import Path

import yaml

from counterpoint.model import Perspective, Topic
from counterpoint.topics import read_topics


def write_replay_topics(seeds: Path, topics: Path, out: Path) -> Path:
    """Write one topic file for each topic of `seeds` (topics.json) into `out`, and give `out` back.

    `topics` is the directory whose topics of the same ids lend countries, terms and order (infra/topics).
    """
    ours = {topic.id: topic for topic in read_topics(topics)}
    out.mkdir(parents=True, exist_ok=True)
    for seed in json.loads(seeds.read_text(encoding="utf-8"))["topics"]:
        page = _replay_topic(ours[seed["id"]], seed["rssFeeds"])
        text = yaml.safe_dump(page, allow_unicode=True, sort_keys=False)
        (out / f"{seed['id']}.yaml").write_text(text, encoding="utf-8")
    return out


def _replay_topic(topic: Topic, feeds: list[dict[str, str]]) -> dict[str, object]:
    return {
        "id": topic.id,
        "name": topic.name,
        "perspectives": [
            _replay_side(side, [feed for feed in feeds if feed["perspective"] == side.id])
            for side in topic.perspectives
        ],
    }


def _replay_side(side: Perspective, feeds: list[dict[str, str]]) -> dict[str, object]:
    return {
        "id": side.id,
        "name": side.name,
        "countries": list(side.countries),
        "terms": list(side.terms),
        "sources": [
            {"google_news": feed["query"], "language": feed["language"], "region": feed["region"]} for feed in feeds
        ],
    }
