"""`counterpoint check`: is the configuration right, and with --online, how is each feed."""

import argparse
import os
from datetime import UTC, datetime

from counterpoint.cli import console, health, stack
from counterpoint.cli import run as running
from counterpoint.cli.unknown import Unknown, unknown_outlets
from counterpoint.configuration import Configuration, configuration_of
from counterpoint.edition.fetching import last, look
from counterpoint.edition.whole import each
from counterpoint.errors import InputError
from counterpoint.gathering.web import Web
from counterpoint.model import SourceArticles, Topic
from counterpoint.operator_outlets import taken
from counterpoint.outlets import OVERRIDES
from counterpoint.storage import Store, open_store
from counterpoint.writing.choice import engine_named

EXAMPLES = """\
  counterpoint check                                        every mistake in infra/topics, with file and line
  counterpoint check --online                               asks each feed once, and says how it is and what to do
  counterpoint check --online --topic china-japan           the feeds of one topic
  counterpoint check --discover https://news.example/       the feeds that a home page names
  counterpoint check --stack counterpoint                   a deployed stack: site, last edition, last execution"""
_MOST = 20
_AT_ONCE = 16


def add(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Declare the command."""
    command = console.command(
        commands, "check", run, help="check the configuration, and feeds with --online", examples=EXAMPLES
    )
    command.add_argument("--topics", metavar="DIR", help="where the topic files are (default: infra/topics)")
    command.add_argument("--topic", metavar="ID", action="append", default=[], help="only this topic; may be repeated")
    command.add_argument("--online", action="store_true", help="ask every feed once, and show its health")
    command.add_argument("--discover", metavar="URL", help="show the feeds that a home page names")
    command.add_argument("--stack", metavar="NAME", help="look at a deployed stack: its site and its last edition")
    command.add_argument("--region", metavar="R", help="the stack's region (default: AWS_REGION, or the profile's)")
    running.places(command)


def run(arguments: argparse.Namespace) -> int:
    """Check, and say what to do next."""
    if arguments.discover is not None:
        return _discover(arguments.discover, as_json=arguments.json)
    if arguments.stack is not None:
        return stack.check(arguments.stack, datetime.now(UTC), region=arguments.region or "", as_json=arguments.json)
    return _check(arguments)


def _check(arguments: argparse.Namespace) -> int:
    settings = running.environment(arguments)
    engine_named(os.environ)
    configuration = running.chosen(configuration_of(settings.topics), arguments.topic)
    given = _given(configuration.topics, open_store(settings.store), online=arguments.online)
    unknown = unknown_outlets(given, configuration)
    reports = tuple(found.report for found in given) if arguments.online else ()
    overrides = f"{settings.topics.rstrip('/')}/{OVERRIDES}"
    claimed = tuple(taken(configuration.outlets))
    for claim in claimed:
        console.say(f"{overrides}: {claim}")
    if arguments.json:
        named = [topic.id for topic in configuration.topics]
        console.emit({"topics": named, "feeds": reports, "unknown_outlets": unknown, "taken_domains": claimed})
    else:
        _show(configuration, unknown, overrides)
        health.show(reports)
    return 1 if reports and not any(report.health.healthy for report in reports) else 0


def _discover(url: str, *, as_json: bool) -> int:
    from counterpoint.gathering.discovery import discover

    if not url.startswith(("http://", "https://")):
        raise InputError(f"--discover {url!r} is no address; give a home page, like https://news.example/")
    found = discover(url, Web.from_environment(os.environ))
    if as_json:
        console.emit({"url": url, "feeds": found})
    for feed in () if as_json else found:
        print(f"- rss: {feed.url}" + (f"   # {feed.title}" if feed.title else ""))
    if not found:
        console.say(f"counterpoint: {url} names no feed; look for a link called RSS or Feed on its pages")
    return 0 if found else 1


def _given(topics: tuple[Topic, ...], state: Store, *, online: bool) -> tuple[SourceArticles, ...]:
    """Read what every source gave last, or ask each once, unless its publisher asked for a pause, and keep nothing."""
    sources = tuple(dict.fromkeys(source for topic in topics for source in topic.sources))
    if not online:
        return tuple(filter(None, (last(source, state) for source in sources)))
    web, now = Web.from_environment(os.environ), datetime.now(UTC)
    with console.progress() as progress:
        return each("fetch", lambda source: look(source, now, state, web), sources, _AT_ONCE, progress)


def _show(configuration: Configuration, unknown: tuple[Unknown, ...], overrides: str) -> None:
    """Show the topics, and the outlets that speak for nobody."""
    out = console.results()
    table = console.table("topic", "perspectives", "sources", right=("sources",))
    for topic in configuration.topics:
        sides = ", ".join(f"{side.name} ({' '.join(side.countries)})" for side in topic.perspectives)
        console.row(table, topic.id, sides, str(len(topic.sources)))
    out.print(table)
    if unknown:
        console.line(out, f"\nOutlets that nobody knows (they fill no side until you add them to {overrides}):")
    for outlet in unknown[:_MOST]:
        console.line(out, f"  {outlet.count:4} {outlet}")
    if len(unknown) > _MOST:
        console.line(out, f"       and {len(unknown) - _MOST} more (--json lists them all)")
