"""Front matter: the lines between `---` and `---`, written in the format's order and read exactly.

Our own keys follow after `draft`; `schema` makes a document ours. Unknown keys are legal and left alone.
"""

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any

from counterpoint.model import SCHEMA_VERSION, THIRD_PARTY, Digest, PerspectiveSection
from counterpoint.publishing.authorship import engine_of
from counterpoint.publishing.documents.escaping import quoted
from counterpoint.publishing.documents.fields import Fields, loaded, split


@dataclass(frozen=True, slots=True, kw_only=True)
class Counted:
    """A key such as `venezuelanSources: 8`: the side's name in it, and how many sources it had."""

    name: str
    count: int


@dataclass(frozen=True, slots=True, kw_only=True)
class FrontMatter:
    """What the front matter says. `schema` is 0 in documents that are not ours. `body` follows it, from `line` on.

    `articles` and `perspectives` are None where the document does not say them.
    """

    title: str
    moment: datetime
    day: date
    topic: str
    name: str
    articles: int | None
    perspectives: tuple[PerspectiveSection, ...] | None
    counted: tuple[Counted, ...]
    draft: bool
    schema: int
    language: str
    engine: str
    notice: str
    body: str
    line: int


def written(digest: Digest, *, ours: bool) -> list[str]:
    """The front matter's lines. Older documents quote their texts without escaping; `ours` adds our own keys."""
    scalar = quoted if ours else '"{}"'.format
    outlets = dict.fromkeys(row.outlet for row in digest.sources)
    lines = [
        "---",
        f"title: {scalar(digest.title)}",
        f"date: {timestamp(digest.date)}",
        f"topic: {digest.topic}",
        f"topicName: {scalar(digest.name)}",
        f"sources: [{', '.join(map(scalar, outlets))}]",
        f"articleCount: {len(digest.sources)}",
        "perspectives:" if digest.perspectives else "perspectives: []",
    ]
    for side in digest.perspectives:
        lines += [f'  - id: "{side.id}"', f"    name: {scalar(side.name)}", f"    count: {side.count}"]
    lines += [f"{side.id}Sources: {side.count}" for side in digest.perspectives]
    lines.append(f"draft: {str(digest.draft).lower()}")
    return [*lines, *(_own_keys(digest) if ours else []), "---"]


def timestamp(moment: datetime) -> str:
    """ISO 8601 in UTC with milliseconds and `Z`."""
    return moment.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


def _own_keys(digest: Digest) -> list[str]:
    notice = [f"notice: {quoted(digest.notice)}"] if digest.notice else []
    return [
        f"schema: {digest.schema}",
        f"day: {digest.day.isoformat()}",
        f"language: {quoted(digest.language)}",
        f"engine: {quoted(engine_of(digest))}",
        *notice,
    ]


def read(text: str, file: str) -> FrontMatter:
    """The front matter of a document. Raises NotADigestError with file, line, fault and remedy."""
    matter, body = split(text, file)
    fields = loaded(matter, file)
    moment = fields.moment("date")
    topic = fields.identifier("topic", fields.text("topic"))
    return FrontMatter(
        title=fields.text("title"),
        moment=moment,
        day=fields.day("day") or moment.date(),
        topic=topic,
        name=fields.text("topicName", topic),
        articles=fields.number("articleCount"),
        perspectives=_perspectives(fields),
        counted=_counted(fields),
        draft=fields.text("draft", "false") == "true",
        schema=_schema(fields),
        language=fields.text("language", "en"),
        engine=fields.text("engine", ""),
        notice=fields.text("notice", ""),
        body=body,
        line=text[: len(text) - len(body)].count("\n") + 1,
    )


def _schema(fields: Fields) -> int:
    schema = fields.number("schema") or 0
    if schema > SCHEMA_VERSION:
        raise fields.fault(
            "schema", f"version {schema} is newer than {SCHEMA_VERSION}", "a newer counterpoint reads it"
        )
    return schema


def _perspectives(fields: Fields) -> tuple[PerspectiveSection, ...] | None:
    listed = fields.items("perspectives")
    sides = tuple(_perspective(fields, item) for item in listed or ())
    if len({side.id for side in sides}) < len(sides):
        raise fields.fault("perspectives", "an id stands twice", "each perspective once")
    return None if listed is None else sides


def _perspective(fields: Fields, item: dict[str, Any]) -> PerspectiveSection:
    key, name, count = (item.get(field, "") for field in ("id", "name", "count"))
    complete = all(isinstance(value, str) and value for value in (key, name, count))
    if not complete or key == THIRD_PARTY or not re.fullmatch("[0-9]{1,6}", count):
        raise fields.fault("perspectives", "an item lacks a name, a count or an id of its own", "id, name and count")
    return PerspectiveSection(id=fields.identifier("perspectives", key), name=name, count=int(count))


def _counted(fields: Fields) -> tuple[Counted, ...]:
    keys = [key for key in fields.values if re.fullmatch(r".+Sources", key)]
    return tuple(Counted(name=key.removesuffix("Sources"), count=fields.number(key) or 0) for key in keys)
