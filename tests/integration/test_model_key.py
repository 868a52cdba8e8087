"""The model's key comes from an SSM SecureString, is read once, and a digest appears without it."""

from pathlib import Path

import boto3
import pytest
from moto import mock_aws

from counterpoint.storage import DirectoryStore
from counterpoint.writing import engine_from
from tests.integration.scripted_model import SCRIPTS, scripted
from tests.selections import TOPIC, dispute

pytestmark = pytest.mark.sockets

NAME = "/counterpoint/model-key"


@pytest.fixture(autouse=True)
def region(monkeypatch: pytest.MonkeyPatch) -> None:
    """A region and keys that belong to nobody."""
    for name, value in (
        ("AWS_DEFAULT_REGION", "us-east-1"),
        ("AWS_ACCESS_KEY_ID", "x"),
        ("AWS_SECRET_ACCESS_KEY", "x"),
    ):
        monkeypatch.setenv(name, value)


def test_the_key_is_read_from_ssm_when_a_call_is_made(tmp_path: Path) -> None:
    """The name is in the environment, the key nowhere but in the request."""
    with mock_aws(), scripted(SCRIPTS["good"]) as server:
        boto3.client("ssm").put_parameter(Name=NAME, Value="sk-from-ssm", Type="SecureString")
        environ = {"OPENAI_API_KEY_NAME": NAME, "OPENAI_BASE_URL": server.base_url}
        written = engine_from(environ, DirectoryStore(tmp_path)).write(TOPIC, dispute())
    assert written.highlights_fallback == ""
    assert set(server.keys) == {"Bearer sk-from-ssm"}


def test_a_key_that_cannot_be_read_costs_the_model_not_the_digest(tmp_path: Path) -> None:
    """The label names the parameter."""
    with mock_aws(), scripted(SCRIPTS["good"]) as server:
        environ = {"OPENAI_API_KEY_NAME": f"{NAME}-missing", "OPENAI_BASE_URL": server.base_url}
        written = engine_from(environ, DirectoryStore(tmp_path)).write(TOPIC, dispute())
    assert server.requests == []
    assert f"could not be read from the parameter {NAME}-missing" in written.highlights_fallback
    assert all(section.points for section in written.perspectives)
