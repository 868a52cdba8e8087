"""The sockets' side of safety: deadlines that drips cannot stretch, caps that packing cannot dodge, and redirects."""

import gzip
import ipaddress
import socket
import ssl
import threading
import time
import tracemalloc
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
import urllib3.util.connection
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from counterpoint.errors import FeedError
from counterpoint.gathering.web import Web
from counterpoint.model import Health

pytestmark = pytest.mark.sockets

MIB = 1024 * 1024
Behaviour = Callable[[socket.socket, bytes], None]


@contextmanager
def answering(behave: Behaviour) -> Iterator[str]:
    """A server on loopback that hands every connection, with its request's head, to `behave`."""
    ended = threading.Event()
    listener = socket.create_server(("127.0.0.1", 0), backlog=64)
    listener.settimeout(0.02)
    threads: list[threading.Thread] = []

    def talk(connection: socket.socket) -> None:
        connection.settimeout(5)
        with connection:
            try:
                head = connection.recv(65536)
                behave(connection, head)
            except OSError:
                return  # the client hung up, as it should

    def listen() -> None:
        while not ended.is_set():
            try:
                connection, _ = listener.accept()
            except TimeoutError:
                continue
            threads.append(threading.Thread(target=talk, args=(connection,), daemon=True))
            threads[-1].start()

    threads.append(threading.Thread(target=listen, daemon=True))
    threads[0].start()
    try:
        yield f"http://127.0.0.1:{listener.getsockname()[1]}"
    finally:
        ended.set()
        for thread in threads:
            thread.join()
        listener.close()


def drip(text: bytes, *, before: bytes = b"") -> Behaviour:
    """Send `before` at once and `text` a byte every 50 ms."""

    def behave(connection: socket.socket, _: bytes) -> None:
        connection.sendall(before)
        for byte in text:
            connection.sendall(bytes([byte]))
            time.sleep(0.05)

    return behave


def reply(body: bytes, *headers: str, status: str = "200 OK") -> Behaviour:
    """One whole answer."""
    lines = [f"HTTP/1.1 {status}", *headers, f"Content-Length: {len(body)}", "Connection: close", "", ""]
    return lambda connection, _: connection.sendall("\r\n".join(lines).encode() + body)


def refused(url: str, web: Web) -> FeedError:
    """The error that asking gives."""
    with pytest.raises(FeedError) as caught:
        web.get(url)
    return caught.value


