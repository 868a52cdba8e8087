"""Links as feeds write them -> absolute http(s) addresses, or nothing. Pure.

`absolute` is what is printed, `canonical` only what two spellings of one address have in common (for ids and
comparisons): no fragment, no tracking parameters, lower-case host without `www.`, https.
"""

import re
from urllib.parse import parse_qsl, urldefrag, urlencode, urljoin, urlsplit, urlunsplit

from counterpoint.gathering.addresses import refused_url

LONGEST_LINK = 2048
_UNWANTED = re.compile(r"[\x00-\x20\x7f-\x9f\u200b-\u200f\u202a-\u202e\u2066-\u2069\ufeff\ud800-\udfff]")
_UNSAFE = re.compile(r'["<>\\`{}|^]')
_TRACKING = re.compile(r"(?:utm_\w+|fbclid|gclid|dclid|msclkid|igshid|mc_[ce]id|at_\w+|cmpid|ocid|ns_\w+|xtor|smid)\Z")


def absolute(link: str, *bases: str) -> str:
    """`link` as an absolute http(s) address without its fragment's tail of spaces; empty when it cannot be one.

    A relative link is resolved against the first usable base. Other schemes (javascript:, data:, file:) give nothing,
    and so does an address with a user name, which could pretend to be another host.
    """
    link = _UNWANTED.sub("", link)
    if not link:
        return ""
    for base in ("", *bases):
        try:
            joined = urljoin(base, link)
            parts = urlsplit(joined)
            if parts.scheme and parts.scheme not in {"http", "https"}:
                return ""
            if parts.scheme and parts.hostname and "@" not in parts.netloc and len(joined) <= LONGEST_LINK:
                _ = parts.port  # raises ValueError when it is no number
                joined = parts.scheme + joined[len(parts.scheme) :]
                return _UNSAFE.sub(lambda unsafe: f"%{ord(unsafe[0]):02X}", joined)
        except ValueError:
            return ""
    return ""


def readable(link: str, feed: str) -> str:
    """`link` if a reader may be sent there; empty where it leads into a private network (localhost, 10.0.0.1, …).

    Only a feed that itself stands at a private address, which its operator allowed, may link to that very host and
    port. Both are absolute. Looks at the spelling only: a public name that resolves to a private address is kept.
    """
    own = urlsplit(link).netloc == urlsplit(feed).netloc
    return "" if refused_url(link, allow_private=own) else link


def host(link: str) -> str:
    """The host of an address in lower case without `www.`; empty when there is none."""
    try:
        return (urlsplit(link).hostname or "").removeprefix("www.").rstrip(".")
    except ValueError:
        return ""


def canonical(link: str) -> str:
    """What the spellings of one address have in common."""
    parts = urlsplit(urldefrag(link).url)
    query = urlencode([pair for pair in parse_qsl(parts.query, keep_blank_values=True) if not _TRACKING.match(pair[0])])
    port = f":{parts.port}" if parts.port not in {None, 80, 443} else ""
    return urlunsplit(("https", host(link) + port, parts.path.rstrip("/") or "/", query, ""))
