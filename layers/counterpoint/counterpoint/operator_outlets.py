"""The operator's `outlets.yaml` -> outlets that go over the shipped ones. Every mistake is named at once.

    outlets:
      - name: The Hillside Courier        # a new outlet: its name and domains, whatever else is known
        country: XA
        domains: [hillside-courier.example]
        names: [Hillside Courier]
        languages: [en]
        ownership: private
        family: hillside-press
        kind: newspaper
      - name: Xinhua                      # one of ours: only what changes
        domains: [xinhuanet.com, news.cn, xinhua.example]

`outlets: []` changes nothing. What a field holds is said in counterpoint.outlets. An outlet may claim a domain that we
ship under another name: that is no mistake, and `counterpoint check` says from whom it is taken.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from enum import StrEnum
from pathlib import Path
from typing import TypeVar

import yaml

from counterpoint.errors import ConfigurationError, Mistake
from counterpoint.field_types import country, identifier, language
from counterpoint.model import Kind, Outlet, Ownership
from counterpoint.outlets import Registry, is_host, is_public_suffix, spelled
from counterpoint.positions import Value, read_page

_FIELDS = ("country", "domains", "names", "languages", "ownership", "family", "kind")

_Read = TypeVar("_Read")
_Word = TypeVar("_Word", bound=StrEnum)


def read_outlets(path: Path) -> tuple[Outlet, ...]:
    """The outlets of an operator's file, complete: what it leaves out of a shipped outlet stays as shipped.

    No file, no outlets. Raises ConfigurationError with every mistake, ordered by line.
    """
    if not path.exists():
        return ()
    mistakes: list[Mistake] = []
    page = read_page(path, mistakes)
    shipped = {outlet.name: outlet for outlet in Registry.load().outlets}
    outlets = _outlets(page, shipped) if page else ()
    if mistakes:
        raise ConfigurationError(tuple(sorted(mistakes, key=lambda mistake: mistake.line)))
    return outlets


def taken(outlets: Iterable[Outlet]) -> Iterator[str]:
    """Say which domains an operator's outlets take from shipped ones that the file does not speak of."""
    over = {outlet.name: outlet for outlet in outlets}
    for outlet in over.values():
        for domain in outlet.domains:
            owner = Registry.load().find(domain)
            if owner is not None and owner.name not in over:
                yield f"{outlet.name} takes {domain} from {owner.name}"


def _outlets(page: Value, shipped: Mapping[str, Outlet]) -> tuple[Outlet, ...]:
    listed = page.fields(required=("outlets",)).get("outlets")
    if listed is None or (isinstance(listed.node, yaml.SequenceNode) and not listed.node.value):
        return ()
    seen: dict[str, Value] = {}
    return tuple(_outlet(item, shipped, seen) for item in listed.items())


def _outlet(item: Value, shipped: Mapping[str, Outlet], seen: dict[str, Value]) -> Outlet:
    fields = item.fields(required=("name",), optional=_FIELDS)
    name = fields["name"].text() if "name" in fields else ""
    _only_once("outlet", spelled(name), fields.get("name"), seen)
    base = shipped.get(name, Outlet(name=name, family=name))
    if name and name not in shipped:
        _new_name(fields["name"], name, shipped, domains="domains" in fields)

    def given(key: str, read: Callable[[Value], _Read], otherwise: _Read) -> _Read:
        return read(fields[key]) if key in fields else otherwise

    return replace(
        base,
        country=given("country", country, base.country),
        domains=given("domains", lambda value: _domains(value, seen), base.domains),
        names=given("names", Value.texts, base.names),
        languages=given("languages", lambda value: tuple(map(language, value.items())), base.languages),
        ownership=given("ownership", lambda value: _word(value, Ownership, base.ownership), base.ownership),
        family=given("family", identifier, base.family),
        kind=given("kind", lambda value: _word(value, Kind, base.kind), base.kind),
    )


def _new_name(value: Value, name: str, shipped: Mapping[str, Outlet], *, domains: bool) -> None:
    """A name that we do not ship: another spelling of one that we do is a slip, and a new outlet needs domains."""
    ours = next((known for known in shipped if spelled(known) == spelled(name)), "")
    if ours:
        value.mistake(f"we ship '{ours}', and '{name}' would be another outlet", f"its exact name, '{ours}'")
    elif not domains:
        value.mistake(f"we ship no outlet '{name}', and a new one needs its domains", "a line 'domains: […]'")


def _domains(value: Value, seen: dict[str, Value]) -> tuple[str, ...]:
    items = value.items()
    return tuple(domain for item in items if (domain := _domain(item, seen)))


def _domain(item: Value, seen: dict[str, Value]) -> str:
    domain = item.text()
    if domain and not is_host(domain):
        item.mistake(f"'{domain}' is not a domain", "the host alone, in lower case, such as news.example")
    elif domain and is_public_suffix(domain):
        item.mistake(f"anybody may register below '{domain}'", f"the outlet's own domain, such as news.{domain}")
    _only_once("domain", domain, item, seen)
    return domain


def _word(value: Value, words: type[_Word], otherwise: _Word) -> _Word:
    text = value.text()
    if text and text not in set(words):
        value.mistake(f"'{text}' is none of the words known here", f"one of {', '.join(words)}")
    return words(text) if text in set(words) else otherwise


def _only_once(noun: str, key: str, value: Value | None, seen: dict[str, Value]) -> None:
    if not key or value is None:
        return
    first = seen.setdefault(f"{noun} {key}", value)
    if first is not value:
        value.mistake(f"this {noun} stands a second time (first in line {first.line})", f"each {noun} once")