DRIPS = {
    "status line": drip(b"HTTP/1.1 200 OK\r\n" * 20),
    "headers": drip(b"X-Slow: " + b"y" * 400, before=b"HTTP/1.1 200 OK\r\n"),
    "body": drip(b"<rss>" * 100, before=b"HTTP/1.1 200 OK\r\nContent-Length: 500\r\n\r\n"),
    "chunked body": drip(b"1\r\nx\r\n" * 100, before=b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n"),
    "silence": lambda connection, _: time.sleep(0) if connection.recv(1) else None,
}


@pytest.mark.parametrize("part", DRIPS)
def test_the_deadline_holds_whatever_drips(part: str) -> None:
    """A byte now and then resets every read timeout there is; the total deadline does not care."""
    with answering(DRIPS[part]) as url:
        start = time.monotonic()
        error = refused(url, Web(allow_private=True, deadline=0.4))
        took = time.monotonic() - start
    assert error.health == Health.TIMED_OUT
    assert error.reason == "127.0.0.1 did not answer in time" or "did not finish" in error.reason
    assert 0.3 < took < 1.2


def test_the_deadline_holds_in_the_tls_handshake() -> None:
    """A server that accepts and never says hello."""
    with answering(lambda connection, _: time.sleep(0) if connection.recv(1) else None) as url:
        start = time.monotonic()
        error = refused(url.replace("http:", "https:"), Web(allow_private=True, deadline=0.4))
        assert error.health == Health.TIMED_OUT
        assert time.monotonic() - start < 1.2


def test_the_deadline_covers_all_redirects_together() -> None:
    """Five slow redirects are not given five deadlines."""

    def slow(connection: socket.socket, head: bytes) -> None:
        time.sleep(0.25)
        step = int(head.split()[1].strip(b"/") or b"0")
        reply(b"", f"Location: /{step + 1}", status="302 Found")(connection, head)

    with answering(slow) as url:
        start = time.monotonic()
        assert refused(url, Web(allow_private=True, deadline=0.6)).health == Health.TIMED_OUT
        assert time.monotonic() - start < 1.3


BOMB = gzip.compress(bytes(60 * MIB), compresslevel=9)
PACKED = {
    "gzip": (BOMB, "Content-Encoding: gzip"),
    "gzip twice": (gzip.compress(BOMB), "Content-Encoding: gzip, gzip"),
    "plain": (bytes(6 * MIB), "Content-Type: text/xml"),
}


@pytest.mark.parametrize("packing", PACKED)
def test_a_body_is_capped_after_unpacking(packing: str) -> None:
    """60 MiB of zeros are 60 KB packed, and 200 bytes packed twice; neither gets further than 5 MiB."""
    body, header = PACKED[packing]
    with answering(reply(body, header)) as url:
        tracemalloc.start()
        error = refused(url, Web(allow_private=True))
        peak = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
    assert error.health == Health.TOO_LARGE
    assert "5,120 KiB" in error.reason
    assert peak < 32 * MIB


def test_an_endless_body_ends_at_the_cap() -> None:
    """A chunked answer that never stops."""

    def endless(connection: socket.socket, _: bytes) -> None:
        connection.sendall(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n")
        while True:
            connection.sendall(b"10000\r\n" + bytes(0x10000) + b"\r\n")

    with answering(endless) as url:
        assert refused(url, Web(allow_private=True)).health == Health.TOO_LARGE


def test_a_packed_feed_is_unpacked() -> None:
    """What the headers say is done; the body is the feed."""
    with answering(reply(gzip.compress(b"<rss/>"), "Content-Encoding: gzip")) as url:
        assert Web(allow_private=True).get(url).body == b"<rss/>"


ELSEWHERE = {
    "file:///etc/passwd": "only http and https",
    "ftp://paper.example/feed": "only http and https",
    "http://user@paper.example/": "user name",
    "http://169.254.169.254/latest/meta-data/": "metadata",
    "http://paper.example\\@127.0.0.1/": "backslash",
}


@pytest.mark.parametrize("target", ELSEWHERE)
def test_every_hop_is_looked_at(target: str) -> None:
    """A redirect is a stranger's address like any other."""
    with answering(reply(b"", f"Location: {target}", status="302 Found")) as url:
        error = refused(url, Web(allow_private=True))
    assert error.health == Health.UNSAFE
    assert ELSEWHERE[target] in error.reason
    assert "redirect" in error.reason


def chain(length: int) -> Behaviour:
    """So many redirects, then a feed."""

    def behave(connection: socket.socket, head: bytes) -> None:
        step = int(head.split()[1].strip(b"/") or b"0")
        if step < length:
            reply(b"", f"Location: /{step + 1}", "Set-Cookie: seen=1", status="301 Moved")(connection, head)
        else:
            reply(head)(connection, head)

    return behave


def test_five_redirects_are_followed_and_nothing_is_carried_along() -> None:
    """No cookie, no referrer; the way is told."""
    with answering(chain(5)) as url:
        found = Web(allow_private=True, contact="https://digest.example/contact").get(url)
    assert [hop.status for hop in found.hops] == [301] * 5
    assert found.url == f"{url}/5"
    head = found.body.decode().lower()
    assert "cookie:" not in head
    assert "referer:" not in head
    assert "(daily news digest; +https://digest.example/contact)" in head


def test_a_sixth_redirect_is_not_followed() -> None:
    """A chain without end."""
    with answering(chain(6)) as url:
        error = refused(url, Web(allow_private=True))
    assert (error.health, "more than 5 redirects" in error.reason) == (Health.FAILING, True)


def test_a_circle_is_named() -> None:
    """There and back again."""
    with answering(
        lambda c, h: reply(b"", f"Location: /{'b' if b'/a' in h[:9] else 'a'}", status="302 F")(c, h)
    ) as url:
        error = refused(f"{url}/a", Web(allow_private=True))
    assert (error.health, "circle" in error.reason) == (Health.FAILING, True)


def test_at_most_two_requests_run_at_a_time_per_host_and_port() -> None:
    """Eight threads ask one server; it never sees more than two of them together."""
    running, most, lock = 0, 0, threading.Lock()

    def busy(connection: socket.socket, head: bytes) -> None:
        nonlocal running, most
        with lock:
            running += 1
            most = max(most, running)
        time.sleep(0.05)
        with lock:
            running -= 1
        reply(b"<rss/>")(connection, head)

    with answering(busy) as url:
        web = Web(allow_private=True)
        askers = [threading.Thread(target=web.get, args=(url,)) for _ in range(8)]
        for asker in askers:
            asker.start()
        for asker in askers:
            asker.join()
    assert most == 2


@pytest.mark.parametrize("address", ["127.0.0.1", "10.0.0.7", "169.254.169.254", "168.63.129.16", "fec0::1",
                                     "::10.0.0.1", "64:ff9b::7f00:1", "::ffff:192.168.0.1"])  # fmt: skip
def test_a_name_that_leads_to_a_private_address_is_refused_before_it_is_dialled(
    address: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The name looks public; the DNS answer is what counts."""
    family = socket.AF_INET6 if ":" in address else socket.AF_INET
    lookups: list[object] = []

    def look_up(host: str, *_: object, **__: object) -> list[object]:
        lookups.append(host)
        return [(family, socket.SOCK_STREAM, 6, "", (address, 80))]

    monkeypatch.setattr(socket, "getaddrinfo", look_up)
    monkeypatch.setattr(urllib3.util.connection, "create_connection", _never)
    error = refused("http://feeds.paper.example/rss", Web())
    assert error.health == Health.UNSAFE
    assert "feeds.paper.example leads to a private address" in error.reason
    assert len(lookups) == 1


def test_a_dns_answer_that_changes_is_of_no_use(monkeypatch: pytest.MonkeyPatch) -> None:
    """The name is looked up once, and the very address that was judged is the one that is dialled."""
    answers = ["93.184.216.34", "127.0.0.1", "127.0.0.1"]
    dialled: list[tuple[str, int]] = []

    def dial(address: tuple[str, int], *_: object, **__: object) -> socket.socket:
        dialled.append(address)
        raise ConnectionRefusedError

    monkeypatch.setattr(socket, "getaddrinfo", lambda *_a, **_k: [
        (socket.AF_INET, socket.SOCK_STREAM, 6, "", (answers.pop(0), 80))])  # fmt: skip
    monkeypatch.setattr(urllib3.util.connection, "create_connection", dial)
    error = refused("http://rebinding.example/rss", Web())
    assert dialled == [("93.184.216.34", 80)]
    assert error.reason == "rebinding.example could not be reached (connection refused)"


def test_an_unreachable_host_is_one_clear_line(monkeypatch: pytest.MonkeyPatch) -> None:
    """What a run without a network says of each host."""

    def nowhere(*_: object, **__: object) -> None:
        raise socket.gaierror(socket.EAI_NONAME, "Name or service not known")

    monkeypatch.setattr(socket, "getaddrinfo", nowhere)
    for web in (Web(), Web(allow_private=True)):
        error = refused("https://feeds.example.org/rss", web)
        assert error.health == Health.UNREACHABLE
        assert error.reason == "feeds.example.org could not be reached (name not found)"


def test_an_answer_that_breaks_off_is_a_failure_and_not_a_feed() -> None:
    """Half a body is not read as if it were whole."""
    broken = b"HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n<rss>"
    with answering(lambda connection, _: connection.sendall(broken)) as url:
        assert refused(url, Web(allow_private=True)).health == Health.UNREACHABLE


def test_a_certificate_of_our_own_making_is_not_trusted(tmp_path: Path) -> None:
    """TLS is verified, and the reason says that this is what failed."""
    own = tmp_path / "own.pem"
    own.write_bytes(self_signed())
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(own)
    with socket.create_server(("127.0.0.1", 0)) as listener:
        server = threading.Thread(target=_shake_hands, args=(listener, context), daemon=True)
        server.start()
        error = refused(f"https://127.0.0.1:{listener.getsockname()[1]}/", Web(allow_private=True))
        server.join()
    assert error.health == Health.UNREACHABLE
    assert error.reason == "127.0.0.1 could not be reached (its TLS certificate is not valid)"


def test_a_server_without_tls_is_named() -> None:
    """The topic says https, on the port is http."""
    with answering(lambda connection, _: connection.sendall(b"HTTP/1.1 400 Bad Request\r\n\r\n")) as url:
        error = refused(url.replace("http:", "https:"), Web(allow_private=True))
    assert error.reason == "127.0.0.1 could not be reached (it does not speak TLS as we do)"


def self_signed() -> bytes:
    """A key and a certificate for 127.0.0.1 that nobody vouches for."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "127.0.0.1")])
    now = datetime.now(UTC)
    certificate = (
        x509.CertificateBuilder().subject_name(name).issuer_name(name).public_key(key.public_key())
        .serial_number(1).not_valid_before(now - timedelta(days=1)).not_valid_after(now + timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.IPAddress(ipaddress.ip_address("127.0.0.1"))]), critical=False)
        .sign(key, hashes.SHA256())
    )  # fmt: skip
    unlocked = serialization.NoEncryption()
    key_pem = key.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, unlocked)
    return key_pem + certificate.public_bytes(serialization.Encoding.PEM)


def _shake_hands(listener: socket.socket, context: ssl.SSLContext) -> None:
    connection, _ = listener.accept()
    with connection:
        try:
            context.wrap_socket(connection, server_side=True).close()
        except OSError:
            return  # the client did not like the certificate, as it should


def test_what_is_not_http_is_a_failure() -> None:
    """Another protocol on the port."""
    with answering(lambda connection, _: connection.sendall(b"220 mail.paper.example ESMTP\r\n")) as url:
        assert refused(url, Web(allow_private=True)).health == Health.UNREACHABLE


def _never(*_: object, **__: object) -> socket.socket:
    pytest.fail("dialled an address that should have been refused")
