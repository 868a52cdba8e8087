"""Where things stand on the site: paths, keys and absolute addresses, in one place.

A *path* is relative to the site's root and never starts with "/": "" is the home page, "china-japan/2026-11-22/" a
digest. A page's key in the Site store is its path and "index.html".
"""

from datetime import date
from urllib.parse import urlsplit

PAGE_CACHE = "public, max-age=300"
"""Pages, documents and feeds change with an edition or a correction: five minutes."""

ASSET_CACHE = "public, max-age=31536000, immutable"
"""What has its hash in its name never changes."""


def month_of(day: date) -> str:
    """The month of a day as "2026-11", the name of its shelf and its page."""
    return f"{day:%Y-%m}"


def topic_path(topic: str) -> str:
    """The topic's page."""
    return f"{topic}/"


def digest_path(topic: str, day: date) -> str:
    """The digest of a topic on a day; its documents index.md and index.json stand beside it."""
    return f"{topic}/{day.isoformat()}/"


def month_path(topic: str, month: str) -> str:
    """A topic's archive of one month."""
    return f"{topic}/{month}/"


def story_path(topic: str, story: str) -> str:
    """A story across days."""
    return f"{topic}/stories/{story}/"


def page_key(path: str) -> str:
    """The object that holds the page at `path`."""
    return f"{path}index.html"


def root_of(path: str) -> str:
    """The way from the page at `path` back to the site's root, to put before any other path."""
    return "../" * path.count("/") or "./"


def absolute(base_url: str, path: str) -> str:
    """The full address of `path`; empty when the site's own address is not known."""
    return f"{base_url.rstrip('/')}/{path}" if base_url else ""


def base_path(base_url: str) -> str:
    """The path under which the site stands, with "/" at both ends; "/" when it has a host of its own."""
    path = urlsplit(base_url).path.strip("/")
    return f"/{path}/" if path else "/"
