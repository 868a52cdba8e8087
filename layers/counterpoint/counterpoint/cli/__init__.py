"""The laptop's front door: `counterpoint COMMAND`. Not shipped to Lambda.

Every command is a module with `add(commands)`, which declares its words, and a function that takes the parsed
arguments and returns the exit code. Messages and progress go to stderr, results to stdout; `--json` makes results
machine-readable (`lab` always is). Exit codes: 0 done; 1 no digest has a point, or the work failed; 2 the input or
configuration is wrong; 3 a digest is missing or lacks a side; 130 it was interrupted.

demo.py         the sample edition, from sample.py, its feed server
run.py          an edition from the live feeds; clock.py reads its date, summary.py shows what came of it, remarks.py
                what went wrong; unknown.py: outlets that nobody knows
serve.py        a site in the browser
check.py        the configuration, feeds (health.py) and outlets; stack.py: a deployed stack
sources.py      an OPML file -> a topic's skeleton
archive.py      import, replay, correct
lab.py          one mechanism at a time
console.py      how all of them speak

A new command is a module here and its name in COMMANDS; README.md's table of commands gets its row.
"""

import argparse
import os
import sys
import threading
import time
from collections.abc import Sequence

from counterpoint import __version__
from counterpoint.cli import archive, check, console, demo, lab, run, serve, sources
from counterpoint.edition.damage import located
from counterpoint.errors import ConfigurationError, CounterpointError, DamagedError, InputError
from counterpoint.storage import open_store

_GRACE = 3.0
"""Seconds that threads have to finish after an interrupt."""

COMMANDS = (demo, run, serve, check, sources, archive, lab)

DESCRIPTION = """\
Counterpoint: the same day's news, told from each side.

Start with `counterpoint demo`, which needs no network; then `counterpoint check` and `counterpoint run`.
"""


def parser() -> argparse.ArgumentParser:
    """Declare every command and option."""
    top = argparse.ArgumentParser(
        prog="counterpoint", description=DESCRIPTION, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    top.add_argument("--version", action="version", version=f"counterpoint {__version__}")
    commands = top.add_subparsers(dest="command", metavar="COMMAND", required=True)
    for module in COMMANDS:
        module.add(commands)
    return top


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and return its exit code; known errors become one clear line each."""
    parsed = parser().parse_args(arguments)
    as_json = parsed.json or parsed.command == "lab"
    try:
        return int(parsed.run(parsed))
    except ConfigurationError as error:
        console.fail(error, [str(mistake) for mistake in error.mistakes], as_json=as_json)
        return 2
    except InputError as error:
        console.fail(error, [str(error)], as_json=as_json)
        return 2
    except DamagedError as error:
        console.fail(error, [_located(error, parsed)], as_json=as_json)
        return 1
    except CounterpointError as error:
        console.fail(error, [str(error)], as_json=as_json)
        return 1
    except KeyboardInterrupt:
        return _stopped()
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 1


def _located(error: DamagedError, parsed: argparse.Namespace) -> str:
    """Say in which store the damaged file lies."""
    settings = run.environment(parsed)
    return located(error, open_store(settings.store), open_store(settings.site))


def _stopped() -> int:
    """End after an interrupt: say at once what is waited for, and then that nothing is lost."""
    console.say("finishing the requests under way ...")
    return _without_waiting(130)


def _without_waiting(code: int) -> int:
    """Let threads finish what they are writing, but not a feed that hangs: after the grace the process ends."""
    deadline = time.monotonic() + _GRACE
    others = [thread for thread in threading.enumerate() if thread is not threading.current_thread()]
    for thread in others:
        if not thread.daemon:
            thread.join(max(0.0, deadline - time.monotonic()))
    console.say("stopped; everything written so far is whole, and running again goes on from there")
    sys.stdout.flush()
    if any(thread.is_alive() and not thread.daemon for thread in others):
        os._exit(code)
    return code
