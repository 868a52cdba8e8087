"""What an edition looks like in a terminal: highlights, what was gathered, where to look."""

from collections import Counter
from collections.abc import Iterator
from urllib.parse import urlsplit

from rich.console import Console
from rich.markup import escape
from rich.table import Table

from counterpoint import codec, keys
from counterpoint.cli import console
from counterpoint.edition.whole import Summary
from counterpoint.model import Digest, DigestOutcome, FetchOutcome, Health, Source
from counterpoint.storage import Store

DONE, NOTHING, LACKING = 0, 1, 3
_NETWORK = {Health.UNREACHABLE, Health.TIMED_OUT}


def exit_code(digests: tuple[DigestOutcome, ...]) -> int:
    """1 when no digest has a point, 3 when one is missing or lacks a side, else 0."""
    if not any(outcome.points for outcome in digests):
        return NOTHING
    return LACKING if any(outcome.failed or outcome.missing for outcome in digests) else DONE


def show(made: Summary, site: Store, place: str, *, as_json: bool) -> int:
    """Print the summary of an edition and return the exit code of its command."""
    code = exit_code(made.digests)
    if as_json:
        console.emit(
            {
                "day": made.plan.day,
                "exit": code,
                "fetches": made.fetches,
                "digests": made.digests,
                "published": made.published,
                "site": place,
            }
        )
        return code
    out = console.results()
    for outcome in made.digests:
        _digest(out, outcome, site)
    _gathered(out, made)
    _failures(made)
    out.print(f"\n[bold]Read it:[/bold] make serve, or counterpoint serve --dir {escape(place)}")
    out.print(f"[bold]Documents:[/bold] {escape(place)}/<topic>/{made.plan.day}/index.md and index.json")
    return code


def _digest(out: Console, outcome: DigestOutcome, site: Store) -> None:
    key = keys.digest(outcome.topic, outcome.day, "json")
    stored = site.get(key)
    if stored is None:
        out.print(f"\n[bold]{escape(outcome.topic)}[/bold]  no digest: {escape(outcome.failed)}")
        return
    digest = codec.decode(stored.body, Digest, key)
    out.rule(f"[bold]{escape(digest.name)}[/bold] · {digest.day}", align="left")
    if digest.notice:
        out.print(f"[dim]{escape(digest.notice)}[/dim]")
    if digest.gap:
        out.print(f"[yellow]{escape(digest.gap)}[/yellow]")
    for point in digest.highlights:
        cites = "".join(f"[{n}]" for n in point.cites)
        out.print(f" • {escape(point.text)} [dim]{escape(cites)}[/dim]")
    _tellings(out, digest)


def _tellings(out: Console, digest: Digest) -> None:
    if not digest.tellings:
        return
    table = Table(box=None, padding=(0, 2, 0, 1), title="Told by both sides", title_justify="left", title_style="bold")
    for side in digest.perspectives:
        table.add_column(side.name, ratio=1, overflow="fold")
    for telling in digest.tellings[:3]:
        told = {side.side: f"{side.headline} [{side.n}]" for side in telling.sides}
        table.add_row(*(escape(told.get(side.id, "—")) for side in digest.perspectives))
    out.print(table)


def _gathered(out: Console, made: Summary) -> None:
    table = Table(box=None, padding=(0, 2, 0, 1), title="What was gathered", title_justify="left", title_style="bold")
    for name in ("topic", "points", "articles", "sides told"):
        table.add_column(name, justify="left" if name == "topic" else "right")
    for outcome in made.digests:
        lacking = f" (nothing from {', '.join(outcome.missing)})" if outcome.missing else ""
        table.add_row(
            escape(outcome.topic), str(outcome.points), str(outcome.sources), escape(f"{outcome.sides}{lacking}")
        )
    out.print()
    out.print(table)
    counts = Counter(outcome.health for outcome in made.fetches)
    healths = ", ".join(f"{counts[health]} {health.value}" for health in Health if counts[health])
    articles = sum(outcome.articles for outcome in made.fetches)
    out.print(f" {len(made.fetches)} sources: {healths}; {articles} articles")


def _failures(made: Summary) -> None:
    """One line per feed that failed; of hosts that could not be reached, one line each."""
    sources = {source.id: source for source in made.plan.sources}
    lines = dict.fromkeys(
        _line(sources[outcome.source], outcome)
        for outcome in made.fetches
        if not outcome.health.healthy and outcome.reason and not outcome.until
    )
    for line in (*lines, *_pauses(made)):
        console.say(f"counterpoint: {line}")
    if made.fetches and all(outcome.health in _NETWORK for outcome in made.fetches):
        console.say("counterpoint: no source could be reached; is this machine online? (`make demo` needs no network)")


def _pauses(made: Summary) -> Iterator[str]:
    """Say of how many sources nothing is known today, because they rest after a failure, and until when."""
    for health in Health:
        resting = [outcome.until for outcome in made.fetches if outcome.until and outcome.health is health]
        if resting:
            noun = "source was" if len(resting) == 1 else "sources were"
            until = " to ".join(dict.fromkeys(f"{end:%Y-%m-%d %H:%M}" for end in (min(resting), max(resting))))
            yield f"{len(resting)} {noun} not asked: pausing after {health.value} until {until} UTC"


def _line(source: Source, outcome: FetchOutcome) -> str:
    """Say what failed: a host that cannot be reached names itself, anything else is said of its feed."""
    if outcome.health in _NETWORK:
        host = urlsplit(source.url).hostname or "Google News"
        return outcome.reason if host in outcome.reason else f"{host}: {outcome.reason}"
    return f"{source.url or f'Google News search {source.query!r}'}: {outcome.reason}"
