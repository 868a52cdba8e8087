"""Labelled claims to measure the five checks with: ours, over invented headlines, and the shared ones."""

import json
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from counterpoint.writing.checks import Cited, Claim, Verdict, check
from counterpoint.writing.checks.coverage import SHIPPED

INVENTED = Path(__file__).parent / "bench" / "invented_claims.tsv"
OTHER_HAND = INVENTED.with_name("other_hand_claims.tsv")


@dataclass(frozen=True, slots=True, kw_only=True)
class Labelled:
    """A claim with its sources, its kind and whether they support it."""

    id: str
    kind: str
    true: bool
    claim: Claim
    sources: tuple[Cited, ...]

    def verdict(self, strictness: float = SHIPPED) -> Verdict:
        """What the five checks say."""
        return check(self.claim, self.sources, strictness)


def invented(table: Path = INVENTED) -> list[Labelled]:
    """Claims over invented headlines, as a table lists them."""
    rows = [line.split("\t") for line in table.read_text("utf-8").splitlines() if line and not line.startswith("#")]
    return [_invented(f"{table.stem}-{number}", row) for number, row in enumerate(rows, start=1)]


def _invented(name: str, row: list[str]) -> Labelled:
    kind, label, side, cites, text, told = row
    sources = []
    for n, source in enumerate(told.split(" || "), start=1):
        owner, language, title = source.split("~", 2)
        sources.append(Cited(n=n, side=owner, outlet="", title=title, language=language))
    claim = Claim(text=text, cites=tuple(int(n) for n in cites.split(",") if n), side=side or None)
    return Labelled(id=name, kind=kind, true=label == "1", claim=claim, sources=tuple(sources))


def from_json(path: Path) -> list[Labelled]:
    """Claims in the form that `counterpoint lab check` reads, with `label`, `kind` and `date`."""
    rows = [json.loads(line) for line in path.read_text("utf-8").split("\n") if line]
    return [
        Labelled(
            id=row["id"],
            kind=row["kind"],
            true=row["label"] == "supported",
            claim=Claim(
                text=row["claim"], cites=tuple(row["cites"]), side=row["side"], date=date.fromisoformat(row["date"])
            ),
            sources=tuple(
                Cited(n=s["n"], side=s["side"], outlet=s["outlet"], title=s["title"], language=s["lang"])
                for s in row["sources"]
            ),
        )
        for row in rows
    ]


def halves(claims: list[Labelled]) -> tuple[list[Labelled], list[Labelled]]:
    """Two halves with the same kinds: every other claim of each kind."""
    seen: dict[str, int] = {}
    first: list[Labelled] = []
    second: list[Labelled] = []
    for claim in claims:
        seen[claim.kind] = seen.get(claim.kind, 0) + 1
        (first if seen[claim.kind] % 2 else second).append(claim)
    return first, second


def caught(claims: list[Labelled], strictness: float = SHIPPED) -> tuple[int, int]:
    """How many falsehoods are refused, and how many there are."""
    false = [claim for claim in claims if not claim.true]
    return sum(not claim.verdict(strictness).supported for claim in false), len(false)


def refused(claims: list[Labelled], strictness: float = SHIPPED) -> tuple[int, int]:
    """How many true claims are refused, and how many there are."""
    true = [claim for claim in claims if claim.true]
    return sum(not claim.verdict(strictness).supported for claim in true), len(true)
