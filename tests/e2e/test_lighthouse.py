"""Lighthouse, where it is installed: 100 in all four categories."""

import json
import os
import shutil
import subprocess
from pathlib import Path

import pytest

from tests.e2e.conftest import CHROMIUM, DAY, FLAGS

LIGHTHOUSE = os.environ.get("LIGHTHOUSE") or shutil.which("lighthouse")
PAGES = {"home": "", "digest": f"aldera-borvana/{DAY}/", "topic": "aldera-borvana/", "search": "search/"}


@pytest.mark.slow
@pytest.mark.sockets
@pytest.mark.skipif(not LIGHTHOUSE, reason="no lighthouse; install it with npm and put it on PATH or in $LIGHTHOUSE")
@pytest.mark.skipif(not CHROMIUM.exists(), reason=f"no Chromium at {CHROMIUM}")
@pytest.mark.parametrize("path", PAGES.values(), ids=PAGES.keys())
def test_lighthouse_gives_full_marks(site_url: str, path: str, tmp_path: Path) -> None:
    """Performance, accessibility, best practices and search engines, on a simulated slow phone.

    One audit is left out: it fetches robots.txt from inside the page, which our policy forbids to every page.
    """
    report = tmp_path / "report.json"
    command = [
        str(LIGHTHOUSE),
        site_url + path,
        "--quiet",
        "--skip-audits=robots-txt",
        "--output=json",
        f"--output-path={report}",
        f"--chrome-flags=--headless {' '.join(FLAGS)}",
    ]
    subprocess.run(command, check=True, timeout=170, env={**os.environ, "CHROME_PATH": str(CHROMIUM)})
    scores = {name: found["score"] for name, found in json.loads(report.read_text())["categories"].items()}
    assert scores == {"performance": 1, "accessibility": 1, "best-practices": 1, "seo": 1}
