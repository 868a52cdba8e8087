"""A deadline that nothing can stretch: when it comes, the connection is shut down under whoever is reading.

`requests` measures its timeouts per read, so a server that drips a byte a second holds it for ever. A watchdog shuts
the connection down from outside, whether in the handshake, the headers or the body; it holds a duplicate of the
socket, because TLS takes the first one over.
"""

import socket
import threading
from collections.abc import Callable
from typing import Any, Self

from urllib3.connection import HTTPConnection, HTTPSConnection


class Watchdog:
    """Shuts the connections it was shown when the time is up; `barked` tells whether it had to."""

    def __init__(self, seconds: float) -> None:
        self.barked = False
        self._ended = False
        self._lock = threading.Lock()
        self._sockets: list[socket.socket] = []
        self._timer = threading.Timer(max(seconds, 0.0), self._bark)
        self._timer.daemon = True

    def __enter__(self) -> Self:
        self._timer.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._timer.cancel()
        with self._lock:
            self._ended = True
            for sock in self._sockets:
                sock.close()

    def watch(self, sock: socket.socket) -> None:
        """Look after a socket, too; when the time is up already, shut it at once."""
        with self._lock:
            self._sockets.append(sock.dup())
        if self.barked:
            self._bark()

    def _bark(self) -> None:
        with self._lock:
            self.barked = True
            for sock in () if self._ended else self._sockets:
                try:
                    sock.shutdown(socket.SHUT_RDWR)
                except OSError:
                    continue  # the other side was faster


class PlainConnection(HTTPConnection):
    """A connection whose socket the watchdog knows from its first moment."""

    def __init__(self, watch: Callable[[socket.socket], None], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._watch = watch

    def _new_conn(self) -> socket.socket:
        sock = super()._new_conn()
        self._watch(sock)
        return sock


class TLSConnection(HTTPSConnection):
    """As above, under TLS."""

    def __init__(self, watch: Callable[[socket.socket], None], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._watch = watch

    def _new_conn(self) -> socket.socket:
        sock = super()._new_conn()
        self._watch(sock)
        return sock
