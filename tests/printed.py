"""A digest in every form that reaches a reader, as text."""

from counterpoint.model import Digest
from counterpoint.publishing.entries import entry_of
from counterpoint.publishing.forms import render
from counterpoint.publishing.site import digest_page
from counterpoint.publishing.syndication import atom, json_feed, of_topic

BASE = "https://counterpoint.example"


def printed(digest: Digest) -> dict[str, str]:
    """The digest's documents (md, json), its page (html) and the feeds with it alone (atom, feed), by form."""
    channel, entries = of_topic(digest.topic, digest.name, BASE), (entry_of(digest, BASE),)
    forms = dict(render(digest)) | {
        "html": digest_page(digest),
        "atom": atom(channel, entries),
        "feed": json_feed(channel, entries),
    }
    return {form: body.decode() for form, body in forms.items()}
