"""AWS on this machine: moto's services with the project's real state machine and its real handlers behind it.

moto runs the definition but its Lambda echoes what it is sent; `_RealHandlers` calls functions/<name>/app.py instead,
and reports an exception as Lambda does. Nothing of ours is replaced.
"""

import importlib
import json
import re
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from unittest.mock import patch

import boto3
from aws_lambda_powertools.utilities.typing import LambdaContext
from moto import mock_aws
from moto.awslambda_simple.models import LambdaSimpleBackend

from counterpoint.cli.sample import SAMPLE
from tests.editions import Sample

ROOT = Path(__file__).parents[2]
STATE, SITE = "state-bucket", "site-bucket"
FUNCTIONS = ("dispatch", "fetch", "digest", "publish")
TRUST = json.dumps(
    {
        "Statement": [
            {
                "Effect": "Allow",
                "Action": "sts:AssumeRole",
                "Principal": {"Service": ["lambda.amazonaws.com", "states.amazonaws.com"]},
            }
        ]
    }
)
CONFIG: dict[str, Any] = {"lambda": {"use_docker": False}}


class Context(LambdaContext):
    """What Lambda tells a handler about its invocation."""

    _function_name = "test"
    _memory_limit_in_mb = 512
    _invoked_function_arn = "arn:aws:lambda:us-east-1:123456789012:function:test"
    _aws_request_id = "00000000-0000-0000-0000-000000000000"


def invoke(name: str, event: dict[str, Any]) -> dict[str, Any]:
    """Call a real handler."""
    handler = importlib.import_module(f"functions.{name}.app").handler
    return dict(handler(event, Context()))


@dataclass(slots=True)
class Cloud:
    """The services as a stack would have made them; which function fails on what, or who answers in their place."""

    machine: str
    fails: dict[str, str]
    invocations: list[tuple[str, dict[str, Any]]]
    answers: Callable[[str, dict[str, Any]], tuple[bytes, bool]] | None = None

    def run(self, name: str) -> dict[str, Any]:
        """Wait for an execution and describe it."""
        machine = boto3.client("stepfunctions")
        arn = f"{self.machine.replace(':stateMachine:', ':execution:')}:{name}"
        for _ in range(600):
            described = dict(machine.describe_execution(executionArn=arn))
            if described["status"] != "RUNNING":
                return described
            time.sleep(0.05)
        raise AssertionError(f"{name} does not end")

    def answer(self, name: str, event: dict[str, Any]) -> tuple[bytes, bool]:
        """Invoke a function as Lambda does: the payload, and whether it is an error."""
        self.invocations.append((name, event))
        if self.answers:
            return self.answers(name, event)
        if name in self.fails and self.fails[name] in json.dumps(event):
            return b'{"errorType": "RuntimeError", "errorMessage": "told to fail"}', True
        try:
            return json.dumps(invoke(name, event)).encode(), False
        except Exception as error:  # noqa: BLE001 (Lambda reports whatever a handler raises)
            return json.dumps({"errorType": type(error).__name__, "errorMessage": str(error)}).encode(), True


def topics_of(served: Sample, directory: Path) -> Path:
    """Copy the sample's topic files, their feeds asked where the sample is served."""
    copies = directory / "topics"
    copies.mkdir()
    for path in sorted((SAMPLE / "topics").glob("*.yaml")):
        text = path.read_text(encoding="utf-8").replace(served.server.rules.origin, served.server.origin)
        (copies / path.name).write_text(text, encoding="utf-8")
    return copies


def definition(**substitutions: object) -> str:
    """Substitute the template's values in the definition, as CloudFormation does."""
    text = (ROOT / "infra" / "edition.asl.json").read_text(encoding="utf-8")
    return re.sub(r"\$\{(\w+)\}", lambda found: str(substitutions[found[1]]), text)


@contextmanager
def cloud(environ: dict[str, str], *, executes: bool = True) -> Iterator[Cloud]:
    """Make buckets, functions and state machine; `environ` is what the functions find beside the usual.

    Without `executes`, started executions are only recorded: for tests that deliver the events themselves.
    """
    config: Any = CONFIG | {"stepfunctions": {"execute_state_machine": executes}}
    with mock_aws(config=config), patch.dict("os.environ", _variables() | environ):
        for bucket in (STATE, SITE):
            boto3.client("s3").create_bucket(Bucket=bucket)
        role = boto3.client("iam").create_role(RoleName="test", AssumeRolePolicyDocument=TRUST)["Role"]["Arn"]
        arns = {name: _function(name, role) for name in FUNCTIONS}
        text = definition(
            Partition="aws", StateBucket=STATE, FetchConcurrency=4, DigestConcurrency=2, ChildExecutionType="STANDARD",
            FetchFunctionArn=arns["fetch"], DigestFunctionArn=arns["digest"], PublishFunctionArn=arns["publish"],
        )  # fmt: skip
        machine = boto3.client("stepfunctions").create_state_machine(name="edition", definition=text, roleArn=role)
        made = Cloud(machine=machine["stateMachineArn"], fails={}, invocations=[])
        with (
            patch.dict("os.environ", EDITION_MACHINE=made.machine),
            patch.object(LambdaSimpleBackend, "invoke", _real(made)),
        ):
            yield made


def _variables() -> dict[str, str]:
    return {
        "AWS_DEFAULT_REGION": "us-east-1",
        "AWS_ACCESS_KEY_ID": "test",
        "AWS_SECRET_ACCESS_KEY": "test",
        "COUNTERPOINT_STORE": f"s3://{STATE}",
        "COUNTERPOINT_SITE": f"s3://{SITE}",
        "POWERTOOLS_TRACE_DISABLED": "1",
        "POWERTOOLS_METRICS_NAMESPACE": "Counterpoint",
        "POWERTOOLS_SERVICE_NAME": "counterpoint",
    }


def _function(name: str, role: str) -> str:
    made = boto3.client("lambda").create_function(
        FunctionName=name, Runtime="python3.13", Role=role, Handler="app.handler", Code={"ZipFile": b"unused"}
    )
    return str(made["FunctionArn"])


def _real(made: Cloud) -> Any:
    """Make moto's `invoke` that calls the real handlers."""

    def call(
        backend: object,
        function_name: str,
        qualifier: object,
        body: Any,
        headers: object,
        response_headers: dict[str, str],
    ) -> bytes:
        del backend, qualifier, headers
        payload, failed = made.answer(function_name.rsplit(":", maxsplit=1)[-1], json.loads(body))
        if failed:
            response_headers["x-amz-function-error"] = "Unhandled"
        return payload

    return call
