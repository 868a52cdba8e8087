"""How the command line speaks: messages and progress on stderr, results on stdout, plain lines off a terminal."""

import argparse
import contextlib
import sys
from collections.abc import Callable, Iterator, Sequence

import msgspec
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

STEPS = {"fetch": "gathering sources", "digest": "making digests", "publish": "publishing the site"}


def results() -> Console:
    """Give the console for results; it is made when used, so that a test may redirect stdout."""
    return Console(file=sys.stdout, highlight=False, soft_wrap=not sys.stdout.isatty())


def say(text: str) -> None:
    """Say something to the person at the terminal (stderr)."""
    print(text, file=sys.stderr)


def emit(value: object) -> None:
    """Print a result as one line of JSON (stdout)."""
    sys.stdout.write(msgspec.json.encode(value).decode() + "\n")
    sys.stdout.flush()


def fail(error: Exception, lines: Sequence[str], *, as_json: bool) -> None:
    """Say what is wrong, a line each; with --json also as data on stdout."""
    for line in lines:
        say(f"counterpoint: {line}")
    if as_json:
        emit({"error": type(error).__name__, "messages": list(lines)})


def command(
    commands: "argparse._SubParsersAction[argparse.ArgumentParser]",
    name: str,
    run: Callable[[argparse.Namespace], int],
    *,
    help: str,  # noqa: A002 (argparse's own word)
    examples: str,
) -> argparse.ArgumentParser:
    """Declare a command with its examples and the options every command has."""
    made = commands.add_parser(
        name,
        help=help,
        description=help[:1].upper() + help[1:] + ".",
        epilog=f"examples:\n{examples}",
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    made.add_argument("--json", action="store_true", help="print results as JSON on stdout")
    made.set_defaults(run=run)
    return made


@contextlib.contextmanager
def progress() -> Iterator[Callable[[str, int, int], None]]:
    """Show how far each step is: bars on a terminal, otherwise one plain line when a step is done."""
    if not sys.stderr.isatty():
        yield _plain
        return
    columns = (TextColumn("{task.description}"), BarColumn(bar_width=30), MofNCompleteColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as bars:
        tasks = {step: bars.add_task(text, total=None, visible=False) for step, text in STEPS.items()}

        def show(step: str, done: int, total: int) -> None:
            bars.update(tasks[step], completed=done, total=total, visible=True)

        yield show


def _plain(step: str, done: int, total: int) -> None:
    if done == total:
        say(f"{STEPS[step]}: {done} of {total}")
