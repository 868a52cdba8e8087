"""How each feed is, as `counterpoint check --online` shows it, and what to do next."""

from counterpoint.cli import console
from counterpoint.model import FeedReport, Health

_RIGHT = "The configuration is right."
_GIVES = {Health.STALE, Health.UNDATED}


def show(reports: tuple[FeedReport, ...]) -> None:
    """Show the feeds, a row each, and the next step."""
    out = console.results()
    if reports:
        table = console.table("feed", "health", "items", "last success", "what to do", right=("items",))
        for report in reports:
            console.row(table, *_cells(report))
        out.print()
        out.print(table)
    console.line(out, f"\n{_next(reports)}")


def _cells(report: FeedReport) -> tuple[str, ...]:
    health = f"{report.health}: {report.reason}" if report.reason else str(report.health)
    rest = f", usually every {report.gap} d" if report.gap else ""
    success = f"{report.last_success:%Y-%m-%d}{rest}" if report.last_success else "never"
    return report.name, health, str(report.items), success, report.remedy


def _next(reports: tuple[FeedReport, ...]) -> str:
    """Say the next step: an edition of feeds that give nothing is no step."""
    if not reports:
        return f"{_RIGHT} Next: counterpoint check --online, then counterpoint run"
    silent = [report for report in reports if not report.health.healthy and report.health not in _GIVES]
    feeds = "the feed" if len(silent) == 1 else f"the {len(silent)} feeds"
    if len(silent) == len(reports):
        offline = all(report.health.unanswered for report in reports)
        return f"Next: mend {feeds} above" + ("; or is this machine offline?" if offline else "")
    some = f" ({len(silent)} of {len(reports)} feeds above give nothing: mend or replace them)" if silent else ""
    return f"{_RIGHT} Next: counterpoint run{some}"
