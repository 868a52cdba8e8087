"""Once, whatever happens: doubled, late and reordered deliveries, retries, deaths, conflicts, jumping clocks.

The real handlers run over moto's S3. An edition that was disturbed ends in the same bytes as one that was not.
"""

import os
import random
from collections.abc import Callable, Iterator
from contextlib import suppress
from datetime import timedelta
from pathlib import Path
from typing import Any

import boto3
import pytest
from hypothesis import HealthCheck, Phase, note, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, precondition, rule, run_state_machine_as_test

from counterpoint import codec, keys
from counterpoint.edition.planning import load_plan
from counterpoint.storage import Store, open_store
from tests.editions import Sample, sample
from tests.integration.cloud import SITE, STATE, cloud, invoke, topics_of
from tests.integration.wire import Call, Died, Wire, wire

FULL = os.environ.get("COUNTERPOINT_SWEEP") == "full"
STRIDE = dict.fromkeys(("dispatch", "fetch", "digest", "publish"), 1) if FULL else {
    "dispatch": 1, "fetch": 1, "digest": 6, "publish": 17
}  # fmt: skip
SHARE = 0.2
"""How far apart are the crash points that the ordinary run tries, by step, and for what share of the fetches;
the full sweep (COUNTERPOINT_SWEEP=full) tries every point of every step."""

Event = tuple[str, dict[str, Any]]
Objects = dict[str, str]
"""Every object of both buckets, bucket/key -> ETag: of unencrypted small objects the MD5 of their bytes."""


class Buckets:
    """Both buckets: what they hold, cheaply, and back to what they held."""

    def __init__(self) -> None:
        self.bodies: dict[str, bytes] = {}
        self.s3 = boto3.client("s3")

    def everything(self) -> Objects:
        """Every object with its ETag."""
        found = {}
        for bucket in (STATE, SITE):
            for page in self.s3.get_paginator("list_objects_v2").paginate(Bucket=bucket):
                found.update({f"{bucket}/{item['Key']}": item["ETag"] for item in page.get("Contents", [])})
        return found

    def contents(self) -> Objects:
        """Every object, but for what is remembered of asking feeds, which counts the asking."""
        return {name: etag for name, etag in self.everything().items() if not name.startswith(f"{STATE}/feeds/")}

    def kept(self) -> Objects:
        """Every object, with its bytes kept for `restore`."""
        found = self.everything()
        for name, etag in found.items():
            if etag not in self.bodies:
                bucket, _, key = name.partition("/")
                self.bodies[etag] = self.s3.get_object(Bucket=bucket, Key=key)["Body"].read()
        return found

    def restore(self, kept: Objects) -> None:
        """Bring both buckets back, touching only what differs."""
        now = self.everything()
        for name in sorted({*now, *kept}):
            bucket, _, key = name.partition("/")
            if name not in kept:
                self.s3.delete_object(Bucket=bucket, Key=key)
            elif now.get(name) != kept[name]:
                self.s3.put_object(Bucket=bucket, Key=key, Body=self.bodies[kept[name]])


class Deliveries:
    """The sample's edition as the events that the schedule and the state machine deliver."""

    def __init__(self, served: Sample, state: Store) -> None:
        self.served = served
        self.state = state

    def order(self, index: int, attempt: int = 1, late: timedelta = timedelta()) -> Event:
        """Give the schedule's event of a day; `late` is how far its clock is off."""
        now = self.served.days[index][1] + late
        return "dispatch", {"now": now.isoformat(), "zone": "UTC", "attempt": attempt}

    def fetches(self, index: int) -> list[Event]:
        """Give the first map's events: one for each planned source."""
        day, now = self.served.days[index]
        body = self.state.get(keys.source_items(day))
        assert body is not None
        items = codec.decode(body.body, list[dict[str, Any]])
        return [("fetch", {**item, "day": str(day), "now": now.isoformat()}) for item in items]

    def digests(self, index: int) -> list[Event]:
        """Give the second map's events: one for each planned topic."""
        day = self.served.days[index][0]
        return [("digest", {"topic": topic.id, "day": str(day)}) for topic in load_plan(day, self.state).topics]

    def publishing(self, index: int) -> Event:
        """Give the last step's event."""
        return "publish", {"day": str(self.served.days[index][0]), "digests": []}


