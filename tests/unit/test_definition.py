"""The state machine's definition: valid JSON, every state reachable, every error known, every child in time."""

import builtins
import json
import re
from collections.abc import Iterator
from typing import Any

from counterpoint import errors
from tests.stack import ROOT, properties, template

DEFINITION = json.loads((ROOT / "infra/edition.asl.json").read_text(encoding="utf-8"))
AWS_ERRORS = {
    "States.ALL",
    "States.DataLimitExceeded",
    "Lambda.ServiceException",
    "Lambda.AWSLambdaException",
    "Lambda.SdkClientException",
    "Lambda.TooManyRequestsException",
    "Lambda.Unknown",
}
EXPRESS_SECONDS = 300
"""An EXPRESS execution is ended by AWS after five minutes."""


def machines(definition: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """Give the definition and every machine inside a map of it."""
    yield definition
    for state in definition["States"].values():
        if "ItemProcessor" in state:
            yield from machines(state["ItemProcessor"])


def states() -> Iterator[tuple[str, dict[str, Any]]]:
    """Give every state with its name."""
    for machine in machines(DEFINITION):
        yield from machine["States"].items()


def following(state: dict[str, Any]) -> Iterator[str]:
    """Give the names of the states that may come next."""
    yield from (state[key] for key in ("Next", "Default") if key in state)
    for choice in (*state.get("Choices", ()), *state.get("Catch", ())):
        yield choice["Next"]


def test_every_state_exists_and_can_be_reached() -> None:
    """No state names one that is not there, and none stands where no way leads."""
    for machine in machines(DEFINITION):
        reached, ahead = set(), [machine["StartAt"]]
        while ahead:
            name = ahead.pop()
            if name not in reached:
                reached.add(name)
                ahead += following(machine["States"][name])
        assert reached == set(machine["States"])


def test_every_state_goes_on_or_ends() -> None:
    """A state has a next one, or is an end."""
    for name, state in states():
        ends = state.get("End") or state["Type"] in {"Succeed", "Fail"}
        assert bool(ends) != bool(list(following({k: v for k, v in state.items() if k != "Catch"}))), name


def test_every_error_that_is_caught_or_retried_exists() -> None:
    """A misspelt error name would never match: each is AWS's, one of ours, or Python's."""
    ours = {name for name, kind in vars(errors).items() if isinstance(kind, type) and issubclass(kind, Exception)}
    known = AWS_ERRORS | ours | {name for name in dir(builtins) if name.endswith("Error")}
    named = {error for _, state in states() for rule in (*state.get("Retry", ()), *state.get("Catch", ()))
             for error in rule["ErrorEquals"]}  # fmt: skip
    assert named <= known
    assert "ConflictError" in named


def test_no_item_and_no_map_can_lose_the_edition() -> None:
    """Every task of an item catches everything; a map that fails itself goes on, and the edition is marked broken."""
    for name in ("FetchSources", "MakeDigests"):
        state = DEFINITION["States"][name]
        assert state["ToleratedFailurePercentage"] == 100
        assert {error for rule in state["Catch"] for error in rule["ErrorEquals"]} == {
            "States.ALL",
            "States.DataLimitExceeded",  # States.ALL does not match it
        }
        task = state["ItemProcessor"]["States"][state["ItemProcessor"]["StartAt"]]
        assert task["Catch"][-1]["ErrorEquals"] == ["States.ALL"]


def test_a_child_ends_before_aws_ends_it() -> None:
    """Attempts that may take a function's whole time, and all waits between attempts, fit into an EXPRESS execution."""
    for name in ("FetchSources", "MakeDigests"):
        processor = DEFINITION["States"][name]["ItemProcessor"]
        task = processor["States"][processor["StartAt"]]
        waits = sum(
            rule["IntervalSeconds"] * rule.get("BackoffRate", 2) ** attempt
            for rule in task["Retry"] for attempt in range(rule["MaxAttempts"])
        )  # fmt: skip
        slow = sum(rule["MaxAttempts"] for rule in task["Retry"] if "Lambda.Unknown" in rule["ErrorEquals"])
        assert task["TimeoutSeconds"] * (1 + slow) + waits <= EXPRESS_SECONDS, name


def test_a_task_waits_longer_than_its_function_may_run() -> None:
    """The function's own timeout comes first, so that its log says what happened."""
    tasks = {state["Resource"]: state["TimeoutSeconds"] for _, state in states() if state["Type"] == "Task"}
    for function, waits in tasks.items():
        name = re.sub(r"\$\{(\w+)Arn\}", r"\1", function)
        assert waits >= properties(name)["Timeout"], name


def test_every_substitution_is_given_by_the_template() -> None:
    """The template fills every ${Name} of the definition, and gives none that is not asked for."""
    asked = set(re.findall(r"\$\{(\w+)\}", json.dumps(DEFINITION)))
    assert asked == set(template()["Resources"]["EditionMachine"]["Properties"]["DefinitionSubstitutions"])
