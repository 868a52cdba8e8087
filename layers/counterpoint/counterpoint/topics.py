"""The operator's topic files -> `Topic`s. Every mistake of every file is named at once, with file, line and remedy.

One YAML file a topic (the README in infra/topics shows one). `outlets.yaml` in the same directory is not a
topic: it holds the operator's own outlet facts, and counterpoint.operator_outlets reads it.
"""

from dataclasses import replace
from pathlib import Path
from urllib.parse import urlsplit

from counterpoint.errors import ConfigurationError, Mistake
from counterpoint.field_types import country, duration, identifier, language, web_address
from counterpoint.model import THIRD_PARTY, Perspective, Settings, Source, SourceKind, Topic
from counterpoint.outlets import OVERRIDES
from counterpoint.positions import Value, read_page

_FOLDERS = frozenset({"about", "archive", "assets", "schema", "search", "status"})  # a topic's pages stand beside these
_SECTIONS = frozenset({THIRD_PARTY, "highlights", "overall", "sources", "stories"})  # a perspective's, beside these

Seen = dict[object, Value]
"""What must be the only one of its kind, with the place where it was read first."""


def read_topics(directory: Path) -> tuple[Topic, ...]:
    """All topics of a directory, in the order of their file names.

    Raises ConfigurationError with every mistake of every file, ordered by file and line. Asks no network: whether
    a feed answers is another question (`counterpoint check --online`).
    """
    mistakes: list[Mistake] = []
    ids: Seen = {}
    topics = [topic for path in _topic_files(directory) if (topic := _read_topic(path, mistakes, ids))]
    if mistakes:
        raise ConfigurationError(tuple(sorted(mistakes, key=lambda mistake: (mistake.file, mistake.line))))
    return tuple(topics)


def moved_to(topics: tuple[Topic, ...], origin: str, new_origin: str) -> tuple[Topic, ...]:
    """The topics with every feed of one origin (`http://localhost:8765`) asked at another; the rest stays as it is.

    For the sample, whose feeds are served by this machine at whatever port is free.
    """

    def moved(source: Source) -> Source:
        at_origin = urlsplit(source.url)[:2] == urlsplit(origin)[:2]
        return replace(source, url=new_origin + source.url.removeprefix(origin)) if at_origin else source

    def moved_side(side: Perspective) -> Perspective:
        return replace(side, sources=tuple(map(moved, side.sources)))

    return tuple(replace(topic, perspectives=tuple(map(moved_side, topic.perspectives))) for topic in topics)


def _topic_files(directory: Path) -> list[Path]:
    if not directory.is_dir():
        raise ConfigurationError((_about(directory, "no such directory", "a directory of topic files, *.yaml"),))
    paths = sorted(p for p in directory.iterdir() if p.suffix in {".yaml", ".yml"} and p.name != OVERRIDES)
    if not paths:
        raise ConfigurationError((_about(directory, "holds no topic file", "one *.yaml file for each topic"),))
    return paths


def _about(path: Path, problem: str, remedy: str) -> Mistake:
    return Mistake(file=str(path), line=0, field="", problem=problem, remedy=remedy)


def _read_topic(path: Path, mistakes: list[Mistake], ids: Seen) -> Topic | None:
    page = read_page(path, mistakes)
    if page is None:
        return None
    fields = page.fields(required=("id", "name", "perspectives"), optional=("terms", "settings", "notice"))
    topic_id = identifier(fields["id"], _FOLDERS) if "id" in fields else ""
    _only_once(topic_id, fields.get("id"), ids, "topic")
    return Topic(
        id=topic_id,
        name=_line_of_text(fields.get("name")),
        terms=_terms(fields),
        perspectives=_perspectives(fields["perspectives"]) if "perspectives" in fields else (),
        settings=_settings(fields["settings"]) if "settings" in fields else Settings(),
        notice=_line_of_text(fields.get("notice")),
    )


