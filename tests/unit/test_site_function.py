"""The CloudFront function, run in Node as CloudFront runs it: which object an address asks for."""

import json
import shutil
import subprocess
from typing import Any

import pytest

from tests.stack import ROOT

FUNCTION = ROOT / "infra/site-function.js"
NODE = shutil.which("node")

SERVED = {
    "/": "/index.html",
    "/china-japan/": "/china-japan/index.html",
    "/china-japan/2026-01-14/": "/china-japan/2026-01-14/index.html",
    "/china-japan/2026-01-14/index.md": "/china-japan/2026-01-14/index.md",
    "/china-japan/2026-01-14/index.json": "/china-japan/2026-01-14/index.json",
    "/feed.xml": "/feed.xml",
    "/assets/site.0123abcd.css": "/assets/site.0123abcd.css",
    "/search/2026-01/fragment/en_12ab.pf_fragment": "/search/2026-01/fragment/en_12ab.pf_fragment",
    "/a//": "/a//index.html",
}
MOVED = {
    "/china-japan": "/china-japan/",
    "/china-japan/2026-01-14": "/china-japan/2026-01-14/",
    "/index.html": "/",
    "/status/index.html": "/status/",
    "//other.example": None,  # has a dot: a file that is not there
    "//other": "/other/",
    "/\\other": "/other/",
    "///other/place": "/other/place/",
}


def run(*requests: dict[str, Any]) -> list[dict[str, Any]]:
    """Run the function on requests; each answer is the request to go on with, or a response."""
    if not NODE:
        pytest.skip("node is not installed: the CloudFront function cannot be run")
    events = json.dumps([{"request": {"querystring": {}, "method": "GET", "headers": {}, **r}} for r in requests])
    code = f"{FUNCTION.read_text(encoding='utf-8')}\nconsole.log(JSON.stringify({events}.map(handler)));"
    done = subprocess.run([NODE, "-e", code], capture_output=True, text=True, check=True, timeout=30)
    return list(json.loads(done.stdout))


def test_an_address_is_served_from_its_object() -> None:
    """A folder is its index.html; a file is itself."""
    answers = run(*({"uri": path} for path in SERVED))
    assert dict(zip(SERVED, (answer.get("uri") for answer in answers), strict=True)) == SERVED


def test_an_address_without_its_slash_is_sent_there() -> None:
    """One address for each page; never to another host, however many slashes it begins with."""
    answers = run(*({"uri": path} for path in MOVED))
    went = [answer.get("headers", {}).get("location", {}).get("value") for answer in answers]
    assert dict(zip(MOVED, went, strict=True)) == MOVED
    assert {answer["statusCode"] for answer in answers if "statusCode" in answer} == {301}


def test_the_question_goes_along() -> None:
    """A search that lacks the slash keeps what was asked, each value of each name."""
    question = {
        "q": {"value": "a%20b"},
        "tag": {"value": "x", "multiValue": [{"value": "x"}, {"value": "y"}]},
        "all": {"value": ""},
    }
    (answer,) = run({"uri": "/search", "querystring": question})
    assert answer["headers"]["location"]["value"] == "/search/?q=a%20b&tag=x&tag=y&all"
