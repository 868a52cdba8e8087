"""The template, expanded as AWS expands it: who may do what, what is private, what is kept, what is watched."""

import json
import re
from datetime import date
from fnmatch import fnmatchcase
from typing import Any

import pytest

from counterpoint import keys
from counterpoint.publishing.forms import FORMS
from tests.stack import ROOT, expanded, of_type, properties, statements, template

STATE, SITE = "StateBucket", "SiteBucket"
LISTING = "NoSuchKeyInsteadOfAccessDenied"
LOGS_AND_TRACES = {"AWSLambdaBasicExecutionRole", "AWSXrayWriteOnlyAccess"}

LOG_DELIVERY = (
    *("CreateLogDelivery", "GetLogDelivery", "UpdateLogDelivery", "DeleteLogDelivery", "ListLogDeliveries"),
    *("PutResourcePolicy", "DescribeResourcePolicies", "DescribeLogGroups"),
)

ALLOWED: dict[str, dict[str, tuple[str, str]]] = {
    "DispatchFunctionRole": {
        "": ("sqs:SendMessage", "DeadLetters"),
        "ThePlan": ("s3:GetObject s3:PutObject", f"{STATE}/editions/*/plan.json"),
        "TheItemsOfTheMaps": ("s3:PutObject", f"{STATE}/editions/*/sources.json {STATE}/editions/*/topics.json"),
        LISTING: ("s3:ListBucket", STATE),
        "StartTheEdition": ("states:StartExecution", "EditionMachine"),
    },
    "FetchFunctionRole": {
        "ArticlesAndFeedState": ("s3:GetObject s3:PutObject", f"{STATE}/editions/*/articles/* {STATE}/feeds/*"),
        LISTING: ("s3:ListBucket", STATE),
    },
    "DigestFunctionRole": {
        "ThePlanAndWhatWasGathered": ("s3:GetObject", f"{STATE}/editions/*/plan.json {STATE}/editions/*/articles/*"),
        "MemoryAndAnswers": ("s3:GetObject s3:PutObject", f"{STATE}/topics/*/memory.json {STATE}/model-cache/*"),
        "Corrections": ("s3:GetObject", f"{STATE}/digests/*/corrections.json"),
        "Inputs": ("s3:PutObject", f"{STATE}/digests/*/inputs.json"),
        "TheDigestsDocuments": ("s3:GetObject s3:PutObject", f"{SITE}/*/????-??-??/index.*"),
        LISTING: ("s3:ListBucket", f"{STATE} {SITE}"),
    },
    "PublishFunctionRole": {
        "ThePlanAndTheReports": ("s3:GetObject", f"{STATE}/editions/*/plan.json {STATE}/editions/*/articles/*"),
        "TheMark": ("s3:PutObject", f"{STATE}/editions/*/published.json"),
        "TheShelves": ("s3:GetObject s3:PutObject", f"{STATE}/shelves/*"),
        "TheSite": ("s3:GetObject s3:PutObject", f"{SITE}/*"),
        "FormerFilesOfTheSearchIndex": ("s3:DeleteObject", f"{SITE}/search/*"),
        LISTING: ("s3:ListBucket", f"{STATE} {SITE}"),
    },
    "EditionMachineRole": {
        "TheThreeSteps": ("lambda:InvokeFunction", "FetchFunction DigestFunction PublishFunction"),
        "TheItemsOfTheMaps": ("s3:GetObject", f"{STATE}/editions/*/sources.json {STATE}/editions/*/topics.json"),
        "StartTheChildrenOfTheMaps": (
            "states:StartExecution",
            "states:AWS::Region:AWS::AccountId:stateMachine:AWS::StackName-edition",
        ),
        "FollowTheChildrenOfTheMaps": (
            "states:DescribeExecution states:StopExecution",
            "states:AWS::Region:AWS::AccountId:execution:AWS::StackName-edition/*",
        ),
        "LogDeliveryKnowsNoResources": (
            " ".join(f"logs:{action}" for action in LOG_DELIVERY),
            "*",
        ),
    },
    "ScheduleRole": {
        "Start": ("lambda:InvokeFunction", "DispatchFunction"),
        "Report": ("sqs:SendMessage", "DeadLetters"),
    },
}
"""Every role of the stack: by statement, the actions and the resources. `infra/README.md` prints the same table."""

