"""Absolute addresses for documents that are read away from the site: feeds, OPML, sitemaps, llms.txt."""

from counterpoint.publishing.addresses import absolute

LOCAL = "http://127.0.0.1:8000"
"""Where `counterpoint serve` shows a site whose own address is not known."""


def site_address(base_url: str, path: str) -> str:
    """The full address of `path`, at LOCAL when `base_url` is empty."""
    return absolute(base_url or LOCAL, path)
