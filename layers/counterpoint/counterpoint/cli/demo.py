"""`counterpoint demo`: the sample edition, two days, gathered over real HTTP from a server on this machine."""

import argparse
import os
import shutil
from dataclasses import replace
from pathlib import Path

from counterpoint.cli import console, summary
from counterpoint.cli.remarks import Made
from counterpoint.cli.sample import SAMPLE, SampleServer
from counterpoint.configuration import read_configuration
from counterpoint.edition import whole
from counterpoint.edition.planning import plan
from counterpoint.environment import Environment
from counterpoint.errors import InputError
from counterpoint.topics import moved_to

EXAMPLES = """\
  counterpoint demo                      two days of an invented dispute, into build/demo
  counterpoint demo --out /tmp/demo"""

SIGN = ".counterpoint-demo"


def add(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Declare the command."""
    command = console.command(commands, "demo", run, help="make the invented sample edition", examples=EXAMPLES)
    command.add_argument("--out", metavar="DIR", default="build/demo", help="where the site is written (build/demo)")
    command.add_argument("--state", metavar="DIR", default="build/demo-state", help="its state (build/demo-state)")


def run(arguments: argparse.Namespace) -> int:
    """Make the sample's two editions anew and print the second."""
    for directory in (Path(arguments.out), Path(arguments.state)):
        _make_fresh(directory)
    configuration = read_configuration(SAMPLE / "topics")
    engine = os.environ.get("COUNTERPOINT_ENGINE") or "extractive"
    with SampleServer() as server:
        environ = {**os.environ, **server.environment(), "COUNTERPOINT_ENGINE": engine}
        settings = replace(Environment.read(environ), site=arguments.out, store=arguments.state)
        places = whole.Places.open(settings, environ)
        topics = moved_to(configuration.topics, server.rules.origin, server.origin)
        for day, now in server.days():
            server.show(day)
            console.say(f"the sample's edition of {day}, gathered from {server.origin}")
            planned = plan(replace(configuration, topics=topics), day, now, places.state)
            with console.progress() as progress:
                made = whole.run(planned, now, places, progress)
    shown = Made(summary=made, places=places, configuration=configuration, topics="", site=arguments.out)
    shows = summary.show(shown, as_json=arguments.json)
    console.say("What failed here failed on purpose: the sample's sources do what real ones do.")
    return 0 if shows != summary.NOTHING else 1


def _make_fresh(directory: Path) -> None:
    """Empty a former demo's directory. Raises InputError for one that holds anything else, or cannot be written."""
    try:
        _empty(directory)
        directory.mkdir(parents=True)
        (directory / SIGN).write_text("made by `counterpoint demo`, which empties this directory when it runs again\n")
    except OSError as error:
        raise InputError(
            f"cannot write in {directory}: {error.strerror}; choose --out and --state elsewhere"
        ) from error


def _empty(directory: Path) -> None:
    if directory.exists() and not directory.is_dir():
        raise InputError(f"{directory} is a file; choose a directory with --out and --state")
    if directory.exists() and any(directory.iterdir()) and not (directory / SIGN).is_file():
        raise InputError(f"{directory} is not a former demo's; choose an empty directory with --out and --state")
    shutil.rmtree(directory, ignore_errors=True)
