"""What a cold start imports, measured on the built artefact. Run: python -m tests.bench cold_starts."""

import os
import subprocess
from collections.abc import Iterator

import pytest

from tests.bench.table import Row
from tests.e2e.sam_build import BUILT, RUNTIME

FUNCTIONS = ("Dispatch", "Fetch", "Digest", "Publish")
LAYERS = ("CounterpointLayer", "DependenciesLayer")
RUNS = 5
WATCHED = {"POWERTOOLS_SERVICE_NAME": "counterpoint", "POWERTOOLS_METRICS_NAMESPACE": "Counterpoint"}
TRACED = {"LAMBDA_TASK_ROOT": "/var/task", "AWS_XRAY_CONTEXT_MISSING": "IGNORE_ERROR"}
"""What tells the tracer that it is on Lambda: it then patches, and so imports, botocore."""


def rows() -> Iterator[Row]:
    """The processor time of importing each handler, beside `import boto3`; and what is deployed, in MB."""
    if not (BUILT / "template.yaml").exists() or not RUNTIME.exists():
        pytest.skip("nothing is built: `make build` first")
    yardstick = imported("Dispatch", "import boto3")
    for name in FUNCTIONS:
        took = imported(name, "import app")
        yield Row(
            what=f"cold start of {name.lower()}: its imports",
            ours=f"{took * 1000:.0f} ms",
            baseline="import boto3 alone",
            theirs=f"{yardstick * 1000:.0f} ms",
            ratio=f"{took / yardstick:.2f}",
        )
    for part in (*LAYERS, *(f"{name}Function" for name in FUNCTIONS)):
        size = sum(path.stat().st_size for path in (BUILT / part).rglob("*") if path.is_file())
        given = {"baseline": "Lambda's limit", "theirs": "250 MB", "ratio": f"{size / 250e6:.1%}"}
        yield Row(what=f"size of {part}, unzipped", ours=f"{size / 1e6:.2f} MB", **given)


def imported(function: str, code: str) -> float:
    """Processor seconds that a fresh interpreter needs for `code` beyond its own start."""
    return max(0.001, _least(function, code) - _least(function, "pass"))


def _least(function: str, code: str) -> float:
    path = os.pathsep.join(map(str, (BUILT / f"{function}Function", *(BUILT / layer / "python" for layer in LAYERS))))
    environ = {"PATH": "", "PYTHONPATH": path, "AWS_DEFAULT_REGION": "us-east-1", **WATCHED, **TRACED}
    took = []
    for _ in range(RUNS + 1):
        before = os.times()
        subprocess.run([RUNTIME, "-c", code], cwd=BUILT / f"{function}Function", env=environ, check=True)
        after = os.times()
        took.append(after.children_user + after.children_system - before.children_user - before.children_system)
    return min(took)
