"""The documents in which a digest is published beside its page, and the one place where they are registered."""

from collections.abc import Callable

from counterpoint import codec, keys
from counterpoint.model import Digest
from counterpoint.publishing import markdown
from counterpoint.publishing.writes import Write

FORMS: tuple[tuple[str, Callable[[Digest], bytes]], ...] = (
    ("md", markdown.render),
    ("json", codec.encode),
)


def render(digest: Digest) -> tuple[tuple[str, bytes], ...]:
    """Render a digest in every form: pairs of its ending and its bytes, in the order in which they are written."""
    return tuple((form, to_bytes(digest)) for form, to_bytes in FORMS)


def documents(digest: Digest) -> tuple[Write, ...]:
    """A digest's documents as they are written: index.md and index.json."""
    return tuple(Write(key=keys.digest(digest.topic, digest.day, form), body=body) for form, body in render(digest))