def _perspectives(value: Value) -> tuple[Perspective, ...]:
    items = value.items()
    if len(items) == 1:
        value.mistake("only one perspective", "two or more: a digest sets sides beside each other")
    seen: Seen = {}
    return tuple(_perspective(item, seen) for item in items)


def _perspective(value: Value, seen: Seen) -> Perspective:
    fields = value.fields(required=("id", "name", "countries", "sources"), optional=("terms",))
    side_id = identifier(fields["id"], _SECTIONS) if "id" in fields else ""
    _only_once(side_id, fields.get("id"), seen, "perspective")
    name = _line_of_text(fields.get("name"))
    _only_once(("name", name) if name else "", fields.get("name"), seen, "perspective")
    return Perspective(
        id=side_id,
        name=name,
        countries=_countries(fields["countries"], seen) if "countries" in fields else (),
        terms=_terms(fields),
        sources=_sources(fields["sources"], seen) if "sources" in fields else (),
    )


def _countries(value: Value, seen: Seen) -> tuple[str, ...]:
    codes = tuple((item, country(item)) for item in value.items())
    for item, code in codes:
        _only_once(("country", code) if code else "", item, seen, "country")
    return tuple(code for _, code in codes)


def _sources(value: Value, seen: Seen) -> tuple[Source, ...]:
    return tuple(source for item in value.items() if (source := _source(item, seen)))


def _source(value: Value, seen: Seen) -> Source | None:
    fields = value.fields(required=(), optional=("rss", "google_news", "language", "region"))
    kinds = [kind for kind in SourceKind if kind in fields]
    if len(kinds) != 1:
        problem = "two kinds of source in one" if kinds else "names no feed"
        value.mistake(problem, "either 'rss: https://…' or 'google_news: \"a query\"'")
        return None
    source = _publishers_feed(fields) if kinds == [SourceKind.RSS] else _search(value, fields)
    _only_once(source, fields[kinds[0]], seen, "source")
    return source


def _publishers_feed(fields: dict[str, Value]) -> Source:
    if "region" in fields:
        fields["region"].mistake("a publisher's feed has no region", "leave it out")
    tag = language(fields["language"]) if "language" in fields else ""
    return Source(kind=SourceKind.RSS, url=web_address(fields["rss"]), language=tag)


def _search(value: Value, fields: dict[str, Value]) -> Source:
    for key, example in (("language", "en"), ("region", "US")):
        if key not in fields:
            value.mistake(f"a Google News search without {key}", f"a line '{key}: {example}' below the query")
    return Source(
        kind=SourceKind.GOOGLE_NEWS,
        query=fields["google_news"].text(),
        language=language(fields["language"]) if "language" in fields else "",
        region=country(fields["region"]) if "region" in fields else "",
    )


def _settings(value: Value) -> Settings:
    keys = ("max_articles", "max_age", "memory", "language", "token_budget")
    fields = value.fields(required=(), optional=keys)
    standard = Settings()

    def number(key: str, least: int, most: int, otherwise: int) -> int:
        return fields[key].whole_number(least, most) if key in fields else otherwise

    return Settings(
        max_articles=number("max_articles", 1, 100, standard.max_articles),
        max_age=duration(fields["max_age"]) if "max_age" in fields else standard.max_age,
        memory=duration(fields["memory"]) if "memory" in fields else standard.memory,
        language=language(fields["language"]) if "language" in fields else standard.language,
        token_budget=number("token_budget", 0, 10_000_000, standard.token_budget),
    )


def _terms(fields: dict[str, Value]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(fields["terms"].texts())) if "terms" in fields else ()


def _line_of_text(value: Value | None) -> str:
    text = value.text() if value else ""
    if value and len(text.splitlines()) > 1:
        value.mistake("more than one line", "one line of text")
    return text


def _only_once(key: object, value: Value | None, seen: Seen, noun: str) -> None:
    if not key or value is None:
        return
    if key in seen:
        first = seen[key]
        place = f"line {first.line}" if first.file == value.file else f"{first.file}:{first.line}"
        value.mistake(f"this {noun} stands a second time (first in {place})", f"each {noun} once")
    else:
        seen[key] = value
