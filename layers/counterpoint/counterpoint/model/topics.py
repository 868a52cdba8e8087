"""What to follow: topics, their perspectives and sources; and who publishes: outlets."""

import hashlib
import re
from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum
from urllib.parse import urlsplit

THIRD_PARTY = "third-party"
"""The side of every article that no perspective may claim. Not a perspective's id."""


class Ownership(StrEnum):
    """Who owns an outlet; `unknown` whenever we are not sure."""

    STATE = "state"
    PARTY = "party"
    PUBLIC = "public"
    PRIVATE = "private"
    UNKNOWN = "unknown"


class Kind(StrEnum):
    """What an outlet is. Carriers of others' texts, companies and organisations never speak for a side."""

    NEWSPAPER = "newspaper"
    WIRE = "wire"
    BROADCASTER = "broadcaster"
    MAGAZINE = "magazine"
    DIGITAL = "digital"
    AGGREGATOR = "aggregator"
    PORTAL = "portal"
    GOVERNMENT = "government"
    THINK_TANK = "think-tank"
    COMPANY = "company"
    ORGANISATION = "organisation"
    OTHER = "other"


@dataclass(frozen=True, slots=True, kw_only=True)
class Outlet:
    """Who publishes an article. `country` is ISO 3166-1 alpha-2, empty when unknown; such an outlet fills no side.

    `family` names the owner or wire service; outlets of one family count once as independent voices.
    """

    name: str
    country: str = ""
    domains: tuple[str, ...] = ()
    names: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()
    ownership: Ownership = Ownership.UNKNOWN
    family: str = ""
    kind: Kind = Kind.OTHER


class SourceKind(StrEnum):
    """How a source is asked: a publisher's own feed (RSS, Atom, RDF or JSON Feed), or a Google News search."""

    RSS = "rss"
    GOOGLE_NEWS = "google_news"


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """One feed. Equal sources of several topics are one source: the `id` is derived from what is asked.

    `url` is set for publishers' feeds, `query` (sent verbatim), `language` and `region` for Google News searches.
    A publisher's feed may carry `language` (BCP 47) for feeds that do not declare one.
    """

    kind: SourceKind
    url: str = ""
    query: str = ""
    language: str = ""
    region: str = ""

    @property
    def id(self) -> str:
        """A readable, stable, file-name-safe id: host and a hash of kind, url, query, language and region."""
        asked = f"{self.kind}\n{self.url}\n{self.query}\n{self.language}\n{self.region}"
        digest = hashlib.sha256(asked.encode()).hexdigest()[:10]
        name = urlsplit(self.url).hostname or "" if self.url else "google-news"
        return f"{re.sub(r'[^a-z0-9.-]+', '-', name.lower()).removeprefix('www.') or 'feed'}-{digest}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Perspective:
    """A side: only outlets whose home is one of `countries` may fill it. `terms` name the side in any language."""

    id: str
    name: str
    countries: tuple[str, ...]
    terms: tuple[str, ...] = ()
    sources: tuple[Source, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """What an operator may tune per topic. Ages are durations, budgets are tokens of the model."""

    max_articles: int = 20
    max_age: timedelta = timedelta(days=5)
    memory: timedelta = timedelta(days=14)
    language: str = "en"
    token_budget: int = 12_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Topic:
    """What a digest is about: two or more perspectives and their sources.

    `terms` decide what an article must hold to be about this topic; empty means the perspectives' terms together.
    `notice` is printed on every page of the topic (the sample says there that it is invented).
    """

    id: str
    name: str
    perspectives: tuple[Perspective, ...]
    terms: tuple[str, ...] = ()
    settings: Settings = Settings()
    notice: str = ""

    @property
    def sources(self) -> tuple[Source, ...]:
        """Every source of every perspective once, in order of appearance."""
        return tuple(dict.fromkeys(source for side in self.perspectives for source in side.sources))
