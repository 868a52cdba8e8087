"""Language models that are down, lying or overspending; the press's own sentences stand in for them, labelled."""

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from counterpoint.model import Digest
from tests.bench.drill.findings import NOTHING, Row, digests, printed
from tests.bench.drill.promises import broken_promises, letters
from tests.bench.drill.stage import Stage, Stores
from tests.integration.scripted_model import FAST, SCRIPTS, Asked, Said, Script, completion, draft, scripted

PATIENT = replace(FAST, timeout=10, deadline=40)
"""For models that answer at once: this machine may be busy."""
BUDGET = 7_000
"""Tokens of an edition: room for one call at a time."""
INVENTED = "977 people of Ruritania"

Change = Callable[[Asked, str, list[int]], tuple[str, list[int]]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Fault:
    """What a model does. `label` is what an edition must say of it; `lie` is what it must never print."""

    name: str
    script: Script
    label: str = ""
    lie: str = ""
    budget: int = PATIENT.edition_tokens
    hangs: bool = False


def _lying(change: Change) -> Script:
    """A model that writes every headline but for a change, and mends nothing."""

    def script(asked: Asked) -> Said:
        if asked.purpose != "write":
            return completion(json.dumps({"texts": []}))
        return completion(json.dumps(draft(asked, lambda text, cites: change(asked, text, cites))))

    return script


def _of_the_other_side(asked: Asked, text: str, cites: list[int]) -> tuple[str, list[int]]:
    sides = {n: side for n, side, _ in asked.articles}
    other = next((n for n, side in sides.items() if side != sides[cites[0]]), cites[0])
    titles = {n: title for n, _, title in asked.articles}
    return titles.get(other, text), [other]


def _spent(asked: Asked) -> Said:
    return completion(json.dumps(draft(asked)), tokens=(2 * BUDGET, BUDGET))


FAULTS = (
    Fault(name="the model is down (500)", script=SCRIPTS["500"], label="500"),
    Fault(name="the model hangs", script=SCRIPTS["timeout"], label="time", hangs=True),
    Fault(name="the model closes the connection", script=SCRIPTS["closes at once"]),
    Fault(name="the model invents numbers and names", lie=INVENTED,
          script=_lying(lambda _, text, cites: (f"{text}, say {INVENTED}", cites))),
    Fault(name="the model cites nothing", script=_lying(lambda _, text, __: (f"{text}", []))),
    Fault(name="the model speaks for the other side", script=_lying(_of_the_other_side)),
    Fault(name="the model writes prose, not points", script=SCRIPTS["no JSON"]),
    Fault(name="the model uses three times the budget", script=_spent, label="budget", budget=BUDGET),
)  # fmt: skip


def rehearse(stage: Stage, *, short: bool) -> Iterator[Row]:
    """An edition with each model."""
    for fault in FAULTS[::3] if short else FAULTS:
        yield _rehearsed(stage, fault)


def _rehearsed(stage: Stage, fault: Fault) -> Row:
    stores = stage.stores()
    settings = replace(FAST if fault.hangs else PATIENT, edition_tokens=fault.budget)
    with scripted(fault.script) as server:
        stage.attempt(stores, engine=server.engine(stores.state, settings))
    made = digests(stage, stores)
    said = list(dict.fromkeys(words for digest in made for words in _fallbacks(digest)))
    broken = [*broken_promises(stage, stores), *(words for digest in made for words in _unlabelled(digest, stores))]
    if not any(fault.label in words for words in said):
        broken.append(f"no section says {fault.label or 'why the model did not write it'}: {said}")
    if fault.budget == BUDGET and len(server.requests) > len(made):
        broken.append(f"{len(server.requests)} calls were made after the budget was spent")
    if fault.lie:
        lie = letters(fault.lie.encode())
        broken += [f"{key} repeats the lie" for key, body in _texts(stores) if lie in letters(body)]
    return Row(
        fault=fault.name,
        published=printed(stage, stores),
        lost=_untold(stage, stores),
        labelled=f"“{said[0]}”" if said else "",
        broken=tuple(broken),
    )


def _fallbacks(digest: Digest) -> list[str]:
    return [words for words in (*(side.fallback for side in digest.perspectives), digest.highlights_fallback) if words]


def _unlabelled(digest: Digest, stores: Stores) -> Iterator[str]:
    """Sections that others wrote than the model, and do not say so in one of the three forms."""
    objects = stores.objects()
    for form in ("md", "json", "html"):
        text = letters(objects[f"site/{digest.topic}/{digest.day}/index.{form}"])
        missing = [words for words in _fallbacks(digest) if letters(words.encode()) not in text]
        yield from (f"{digest.topic}: the {form} does not say “{words}”" for words in missing)
    for side in digest.perspectives:
        if not side.fallback and any(point.engine == "extractive" for point in side.points):
            yield f"{digest.topic}: {side.name} was written without the model, and does not say so"


def _texts(stores: Stores) -> list[tuple[str, bytes]]:
    endings = (".md", ".json", ".html", ".xml", ".txt")
    return [(key, body) for key, body in stores.objects().items() if key.startswith("site/") and key.endswith(endings)]


def _untold(stage: Stage, stores: Stores) -> str:
    """Stories that a side tells in the undisturbed edition and not in this one."""
    lacking = _told(stage, stage.undisturbed()) - _told(stage, stores)
    return f"{len(lacking)} stories: {sorted(lacking)[:3]}" if lacking else NOTHING


def _told(stage: Stage, stores: Stores) -> set[tuple[str, str, str]]:
    return {
        (digest.topic, section.id, row.story)
        for digest in digests(stage, stores)
        for section in digest.perspectives
        for point in section.points
        for row in digest.sources
        if row.n in point.cites
    }
