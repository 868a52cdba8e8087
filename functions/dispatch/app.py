"""Scheduled: plan the edition and start it. With `{"in_process": true}`, make all of it in this one invocation.

In:  {"now": the schedule's own time, "zone": "UTC", "attempt": 1, "in_process": false}   every field optional
Out: {"day", "execution"}; in process the edition's summary with the digests' Markdown
"""

import contextlib
import os
from datetime import UTC, datetime
from typing import Any

import boto3
import msgspec
from aws_lambda_powertools.utilities.typing import LambdaContext

from counterpoint.configuration import configuration_of
from counterpoint.edition.planning import Order, plan, read_order, store_items
from counterpoint.environment import Environment
from counterpoint.storage import open_store
from counterpoint.telemetry import observed


@observed("dispatch", lambda _: {"EditionsStarted": 1}, lambda made: {"day": made["day"]})
def handler(event: dict[str, Any], _: LambdaContext) -> dict[str, Any]:
    """Plan the edition of the schedule's time and start it."""
    environment = Environment.read(os.environ)
    order = read_order(event, datetime.now(UTC))
    state = open_store(environment.store)
    planned = plan(configuration_of(environment.topics), order.day, order.now, state)
    if order.in_process:
        from counterpoint.edition.whole import Places, response, run

        places = Places.open(environment, os.environ)
        return response(run(planned, order.now, places), places.site)
    store_items(planned, state)
    return {"day": order.day.isoformat(), "execution": _start(order)}


def _start(order: Order) -> str:
    """Start the state machine; an execution that has this name already is this one."""
    machine = boto3.client("stepfunctions")
    order_json = msgspec.json.encode({"day": order.day, "now": order.now, "attempt": order.attempt}).decode()
    with contextlib.suppress(machine.exceptions.ExecutionAlreadyExists):
        machine.start_execution(stateMachineArn=os.environ["EDITION_MACHINE"], name=order.name, input=order_json)
    return order.name
