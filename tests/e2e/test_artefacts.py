"""Built layers and functions under Python 3.13 and Lambda's own runtime interface; what `sam deploy` would upload."""

import json
import os
import socket
import subprocess
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from counterpoint.storage import DirectoryStore
from tests.e2e import sam_build
from tests.editions import Sample, digest_of, sample
from tests.integration.cloud import topics_of
from tests.shared import SHARED

RIE = SHARED / "tools" / "aws-local" / "rie_invoke.sh"
LAYERS = ("CounterpointLayer", "DependenciesLayer")
FUNCTIONS = ("Dispatch", "Fetch", "Digest", "Publish")
ROOT = Path(__file__).parents[2]
SAM_PYTHON = ROOT / ".venv" / "sam" / "bin" / "python"
MACHINES = {"x86_64": 62, "arm64": 183}
"""How an ELF file names the machine it is for (e_machine)."""
WATCHED = {"POWERTOOLS_SERVICE_NAME": "counterpoint", "POWERTOOLS_METRICS_NAMESPACE": "Counterpoint"}
TRACED = {"LAMBDA_TASK_ROOT": "/var/task", "AWS_XRAY_CONTEXT_MISSING": "IGNORE_ERROR"}
"""What tells the tracer that it is on Lambda: it then patches, and so imports, botocore."""


@pytest.fixture(scope="module")
def built() -> Path:
    """Build what is not built, or older than its sources."""
    if sam_build.interpreter() is None:
        pytest.skip("no Python 3.13 on this machine: the functions cannot be built")
    if not sam_build.SAM.exists():
        pytest.skip("no .venv/bin/sam: `make build` installs it")
    sources = [ROOT / "template.yaml", *ROOT.glob("functions/**/*.py"), *ROOT.glob("layers/*/req*.txt")]
    sources += (ROOT / "layers/counterpoint/counterpoint").rglob("*.py")
    done = sam_build.BUILT / "template.yaml"
    if (
        not done.exists()
        or not sam_build.RUNTIME.exists()
        or done.stat().st_mtime < max(p.stat().st_mtime for p in sources)
    ):
        assert sam_build.main(sam_build.BUILT) == 0
    return sam_build.BUILT


