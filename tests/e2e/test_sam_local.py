"""`sam local`: the built functions in containers, their layers in /opt, S3 reached through AWS_ENDPOINT_URL.

Needs Docker and an image under the name that SAM asks for; where there are none, the scripts beside the project make
both without a registry. The sample and moto are served on the host's bridge address, where containers reach them.
"""

import json
import os
import subprocess
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import ThreadingHTTPServer
from pathlib import Path
from typing import Any

import boto3
import pytest
from botocore.config import Config
from moto.server import ThreadedMotoServer

from counterpoint import keys
from counterpoint.cli import sample as sampling
from counterpoint.cli.sample import SampleServer
from counterpoint.storage import S3Store
from tests.e2e import sam_build
from tests.e2e.test_artefacts import built
from tests.editions import digest_of
from tests.shared import SHARED

__all__ = ["built"]  # a fixture
pytestmark = pytest.mark.slow

TOOLS = SHARED / "tools" / "aws-local"
ROOT = Path(__file__).parents[2]
BRIDGE = "172.30.0.1"
IMAGE = f"public.ecr.aws/lambda/python:{sam_build.VERSION}-{sam_build.ARCHITECTURE}"
FUNCTIONS = ("DispatchFunction", "FetchFunction", "DigestFunction", "PublishFunction")
STATE, SITE = "state", "site"


@pytest.fixture(scope="module")
def docker() -> dict[str, str]:
    """Give the environment in which SAM finds Docker and the image; skip where neither is nor can be made."""
    environ = dict(os.environ) | {
        "SAM_CLI_TELEMETRY": "0", "AWS_DEFAULT_REGION": "us-east-1", "AWS_ACCESS_KEY_ID": "test",
        "AWS_SECRET_ACCESS_KEY": "test", "AWS_ENDPOINT_URL_STS": "http://127.0.0.1:9", "AWS_MAX_ATTEMPTS": "1",
    }  # fmt: skip
    if not (TOOLS / "start_dockerd.sh").exists():
        pytest.skip("../shared/tools/aws-local is not here: nothing to start Docker with")
    started = subprocess.run([TOOLS / "start_dockerd.sh"], capture_output=True, text=True, check=False, timeout=60)
    if started.returncode:
        pytest.skip(f"Docker cannot start here: {started.stderr.strip().splitlines()[-1:]}")
    environ["DOCKER_HOST"] = started.stdout.strip().partition("DOCKER_HOST=")[2]
    if subprocess.run(["docker", "image", "inspect", IMAGE], env=environ, capture_output=True, check=False).returncode:
        made = subprocess.run(
            [TOOLS / "make_lambda_image.sh", sam_build.VERSION],
            env=environ,
            capture_output=True,
            text=True,
            check=False,
        )
        if made.returncode:
            pytest.skip(f"the image of Lambda's runtime cannot be made here: {made.stderr.strip().splitlines()[-1:]}")
    return environ


@pytest.fixture(scope="module")
def served() -> Iterator[tuple[SampleServer, str]]:
    """Serve the sample on the bridge; gives it and its address there."""
    with SampleServer() as sample:

        class Handler(sampling._SampleHandler):  # noqa: SLF001 (the sample's own handler on another address)
            served = sample

        with ThreadingHTTPServer((BRIDGE, 0), Handler) as server:
            threading.Thread(target=server.serve_forever, daemon=True).start()
            yield sample, f"http://{BRIDGE}:{server.server_port}"
            server.shutdown()


@pytest.fixture(scope="module")
def aws() -> Iterator[str]:
    """Serve moto on the bridge, with the sample's topics in a bucket; gives its address."""
    server = ThreadedMotoServer(ip_address=BRIDGE, port=0)
    server.start()
    _, port = server.get_host_and_port()
    yield f"http://{BRIDGE}:{port}"
    server.stop()


@pytest.fixture(scope="module")
def place(served: tuple[SampleServer, str], aws: str, tmp_path_factory: pytest.TempPathFactory) -> tuple[Any, Path]:
    """Make buckets with the sample's topics; give the client and the --env-vars that point every function there."""
    client = boto3.client(
        "s3", endpoint_url=aws, region_name="us-east-1", aws_access_key_id="test", aws_secret_access_key="test",
        config=Config(s3={"addressing_style": "path"}),
    )  # fmt: skip
    for bucket in (STATE, SITE):
        client.create_bucket(Bucket=bucket)
    sample, origin = served
    for path in sorted((sampling.SAMPLE / "topics").glob("*.yaml")):
        text = path.read_text(encoding="utf-8").replace(sample.rules.origin, origin)
        client.put_object(Bucket=STATE, Key=f"topics-to-follow/{path.name}", Body=text.encode())
    variables = {
        "COUNTERPOINT_STORE": f"s3://{STATE}", "COUNTERPOINT_SITE": f"s3://{SITE}", "COUNTERPOINT_URL": "",
        "COUNTERPOINT_TOPICS": f"s3://{STATE}/topics-to-follow/", "COUNTERPOINT_ALLOW_PRIVATE_FEEDS": "1",
        "COUNTERPOINT_GOOGLE_NEWS_URL": f"{origin}/search", "AWS_ENDPOINT_URL": aws,
    }  # fmt: skip
    file = tmp_path_factory.mktemp("sam") / "env.json"
    file.write_text(json.dumps({"Parameters": variables}), encoding="utf-8")
    return client, file


