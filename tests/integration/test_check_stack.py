"""`counterpoint check --stack`: what it says of a stack that is well, that has no edition, and that does not exist."""

import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from http.server import BaseHTTPRequestHandler, HTTPServer
from typing import Any
from unittest.mock import patch

import boto3
import pytest
from botocore.client import BaseClient
from botocore.exceptions import ClientError

from counterpoint import codec, keys
from counterpoint.cli import stack
from counterpoint.errors import InputError
from counterpoint.model import PublishOutcome
from counterpoint.storage import open_store
from tests.integration.cloud import STATE, Cloud, cloud

NOW = datetime(2026, 3, 2, 12, tzinfo=UTC)


class _Site(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        self.send_response(200)
        self.send_header("Content-Security-Policy", "default-src 'none'")
        self.end_headers()

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 (the name is http.server's)
        pass


@pytest.fixture
def site() -> Iterator[str]:
    """Serve a page under the headers of the real site."""
    with HTTPServer(("127.0.0.1", 0), _Site) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()


def outputs(made: Cloud, site: str) -> dict[str, str]:
    """Give the outputs of a stack of ours."""
    return {"SiteUrl": site, "StateBucketName": STATE, "EditionMachineArn": made.machine}


@contextmanager
def deployed(**outputs: str) -> Iterator[None]:
    """Let CloudFormation know one stack, with these outputs: its answer is given at botocore's own call."""
    original = vars(BaseClient)["_make_api_call"]

    def answered(client: BaseClient, operation: str, given: dict[str, Any]) -> Any:
        if operation != "DescribeStacks":
            return original(client, operation, given)
        if given["StackName"] != "counterpoint":
            unknown: Any = {"Error": {"Code": "ValidationError", "Message": "Stack does not exist"}}
            raise ClientError(unknown, operation)
        return {"Stacks": [{"Outputs": [{"OutputKey": k, "OutputValue": v} for k, v in outputs.items()]}]}

    with patch.object(BaseClient, "_make_api_call", answered):
        yield


def test_a_stack_that_is_well_is_said_to_be(site: str, capsys: pytest.CaptureFixture[str]) -> None:
    """The site answers with its headers, today's edition is published, the last execution ran: exit 0."""
    with cloud({}, executes=False) as made, deployed(**outputs(made, site)):
        boto3.client("stepfunctions").start_execution(stateMachineArn=made.machine, name="edition-2026-03-02-1")
        outcome = PublishOutcome(day=NOW.date(), digests=2, gaps=("quiet",))
        open_store(f"s3://{STATE}").put(keys.published(NOW.date()), codec.encode(outcome))
        assert stack.check("counterpoint", NOW, as_json=True) == 0
        said = json.loads(capsys.readouterr().out)
    assert [finding["well"] for finding in said["findings"]] == [True, True, True]
    assert "2 digests; gaps: quiet" in said["findings"][1]["seen"]


def test_a_stack_without_an_edition_is_not_well(site: str, capsys: pytest.CaptureFixture[str]) -> None:
    """Nothing was published or started: exit 1, and each line says what to do."""
    with cloud({}, executes=False) as made, deployed(**outputs(made, site)):
        assert stack.check("counterpoint", NOW, as_json=False) == 1
    said = capsys.readouterr().out
    assert "NoEditionPublished" in said
    assert "invoke the dispatch function" in said


def test_a_stack_that_does_not_exist_or_is_not_ours_is_one_clear_line() -> None:
    """The line names the stack, and what to set or what is missing."""
    with cloud({}), deployed(SiteUrl="https://example"):
        with pytest.raises(InputError, match=r"'nowhere'.*AWS_REGION"):
            stack.look("nowhere", NOW)
        with pytest.raises(InputError, match=r"no output EditionMachineArn, StateBucketName; give the stack_name"):
            stack.look("counterpoint", NOW)


@pytest.mark.parametrize(
    ("given", "environ", "asked"),
    [("", "ap-south-1", "ap-south-1"), ("sa-east-1", "ap-south-1", "sa-east-1"), ("", "", "eu-west-1")],
)
def test_a_stack_is_looked_for_in_the_region_that_the_operator_names(
    given: str, environ: str, asked: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """--region, else AWS_REGION, else what AWS's own client reads."""
    regions: list[str] = []

    def refused(client: BaseClient, operation: str, _: dict[str, Any]) -> Any:
        regions.append(client.meta.region_name)
        raise ClientError({"Error": {"Code": "ValidationError", "Message": "Stack does not exist"}}, operation)

    with cloud({}), patch.object(BaseClient, "_make_api_call", refused):
        monkeypatch.setenv("AWS_REGION", environ)
        monkeypatch.setenv("AWS_DEFAULT_REGION", "eu-west-1")
        with pytest.raises(InputError, match=r"samconfig\.toml, and its region with --region or AWS_REGION"):
            stack.look("counterpoint", NOW, given)
    assert regions == [asked]
