"""What an edition looks like in a terminal: highlights, what was gathered, where to look."""

from collections import Counter
from datetime import date

from rich.console import Console
from rich.markup import escape
from rich.table import Table

from counterpoint import codec, keys
from counterpoint.cli import console
from counterpoint.cli.remarks import Made, remarks
from counterpoint.edition.whole import Summary
from counterpoint.model import Digest, DigestOutcome, Health
from counterpoint.storage import Store

DONE, NOTHING, LACKING = 0, 1, 3


def exit_code(digests: tuple[DigestOutcome, ...]) -> int:
    """1 when no digest has a point, 3 when one is missing or lacks a side, else 0."""
    if not any(outcome.points for outcome in digests):
        return NOTHING
    return LACKING if any(outcome.failed or outcome.missing for outcome in digests) else DONE


def show(made: Made, *, as_json: bool) -> int:
    """Print the summary of an edition and return the exit code of its command."""
    summary = made.summary
    code = exit_code(summary.digests)
    if as_json:
        console.emit(
            {
                "day": summary.plan.day,
                "exit": code,
                "fetches": summary.fetches,
                "digests": summary.digests,
                "published": summary.published,
                "site": made.site,
                "unknown_outlets": made.unknown,
            }
        )
        return code
    out = console.results()
    for outcome in summary.digests:
        _digest(out, outcome, made.places.site)
    _gathered(out, summary)
    for line in remarks(made):
        console.say(f"counterpoint: {line}")
    _where(out, made.site, summary.plan.day)
    return code


def _where(out: Console, site: str, day: date) -> None:
    """Say how to read the site; one in a bucket is read where it is served."""
    place = escape(site)
    if not site.startswith("s3://"):
        made = "make serve" if site == "build/site" else f"make serve DIR={place}"
        out.print(f"\n[bold]Read it:[/bold] {made}, or counterpoint serve --dir {place}")
    out.print(f"[bold]Documents:[/bold] {place}/<topic>/{day}/index.md and index.json")


def _digest(out: Console, outcome: DigestOutcome, site: Store) -> None:
    key = keys.digest(outcome.topic, outcome.day, "json")
    stored = site.get(key)
    if stored is None:
        out.print(f"\n[bold]{escape(outcome.topic)}[/bold]  no digest: {escape(outcome.failed)}")
        return
    digest = codec.decode(stored.body, Digest, key)
    console.heading(out, f"[bold]{escape(digest.name)}[/bold] · {digest.day}")
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
