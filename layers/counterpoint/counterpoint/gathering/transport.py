"""One HTTP exchange: a request, an answer, all of it within a deadline, a size and a set of allowed addresses.

The deadline is kept by a `Watchdog`, the body is counted after decompression.
The address filter is requests-hardened's (one DNS answer, which is then the one that is dialled, with the name kept
for TLS and Host), made stricter by `addresses.refused_ip`. What the deadline cannot cut short is the DNS lookup.
"""

import functools
import ipaddress
import socket
import ssl
import time
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

import requests
import urllib3
from requests_hardened.ip_filter import InvalidIPAddress
from requests_hardened.ip_filter_adapter import IPFilterAdapter

from counterpoint.errors import FeedError
from counterpoint.gathering.addresses import refused_ip
from counterpoint.gathering.watchdog import PlainConnection, TLSConnection, Watchdog
from counterpoint.model import Health

_CHUNK = 64 * 1024
_CONNECT_SECONDS = 10.0


@dataclass(frozen=True, slots=True)
class Answered:
    """Status, headers (lower-case names) and decompressed body of one exchange."""

    status: int
    headers: Mapping[str, str]
    body: bytes


class _Adapter(IPFilterAdapter):  # type: ignore[misc]  # requests-hardened ships no types
    """Resolves once, refuses what is not public (unless told otherwise) and shows every socket to the watchdog."""

    def __init__(self, watchdog: Watchdog, *, is_https_proto: bool, allow_private: bool) -> None:
        super().__init__(is_https_proto=is_https_proto)
        self._watchdog = watchdog
        self._allow_private = allow_private

    def build_connection_pool_key_attributes(self, request: Any, verify: Any, cert: Any = None) -> Any:
        if self._allow_private:
            return super(IPFilterAdapter, self).build_connection_pool_key_attributes(request, verify, cert)
        host_params, pool_kwargs = super().build_connection_pool_key_attributes(request, verify, cert)
        address = ipaddress.ip_address(host_params["host"].strip("[]"))
        if reason := refused_ip(address):
            raise InvalidIPAddress(reason)
        return host_params, pool_kwargs

    def get_connection_with_tls_context(self, *args: Any, **kwargs: Any) -> Any:
        pool = super().get_connection_with_tls_context(*args, **kwargs)
        kind = TLSConnection if self._is_https_proto else PlainConnection
        pool.ConnectionCls = functools.partial(kind, self._watchdog.watch)
        return pool


def exchange(
    url: str, headers: Mapping[str, str], seconds: float, largest_body: int, *, allow_private: bool
) -> Answered:
    """Ask `url` once. Raises FeedError: unsafe, unreachable, timed out or too large, in words that name the host."""
    host = urlsplit(url).hostname or url
    with Watchdog(seconds) as watchdog, requests.Session() as session:
        session.trust_env = False
        for scheme in ("http", "https"):
            session.mount(f"{scheme}://", _Adapter(watchdog, is_https_proto=scheme == "https",
                                                   allow_private=allow_private))  # fmt: skip
        until = time.monotonic() + seconds
        try:
            timeout = (min(_CONNECT_SECONDS, max(seconds, 0.1)), max(seconds, 0.1))
            answer = session.get(url, headers=dict(headers), stream=True, allow_redirects=False, timeout=timeout)
            with answer:
                body = _body(answer, host, largest_body, until)
        except (requests.RequestException, urllib3.exceptions.HTTPError, OSError) as error:
            raise _failure(error, host, timed_out=watchdog.barked) from error
        if watchdog.barked:
            raise FeedError(Health.TIMED_OUT, f"{host} did not finish its answer in time")
    return Answered(answer.status_code, {name.lower(): value for name, value in answer.headers.items()}, body)


def _body(answer: requests.Response, host: str, largest: int, until: float) -> bytes:
    chunks: list[bytes] = []
    size = 0
    while chunk := answer.raw.read1(_CHUNK, decode_content=True):
        size += len(chunk)
        if size > largest:
            raise FeedError(Health.TOO_LARGE, f"{host} sent more than {largest // 1024:,} KiB")
        if time.monotonic() > until:
            raise FeedError(Health.TIMED_OUT, f"{host} did not finish its answer in time")
        chunks.append(chunk)
    return b"".join(chunks)


def _failure(error: Exception, host: str, *, timed_out: bool) -> FeedError:
    causes = tuple(_causes(error))
    if any(isinstance(cause, InvalidIPAddress) for cause in causes):
        return FeedError(Health.UNSAFE, f"refused: {host} leads to a private address ({error})")
    if timed_out or any(isinstance(cause, TimeoutError | requests.Timeout) for cause in causes):
        return FeedError(Health.TIMED_OUT, f"{host} did not answer in time")
    if any(isinstance(cause, ssl.SSLCertVerificationError) for cause in causes):
        return FeedError(Health.UNREACHABLE, f"{host} could not be reached (its TLS certificate is not valid)")
    if any(isinstance(cause, ssl.SSLError) for cause in causes):
        return FeedError(Health.UNREACHABLE, f"{host} could not be reached (it does not speak TLS as we do)")
    if any(isinstance(cause, socket.gaierror) for cause in causes):
        return FeedError(Health.UNREACHABLE, f"{host} could not be reached (name not found)")
    refused = any(isinstance(cause, ConnectionRefusedError) for cause in causes)
    return FeedError(
        Health.UNREACHABLE, f"{host} could not be reached ({'connection refused' if refused else _short(causes[-1])})"
    )


def _causes(error: BaseException) -> list[BaseException]:
    """The error and what it wraps; urllib3 and requests keep the cause in `reason`, `args` or the context."""
    found: list[BaseException] = []
    queue: list[BaseException | None] = [error]
    while queue and len(found) < 20:
        one = queue.pop(0)
        if one is None or one in found:
            continue
        found.append(one)
        inside = [one.__cause__, one.__context__, getattr(one, "reason", None), *one.args]
        queue.extend(each for each in inside if isinstance(each, BaseException))
    return found


def _short(error: BaseException) -> str:
    text = getattr(error, "strerror", None) or str(error) or type(error).__name__
    return " ".join(str(text).split())[:120]
