"""A digest's documents in the site store."""

from counterpoint.model import Digest
from counterpoint.publishing.forms import documents
from counterpoint.storage import Store

UNMADE = "No digest today: "
"""How the gap begins that stands where a digest could not be made at all."""


def is_unmade(digest: Digest) -> bool:
    """Whether this is such a gap: nothing was read for it, so there is nothing to replay."""
    return digest.gap.startswith(UNMADE) and not digest.receipt.feeds


def write_documents(digest: Digest, site: Store) -> None:
    """Write a digest's files; those that already hold these bytes are left alone."""
    for write in documents(digest):
        stored = site.get(write.key)
        if stored is None or stored.body != write.body:
            site.put(write.key, write.body, cache=write.cache)
