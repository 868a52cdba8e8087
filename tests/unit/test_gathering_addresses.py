"""Addresses that are refused: private places and the spellings that hide them. Nothing is resolved or dialled."""

import ipaddress

import pytest

from counterpoint.gathering.addresses import refused_ip, refused_url

PRIVATE = [
    "127.0.0.1", "127.255.255.254", "0.0.0.0", "0.1.2.3", "10.0.0.1", "172.16.0.1", "172.31.255.255",
    "192.168.1.1", "169.254.0.1", "169.254.169.254", "169.254.170.2", "100.64.0.1", "100.100.100.200",
    "100.127.255.255", "192.0.0.1", "192.0.2.1", "198.18.0.1", "198.51.100.7", "203.0.113.9", "192.88.99.1",
    "224.0.0.1", "239.255.255.255", "240.0.0.1", "255.255.255.255", "168.63.129.16", "::", "::1", "::127.0.0.1",
    "::8.8.8.8", "::ffff:127.0.0.1", "::ffff:10.0.0.1", "::ffff:169.254.169.254", "::ffff:8.8.8.8",
    "64:ff9b::7f00:1", "64:ff9b::a9fe:a9fe", "64:ff9b::808:808", "64:ff9b:1::1", "2002:7f00:1::",
    "2002:a00:1::", "2002:a9fe:a9fe::", "2001::1", "2001:20::1", "2001:db8::1", "3fff::1", "5f00::1", "fc00::1",
    "fd00:ec2::254", "fe80::1", "fec0::1", "feff::1", "ff02::1", "ff0e::1", "100::1",
]  # fmt: skip
PUBLIC = [
    "8.8.8.8", "1.1.1.1", "93.184.216.34", "172.32.0.1", "100.128.0.1", "2606:4700::1111", "2a00:1450:4001::1",
]  # fmt: skip
REFUSED_URLS = [
    "http://127.0.0.1/", "http://127.1/", "http://2130706433/", "http://0x7f000001/", "http://0x7f.0.0.1/",
    "http://0177.0.0.1/", "http://017700000001/", "http://127.0.0.1./", "http://[::1]/",
    "http://[::ffff:127.0.0.1]/", "http://[::ffff:7f00:1]/", "http://[64:ff9b::7f00:1]/",
    "http://[2002:7f00:1::]/", "http://[fec0::1]/", "http://[fe80::1%25eth0]/", "http://localhost/",
    "http://LOCALHOST:8080/", "http://localhost./", "http://feeds.localhost/", "http://printer.local/",
    "http://db.internal/", "http://metadata.google.internal/computeMetadata/v1/", "http://metadata/",
    "http://169.254.169.254/latest/meta-data/", "http://10.1/", "http://1.2.3/", "http://256.256.256.256/",
    "http://user@8.8.8.8/", "http://user:secret@paper.example/feed", "http://paper.example@127.0.0.1/",
    "http://127.0.0.1\\@paper.example/", "http://paper.example\\.evil.example/", "file:///etc/passwd",
    "ftp://paper.example/feed", "gopher://paper.example/", "data:text/xml,<rss/>", "javascript:alert(1)",
    "feed://paper.example/", "//paper.example/feed", "paper.example/feed", "/feed", "http://", "http:///feed",
    "http://[::1", "http://paper.example:port/", "http://paper.example:0/", "http://paper.example:99999/",
]  # fmt: skip
MORE_REFUSED = ["", "http://paper.example/a b", "http://paper.example/\r\nHost: evil", "http://paper.example/\x00",
                "http://paper.example/" + "a" * 5000]  # fmt: skip
ALLOWED_URLS = [
    "https://www.paper.example/rss.xml", "http://paper.example:8080/feed?a=1&b=%20", "https://8.8.8.8/feed",
    "https://xn--fiq228c.example/rss", "https://\u65b0\u95fb.example/rss", "https://[2606:4700::1111]/feed",
    "https://1.paper.example/", "https://paper.example/path@with-at",
    "https://news.google.com/rss/search?q=Japan%20%28site%3Aa.example%29",
]  # fmt: skip


@pytest.mark.parametrize("address", PRIVATE)
def test_an_address_that_is_not_public_is_refused(address: str) -> None:
    """Private, loopback, link-local, shared, embedded, documentation, multicast, metadata: all with the reason."""
    assert str(ipaddress.ip_address(address)) in refused_ip(ipaddress.ip_address(address))


@pytest.mark.parametrize("address", PUBLIC)
def test_a_public_address_may_be_asked(address: str) -> None:
    """The neighbours of the refused ranges, and ordinary servers."""
    assert refused_ip(ipaddress.ip_address(address)) == ""


@pytest.mark.parametrize("url", REFUSED_URLS + MORE_REFUSED)
def test_a_spelling_that_hides_a_private_place_is_refused(url: str) -> None:
    """Decimal, hexadecimal, octal and short forms; names of this machine; user names; other schemes."""
    assert refused_url(url) != ""


@pytest.mark.parametrize("url", ALLOWED_URLS)
def test_an_ordinary_address_may_be_asked(url: str) -> None:
    """Ports, queries, international names and public addresses are no reason to refuse."""
    assert refused_url(url) == ""


@pytest.mark.parametrize("url", ["http://127.0.0.1:8700/feed", "http://localhost/feed", "http://[::1]:80/feed"])
def test_the_one_door_opens_private_addresses(url: str) -> None:
    """With it (tests and local servers only), private places may be asked; other rules stand."""
    assert refused_url(url, allow_private=True) == ""
    assert refused_url(url.replace("//", "//user@"), allow_private=True) != ""
    assert refused_url(url.replace("http", "ftp"), allow_private=True) != ""


def test_the_door_never_opens_the_cloud_s_metadata() -> None:
    """There is no feed there, only credentials."""
    for url in ("http://169.254.169.254/latest/", "http://metadata.google.internal/", "http://[fd00:ec2::254]/"):
        assert refused_url(url, allow_private=True) != ""
