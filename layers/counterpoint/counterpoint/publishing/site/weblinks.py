"""Which addresses a reader may follow from our pages."""

from urllib.parse import urlsplit


def web_link(url: str) -> str:
    """`url` when it is http or https and names a host, else "": no javascript:, no data:, no local file."""
    try:
        parts = urlsplit(url.strip())
    except ValueError:
        return ""
    return url.strip() if parts.scheme in {"http", "https"} and parts.netloc else ""
