"""How many falsehoods the five checks catch, and how many true claims they refuse.

Run: python -m tests.bench.bench_claims. Beside them two naive checkers: the share of content words that occur in the
cited titles, at its best threshold on the same claims; and whether every capitalised word and number occurs.
"""

import json
import re
import sys
import time
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from counterpoint.writing.checks import Cited, Claim, check
from counterpoint.writing.checks.coverage import SHIPPED
from tests.bench.table import Row, times
from tests.claims import OTHER_HAND, Labelled, caught, from_json, halves, invented, refused
from tests.shared import SHARED

CLAIMS = SHARED / "data" / "claims"
POINTS = (0.3, 0.4, 0.5, 0.55, 0.6, 0.65, 0.7, 0.8, 0.9)
LEAST_CAUGHT = 0.95


def rows() -> Iterator[Row]:
    """Falsehoods caught and true claims refused, beside the better naive checker at its best on the same claims."""
    sets = {"invented": invented(), "invented by another hand": invented(OTHER_HAND)}
    if (CLAIMS / "dev.jsonl").exists():
        sets["on real headlines"] = from_json(CLAIMS / "dev.jsonl")
    else:
        yield Row(what="claims on real headlines", skipped="needs the shared folder's data/claims")
    for name, claims in sets.items():
        (found, false), (lost, true) = caught(claims), refused(claims)
        ours = (found / false, lost / true)
        naive = max(_overlaps(claims), _measured(claims, _names_and_numbers_occur), key=_balanced)
        yield Row(
            what=f"falsehoods caught / true claims refused, {len(claims)} {name}",
            ours=f"{ours[0]:.0%} / {ours[1]:.0%}",
            baseline="naive: words, or names and numbers, occur",
            theirs=f"{naive[0]:.0%} / {naive[1]:.0%}",
            ratio=times(_balanced(ours), _balanced(naive)),
        )


def _balanced(shares: tuple[float, float]) -> float:
    """Balanced accuracy of a share caught and a share refused."""
    return (shares[0] + 1 - shares[1]) / 2


def main() -> int:
    """Print the tables; 1 when fewer falsehoods are caught than promised."""
    sets = {"invented": invented()}
    if (CLAIMS / "dev.jsonl").exists():
        dev = from_json(CLAIMS / "dev.jsonl")
        first, second = halves(dev)
        sets = {"dev": dev, "dev, half 1": first, "dev, half 2": second, **sets}
    else:
        print(f"no claims under {CLAIMS} (set COUNTERPOINT_SHARED): ours only")
    for name, claims in sets.items():
        _kinds(name, claims)
    promised = list(sets.values())
    sets["another hand"] = invented(OTHER_HAND)
    _kinds("another hand (not promised: harder, and not tuned to)", sets["another hand"])
    _curve(sets)
    _naive(sets)
    _second_opinions()
    return int(any(found < LEAST_CAUGHT * of for found, of in map(caught, promised)))


def _kinds(name: str, claims: list[Labelled]) -> None:
    start = time.perf_counter()
    verdicts = [claim.verdict() for claim in claims]
    spent = (time.perf_counter() - start) / len(claims) * 1000
    print(f"\n{name}: {len(claims)} claims, {spent:.1f} ms each")
    for kind in sorted({claim.kind for claim in claims}, key=lambda k: (_is_true(claims, k), k)):
        of = [v for claim, v in zip(claims, verdicts, strict=True) if claim.kind == kind]
        count = sum(not v.supported for v in of)
        print(f"  {kind:<22} {'refused' if _is_true(claims, kind) else 'caught':<8} {count:>3} of {len(of)}")
    print(f"  all falsehoods caught {_share(caught(claims))}, true claims refused {_share(refused(claims))}")


def _is_true(claims: list[Labelled], kind: str) -> bool:
    return next(claim.true for claim in claims if claim.kind == kind)


def _share(pair: tuple[int, int]) -> str:
    return f"{pair[0]}/{pair[1]} = {pair[0] / pair[1]:.0%}" if pair[1] else "-"


def _curve(sets: dict[str, list[Labelled]]) -> None:
    print("\noperating point: falsehoods caught / true claims refused")
    print(f"{'':>8}" + "".join(f"{name:>18}" for name in sets))
    for point in POINTS:
        cells = [f"{_percent(caught(c, point))} / {_percent(refused(c, point))}" for c in sets.values()]
        print(f"{point:>7}{'*' if point == SHIPPED else ' '}" + "".join(f"{cell:>18}" for cell in cells))


def _percent(pair: tuple[int, int]) -> str:
    return f"{pair[0] / pair[1]:.0%}"


def _naive(sets: dict[str, list[Labelled]]) -> None:
    print("\nnaive checkers: falsehoods caught / true claims refused (their best on the same claims)")
    for name, claims in sets.items():
        overlap = _overlaps(claims)
        proper = _measured(claims, _names_and_numbers_occur)
        print(f"  {name:<14} overlap {overlap[0]:.0%} / {overlap[1]:.0%}   names {proper[0]:.0%} / {proper[1]:.0%}")


def _overlaps(claims: list[Labelled]) -> tuple[float, float]:
    """What the overlap of words catches and refuses at its best threshold on these claims."""
    return max(
        (_measured(claims, lambda c, t=t: _overlap(c) >= t) for t in (i / 20 for i in range(21))),  # type: ignore[misc]  # mypy cannot infer a lambda with a default
        key=lambda pair: pair[0] - pair[1],
    )


def _measured(claims: list[Labelled], supports: Callable[[Labelled], bool]) -> tuple[float, float]:
    false = [supports(claim) for claim in claims if not claim.true]
    true = [supports(claim) for claim in claims if claim.true]
    return false.count(False) / len(false), true.count(False) / len(true)


def _cited_text(claim: Labelled) -> str:
    return " ".join(source.title for source in claim.sources if source.n in claim.claim.cites).lower()


def _overlap(claim: Labelled) -> float:
    content = [word for word in re.findall(r"\w+", claim.claim.text.lower()) if len(word) > 3]
    told = set(re.findall(r"\w+", _cited_text(claim)))
    return sum(word in told for word in content) / len(content) if content else 0.0


def _names_and_numbers_occur(claim: Labelled) -> bool:
    told = _cited_text(claim)
    return all(word.lower() in told for word in re.findall(r"\b(?:[A-Z]\w+|\d[\d.,]*)", claim.claim.text))


def _second_opinions() -> None:
    """Long claims that are not news, and noisy labels: read them as direction, not as quality."""
    print("\nsecond opinions: refused among those labelled unsupported / supported")
    for name in ("attributionbench_dev.jsonl", "seed_bullets.jsonl"):
        path: Path = CLAIMS / name
        if path.exists():
            rows = [json.loads(line) for line in path.read_text("utf-8").split("\n") if line][::4]
            print(f"  {name:<28} {_refusals(rows, 0)} / {_refusals(rows, 1)}")


def _refusals(rows: Iterable[dict[str, object]], label: int) -> str:
    verdicts = []
    for row in rows:
        told = row["sources"]
        if row["label"] == label and isinstance(told, list):
            sources = [Cited(n=n, side="", outlet="", title=str(title)) for n, title in enumerate(told, start=1)]
            claim = Claim(text=str(row["claim"]), cites=tuple(range(1, len(sources) + 1)), side=None)
            verdicts.append(check(claim, sources).supported)
    return _share((verdicts.count(False), len(verdicts)))


if __name__ == "__main__":
    sys.exit(main())