def sam(docker: dict[str, str], *arguments: object) -> list[str]:
    """Give a `sam local` command."""
    del docker
    return [str(sam_build.SAM), "local", *map(str, arguments), "--skip-pull-image",
            "--parameter-overrides", f"Architecture={sam_build.ARCHITECTURE}"]  # fmt: skip


def test_a_local_invocation_makes_a_digest_with_nothing_else_running(built: Path, docker: dict[str, str]) -> None:
    """The README's command: no AWS, no feed in reach; every topic has its Markdown, with its gaps stated."""
    command = sam(docker, "invoke", "DispatchFunction", "--config-env", "local", "-e", "infra/events/dispatch.json")
    if built == sam_build.DEPLOYED:  # the configuration names the other build, for machines unlike the functions
        command += ["--config-file", str(ROOT / "samconfig.toml"), "-t", str(built / "template.yaml")]
    done = subprocess.run(command, cwd=ROOT, env=docker, capture_output=True, text=True, check=True, timeout=280)
    made = json.loads(done.stdout)
    assert "errorType" not in made, made
    assert len(made["markdown"]) == len(made["digests"]) == 5
    assert all("## Sources" in text for text in made["markdown"].values())


@contextmanager
def lambdas(docker: dict[str, str], variables: Path, template: Path) -> Iterator[Any]:
    """Run `sam local start-lambda`; gives a client of it."""
    command = sam(
        docker, "start-lambda", "--port", "3921", "--warm-containers", "LAZY", "--env-vars", variables, "-t", template
    )
    with subprocess.Popen(command, cwd=ROOT, env=docker, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as run:
        try:
            time.sleep(8)
            yield boto3.client(
                "lambda", endpoint_url="http://127.0.0.1:3921", region_name="us-east-1", aws_access_key_id="test",
                aws_secret_access_key="test", config=Config(read_timeout=280, retries={"max_attempts": 0}),
            )  # fmt: skip
        finally:
            run.terminate()


def pointed(built: Path) -> Path:
    """Declare AWS_ENDPOINT_URL in a copy of the built template: SAM hands over no variable that is not declared."""
    marker = "COUNTERPOINT_ALLOW_PRIVATE_FEEDS: ''"
    text = (built / "template.yaml").read_text(encoding="utf-8")
    assert marker in text
    copy = built / "pointed.yaml"
    copy.write_text(text.replace(marker, f"{marker}\n        AWS_ENDPOINT_URL: ''"), encoding="utf-8")
    return copy


def invoke(client: Any, name: str, event: dict[str, Any]) -> dict[str, Any]:
    """Invoke a function in its container."""
    answer = client.invoke(FunctionName=name, Payload=json.dumps(event).encode())
    made = dict(json.load(answer["Payload"]))
    assert "errorType" not in made, made
    return made


def test_every_function_makes_its_part_of_an_edition_over_s3(
    built: Path, docker: dict[str, str], served: tuple[SampleServer, str], place: tuple[Any, Path]
) -> None:
    """A whole edition in containers against moto: in process, then fetch, digest and publish one event at a time."""
    client, variables = place
    day, now = next(served[0].days())
    with lambdas(docker, variables, pointed(built)) as functions:
        made = invoke(functions, "DispatchFunction", {"in_process": True, "now": now.isoformat()})
        assert "## Overall Highlights" in made["markdown"]["velmora-corvena"]
        plan = json.loads(client.get_object(Bucket=STATE, Key=keys.plan(day))["Body"].read())
        source = plan["topics"][0]["perspectives"][0]["sources"][0]
        event = {"source": source, "day": str(day), "now": now.isoformat()}
        assert invoke(functions, "FetchFunction", event)["articles"] > 0
        assert invoke(functions, "DigestFunction", {"topic": "velmora-corvena", "day": str(day)})["points"] > 0
        assert invoke(functions, "PublishFunction", {"day": str(day), "digests": [{}]})["gaps"] == []
    assert digest_of(S3Store(client, SITE), "velmora-corvena", day).highlights
