"""Walls: pages that stand where a feed should be. Recognised so that they can be named to the operator. Pure.

Sources: Cloudflare marks its challenges with the header `cf-mitigated: challenge`; Google's consent page lives on
consent.google.com; the other marks are words that such pages share.
"""

import re
from collections.abc import Mapping
from http import HTTPStatus
from urllib.parse import urlsplit

from counterpoint.errors import FeedError
from counterpoint.gathering.response import Response
from counterpoint.model import Health

_HEAD = 20_000
_SMALL = 15_000
_CHALLENGE = re.compile(r"cf-chl|challenge-platform|just a moment\.\.\.|attention required! \| cloudf", re.IGNORECASE)
_CAPTCHA = re.compile(r"g-recaptcha|hcaptcha|captcha-delivery|unusual traffic from your computer|are you a robot|"
                      r"verify you are (?:a )?human", re.IGNORECASE)  # fmt: skip
_CONSENT = re.compile(r"consent\.(?:google|youtube|yahoo)\.|before you continue to|/save-?consent", re.IGNORECASE)


def wall(headers: Mapping[str, str], text: str, url: str) -> str:
    """What stands in the way, in words ("a Cloudflare challenge"); empty when nothing is recognised.

    Banners and captchas of forms stand on ordinary pages too: a page that merely has one is not a wall.
    """
    head = text[:_HEAD]
    if headers.get("cf-mitigated", "").lower() == "challenge" or _CHALLENGE.search(head):
        return "a Cloudflare challenge"
    if (urlsplit(url).hostname or "").startswith("consent.") or _CONSENT.search(head):
        return "a consent page"
    return "a captcha" if len(text) < _SMALL and _CAPTCHA.search(head) else ""


_REFUSALS = {401: "a password is asked for", 402: "payment is asked for", 403: "the publisher refuses us",
             429: "the publisher says we ask too often", 451: "blocked for legal reasons"}  # fmt: skip


def refusal(response: Response) -> FeedError | None:
    """Why an answer is no feed, judged by status, headers and a glance at the page; None when it may be one."""
    if response.status in {200, 203, 206, 226, 304}:
        return None
    text = response.body[:_HEAD].decode("latin-1")
    if name := wall(response.headers, text, response.url):
        return FeedError(Health.BLOCKED, f"answered {response.status} with {name}")
    if response.status in _REFUSALS:
        return FeedError(Health.BLOCKED, f"answered {response.status}: {_REFUSALS[response.status]}")
    if response.status == 410:
        return FeedError(Health.GONE, "answered 410: the feed is gone for good")
    if response.status == 204:
        return FeedError(Health.EMPTY, "answered 204: no content")
    return FeedError(Health.FAILING, f"answered {response.status}: {_words(response.status)}")


def _words(status: int) -> str:
    try:
        return HTTPStatus(status).phrase.lower()
    except ValueError:
        return "not a status of HTTP"