OPTIONAL = {
    "TheTopicFiles": ("s3:GetObject", "s3:::TopicsBucket/TopicsPrefix*", ""),
    "WhichTopicFiles": ("s3:ListBucket", "s3:::TopicsBucket", "s3:prefix"),
    "TheEditionsTokens": ("s3:GetObject s3:PutObject", f"{STATE}/editions/*/tokens.json", ""),
    "TheModelsKey": ("ssm:GetParameter", "ssm:AWS::Region:AWS::AccountId:parameterModelKeyName", ""),
    "TheKeyOfTheModelsKey": ("kms:Decrypt", "ModelKeyKmsArn", "kms:ViaService"),
}


def test_these_are_all_the_roles() -> None:
    """No role exists that the table does not know."""
    assert set(of_type("AWS::IAM::Role")) == set(ALLOWED)
    assert of_type("AWS::IAM::Policy") == {}
    assert of_type("AWS::IAM::ManagedPolicy") == {}


@pytest.mark.parametrize("role", ALLOWED)
def test_a_role_may_do_exactly_this(role: str) -> None:
    """Each statement of the generated role, action by action and resource by resource."""
    given = {s.sid: (" ".join(s.actions), " ".join(s.resources)) for s in statements(role)}
    assert given == ALLOWED[role]
    assert {s.effect for s in statements(role)} == {"Allow"}


@pytest.mark.parametrize("form", [form for form, _ in FORMS])
def test_a_digest_may_be_written_in_every_form_that_is_registered(form: str) -> None:
    """A line in counterpoint.publishing.forms is all that another output format needs; nothing else of the site is."""
    (written,) = (s for s in statements("DigestFunctionRole") if s.sid == "TheDigestsDocuments")
    (pattern,) = written.resources
    assert fnmatchcase(f"{SITE}/{keys.digest('china-japan', date(2026, 1, 14), form)}", pattern)
    others = ("china-japan/index.html", "feed.xml", "china-japan/2026-01-14/stories/a.html", "search/pagefind.js")
    assert [key for key in others if fnmatchcase(f"{SITE}/{key}", pattern)] == []


def test_what_parameters_add_is_as_narrow() -> None:
    """A topics bucket or a model key adds one object, one prefix, one parameter, one key; nothing else does."""
    sure = {s.sid for role in ALLOWED for s in statements(role)}
    added = {s.sid: s for role in ALLOWED for s in statements(role, optional=True) if s.sid not in sure}
    assert set(added) == set(OPTIONAL)
    for sid, (actions, resources, condition) in OPTIONAL.items():
        assert (" ".join(added[sid].actions), " ".join(added[sid].resources)) == (actions, resources)
        assert condition in added[sid].condition


def test_no_action_is_a_wildcard_and_one_statement_alone_has_no_resource() -> None:
    """The exception is log delivery, whose actions AWS defines on every resource."""
    every = [s for role in ALLOWED for s in statements(role, optional=True)]
    assert [action for s in every for action in s.actions if "*" in action] == []
    assert [s.sid for s in every if "*" in s.resources] == ["LogDeliveryKnowsNoResources"]


def test_managed_policies_are_those_of_logs_and_traces() -> None:
    """SAM adds AWS's own policies for logs and X-Ray, and only these."""
    for role in of_type("AWS::IAM::Role"):
        names = {
            str(arn).rsplit("/", maxsplit=1)[-1].rstrip("'}") for arn in properties(role).get("ManagedPolicyArns", ())
        }
        assert names <= LOGS_AND_TRACES, role


@pytest.mark.parametrize("bucket", [STATE, SITE])
def test_a_bucket_is_private_versioned_encrypted_and_outlives_the_stack(bucket: str) -> None:
    """Deleting or replacing the stack never deletes what was published or remembered."""
    resource = expanded()["Resources"][bucket]
    assert resource["DeletionPolicy"] == resource["UpdateReplacePolicy"] == "Retain"
    given = resource["Properties"]
    assert set(given["PublicAccessBlockConfiguration"].values()) == {True}
    assert len(given["PublicAccessBlockConfiguration"]) == 4
    assert given["VersioningConfiguration"] == {"Status": "Enabled"}
    assert given["BucketEncryption"]
    rules = {rule["Id"]: rule for rule in given["LifecycleConfiguration"]["Rules"]}
    assert rules["FormerVersions"]["NoncurrentVersionExpiration"] == {"NoncurrentDays": 30}


