"""Build what `sam deploy` uploads, into .aws-sam/build, with a real Python 3.13 (`make build`).

What stands there is always of the template's default architecture, whatever this machine is: deploying anything else
gives functions that cannot start. Where this machine differs, tests build what it can run into .aws-sam/host.

SAM wants the interpreter of the functions first on PATH, and refuses pyenv's shims; this finds the real one. Beside it
stands .venv/lambda: that Python with Lambda's own runtime client and boto3, in which tests run the built functions.
"""

import os
import platform
import re
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]
TEMPLATE = ROOT / "template.yaml"
RUNTIME = ROOT / ".venv" / "lambda" / "bin" / "python"
SAM = ROOT / ".venv" / "bin" / "sam"
VERSION = "3.13"
ARCHITECTURE = "arm64" if platform.machine() in {"arm64", "aarch64"} else "x86_64"
"""This machine's."""
_OF_THE_RUNTIME = ("awslambdaric", "boto3", "botocore", "jmespath", "s3transfer", "simplejson", "snapshot-restore-py")


def default_architecture() -> str:
    """Read the architecture that a deployment has unless its operator says otherwise."""
    found = re.search(r"^  Architecture:\n(?:    .*\n)*?    Default: (\S+)$", TEMPLATE.read_text("utf-8"), re.MULTILINE)
    assert found, "template.yaml has no parameter Architecture with a default"
    return found[1]


DEPLOYED = ROOT / ".aws-sam" / "build"
BUILT = DEPLOYED if default_architecture() == ARCHITECTURE else ROOT / ".aws-sam" / "host" / "build"
"""What tests and benchmarks run: the build of this machine's architecture."""


def interpreter() -> Path | None:
    """Find a real Python 3.13: on PATH, behind pyenv, or this one."""
    pyenv = sorted(Path(os.environ.get("PYENV_ROOT", Path.home() / ".pyenv")).glob(f"versions/{VERSION}.*/bin/python"))
    for found in (sys.executable, shutil.which(f"python{VERSION}"), *map(str, pyenv)):
        if not found:
            continue
        asked = subprocess.run(
            [found, "-c", "import sys; print(sys._base_executable, *sys.version_info[:2], sep='\\n')"],
            capture_output=True, text=True, check=False,
        )  # fmt: skip
        place, *version = asked.stdout.split() or ["", ""]
        if ".".join(version) == VERSION:
            return Path(place)
    return None


def build(python: Path, place: Path, architecture: str) -> None:
    """Run `sam build` into a directory; its cache stands beside it, so that two architectures share none."""
    path = f"{python.parent}{os.pathsep}{os.environ['PATH']}"
    where = ["--build-dir", str(place), "--cache-dir", str(place.parent / "cache")]
    command = [str(SAM), "build", "--cached", "--parallel", *where]
    command += ["--parameter-overrides", f"Architecture={architecture}"]
    environ = os.environ | {"PATH": path, "AWS_DEFAULT_REGION": "us-east-1", "SAM_CLI_TELEMETRY": "0"}
    subprocess.run(command, cwd=ROOT, check=True, env=environ)


def make_runtime(python: Path) -> None:
    """Make .venv/lambda once, of the versions that the tests pin."""
    if RUNTIME.exists():
        return
    pins = re.findall(
        r"^([\w.-]+)==([\w.]+)", (ROOT / "tests/requirements.txt").read_text(encoding="utf-8"), re.MULTILINE
    )
    wanted = [f"{name}=={version}" for name, version in pins if name in _OF_THE_RUNTIME]
    subprocess.run([python, "-m", "venv", RUNTIME.parents[1]], check=True)
    subprocess.run([RUNTIME, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", *wanted], check=True)


def main(place: Path = DEPLOYED) -> int:
    """Build what is deployed, or what this machine can run; 0 when it is built."""
    python = interpreter()
    if python is None:
        print(f"sam build needs Python {VERSION}, as the functions do: install it, or put it on PATH", file=sys.stderr)  # noqa: T201 (a command's one line)
        return 2
    build(python, place, default_architecture() if place == DEPLOYED else ARCHITECTURE)
    if place == BUILT:
        make_runtime(python)
    return 0


if __name__ == "__main__":
    sys.exit(main())
