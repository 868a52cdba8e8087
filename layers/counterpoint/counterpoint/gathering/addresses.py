"""Where a feed may live, and where not: the rules against being sent into somebody's private network (SSRF). Pure.

An operator's topic file, a redirect and a DNS answer are all other people's words. Two questions are asked of each:
is the URL one that a feed may have (`refused_url`), and is the address it resolves to public (`refused_ip`).
Source of the ranges: the IANA special-purpose address registries, as kept by the `ipaddress` module, and the
embeddings of IPv4 in IPv6 (RFC 4291 mapped and compatible, RFC 6052 NAT64, RFC 3056 6to4, RFC 4380 Teredo), which
are judged by the address inside.
"""

import ipaddress
import re
from urllib.parse import SplitResult, urlsplit

IPAddress = ipaddress.IPv4Address | ipaddress.IPv6Address

LONGEST_URL = 4096
_NAT64 = (ipaddress.IPv6Network("64:ff9b::/96"), ipaddress.IPv6Network("64:ff9b:1::/48"))
_COMPATIBLE = ipaddress.IPv6Network("::/96")
_CLOSED = (
    ipaddress.ip_network("168.63.129.16/32"),  # Azure's metadata and DNS address, public by its number only
    ipaddress.ip_network("192.88.99.0/24"),  # 6to4 relays (RFC 7526)
    ipaddress.ip_network("5f00::/16"),  # segment routing (RFC 9602)
    ipaddress.ip_network("2001:20::/28"),  # ORCHIDv2 (RFC 7343): not routable
    ipaddress.ip_network("3fff::/20"),  # documentation (RFC 9637)
)
_METADATA = frozenset({"metadata.google.internal", "metadata", "instance-data", "169.254.169.254", "169.254.170.2",
                       "169.254.170.23", "100.100.100.200", "168.63.129.16", "fd00:ec2::254"})  # fmt: skip
_CONTROL = re.compile(r"[\x00-\x20\x7f\\]")
_NUMERIC_LABEL = re.compile(r"(?:0x[0-9a-f]*|[0-9]+)\.?", re.IGNORECASE)


def refused_url(url: str, *, allow_private: bool = False) -> str:
    """Why `url` may not be asked, in words; empty when it may be. Looks at the spelling only, resolves nothing."""
    if len(url) > LONGEST_URL:
        return f"the address is longer than {LONGEST_URL} characters"
    if _CONTROL.search(url):
        return "the address holds a space, a control character or a backslash"
    try:
        parts = urlsplit(url)
        host, port = parts.hostname or "", parts.port
    except ValueError:
        return "the address cannot be read"
    if port == 0:
        return "the address names port 0"
    return _refused_parts(parts, host.rstrip("."), allow_private)


def _refused_parts(parts: SplitResult, host: str, allow_private: bool) -> str:
    if parts.scheme not in {"http", "https"}:
        return f"only http and https are asked, not {parts.scheme or 'an address without a scheme'}"
    if "@" in parts.netloc:
        return "the address holds a user name or password"
    if not host:
        return "the address names no host"
    if host in _METADATA:
        return f"{host} is a cloud's metadata service"
    return "" if allow_private else _refused_host(host)


def _refused_host(host: str) -> str:
    if host == "localhost" or host.endswith((".localhost", ".local", ".internal")):
        return f"{host} is a private name"
    try:
        address = ipaddress.ip_address(host)
    except ValueError:
        if _NUMERIC_LABEL.fullmatch(host.rpartition(".")[2]):
            return f"{host} is an address in a disguised spelling"
        return ""
    return refused_ip(address)


def refused_ip(address: IPAddress) -> str:
    """Why a connection to `address` is refused, in words; empty when it is public. Embedded IPv4 counts as itself."""
    inner = _embedded(address)
    if inner is not None and (reason := refused_ip(inner)):
        return f"{address} stands for {inner}: {reason}"
    if _is_public(address):
        return ""
    return f"{address} is not a public address"


def _is_public(address: IPAddress) -> bool:
    if isinstance(address, ipaddress.IPv6Address) and (address.is_site_local or address in _COMPATIBLE):
        return False
    if any(address.version == net.version and address in net for net in _CLOSED):
        return False
    if any(address in net for net in _NAT64) or getattr(address, "ipv4_mapped", None) is not None:
        return False  # a public name has no reason to answer with these
    return address.is_global and not (address.is_multicast or address.is_reserved)


def _embedded(address: IPAddress) -> ipaddress.IPv4Address | None:
    if isinstance(address, ipaddress.IPv4Address):
        return None
    if address.ipv4_mapped is not None:
        return address.ipv4_mapped
    if address.sixtofour is not None:
        return address.sixtofour
    if address.teredo is not None:
        return address.teredo[1]
    if any(address in net for net in _NAT64) or address in _COMPATIBLE:
        return ipaddress.IPv4Address(int(address) & 0xFFFF_FFFF)
    return None