def edition(deliveries: Deliveries, index: int, deliver: Callable[[Event], object]) -> None:
    """Deliver a whole edition, each event once and in order."""
    deliveries.served.server.show(deliveries.served.days[index][0])
    deliver(deliveries.order(index))
    for event in deliveries.fetches(index):
        deliver(event)
    for event in deliveries.digests(index):
        deliver(event)
    deliver(deliveries.publishing(index))


def delivered(event: Event) -> object:
    """Deliver an event."""
    return invoke(*event)


@pytest.fixture(scope="module")
def served() -> Iterator[Sample]:
    """Serve the sample."""
    with sample() as running:
        yield running


@pytest.fixture
def line(served: Sample, tmp_path: Path) -> Iterator[Wire]:
    """Make the services, with a wire whose calls can be counted, ended and refused."""
    environ = {"COUNTERPOINT_TOPICS": str(topics_of(served, tmp_path)), **served.server.environment()}
    with cloud(environ, executes=False), wire() as made:
        yield made


def sweep(event: Event, line: Wire, buckets: Buckets) -> int:
    """Let the process die after the k-th call, deliver the event again, and compare; the number of points tried."""
    before, called = buckets.kept(), len(line.calls)
    invoke(*event)
    calls, after = len(line.calls) - called, buckets.kept()
    points = sorted({*range(0, calls + 1, STRIDE[event[0]]), calls - 1, calls} - {-1})
    for point in points:
        buckets.restore(before)
        line.dying(point)
        with suppress(Died):
            invoke(*event)
        line.dies_after = None
        invoke(*event)
        assert buckets.everything() == after, f"{event[0]} that died after call {point} of {calls} and came again"
    return len(points)


def test_a_step_that_dies_after_any_call_and_comes_again_leaves_the_same_bytes(
    line: Wire, served: Sample, record_testsuite_property: Callable[[str, object], None]
) -> None:
    """Dispatch, fetches, digests and publish of both days, ended after their k-th call to AWS, came again."""
    deliveries, buckets = Deliveries(served, open_store(f"s3://{STATE}")), Buckets()
    points: dict[str, int] = {}
    chosen = random.Random(0)  # noqa: S311 (which fetches an ordinary run tries; the full sweep tries all)

    def swept(event: Event) -> None:
        if FULL or event[0] != "fetch" or chosen.random() < SHARE:
            points[event[0]] = points.get(event[0], 0) + sweep(event, line, buckets)
        else:
            invoke(*event)

    for index in (0, 1):
        edition(deliveries, index, swept)
    record_testsuite_property("crash points", points)
    assert set(points) == {"dispatch", "fetch", "digest", "publish"}


def test_a_conflict_at_every_write_is_tried_again(line: Wire, served: Sample) -> None:
    """S3's 409 (a write under way at the same time) at the first try of every write: the same bytes as without."""
    deliveries, buckets = Deliveries(served, open_store(f"s3://{STATE}")), Buckets()
    edition(deliveries, 0, delivered)
    undisturbed = buckets.everything()
    buckets.restore({})
    refused: set[str] = set()

    def once(call: Call) -> bool:
        first = call.operation == "PutObject" and call.place not in refused
        refused.update([call.place] if first else [])
        return first

    line.refuses = once
    edition(deliveries, 0, delivered)
    line.refuses = lambda _: False
    assert buckets.everything() == undisturbed
    assert refused == set(undisturbed)


