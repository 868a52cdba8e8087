"""The stack as CloudFormation will see it: the SAM template expanded offline, and what its roles may do."""

import functools
import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from unittest.mock import patch

from samtranslator.translator.transform import transform
from samtranslator.yaml_helper import yaml_parse

ROOT = Path(__file__).parents[1]
TEMPLATE = ROOT / "template.yaml"
_UPLOADED = ("CodeUri", "ContentUri", "DefinitionUri")


class _ManagedPolicies:
    """No call to IAM: policies are known by their names."""

    def load(self) -> dict[str, str]:
        """Give none; the transform knows the ARNs of those that it adds itself."""
        return {}


@dataclass(frozen=True, slots=True)
class Statement:
    """One statement of a role: its name, actions and resources, in readable notation; `condition` as it stands."""

    sid: str
    effect: str
    actions: tuple[str, ...]
    resources: tuple[str, ...]
    condition: str = ""


def template() -> dict[str, Any]:
    """Read the template as it is written."""
    return dict(yaml_parse(TEMPLATE.read_text(encoding="utf-8")))


@functools.cache
def expanded() -> dict[str, Any]:
    """Expand the template as AWS's transform does, with uploaded code in the place of local paths."""
    source = template()
    for resource in source["Resources"].values():
        for name in _UPLOADED:
            if name in resource["Properties"]:
                resource["Properties"][name] = "s3://uploaded/code"
    with patch.dict("os.environ", AWS_DEFAULT_REGION="us-east-1"):
        return dict(transform(source, {}, _ManagedPolicies(), passthrough_metadata=True))


def of_type(kind: str) -> dict[str, dict[str, Any]]:
    """Find the expanded resources of a type."""
    return {name: found for name, found in expanded()["Resources"].items() if found["Type"] == kind}


def properties(name: str) -> dict[str, Any]:
    """Give the properties of an expanded resource."""
    return dict(expanded()["Resources"][name]["Properties"])


def statements(role: str, *, optional: bool = False) -> tuple[Statement, ...]:
    """List what a role allows; with `optional`, also what only some parameters bring."""
    documents = [policy["PolicyDocument"] for policy in properties(role).get("Policies", ())]
    found = [given for document in documents for given in document["Statement"]]
    return tuple(_statement(given["Fn::If"][1] if "Fn::If" in given else given)
                 for given in found if optional or "Fn::If" not in given)  # fmt: skip


def written(value: Any) -> str:
    """Write a resource as a person reads it: StateBucket/feeds/*, DispatchFunction."""
    if isinstance(value, dict):
        name, inner = next(iter(value.items()))
        if name == "Fn::GetAtt":
            return str(inner[0])
        value = inner if isinstance(inner, str) else json.dumps(inner)
    return str(value).replace("${", "").replace(".Arn}", "").replace("}", "").removeprefix("arn:AWS::Partition:")


def _statement(given: dict[str, Any]) -> Statement:
    return Statement(
        sid=given.get("Sid", ""),
        effect=given["Effect"],
        actions=_many(given["Action"]),
        resources=tuple(
            map(written, given["Resource"] if isinstance(given["Resource"], list) else [given["Resource"]])
        ),
        condition=json.dumps(given.get("Condition", "")) if "Condition" in given else "",
    )


def _many(value: Any) -> tuple[str, ...]:
    return tuple(value) if isinstance(value, list) else (str(value),)
