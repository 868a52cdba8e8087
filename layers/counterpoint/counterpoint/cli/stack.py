"""`counterpoint check --stack NAME`: is a deployed stack well? Asks its outputs, its site and its last edition.

Changes nothing. Needs AWS credentials that may read the stack, its state bucket and its executions.
"""

import os
import urllib.error
import urllib.request
from dataclasses import dataclass
from datetime import datetime, timedelta

from rich.table import Table

from counterpoint import codec, keys
from counterpoint.cli import console
from counterpoint.errors import InputError
from counterpoint.model import PublishOutcome
from counterpoint.storage import Store, open_store

_TIMEOUT = 20


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One thing that was looked at: whether it is well, and what was seen, or what to do."""

    what: str
    well: bool
    seen: str


def check(stack: str, now: datetime, *, region: str = "", as_json: bool) -> int:
    """Look at a stack and say how it is: 0 when all is well, 1 when not. Raises InputError when there is none."""
    found = look(stack, now, region)
    if as_json:
        console.emit({"stack": stack, "findings": found})
    else:
        console.results().print(_table(found))
    return 0 if all(finding.well for finding in found) else 1


def look(stack: str, now: datetime, region: str = "") -> tuple[Finding, ...]:
    """Look at a stack's site, its last edition and its last execution. Raises InputError when there is none.

    Without `region` it is AWS_REGION's, which AWS's own client does not read, or the profile's.
    """
    region = region or os.environ.get("AWS_REGION", "")
    outputs = _outputs(stack, region)
    state = open_store(f"s3://{outputs['StateBucketName']}")
    return (_site(outputs["SiteUrl"]), _edition(state, now), _execution(outputs["EditionMachineArn"], region))


def _outputs(stack: str, region: str) -> dict[str, str]:
    import boto3
    from botocore.exceptions import BotoCoreError, ClientError

    try:
        client = boto3.client("cloudformation", region_name=region or None)
        described = client.describe_stacks(StackName=stack)["Stacks"][0]
    except (BotoCoreError, ClientError) as error:
        raise InputError(f"stack {stack!r} cannot be read: {error}; {_remedy(error)}") from error
    outputs = {output["OutputKey"]: output["OutputValue"] for output in described.get("Outputs", ())}
    if missing := {"SiteUrl", "StateBucketName", "EditionMachineArn"} - outputs.keys():
        lacking = ", ".join(sorted(missing))
        raise InputError(
            f"stack {stack!r} is no stack of ours: it has no output {lacking}; give the stack_name of samconfig.toml"
        )
    return outputs


def _remedy(error: Exception) -> str:
    """What to do about an error of AWS's client, by its kind."""
    return {
        "NoRegionError": "name its region with --region, AWS_REGION or the profile's configuration",
        "NoCredentialsError": "name a profile with AWS_PROFILE, or sign in (aws configure, aws sso login)",
        "EndpointConnectionError": "look whether this machine is online and --region, or AWS_REGION, is a region",
    }.get(type(error).__name__, "give the stack_name of samconfig.toml, and its region with --region or AWS_REGION")


def _site(url: str) -> Finding:
    try:
        with urllib.request.urlopen(url, timeout=_TIMEOUT) as answer:  # noqa: S310 (the stack's own output)
            strict = "default-src 'none'" in answer.headers.get("Content-Security-Policy", "")
    except urllib.error.HTTPError as error:
        return Finding(
            what="site", well=False, seen=f"{url} answers {error.code}; before the first edition it has no page"
        )
    except OSError as error:
        return Finding(what="site", well=False, seen=f"{url} does not answer: {error}")
    return Finding(what="site", well=strict, seen=url if strict else f"{url} answers without its security headers")


def _edition(state: Store, now: datetime) -> Finding:
    for day in (now.date() + timedelta(days=1), now.date(), now.date() - timedelta(days=1)):
        if stored := state.get(keys.published(day)):
            made = codec.decode(stored.body, PublishOutcome, keys.published(day))
            gaps = f"; gaps: {', '.join(made.gaps)}" if made.gaps else ""
            return Finding(what="last edition", well=True, seen=f"{day}: {made.digests} digests{gaps}")
    seen = "none of today or yesterday is published; infra/README.md, NoEditionPublished, says what to do"
    return Finding(what="last edition", well=False, seen=seen)


def _execution(machine: str, region: str) -> Finding:
    import boto3
    from botocore.exceptions import BotoCoreError, ClientError

    try:
        client = boto3.client("stepfunctions", region_name=region or None)
        found = client.list_executions(stateMachineArn=machine, maxResults=1)["executions"]
    except (BotoCoreError, ClientError) as error:
        return Finding(what="last execution", well=False, seen=f"cannot be read: {error}")
    if not found:
        return Finding(what="last execution", well=False, seen="none yet: invoke the dispatch function")
    status = found[0]["status"]
    return Finding(what="last execution", well=status in {"SUCCEEDED", "RUNNING"}, seen=f"{found[0]['name']}: {status}")


def _table(found: tuple[Finding, ...]) -> Table:
    table = console.table("", "looked at", "seen")
    for finding in found:
        console.row(table, "ok" if finding.well else "NOT", finding.what, finding.seen)
    return table
