"""`counterpoint serve`: read the site in a browser, from this machine only."""

import argparse
from functools import partial
from http import HTTPStatus
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from counterpoint.cli import console
from counterpoint.errors import InputError
from counterpoint.storage import content_type

EXAMPLES = """\
  counterpoint serve                                   build/site at http://127.0.0.1:8000/
  counterpoint serve --dir build/demo --port 8080"""


class SiteHandler(SimpleHTTPRequestHandler):
    """Serves a site directory with the media types the real site has."""

    def guess_type(self, path: object) -> str:
        """Name the media type by the file's ending, as the store does."""
        return content_type(str(path))

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
        """Answer a missing page with the site's own, as CloudFront does."""
        page = Path(self.directory, "404.html")
        if code != HTTPStatus.NOT_FOUND or not page.is_file():
            super().send_error(code, message, explain)
            return
        body = page.read_bytes()
        self.send_response(code)
        self.send_header("Content-Type", content_type("404.html"))
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 (the base class's name)
        """Keep quiet: a reader's requests are nobody's business."""


def add(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Declare the command."""
    command = console.command(commands, "serve", run, help="serve a site on this machine", examples=EXAMPLES)
    command.add_argument("--dir", metavar="DIR", default="build/site", help="the site (default: build/site)")
    command.add_argument("--port", metavar="N", type=int, default=8000, help="the port (default: 8000; 0: any)")


def server(directory: Path, port: int) -> ThreadingHTTPServer:
    """Make a server for a directory on loopback. Raises InputError when there is no site or the port is taken."""
    if not (directory / "index.html").is_file():
        raise InputError(
            f"no site in {directory} (no index.html); make one with `counterpoint run` or `counterpoint demo`"
        )
    try:
        return ThreadingHTTPServer(("127.0.0.1", port), partial(SiteHandler, directory=str(directory)))
    except (OSError, OverflowError) as error:
        raise InputError(f"port {port} cannot be used ({error}); choose another with --port") from error


def run(arguments: argparse.Namespace) -> int:
    """Serve until interrupted."""
    with server(Path(arguments.dir), arguments.port) as serving:
        address = f"http://127.0.0.1:{serving.server_port}/"
        if arguments.json:
            console.emit({"serving": arguments.dir, "url": address})
        console.say(f"serving {arguments.dir} at {address} (Ctrl-C ends it)")
        try:
            serving.serve_forever()
        except KeyboardInterrupt:
            return 0
    return 0
