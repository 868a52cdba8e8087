"""What a month costs, from the calls and durations of a real run. Run: python -m tests.bench cost.

The sample's edition is made by the real handlers over moto, and everything that AWS bills is metered: invocations,
their seconds, calls to S3. A source on the real web takes longer than one on loopback: WAIT is added to each fetch.
A model's tokens are not in here: they have a budget of their own.
"""

import json
import tempfile
import time
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from counterpoint.storage import open_store
from tests.bench.table import Row
from tests.editions import sample
from tests.integration.cloud import STATE, cloud, invoke, topics_of
from tests.integration.test_once import Deliveries, edition
from tests.integration.wire import wire
from tests.stack import of_type, properties

PRICES = tomllib.loads((Path(__file__).parent / "prices.toml").read_text(encoding="utf-8"))
DAYS = 30
WAIT = 1.5
"""Seconds that a feed on the real web takes to answer, generously."""
SOURCES_A_TOPIC = 10
TRANSITIONS = 8
"""Of an edition's own execution: states and retries of a quiet day; its maps' children are EXPRESS."""


@dataclass(slots=True)
class Meter:
    """What one function was seen to use, per invocation."""

    invocations: int = 0
    seconds: float = 0.0
    puts: int = 0
    gets: int = 0
    bytes_out: list[int] = field(default_factory=list)

    def dollars(self, memory_mb: float, wait: float = 0.0) -> float:
        """Price one invocation of it."""
        unit = PRICES["unit"]
        seconds = self.seconds / self.invocations + wait
        compute = seconds * memory_mb / 1024 * unit["lambda_gb_second"] + unit["lambda_request"]
        storage = (self.puts * unit["s3_put"] + self.gets * unit["s3_get"]) / self.invocations
        return float(compute + storage + unit["trace"])


def metered() -> dict[str, Meter]:
    """Make the sample's two editions and meter every step."""
    meters = {name: Meter() for name in ("dispatch", "fetch", "digest", "publish")}
    with sample() as served, tempfile.TemporaryDirectory() as scratch:
        topics = {"COUNTERPOINT_TOPICS": str(topics_of(served, Path(scratch)))}
        with cloud(topics | served.server.environment(), executes=False), wire() as line:

            def deliver(event: tuple[str, dict[str, Any]]) -> None:
                before, start = len(line.calls), time.perf_counter()
                answer = invoke(*event)
                meter = meters[event[0]]
                meter.invocations += 1
                meter.seconds += time.perf_counter() - start
                operations = [call.operation for call in line.calls[before:]]
                meter.puts += sum(op in {"PutObject", "ListObjectsV2"} for op in operations)
                meter.gets += operations.count("GetObject")
                meter.bytes_out.append(len(json.dumps(answer)))

            deliveries = Deliveries(served, open_store(f"s3://{STATE}"))
            for index in (0, 1):
                edition(deliveries, index, deliver)
    return meters


def month(topics: int, meters: dict[str, Meter]) -> tuple[float, float]:
    """Price a month: what grows with the topics, and what is paid for watching."""
    unit = PRICES["unit"]
    sources = topics * SOURCES_A_TOPIC
    memory = {name: properties(f"{name.title()}Function")["MemorySize"] for name in meters}
    child = unit["express_request"] + (WAIT + 1) * 64 / 1024 * unit["express_gb_second"]
    day = (
        meters["dispatch"].dollars(memory["dispatch"])
        + sources * (meters["fetch"].dollars(memory["fetch"], WAIT) + child)
        + topics * (meters["digest"].dollars(memory["digest"]) + child)
        + meters["publish"].dollars(memory["publish"]) * max(1, topics / 2)  # the sample has two topics
        + TRANSITIONS * unit["standard_transition"]
        + (sources + topics) * 2e-6 * unit["log_gb"]
    )
    alarms = sum(len(alarm["Properties"].get("Metrics", [0])) for alarm in of_type("AWS::CloudWatch::Alarm").values())
    return day * DAYS, 8 * PRICES["month"]["metric"] + alarms * PRICES["month"]["alarm_metric"]


def rows() -> Iterator[Row]:
    """A month's bill for 1, 100 and 10,000 topics, beside what watching it costs."""
    meters = metered()
    for name, meter in meters.items():
        yield Row(what=f"{name}: an invocation", ours=f"{meter.seconds / meter.invocations:.2f} s",
                  baseline="calls to S3", theirs=f"{(meter.puts + meter.gets) / meter.invocations:.1f}")  # fmt: skip
    for topics in (1, 100, 10_000):
        edition_cost, watching = month(topics, meters)
        yield Row(
            what=f"a month of {topics:,} topics, {topics * SOURCES_A_TOPIC:,} sources (prices of {PRICES['date']})",
            ours=f"${edition_cost:,.2f}",
            baseline="metrics and alarms",
            theirs=f"${watching:.2f}",
        )
