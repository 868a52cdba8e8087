"""`counterpoint check`: is the configuration right, and with --online, how is each feed."""

import argparse
import os
from datetime import UTC, datetime
from pathlib import Path

from rich.markup import escape
from rich.table import Table

from counterpoint import codec
from counterpoint.cli import console, stack
from counterpoint.cli import run as running
from counterpoint.configuration import configuration_of
from counterpoint.edition.fetching import look
from counterpoint.environment import Environment
from counterpoint.gathering.web import Web
from counterpoint.model import Digest, FeedReport, Share, Topic
from counterpoint.operator_outlets import taken
from counterpoint.outlets import OVERRIDES
from counterpoint.storage import Store, open_store
from counterpoint.writing.choice import engine_named

EXAMPLES = """\
  counterpoint check                                        every mistake in infra/topics, with file and line
  counterpoint check --online                               asks each feed once, and says how it is and what to do
  counterpoint check --discover https://news.example/       the feeds that a home page names
  counterpoint check --stack counterpoint                   a deployed stack: site, last edition, last execution"""
_EDITIONS = 14


def add(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Declare the command."""
    command = console.command(
        commands, "check", run, help="check the configuration, and feeds with --online", examples=EXAMPLES
    )
    command.add_argument("--topics", metavar="DIR", help="where the topic files are (default: infra/topics)")
    command.add_argument("--online", action="store_true", help="ask every feed once, and show its health")
    command.add_argument("--discover", metavar="URL", help="show the feeds that a home page names")
    command.add_argument("--stack", metavar="NAME", help="look at a deployed stack: its site and its last edition")
    running.places(command)


def run(arguments: argparse.Namespace) -> int:
    """Check, and say what to do next."""
    if arguments.discover:
        return _discover(arguments.discover, as_json=arguments.json)
    if arguments.stack:
        return stack.check(arguments.stack, datetime.now(UTC), as_json=arguments.json)
    settings = running.environment(arguments)
    engine_named(os.environ)
    directory = Path(settings.topics)
    configuration = configuration_of(settings.topics)
    topics, claimed = configuration.topics, tuple(taken(configuration.outlets))
    reports = _ask(topics, open_store(settings.store)) if arguments.online else ()
    unknown = _unknown_outlets(settings, topics)
    for claim in claimed:
        console.say(f"{directory / OVERRIDES}: {claim}")
    if arguments.json:
        named = [topic.id for topic in topics]
        console.emit({"topics": named, "feeds": reports, "unknown_outlets": unknown, "taken_domains": claimed})
    else:
        _show(topics, reports, unknown, directory)
    return 1 if reports and not any(report.health.healthy for report in reports) else 0


def _discover(url: str, *, as_json: bool) -> int:
    from counterpoint.gathering.discovery import discover

    found = discover(url, Web.from_environment(os.environ))
    if as_json:
        console.emit({"url": url, "feeds": found})
    for feed in () if as_json else found:
        print(f"- rss: {feed.url}" + (f"   # {feed.title}" if feed.title else ""))
    if not found:
        console.say(f"counterpoint: {url} names no feed; look for a link called RSS or Feed on its pages")
    return 0 if found else 1


def _ask(topics: tuple[Topic, ...], state: Store) -> tuple[FeedReport, ...]:
    """Ask every source once, as an edition would (what is not due is not asked), and keep nothing."""
    from concurrent.futures import ThreadPoolExecutor

    sources = tuple(dict.fromkeys(source for topic in topics for source in topic.sources))
    web, now = Web.from_environment(os.environ), datetime.now(UTC)
    with ThreadPoolExecutor(max_workers=16) as pool, console.progress() as progress:
        reports = []
        for report in pool.map(lambda source: look(source, now, state, web), sources):
            reports.append(report)
            progress("fetch", len(reports), len(sources))
    return tuple(reports)


def _unknown_outlets(settings: Environment, topics: tuple[Topic, ...]) -> tuple[Share, ...]:
    """Count the outlets that the registry did not know in the last editions, most frequent first."""
    site = open_store(settings.site)
    counts: dict[str, int] = {}
    for topic in topics:
        pages = [key for key in site.keys(f"{topic.id}/2") if key.endswith("/index.json")]
        for key in pages[-_EDITIONS:]:
            stored = site.get(key)
            digest = codec.decode(stored.body, Digest, key) if stored else None
            for share in digest.receipt.unknown_outlets if digest else ():
                counts[share.name] = counts.get(share.name, 0) + share.count
    return tuple(Share(name=name, count=n) for name, n in sorted(counts.items(), key=lambda item: (-item[1], item[0])))


def _show(
    topics: tuple[Topic, ...], reports: tuple[FeedReport, ...], unknown: tuple[Share, ...], directory: Path
) -> None:
    out = console.results()
    table = Table(box=None, padding=(0, 2, 0, 0))
    for name in ("topic", "perspectives", "sources"):
        table.add_column(name, justify="right" if name == "sources" else "left")
    for topic in topics:
        sides = ", ".join(f"{side.name} ({' '.join(side.countries)})" for side in topic.perspectives)
        table.add_row(escape(topic.id), escape(sides), str(len(topic.sources)))
    out.print(table)
    if reports:
        out.print()
        out.print(_health(reports))
    if unknown:
        out.print(f"\nOutlets the registry does not know (third-party until you add them to {directory / OVERRIDES}):")
        for share in unknown[:20]:
            out.print(f"  {share.count:4} {escape(share.name)}")
    following = "counterpoint run" if reports else "counterpoint check --online, then counterpoint run"
    out.print(f"\nThe configuration is right. Next: {following}")


def _health(reports: tuple[FeedReport, ...]) -> Table:
    table = Table(box=None, padding=(0, 2, 0, 0))
    for name in ("feed", "health", "items", "last success", "what to do"):
        table.add_column(name, justify="right" if name == "items" else "left", overflow="fold")
    for report in reports:
        health = f"{report.health}: {report.reason}" if report.reason else str(report.health)
        rest = f", usually every {report.gap} d" if report.gap else ""
        success = f"{report.last_success:%Y-%m-%d}{rest}" if report.last_success else "never"
        table.add_row(escape(report.name), escape(health), str(report.items), success, escape(report.remedy))
    return table