def test_only_what_can_be_gathered_again_expires() -> None:
    """Articles and the model's answers go; feeds' state, memory, inputs and shelves stay, and the site entirely."""
    rules = {bucket: properties(bucket)["LifecycleConfiguration"]["Rules"] for bucket in (STATE, SITE)}
    expiring = {bucket: [r["Prefix"] for r in found if "ExpirationInDays" in r] for bucket, found in rules.items()}
    assert expiring == {STATE: ["editions/", "model-cache/"], SITE: []}


def policy(bucket: str) -> dict[str, dict[str, Any]]:
    """Give the statements of a bucket's policy by name."""
    document = properties(f"{bucket}Policy")["PolicyDocument"]
    return {statement["Sid"]: statement for statement in document["Statement"]}


def test_the_site_is_read_by_its_distribution_alone() -> None:
    """One Allow: CloudFront, for this distribution, objects only. Everything without TLS is denied in both buckets."""
    site = policy(SITE)
    assert set(site) == {"CloudFrontAlone", "TlsOnly"}
    assert site["CloudFrontAlone"]["Principal"] == {"Service": "cloudfront.amazonaws.com"}
    assert site["CloudFrontAlone"]["Action"] == "s3:GetObject"
    assert "distribution/${Distribution}" in json.dumps(site["CloudFrontAlone"]["Condition"]["StringEquals"])
    assert set(policy(STATE)) == {"TlsOnly"}
    for bucket in (STATE, SITE):
        deny = policy(bucket)["TlsOnly"]
        assert (deny["Effect"], deny["Principal"], deny["Action"]) == ("Deny", "*", "s3:*")
        assert deny["Condition"] == {"Bool": {"aws:SecureTransport": False}}
        assert len(deny["Resource"]) == 2


def distribution() -> dict[str, Any]:
    """Give the distribution's configuration."""
    return dict(properties("Distribution")["DistributionConfig"])


def test_the_distribution_signs_its_requests_and_speaks_tls() -> None:
    """OAC signs always; plain HTTP is sent to HTTPS; a domain of one's own refuses what is older than TLS 1.2."""
    access = properties("SiteAccess")["OriginAccessControlConfig"]
    assert (access["SigningBehavior"], access["SigningProtocol"]) == ("always", "sigv4")
    for behavior in (distribution()["DefaultCacheBehavior"], *distribution()["CacheBehaviors"]):
        assert behavior["ViewerProtocolPolicy"] == "redirect-to-https"
        assert [given["EventType"] for given in behavior["FunctionAssociations"]] == ["viewer-request"]
    assert distribution()["ViewerCertificate"]["Fn::If"][1]["MinimumProtocolVersion"] == "TLSv1.2_2021"
    assert {error["ResponsePagePath"] for error in distribution()["CustomErrorResponses"]} == {"/404.html"}


def test_only_the_search_pages_may_run_a_script() -> None:
    """Every page has the strict policy; search/* adds its own script, WebAssembly and requests to its own site."""
    policies = {
        name: properties(name)["ResponseHeadersPolicyConfig"]["SecurityHeadersConfig"]
        for name in ("SiteHeaders", "SearchHeaders")
    }
    strict = policies["SiteHeaders"]["ContentSecurityPolicy"]["ContentSecurityPolicy"]
    search = policies["SearchHeaders"]["ContentSecurityPolicy"]["ContentSecurityPolicy"]
    assert strict.startswith("default-src 'none';")
    assert "script-src" not in strict
    assert search == f"{strict}; script-src 'self' 'wasm-unsafe-eval'; connect-src 'self'"
    for given in policies.values():
        assert given["StrictTransportSecurity"]["AccessControlMaxAgeSec"] >= 31536000
        assert given["ContentTypeOptions"]["Override"]
        assert given["ReferrerPolicy"]["ReferrerPolicy"] == "no-referrer"
    assert distribution()["DefaultCacheBehavior"]["ResponseHeadersPolicyId"] == {"Ref": "SiteHeaders"}
    assert {b["PathPattern"]: b["ResponseHeadersPolicyId"]["Ref"] for b in distribution()["CacheBehaviors"]} == {
        "search/*": "SearchHeaders"
    }


