"""`counterpoint run`: today's edition from the live feeds."""

import argparse
import os
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from counterpoint.cli import clock, console, summary
from counterpoint.cli.remarks import Made
from counterpoint.configuration import Configuration, configuration_of
from counterpoint.edition import whole
from counterpoint.edition.planning import plan
from counterpoint.environment import Environment
from counterpoint.errors import InputError
from counterpoint.model import Plan
from counterpoint.storage import DirectoryStore

EXAMPLES = """\
  counterpoint run                                          today's edition of every topic in infra/topics
  counterpoint run --topic china-japan --out /srv/news      one topic, into another directory
  counterpoint run --date 2026-01-14 --now 2026-01-14T04:00:36Z --json"""


def add(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Declare the command."""
    command = console.command(commands, "run", run, help="gather, digest and publish an edition", examples=EXAMPLES)
    command.add_argument("--topics", metavar="DIR", help="where the topic files are (default: infra/topics)")
    command.add_argument("--topic", metavar="ID", action="append", default=[], help="only this topic; may be repeated")
    places(command)
    clock.add(command)


def places(command: argparse.ArgumentParser) -> None:
    """Declare --out and --state."""
    command.add_argument("--out", metavar="DIR", help="where the site is written (default: build/site)")
    command.add_argument("--state", metavar="DIR", help="where the state is kept (default: build/state)")


def environment(arguments: argparse.Namespace) -> Environment:
    """Read the environment; options override it."""
    read = Environment.read(os.environ)
    chosen = replace(
        read,
        topics=getattr(arguments, "topics", None) or read.topics,
        site=getattr(arguments, "out", None) or read.site,
        store=getattr(arguments, "state", None) or read.store,
    )
    _refuse_served_state(chosen)
    return chosen


def _refuse_served_state(settings: Environment) -> None:
    """The state is never served. Raises InputError when it would stand within the site, or the site within it."""
    if settings.store.startswith("s3://") or settings.site.startswith("s3://"):
        return
    state, site = Path(settings.store).resolve(), Path(settings.site).resolve()
    if state.is_relative_to(site) or site.is_relative_to(state):
        raise InputError(
            f"state ({settings.store}) and site ({settings.site}) overlap; give each a directory of its own"
        )


def chosen(configuration: Configuration, ids: list[str]) -> Configuration:
    """Keep the topics that were named, all when none was. Raises InputError for a name that is no topic."""
    known = sorted(topic.id for topic in configuration.topics)
    for name in ids:
        if name not in known:
            raise InputError(f"no topic {name!r}; there are {', '.join(known)}")
    return replace(configuration, topics=tuple(t for t in configuration.topics if not ids or t.id in ids))


def _kept_clock(planned: Plan, given: str | None) -> str:
    """Say that the first clock of the date stays, and what that means."""
    begun = f"{planned.now:%H:%M} UTC" if planned.now.date() == planned.day else f"{planned.now:%Y-%m-%d %H:%M} UTC"
    overruled = f"--now {given} is overruled: " if given else ""
    return (
        f"{overruled}the edition of {planned.day} was begun at {begun}; "
        "its clock stays: newer articles come with the next one"
    )


def _see_ready(opened: whole.Places) -> None:
    """See that state and site can be reached and written before anybody is asked. Raises StorageError."""
    for store in (opened.state, opened.site):
        if isinstance(store, DirectoryStore):
            store.make_ready()
        else:
            store.get("index.html")


def run(arguments: argparse.Namespace) -> int:
    """Make an edition and print what it holds."""
    settings = environment(arguments)
    day, now = clock.read(arguments.date, arguments.now, datetime.now(UTC))
    configuration = chosen(configuration_of(settings.topics), arguments.topic)
    opened = whole.Places.open(settings, os.environ)
    _see_ready(opened)
    planned = plan(configuration, day, now, opened.state)
    if planned.now != now:
        console.say(f"counterpoint: {_kept_clock(planned, arguments.now)}")
    with console.progress() as progress:
        made = whole.run(planned, now, opened, progress, only=tuple(topic.id for topic in configuration.topics))
    shown = Made(summary=made, places=opened, configuration=configuration, topics=settings.topics, site=settings.site)
    return summary.show(shown, as_json=arguments.json)
