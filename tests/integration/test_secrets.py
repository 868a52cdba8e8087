"""A secret stays one: a planted key is in no log, no metric, no object and no answer of any step."""

from collections.abc import Iterator

import boto3
import pytest

from counterpoint.storage import open_store
from tests.editions import Sample, sample
from tests.integration.cloud import SITE, STATE, cloud, invoke, topics_of
from tests.integration.test_once import Deliveries, edition

PLANTED = "sk-planted-0123456789abcdef"
NAME = "/counterpoint/model-key"


@pytest.fixture(scope="module")
def served() -> Iterator[Sample]:
    """Serve the sample."""
    with sample() as running:
        yield running


@pytest.mark.parametrize("where", ["SSM", "environment"])
def test_a_planted_key_is_found_nowhere(
    served: Sample,
    where: str,
    tmp_path_factory: pytest.TempPathFactory,
    capfd: pytest.CaptureFixture[str],
    caplog: pytest.LogCaptureFixture,
) -> None:
    """The key is in SSM, or in the environment; an edition is made whose model cannot be reached."""
    topics = topics_of(served, tmp_path_factory.mktemp("topics"))
    key = {"OPENAI_API_KEY_NAME": NAME} if where == "SSM" else {"OPENAI_API_KEY": PLANTED}
    model = {"COUNTERPOINT_ENGINE": "auto", "OPENAI_BASE_URL": "http://127.0.0.1:9/v1", **key}
    answers = []
    with cloud({"COUNTERPOINT_TOPICS": str(topics), **model, **served.server.environment()}, executes=False):
        boto3.client("ssm").put_parameter(Name=NAME, Value=PLANTED, Type="SecureString")
        deliveries = Deliveries(served, open_store(f"s3://{STATE}"))
        edition(deliveries, 0, lambda event: answers.append(invoke(*event)))
        stores = [open_store(f"s3://{bucket}") for bucket in (STATE, SITE)]
        held = [store.get(key) for store in stores for key in store.keys("")]
    logged = "".join(capfd.readouterr()) + "".join(str(vars(record)) for record in caplog.records)
    assert "'step': 'digest'" in logged
    assert "EditionsPublished" in logged
    assert PLANTED not in logged
    assert PLANTED not in str(answers)
    assert held
    assert [found for found in held if found and PLANTED.encode() in found.body] == []
