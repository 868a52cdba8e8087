"""A digest's documents in the site store."""

from counterpoint import keys
from counterpoint.model import Digest
from counterpoint.publishing.addresses import PAGE_CACHE
from counterpoint.publishing.forms import render
from counterpoint.storage import Store


def write_documents(digest: Digest, site: Store) -> None:
    """Write a digest's files; those that already hold these bytes are left alone."""
    for form, body in render(digest):
        key = keys.digest(digest.topic, digest.day, form)
        stored = site.get(key)
        if stored is None or stored.body != body:
            site.put(key, body, cache=PAGE_CACHE)
