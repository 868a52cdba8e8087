"""JSON-LD: what a page is, for machines (schema.org)."""

from counterpoint.model import Digest
from counterpoint.publishing.addresses import absolute, digest_path
from counterpoint.publishing.documents.parts import sentence

_MAKER = {"@type": "Organization", "name": "Counterpoint"}


def digest_data(digest: Digest, base_url: str, description: str) -> dict[str, object]:
    """The digest as a schema.org Article. Corrections move `dateModified` and are listed.

    The cited articles are not repeated here: twenty long addresses would double the page, and index.json has them.
    """
    changed = max((correction.at for correction in digest.corrections), default=digest.date)
    data: dict[str, object] = {
        "@context": "https://schema.org",
        "@type": "Article",
        "headline": digest.title,
        "description": description,
        "inLanguage": digest.language,
        "datePublished": digest.date.isoformat(),
        "dateModified": changed.isoformat(),
        "author": _MAKER,
        "publisher": _MAKER,
        "encoding": {"@type": "MediaObject", "encodingFormat": "application/json", "contentUrl": "index.json"},
    }
    if base_url:
        data["mainEntityOfPage"] = absolute(base_url, digest_path(digest.topic, digest.day))
    if digest.corrections:
        data["correction"] = [
            f"{sentence(correction.what)} {sentence(correction.why)}" for correction in digest.corrections
        ]
    return data