class Disturbed(RuleBasedStateMachine):
    """An edition of two days whose deliveries are doubled, late, reordered, ended and refused, as Hypothesis likes."""

    served: Sample
    line: Wire
    reference: Objects
    buckets: Buckets
    counts: dict[str, int]

    @initialize()
    def nothing_is_stored(self) -> None:
        """Begin with empty buckets."""
        self.buckets.restore({})
        self.deliveries = Deliveries(self.served, open_store(f"s3://{STATE}"))
        self.index = 0
        self.waiting: list[Event] = [self.deliveries.order(0)]
        self.done: list[Event] = []
        self.served.server.show(self.served.days[0][0])

    def _deliver(self, event: Event) -> None:
        note(f"{event[0]} {event[1].get('day', '')}")
        self.counts["deliveries"] += 1
        invoke(*event)

    def _next(self) -> list[Event]:
        """Give what the machine delivers when all of a step is done."""
        step = self.done[-1][0]
        if step == "dispatch":
            return self.deliveries.fetches(self.index)
        if step == "fetch":
            return self.deliveries.digests(self.index)
        if step == "digest":
            return [self.deliveries.publishing(self.index)]
        if self.index == 0:
            self.index = 1
            self.served.server.show(self.served.days[1][0])
            return [self.deliveries.order(1)]
        return []

    def _advance(self, which: int) -> None:
        event = self.waiting.pop(which % len(self.waiting))
        self._deliver(event)
        self.done.append(event)
        self.waiting = self.waiting or self._next()

    @precondition(lambda self: self.waiting)
    @rule(which=st.integers(0, 50), many=st.integers(1, 20))
    def goes_on(self, which: int, many: int) -> None:
        """The next events of the step, in any order."""
        for _ in range(many):
            if self.waiting:
                self._advance(which)

    @rule(
        kind=st.sampled_from(("again", "again", "death", "order", "jump")),
        which=st.integers(0, 100), after=st.integers(0, 40), seconds=st.integers(-21_600, 21_600),
    )  # fmt: skip
    def is_disturbed(self, kind: str, which: int, after: int, seconds: int) -> None:
        """Something comes again, dies, is ordered at the same time, or asks with a jumped clock."""
        again = self._may_come_again()
        fetches = [event for event in again if event[0] == "fetch"]
        if kind == "again" and again:
            self._count(kind)
            self._deliver(again[which % len(again)])
        elif kind == "death" and self.waiting:
            self._count(kind)
            self._dies(self.waiting[which % len(self.waiting)], after)
        elif kind == "order":
            self._count(kind)
            planned = self.deliveries.order(self.index) in self.done  # the first plan of a date fixes its clock
            late = timedelta(seconds=seconds if planned else 0)
            self._deliver(self.deliveries.order(self.index, 1 + which % 3, late))
        elif kind == "jump" and fetches:
            self._count(kind)
            name, given = fetches[which % len(fetches)]
            now = self.served.days[self.index][1] + timedelta(seconds=seconds)
            self._deliver((name, {**given, "now": now.isoformat()}))

    def _count(self, kind: str) -> None:
        self.counts[kind] += 1

    def _dies(self, event: Event, after: int) -> None:
        """The process dies after some calls; the event comes again when it comes."""
        self.line.dying(after)
        with suppress(Died):
            self._deliver(event)
        self.line.dies_after = None

    def _may_come_again(self) -> list[Event]:
        """Give all that was done, without the fetches of a day that is over: they would ask another web."""
        today = str(self.served.days[self.index][0])
        return [event for event in self.done if event[0] != "fetch" or event[1]["day"] == today]

    def teardown(self) -> None:
        """The rest comes, and the bytes are those of two undisturbed editions."""
        if hasattr(self, "waiting"):
            while self.waiting:
                self._advance(0)
            ended = self.buckets.contents()
            assert (
                sorted(name for name in {*self.reference, *ended} if self.reference.get(name) != ended.get(name)) == []
            )


def test_disturbed_editions_end_in_the_same_bytes(
    line: Wire, served: Sample, record_testsuite_property: Callable[[str, object], None]
) -> None:
    """Hypothesis disturbs editions of two days in every way it finds; site and state end as if it had not."""
    deliveries, Disturbed.buckets = Deliveries(served, open_store(f"s3://{STATE}")), Buckets()
    for index in (0, 1):
        edition(deliveries, index, delivered)
    Disturbed.served, Disturbed.line, Disturbed.reference = served, line, Disturbed.buckets.contents()
    Disturbed.counts = dict.fromkeys(("deliveries", "again", "death", "order", "jump"), 0)
    run_state_machine_as_test(
        Disturbed,
        settings=settings(
            max_examples=200 if FULL else 5, stateful_step_count=16, deadline=None, derandomize=not FULL, database=None,
            suppress_health_check=list(HealthCheck),
            phases=tuple(Phase) if FULL else (Phase.generate,),
        ),
    )  # fmt: skip
    record_testsuite_property("deliveries", Disturbed.counts)
