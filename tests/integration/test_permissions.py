"""Least privilege, both ways: every call that a function makes is allowed to it, and nothing is allowed for nothing."""

from collections.abc import Iterator
from fnmatch import fnmatchcase

import pytest

from counterpoint.storage import open_store
from tests.editions import Sample, sample
from tests.integration.cloud import SITE, STATE, cloud, invoke, topics_of
from tests.integration.test_once import Deliveries, edition
from tests.integration.wire import Call, Wire, wire
from tests.stack import Statement, statements

ACTIONS = {
    "GetObject": "s3:GetObject",
    "PutObject": "s3:PutObject",
    "DeleteObject": "s3:DeleteObject",
    "ListObjectsV2": "s3:ListBucket",
    "StartExecution": "states:StartExecution",
}
UNSEEN = {"", "NoSuchKeyInsteadOfAccessDenied", "FormerFilesOfTheSearchIndex"}
BUCKETS = {STATE: "StateBucket", SITE: "SiteBucket"}


@pytest.fixture(scope="module")
def seen(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, list[Call]]]:
    """Make two editions and note each function's calls to AWS."""
    calls: dict[str, list[Call]] = {}
    with sample() as served:
        environ = {
            "COUNTERPOINT_TOPICS": str(topics_of(served, tmp_path_factory.mktemp("t"))),
            **served.server.environment(),
        }
        with cloud(environ, executes=False), wire() as line:
            _make(served, line, calls)
            yield calls


def _make(served: Sample, line: Wire, calls: dict[str, list[Call]]) -> None:
    def noted(event: tuple[str, dict[str, object]]) -> None:
        before = len(line.calls)
        invoke(*event)
        calls.setdefault(event[0], []).extend(line.calls[before:])

    deliveries = Deliveries(served, open_store(f"s3://{STATE}"))
    for index in (0, 1):
        edition(deliveries, index, noted)


def allows(statement: Statement, call: Call) -> bool:
    """Say whether a statement allows a call, with IAM's wildcards."""
    bucket, _, key = call.place.partition("/")
    place = "/".join(filter(None, (BUCKETS.get(bucket, ""), key))) if bucket else "EditionMachine"
    named = any(fnmatchcase(place, resource) for resource in statement.resources)
    return ACTIONS[call.operation] in statement.actions and named


@pytest.mark.parametrize("function", ["dispatch", "fetch", "digest", "publish"])
def test_every_call_of_a_function_is_allowed_to_its_role(seen: dict[str, list[Call]], function: str) -> None:
    """No call of two real editions would be denied."""
    role = statements(f"{function.title()}FunctionRole")
    denied = {call for call in seen[function] if not any(allows(statement, call) for statement in role)}
    assert denied == set()
    assert seen[function]


@pytest.mark.parametrize("function", ["dispatch", "fetch", "digest", "publish"])
def test_every_permission_of_a_function_is_used(seen: dict[str, list[Call]], function: str) -> None:
    """An action or resource that no edition needs is one too many.

    Not seen in two quiet days: the model's answers, the queue that Lambda fills, the listing that S3 asks for itself
    when a key is not there, and search files of the day before yesterday.
    """
    unused = [
        (statement.sid, action, resource)
        for statement in statements(f"{function.title()}FunctionRole")
        for action in statement.actions
        for resource in statement.resources
        if statement.sid not in UNSEEN and "model-cache" not in resource
        and not any(allows(Statement(statement.sid, "Allow", (action,), (resource,)), call) for call in seen[function])
    ]  # fmt: skip
    assert unused == []


def test_a_function_may_not_write_where_another_writes() -> None:
    """Nothing but publish may touch the site's pages; fetch can reach neither digests nor memory nor the site."""
    reach = [resource for statement in statements("FetchFunctionRole") for resource in statement.resources]
    assert [
        place for place in reach if place.split("/")[0] == "SiteBucket" or "digests" in place or "topics" in place
    ] == []
    page = Call("PutObject", f"{SITE}/index.html")
    roles = {name: statements(f"{name}FunctionRole") for name in ("Dispatch", "Fetch", "Digest", "Publish")}
    assert [name for name, role in roles.items() if any(allows(given, page) for given in role)] == ["Publish"]
