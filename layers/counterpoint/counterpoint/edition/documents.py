"""A digest's documents in the site store."""

from counterpoint import keys
from counterpoint.model import Digest
from counterpoint.publishing.addresses import PAGE_CACHE
from counterpoint.publishing.forms import render
from counterpoint.storage import Store

UNMADE = "No digest today: "
"""How the gap begins that stands where a digest could not be made at all."""


def is_unmade(digest: Digest) -> bool:
    """Whether this is such a gap: nothing was read for it, so there is nothing to replay."""
    return digest.gap.startswith(UNMADE) and not digest.receipt.feeds


def write_documents(digest: Digest, site: Store) -> None:
    """Write a digest's files; those that already hold these bytes are left alone."""
    for form, body in render(digest):
        key = keys.digest(digest.topic, digest.day, form)
        stored = site.get(key)
        if stored is None or stored.body != body:
            site.put(key, body, cache=PAGE_CACHE)
