"""The state of every source over the last 30 days, kept for the status page."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date

from counterpoint.model import FeedReport, Health

KEPT = 30
"""Days that the status page looks back."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceDay:
    """How a source did on one day."""

    day: date
    health: Health
    items: int
    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceStrip:
    """A source and its last days, oldest first."""

    source: str
    name: str
    url: str
    days: tuple[SourceDay, ...]

    def with_report(self, day: date, report: FeedReport) -> "SourceStrip":
        """This strip with `report` in the place of its day."""
        told = SourceDay(day=day, health=report.health, items=report.items, reason=report.reason)
        days = {known.day: known for known in (*self.days, told)}
        kept = tuple(days[known] for known in sorted(days)[-KEPT:])
        return replace(self, name=report.name, url=report.url, days=kept)


@dataclass(frozen=True, slots=True, kw_only=True)
class Strips:
    """Every source that an edition of the last 30 days asked, by name."""

    sources: tuple[SourceStrip, ...] = ()

    def with_reports(self, day: date, reports: Iterable[FeedReport]) -> "Strips":
        """These strips after the edition of `day`; sources that were not asked for 30 days are forgotten."""
        strips = {strip.source: strip for strip in self.sources}
        for report in reports:
            empty = SourceStrip(source=report.source, name=report.name, url=report.url, days=())
            strips[report.source] = strips.get(report.source, empty).with_report(day, report)
        latest = max((strip.days[-1].day for strip in strips.values()), default=day)
        followed = [strip for strip in strips.values() if (latest - strip.days[-1].day).days < KEPT]
        return Strips(sources=tuple(sorted(followed, key=lambda strip: (strip.name.casefold(), strip.source))))
