"""The published JSON Schema of a digest's index.json, derived from the model so that it cannot disagree with it.

Its version is the model's SCHEMA_VERSION and part of its name; a change that a reader of the old one could notice is a
new version. Added fields with a default are none: readers ignore what they do not know.
"""

from counterpoint import codec
from counterpoint.model import SCHEMA_VERSION, Digest
from counterpoint.publishing.absolute import site_address
from counterpoint.publishing.writes import Write

KEY = f"schema/digest-{SCHEMA_VERSION}.json"


def schema_write(base_url: str) -> Write:
    """The schema, at its place on the site."""
    return Write(key=KEY, body=codec.encode(codec.schema(Digest, site_address(base_url, KEY))))
