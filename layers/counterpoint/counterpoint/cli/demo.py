"""`counterpoint demo`: the sample edition, two days, gathered over real HTTP from a server on this machine."""

import argparse
import os
import shutil
from dataclasses import replace
from pathlib import Path

from counterpoint import edition, whole
from counterpoint.cli import console, summary
from counterpoint.cli.sample import SAMPLE, SampleServer
from counterpoint.environment import Environment, open_places
from counterpoint.outlets import read_outlets
from counterpoint.topics import moved_to, read_topics

EXAMPLES = """\
  counterpoint demo                      two days of an invented dispute, into build/demo
  counterpoint demo --out /tmp/demo"""


def add(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Declare the command."""
    command = console.command(commands, "demo", run, help="make the invented sample edition", examples=EXAMPLES)
    command.add_argument("--out", metavar="DIR", default="build/demo", help="where the site is written (build/demo)")
    command.add_argument("--state", metavar="DIR", default="build/demo-state", help="its state (build/demo-state)")


def run(arguments: argparse.Namespace) -> int:
    """Make the sample's two editions anew and print the second."""
    for directory in (arguments.out, arguments.state):
        shutil.rmtree(directory, ignore_errors=True)
    topics = read_topics(SAMPLE / "topics")
    outlets = read_outlets(SAMPLE / "topics")
    with SampleServer() as server:
        environ = {**os.environ, **server.environment()}
        environment = replace(Environment.read(environ), site=arguments.out, store=arguments.state)
        places = open_places(environment, environ)
        for day, now in server.days():
            server.show(day)
            console.say(f"the sample's edition of {day}, from {server.origin}")
            planned = edition.plan(moved_to(topics, server.sample_origin, server.origin), outlets, day, now, places.state)
            with console.progress() as progress:
                made = whole.run(planned, now, places, progress)
    summary.show(made, places.site, arguments.out, as_json=arguments.json)
    return 0 if Path(arguments.out, "index.html").is_file() else 1
