"""How the command line speaks: messages and progress on stderr, results on stdout, plain lines off a terminal."""

import argparse
import contextlib
import sys
from collections.abc import Callable, Iterator, Sequence

import msgspec
from rich.console import Console
from rich.markup import escape
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn
from rich.table import Table

STEPS = {"fetch": "gathering sources", "digest": "making digests", "publish": "publishing the site"}


_UNWRAPPED = 10_000


def results() -> Console:
    """Give the console for results; it is made when used, so that a test may redirect stdout.

    Off a terminal nothing is wrapped: a row of a table is a line.
    """
    if sys.stdout.isatty():
        return Console(file=sys.stdout, highlight=False)
    return Console(file=sys.stdout, highlight=False, soft_wrap=True, width=_UNWRAPPED)


def table(*names: str, right: Sequence[str] = ()) -> Table:
    """Make a table without lines; columns fold on a terminal, and are as wide as they need to be elsewhere."""
    made = Table(box=None, padding=(0, 2, 0, 0))
    for name in names:
        made.add_column(name, justify="right" if name in right else "left", overflow="fold")
    return made


def row(made: Table, *cells: str) -> None:
    """Add a row of plain text: nothing in it is markup, and no cell is more than a line."""
    made.add_row(*(escape(" ".join(cell.split())) for cell in cells))


def line(out: Console, text: str) -> None:
    """Print plain text: nothing in it is markup."""
    out.print(escape(text))


def heading(out: Console, text: str) -> None:
    """Print a heading: a rule on a terminal, a line elsewhere."""
    if out.width == _UNWRAPPED:
        out.print(f"\n{text}")
    else:
        out.rule(text, align="left")


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
        allow_abbrev=False,
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