def python(built: Path, function: str, code: str) -> str:
    """Run code in a fresh Python 3.13 that sees the function, its layers and Lambda's own packages, nothing else."""
    path = os.pathsep.join(map(str, (built / f"{function}Function", *(built / layer / "python" for layer in LAYERS))))
    environ = {"PATH": "", "PYTHONPATH": path, "AWS_DEFAULT_REGION": "us-east-1", **WATCHED, **TRACED}
    command, place = [str(sam_build.RUNTIME), "-B", "-c", code], built / f"{function}Function"
    done = subprocess.run(command, cwd=place, env=environ, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout


@pytest.mark.parametrize("function", FUNCTIONS)
def test_a_built_handler_can_be_imported_and_loads_no_model(built: Path, function: str) -> None:
    """Every import of the handler is in its artefact; openai is not loaded, tracing on, as on Lambda."""
    loaded = set(python(built, function, "import sys, app; app.handler; print(*sys.modules, sep='\\n')").split("\n"))
    assert "counterpoint.telemetry" in loaded
    assert {"openai", "httpx", "counterpoint.cli", "rich"} & loaded == set()


def test_what_would_be_deployed_is_of_the_templates_default_architecture() -> None:
    """Every shared object in .aws-sam/build is for the machine that Lambda will run it on, not for this one."""
    objects = [path for path in sam_build.DEPLOYED.rglob("*.so") if path.is_file()]
    if not objects:
        pytest.skip("nothing is built in .aws-sam/build: `make build` builds what is deployed")
    machines = {int.from_bytes(path.read_bytes()[18:20], "little") for path in objects}
    assert machines == {MACHINES[sam_build.default_architecture()]}, "build again with `make build` before you deploy"


def test_the_layers_hold_the_package_and_no_command_line(built: Path) -> None:
    """The laptop's front door and boto3, which Lambda brings, stay out; every data file of the package is in."""
    package = built / "CounterpointLayer" / "python" / "counterpoint"
    assert not (package / "cli").exists()
    source = ROOT / "layers/counterpoint/counterpoint"
    kept = {p.relative_to(source) for p in source.rglob("*") if p.is_file() and "__pycache__" not in p.parts}
    shipped = {p.relative_to(package) for p in package.rglob("*") if p.is_file() and "__pycache__" not in p.parts}
    assert shipped == {path for path in kept if path.parts[0] != "cli"}
    names = {path.name for path in (built / "DependenciesLayer" / "python").iterdir()}
    assert {"boto3", "moto", "pytest", "rich"} & names == set()
    assert {"msgspec", "openai", "pagefind", "aws_lambda_powertools"} <= names


def test_an_artefact_is_below_lambdas_limit(built: Path) -> None:
    """A function and its layers unzipped: 250 MB at most, as AWS counts."""
    sizes = {
        layer: sum(path.stat().st_size for path in (built / layer).rglob("*") if path.is_file())
        for layer in (*LAYERS, *(f"{name}Function" for name in FUNCTIONS))
    }
    assert sum(sizes.values()) < 250_000_000


@contextmanager
def runtime(built: Path, function: str, environ: dict[str, str]) -> Iterator[str]:
    """Run a built function under Lambda's runtime client and emulator; gives the address to invoke."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    layers = os.pathsep.join(str(built / layer) for layer in LAYERS)
    known = {"PATH": os.environ["PATH"], "PY": str(sam_build.RUNTIME), "SAM_PYTHON": str(SAM_PYTHON)}
    known |= {"TIMEOUT": "120", "PYTHONDONTWRITEBYTECODE": "1"}
    command = ["bash", str(RIE), str(built / f"{function}Function"), "app.handler", layers, str(port)]
    with subprocess.Popen(
        command, env=known | WATCHED | environ, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    ) as run:
        try:
            yield f"http://127.0.0.1:{port}/2015-03-31/functions/function/invocations"
        finally:
            run.terminate()


def invoked(address: str, event: dict[str, Any]) -> dict[str, Any]:
    """Invoke; the emulator needs a moment before it listens. Errors come with status 200 and are raised."""
    patience = time.monotonic() + 60
    while True:
        try:
            with urllib.request.urlopen(address, data=json.dumps(event).encode(), timeout=120) as answer:
                made = dict(json.load(answer))
            break
        except (ConnectionError, urllib.error.URLError):
            assert time.monotonic() < patience, f"nothing listens at {address}"
            time.sleep(0.05)
    assert "errorType" not in made, made
    return made


@pytest.fixture(scope="module")
def served() -> Iterator[Sample]:
    """Serve the sample."""
    with sample() as running:
        yield running


@pytest.fixture
def environ(served: Sample, tmp_path: Path) -> dict[str, str]:
    """Keep state and site in the test's directory; ask the sample's server."""
    if not RIE.exists():
        pytest.skip("../shared/tools/aws-local/rie_invoke.sh is not here: no runtime interface emulator")
    if not SAM_PYTHON.exists():
        pytest.skip("no .venv/sam: the emulator comes with the SAM command line")
    stores = {"COUNTERPOINT_STORE": str(tmp_path / "state"), "COUNTERPOINT_SITE": str(tmp_path / "site")}
    topics = {"COUNTERPOINT_TOPICS": str(topics_of(served, tmp_path))}
    return {**stores, **topics, **served.server.environment()}


def test_the_built_dispatch_makes_a_whole_edition_in_one_invocation(
    built: Path, served: Sample, environ: dict[str, str]
) -> None:
    """Real runtime, real layers: one event, and the answer holds the digests' Markdown."""
    day, now = served.days[0]
    served.server.show(day)
    with runtime(built, "Dispatch", environ) as address:
        made = invoked(address, {"in_process": True, "now": now.isoformat()})
    assert set(made["markdown"]) == {topic.id for topic in served.configuration.topics}
    assert "## Overall Highlights" in made["markdown"]["velmora-corvena"]


def test_the_built_steps_make_an_edition_one_event_at_a_time(
    built: Path, served: Sample, environ: dict[str, str]
) -> None:
    """Fetch, digest and publish, each under its own runtime, twice warm, over one store."""
    day, now = served.days[0]
    served.server.show(day)
    with runtime(built, "Dispatch", environ) as address:
        invoked(address, {"in_process": True, "now": now.isoformat()})
    source = served.configuration.topics[0].sources[0]
    given = {"kind": str(source.kind), "url": source.url, "language": source.language}
    with runtime(built, "Fetch", environ) as address:
        event = {"source": given, "day": str(day), "now": now.isoformat()}
        assert invoked(address, event) == invoked(address, event)
    with runtime(built, "Digest", environ) as address:
        assert invoked(address, {"topic": "velmora-corvena", "day": str(day)})["points"] > 0
    with runtime(built, "Publish", environ) as address:
        assert invoked(address, {"day": str(day), "digests": [{}]})["gaps"] == []
    assert digest_of(DirectoryStore(Path(environ["COUNTERPOINT_SITE"])), "velmora-corvena", day).highlights
