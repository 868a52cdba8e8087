"""The state machine of an edition, run by moto's interpreter with the real handlers over the sample."""

import json
from collections.abc import Iterator
from pathlib import Path

import boto3
import pytest

from counterpoint import codec, keys
from counterpoint.configuration import configuration_of
from counterpoint.errors import ConfigurationError
from counterpoint.model import PublishOutcome
from counterpoint.storage import Store, open_store
from tests.editions import Sample, digest_of, sample
from tests.integration.cloud import SITE, STATE, Cloud, cloud, invoke, topics_of


@pytest.fixture(scope="module")
def served() -> Iterator[Sample]:
    """Serve the sample."""
    with sample() as running:
        yield running


@pytest.fixture
def aws(served: Sample, tmp_path: Path) -> Iterator[Cloud]:
    """Make the services afresh; the functions read the sample's topics as they are asked at its server."""
    served.server.show(served.days[0][0])
    with cloud({"COUNTERPOINT_TOPICS": str(topics_of(served, tmp_path)), **served.server.environment()}) as made:
        yield made


def order(served: Sample) -> dict[str, object]:
    """Give the schedule's event of the sample's first day."""
    return {"now": served.days[0][1].isoformat(), "attempt": 1}


def published(state: Store, served: Sample) -> PublishOutcome | None:
    """Read the mark that the edition is published."""
    stored = state.get(keys.published(served.days[0][0]))
    return codec.decode(stored.body, PublishOutcome) if stored else None


def test_an_edition_runs_from_schedule_to_site(aws: Cloud, served: Sample) -> None:
    """Dispatch plans and starts; every source is fetched once, every topic digested, the edition published."""
    started = invoke("dispatch", order(served))
    described = aws.run(str(started["execution"]))
    assert described["status"] == "SUCCEEDED", described
    outcome = published(open_store(f"s3://{STATE}"), served)
    assert outcome is not None
    assert outcome.gaps == ()
    fetched = [event["source"]["url"] for name, event in aws.invocations if name == "fetch"]
    assert len(fetched) == len(set(fetched)) == 18
    for topic in served.configuration.topics:
        assert digest_of(open_store(f"s3://{SITE}"), topic.id, served.days[0][0]).highlights


def test_a_source_whose_function_dies_is_an_outcome(aws: Cloud, served: Sample) -> None:
    """The edition goes on without the source, and the receipt says that its fetch did not finish."""
    aws.fails["fetch"] = "brennick-ledger"
    described = aws.run(str(invoke("dispatch", order(served))["execution"]))
    assert described["status"] == "SUCCEEDED"
    digest = digest_of(open_store(f"s3://{SITE}"), "velmora-corvena", served.days[0][0])
    assert "its fetch did not finish" in {line.reason for line in digest.receipt.feeds}


def test_a_topic_whose_function_dies_is_a_gap(aws: Cloud, served: Sample) -> None:
    """The other topic is published; the failed one's day says so in words."""
    aws.fails["digest"] = "kurotani-dam"
    described = aws.run(str(invoke("dispatch", order(served))["execution"]))
    assert described["status"] == "SUCCEEDED"
    outcome = published(open_store(f"s3://{STATE}"), served)
    assert outcome is not None
    assert outcome.gaps == ("kurotani-dam",)
    assert "RuntimeError" in digest_of(open_store(f"s3://{SITE}"), "kurotani-dam", served.days[0][0]).gap


def test_the_same_edition_started_twice_is_one(aws: Cloud, served: Sample) -> None:
    """A schedule that fires twice starts one execution; nothing is fetched twice, nothing changes."""
    first = invoke("dispatch", order(served))
    aws.run(str(first["execution"]))
    calls = len(aws.invocations)
    assert invoke("dispatch", order(served)) == first
    executions = boto3.client("stepfunctions").list_executions(stateMachineArn=aws.machine)["executions"]
    assert len(executions) == 1
    assert len(aws.invocations) == calls


def test_a_second_attempt_fetches_again_politely_and_changes_no_byte(aws: Cloud, served: Sample) -> None:
    """A failed edition can be started again: another attempt, the same digests."""
    aws.run(str(invoke("dispatch", order(served))["execution"]))
    site = open_store(f"s3://{SITE}")
    before = {key: site.get(key) for key in sorted(site.keys())}
    described = aws.run(str(invoke("dispatch", {**order(served), "attempt": 2})["execution"]))
    assert described["status"] == "SUCCEEDED"
    assert {key: site.get(key) for key in sorted(site.keys())} == before


def test_in_process_dispatch_returns_the_editions_markdown(aws: Cloud, served: Sample) -> None:
    """One invocation makes the whole edition and gives its summary, without the state machine."""
    made = invoke("dispatch", {**order(served), "in_process": True})
    assert set(made["markdown"]) == {topic.id for topic in served.configuration.topics}
    assert "## Overall Highlights" in made["markdown"]["velmora-corvena"]
    assert json.dumps(made)
    assert aws.invocations == []


def test_a_map_that_fails_itself_still_publishes_and_ends_as_failed(aws: Cloud, served: Sample) -> None:
    """Without the list of sources nothing is fetched: gaps are published, and the execution fails for the alarm."""
    invoked = order(served)
    planned = invoke("dispatch", invoked)
    aws.run(str(planned["execution"]))
    open_store(f"s3://{STATE}").delete(keys.source_items(served.days[0][0]))
    open_store(f"s3://{STATE}").delete(keys.published(served.days[0][0]))
    machine = boto3.client("stepfunctions")
    given = json.dumps({"day": str(served.days[0][0]), "now": served.days[0][1].isoformat(), "attempt": 9})
    machine.start_execution(stateMachineArn=aws.machine, name="broken", input=given)
    described = aws.run("broken")
    assert described["status"] == "FAILED"
    assert published(open_store(f"s3://{STATE}"), served) is not None


def test_topics_may_stand_in_a_bucket(aws: Cloud, served: Sample, tmp_path: Path) -> None:
    """The operator edits s3://…/topics/ without deploying; a mistake names that place, file and line."""
    place = open_store(f"s3://{SITE}/config/topics")
    for path in (tmp_path / "topics").iterdir():
        place.put(path.name, path.read_bytes())
    place.put("drafts/not-yet.yaml", b"id: [")
    asked = f"s3://{SITE}/config/topics/"
    assert configuration_of(asked).topics == served.configuration.topics
    place.put("broken.yaml", b"id: broken\nnmae: x\n")
    with pytest.raises(ConfigurationError) as caught:
        configuration_of(asked)
    assert f"{asked}broken.yaml:2" in str(caught.value)
    assert aws.invocations == []