def test_the_template_holds_the_site_function_byte_for_byte() -> None:
    """CloudFormation wants the text inside; infra/site-function.js is what is read and tested."""
    assert properties("SiteFunction")["FunctionCode"] == (ROOT / "infra/site-function.js").read_text(encoding="utf-8")


def series() -> set[str]:
    """Every metric name that a handler counts."""
    text = "\n".join(path.read_text(encoding="utf-8") for path in sorted(ROOT.glob("functions/*/app.py")))
    return set(re.findall(r'"([A-Z][A-Za-z]+)": ', text))


def test_at_most_ten_metrics_and_ten_alarms() -> None:
    """Each costs more a month than the edition it watches; and each metric is seen on the dashboard."""
    assert 0 < len(series()) <= 10
    assert 0 < len(of_type("AWS::CloudWatch::Alarm")) <= 10
    shown = json.dumps(properties("Dashboard")["DashboardBody"])
    assert [name for name in series() if name not in shown] == []


def test_alarms_and_dashboard_ask_only_for_metrics_that_exist() -> None:
    """A metric of ours that no handler counts would be silent for ever."""
    body = json.loads(properties("Dashboard")["DashboardBody"]["Fn::Sub"])
    rows = [row for widget in body["widgets"] for row in widget["properties"]["metrics"]]
    asked = {row[1] for row in rows if row[0] == "${AWS::StackName}"}
    for alarm in of_type("AWS::CloudWatch::Alarm").values():
        given = alarm["Properties"]
        plain = (
            [given]
            if "MetricName" in given
            else [m["MetricStat"]["Metric"] for m in given["Metrics"] if "MetricStat" in m]
        )
        asked |= {metric["MetricName"] for metric in plain if metric["Namespace"] == {"Ref": "AWS::StackName"}}
    assert asked <= series()


@pytest.mark.parametrize("alarm", sorted(of_type("AWS::CloudWatch::Alarm")))
def test_an_alarm_says_what_to_do(alarm: str) -> None:
    """Its text names the remedy, infra/README.md has a paragraph of its name, and somebody can be told."""
    given = properties(alarm)
    assert re.search(r"aws lambda invoke|Look at|Raise|mend", given["AlarmDescription"]["Fn::Sub"])
    assert f"**{alarm}**" in (ROOT / "infra/README.md").read_text(encoding="utf-8")
    assert given["AlarmActions"]["Fn::If"][0] == "HasAlarmEmail"
    assert given["TreatMissingData"] in {"breaching", "notBreaching"}


def test_every_log_has_an_end() -> None:
    """Every log group has the retention of the parameter, and functions write to such a group."""
    groups = of_type("AWS::Logs::LogGroup")
    assert groups
    assert {str(group["Properties"]["RetentionInDays"]) for group in groups.values()} == {"{'Ref': 'LogRetentionDays'}"}
    for function in of_type("AWS::Lambda::Function").values():
        assert function["Properties"]["LoggingConfig"]["LogGroup"]["Ref"] in groups


def test_a_skipped_check_carries_its_reason() -> None:
    """No checkov check is switched off without a sentence beside it."""
    skips = [
        skip
        for resource in template()["Resources"].values()
        for skip in resource.get("Metadata", {}).get("checkov", {}).get("skip", [])
    ]
    assert skips
    assert [skip["id"] for skip in skips if len(skip["comment"].split()) < 4] == []


def test_every_parameter_is_described_and_every_output_too() -> None:
    """`sam deploy --guided` shows the parameters; the outputs name what an operator looks for."""
    assert [name for name, given in template()["Parameters"].items() if not given.get("Description")] == []
    assert {"SiteUrl", "SiteBucketName", "StateBucketName", "EditionMachineArn", "DashboardUrl"} <= set(
        template()["Outputs"]
    )
    assert [name for name, given in template()["Outputs"].items() if not given.get("Description")] == []
