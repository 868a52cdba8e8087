"""The engine at size: a thousand sources and a hundred topics through the definition, its functions stubbed.

AWS's limits: 25,000 events in an execution's history, 256 KiB of state between steps. What an edition of ten times the
size would need is drawn as a line through two sizes.
"""

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import boto3
import pytest

from counterpoint import codec
from tests.integration.cloud import STATE, Cloud, cloud

HISTORY, PAYLOAD = 25_000, 256 * 1024
DAY = "2026-03-02"


class Stubbed:
    """What each function answers at once; every tenth topic fails."""

    def __init__(self) -> None:
        self.calls = {"fetch": 0, "digest": 0, "publish": 0}

    def answer(self, name: str, event: dict[str, object]) -> tuple[bytes, bool]:
        """Answer as Lambda does."""
        self.calls[name] += 1
        if name == "digest" and str(event["topic"]).endswith("0"):
            return b'{"errorType": "RuntimeError", "errorMessage": "told to fail"}', True
        return json.dumps({"health": "ok", "day": DAY, "gaps": []}).encode(), False


@contextmanager
def sized(sources: int, topics: int) -> Iterator[tuple[Cloud, Stubbed]]:
    """Make a cloud whose plan has so many items, and whose functions are stubs."""
    with cloud({}) as made:
        stubs = Stubbed()
        made.answers = stubs.answer
        source = {"kind": "rss", "url": "https://feeds.example/a-section-of-a-newspaper/rss.xml", "language": "en"}
        s3 = boto3.client("s3")
        for name, items in (
            ("sources", [{"source": {**source, "url": f"{source['url']}?{n}"}} for n in range(sources)]),
            ("topics", [{"topic": f"a-topic-of-some-length-{n}"} for n in range(topics)]),
        ):
            s3.put_object(Bucket=STATE, Key=f"editions/{DAY}/{name}.json", Body=codec.encode(items))
        yield made, stubs


def run(sources: int, topics: int) -> tuple[int, int, dict[str, int]]:
    """Run an edition of a size: events in its history, bytes of the largest state, calls of each function."""
    with sized(sources, topics) as (made, stubs):
        machine = boto3.client("stepfunctions")
        given = json.dumps({"day": DAY, "now": f"{DAY}T04:00:00Z", "attempt": 1})
        started = machine.start_execution(stateMachineArn=made.machine, name="sized", input=given)
        assert made.run("sized")["status"] == "SUCCEEDED"
        pages = machine.get_paginator("get_execution_history").paginate(executionArn=started["executionArn"])
        events = [event for page in pages for event in page["events"]]
        states = [text for event in events for detail in event.values() if isinstance(detail, dict)
                  for text in (detail.get("input", ""), detail.get("output", "")) if text]  # fmt: skip
        return len(events), max(map(len, states)), stubs.calls


@pytest.mark.slow
def test_an_edition_of_a_thousand_sources_stays_far_below_awss_limits(
    record_testsuite_property: Callable[[str, object], None],
) -> None:
    """History does not grow with the edition; state grows by bytes, and ten times the size is below the limit."""
    small_events, small_state, _ = run(10, 10)
    events, state, calls = run(1_000, 100)
    assert calls == {"fetch": 1_000, "digest": 100, "publish": 1}
    assert events < HISTORY / 10
    a_topic = (state - small_state) / 90
    assert state + 9 * 100 * a_topic < PAYLOAD
    record_testsuite_property("history of 10 and 1,000 sources", (small_events, events))
    record_testsuite_property("state of 10 and 100 topics", (small_state, state))
