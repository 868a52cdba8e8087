"""Who publishes what: the outlet registry, the ground the side passport stands on.

    registry = Registry.load().with_overrides(operator_outlets)
    registry.find("www.scmp.com")                               -> South China Morning Post (HK)
    registry.find("", "The Nation (Pakistan)", by_name=True)    -> The Nation (Pakistan)
    registry.find("", "The Nation", by_name=True)               -> None: more than one paper bears that name

`outlets.csv` holds what we are sure of: an unsure owner is `unknown`, an unsure home country is empty, and an
outlet without a country fills no side. Rules of the file:

- `country` is where the head office of the newsroom is, not where an edition is read: the BBC in Chinese is GB, Arab
  News' Pakistan site SA, the South China Morning Post HK. `family` tells the owner: alibaba-scmp.
- `name` is unique. `names` are further spellings under which feeds list the outlet; a spelling that two outlets list
  names neither, which keeps "El Universal" (Caracas, Mexico City) from a guess. Rivals are listed for that alone, too.
- Rows are sorted by `country`, then `name`, by code point (a row without a country comes first), and a domain stands in
  one row: `tests/unit/test_outlets_shipped.py` holds them to it.
- Aggregators (they republish others) and portals (anybody writes there) keep their country, but speak for no side.
"""

from __future__ import annotations

import csv
import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

from counterpoint.model import Kind, Outlet, Ownership

OVERRIDES = "outlets.yaml"
"""The operator's own outlets: this file, lying beside the topic files."""

SHIPPED = Path(__file__).with_name("outlets.csv")

_HOST = re.compile(r"(?:[a-z0-9](?:[a-z0-9-]*[a-z0-9])?\.)+[a-z][a-z0-9-]*[a-z0-9]")
_SECOND_LEVEL = frozenset(
    {"ac", "co", "com", "edu", "go", "gob", "gov", "gouv", "govt", "gub", "mil", "ne", "net", "nic", "nom", "or", "org"}
)


@dataclass(frozen=True, slots=True)
class Registry:
    """All outlets known, found by domain or by name. Built by `Registry.load` or `Registry.of`; never changes."""

    outlets: tuple[Outlet, ...]
    by_domain: Mapping[str, Outlet]
    by_spelling: Mapping[str, Outlet | None]

    @classmethod
    def of(cls, outlets: Iterable[Outlet]) -> Registry:
        """The registry of these outlets; a spelling that two of them list is kept, and names neither."""
        everyone = tuple(outlets)
        by_domain = {domain: outlet for outlet in everyone for domain in outlet.domains}
        by_spelling: dict[str, Outlet | None] = {}
        for outlet in everyone:
            for key in _spellings(outlet):
                by_spelling[key] = outlet if by_spelling.get(key, outlet) is outlet else None
        _add_without_article(by_spelling)
        return cls(everyone, by_domain, by_spelling)

    @classmethod
    def load(cls) -> Registry:
        """The shipped registry, read once in a process."""
        return _shipped()

    def with_overrides(self, overrides: Iterable[Outlet]) -> Registry:
        """These outlets over ours: one of the same name is replaced; every domain and new spelling of theirs is theirs.

        A spelling that the replaced outlet had already, shared with others of ours, still names none of them.
        """
        over = tuple(overrides)
        if not over:
            return self
        ours = {outlet.name: outlet for outlet in self.outlets}
        everyone = {**ours, **{outlet.name: outlet for outlet in over}}
        merged = Registry.of(sorted(everyone.values(), key=lambda outlet: (outlet.country, outlet.name)))
        theirs = Registry.of(replace(outlet, names=_new_names(outlet, ours.get(outlet.name))) for outlet in over)
        claimed = {key: everyone[outlet.name] for key, outlet in theirs.by_spelling.items() if outlet}
        domains = {domain: outlet for outlet in over for domain in outlet.domains}
        return Registry(merged.outlets, {**merged.by_domain, **domains}, {**merged.by_spelling, **claimed})

    def find(self, domain: str, name: str = "", *, by_name: bool = False) -> Outlet | None:
        """The outlet of a host (`m.scmp.com`, `asia.nikkei.com`), the longest registered domain winning.

        With `by_name` (Google News feeds, which name their sources) an unknown host's outlet is looked up by an
        unambiguous registered name, with or without a leading "The"; a name that is a host is looked up as one.
        """
        found = self._at(domain)
        if found is not None or not by_name:
            return found
        spelling = spelled(name)
        found = self._at(spelling) if is_host(spelling) else None
        if found is not None or spelling in self.by_spelling:
            return found or self.by_spelling[spelling]
        return self.by_spelling.get(spelling.removeprefix("the "))

    def _at(self, host: str) -> Outlet | None:
        return next((self.by_domain[domain] for domain in _upwards(host) if domain in self.by_domain), None)


def spelled(name: str) -> str:
    """A name as it is compared: Unicode NFKC, casefolded, runs of white space as one space."""
    return " ".join(unicodedata.normalize("NFKC", name).casefold().split())


def is_host(text: str) -> bool:
    """Whether this is a lower-case host name and nothing else: no scheme, path, port, star or address."""
    return _HOST.fullmatch(text) is not None


def is_public_suffix(domain: str) -> bool:
    """Whether anybody may register below this (`pk`, `com.pk`, `gov.cn`): such an entry would swallow strangers.

    A rule of thumb for the second level of country domains; it does not know the Public Suffix List.
    """
    first, _, last = domain.rpartition(".")
    return not first or (len(last) == len("cc") and first in _SECOND_LEVEL)


def _upwards(host: str) -> Iterator[str]:
    """The host and its parents, longest first: www.asia.nikkei.com, asia.nikkei.com, nikkei.com, com."""
    rest = host.strip().casefold().rstrip(".")
    while rest:
        yield rest
        rest = rest.partition(".")[2]


def _spellings(outlet: Outlet) -> tuple[str, ...]:
    return tuple(map(spelled, (outlet.name, *outlet.names)))


def _new_names(outlet: Outlet, shipped: Outlet | None) -> tuple[str, ...]:
    known = _spellings(shipped) if shipped else ()
    return tuple(name for name in outlet.names if spelled(name) not in known)


def _add_without_article(by_spelling: dict[str, Outlet | None]) -> None:
    """Let "The Japan Times" answer to "Japan Times", too, unless somebody lists that very spelling."""
    for spelling, outlet in tuple(by_spelling.items()):
        if spelling.startswith("the "):
            by_spelling.setdefault(spelling.removeprefix("the "), outlet)


@cache
def _shipped() -> Registry:
    ownership = {str(word): word for word in Ownership}
    kind = {str(word): word for word in Kind}
    with SHIPPED.open(encoding="utf-8", newline="") as file:
        rows = csv.reader(file)
        next(rows)
        return Registry.of(
            Outlet(name=name, country=country, domains=_several(domains), names=_several(names),
                   languages=_several(languages), ownership=ownership[owner], family=family, kind=kind[what])
            for name, country, domains, names, languages, owner, family, what in rows
        )  # fmt: skip


def _several(cell: str) -> tuple[str, ...]:
    return tuple(cell.split(";")) if cell else ()
