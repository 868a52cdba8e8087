"""Front matter: the lines between `---` and `---`, written in the format's order and read exactly.

python-frontmatter finds and reads it; every scalar is read as the text that stands there (YAML would make dates and
numbers of some, and lose how they were spelled). Keys this page does not know are legal and left alone.
"""

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any

import yaml
from frontmatter.default_handlers import YAMLHandler

from counterpoint.errors import Mistake, NotADigestError
from counterpoint.model import THIRD_PARTY, Digest, PerspectiveSection
from counterpoint.publishing.documents.escaping import quoted

_IDENTIFIER = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")


@dataclass(frozen=True, slots=True, kw_only=True)
class Counted:
    """A key such as `venezuelanSources: 8`: the side's name in it, and how many sources it had."""

    name: str
    count: int


@dataclass(frozen=True, slots=True, kw_only=True)
class FrontMatter:
    """What the front matter says. `schema` is 0 in documents that are not ours. `body` follows it, from `line` on."""

    title: str
    date: datetime
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
        f"engine: {quoted(digest.writing.engine)}",
        *notice,
    ]


def fault(file: str, line: int, field: str, problem: str, remedy: str) -> NotADigestError:
    """The error for a document that is no digest: one line with file, line, fault and remedy."""
    return NotADigestError(str(Mistake(file=file, line=line, field=field, problem=problem, remedy=remedy)))


def read(text: str, file: str) -> FrontMatter:
    """The front matter of a document. Raises NotADigestError with file, line and remedy."""
    if not re.match(r"---[ \t]*\n", text):
        raise fault(file, 1, "", "no front matter", "a digest starts with a line '---' and its title, date and topic")
    try:
        matter, body = _Handler().split(text)
    except ValueError:
        raise fault(file, 1, "", "the front matter never ends", "a line '---' after its last key") from None
    fields = _Fields(_loaded(matter, file), file, matter)
    return _front_matter(fields, body, text[: len(text) - len(body)].count("\n") + 1)


def _front_matter(fields: "_Fields", body: str, line: int) -> FrontMatter:
    moment = fields.moment("date")
    topic = fields.identifier("topic", fields.text("topic"))
    return FrontMatter(
        title=fields.text("title"),
        date=moment,
        day=fields.day("day") or moment.date(),
        topic=topic,
        name=fields.text("topicName", topic),
        articles=fields.number("articleCount"),
        perspectives=fields.perspectives(),
        counted=fields.counted(),
        draft=fields.text("draft", "false") == "true",
        schema=fields.number("schema") or 0,
        language=fields.text("language", "en"),
        engine=fields.text("engine", ""),
        notice=fields.text("notice", ""),
        body=body,
        line=line,
    )


class _Exact(yaml.BaseLoader):
    """Every scalar as the text that stands there; a key that stands twice is an error."""

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Any, Any]:
        """The mapping, unless one of its keys stands twice."""
        seen: set[str] = set()
        for key, _ in node.value:
            if key.value in seen:
                raise yaml.constructor.ConstructorError(None, None, f"the key {key.value} stands twice", key.start_mark)
            seen.add(key.value)
        return super().construct_mapping(node, deep)


class _Handler(YAMLHandler):  # type: ignore[misc]  # the package ships no types
    def load(self, fm: str, **kwargs: object) -> Any:
        return super().load(fm, Loader=_Exact, **kwargs)


def _loaded(matter: str, file: str) -> dict[str, Any]:
    try:
        found = _Handler().load(matter)
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 1
        raise fault(file, line, "", f"the front matter is not YAML: {error.problem}", "quotes around texts") from error
    except (yaml.YAMLError, RecursionError) as error:
        raise fault(file, 1, "", "the front matter is not YAML", "plain keys and texts, no control characters") from error
    if not isinstance(found, dict):
        raise fault(file, 1, "", "the front matter holds no keys", "title, date and topic, each on a line of its own")
    return found


class _Fields:
    """The front matter's values by key, each read as what it must be, or refused with the line of its key."""

    def __init__(self, values: dict[str, Any], file: str, matter: str) -> None:
        self.values = values
        self.file = file
        self.matter = matter

    def fault(self, key: str, problem: str, remedy: str) -> NotADigestError:
        found = re.search(rf"^{re.escape(key)}\s*:", self.matter, re.MULTILINE)
        line = self.matter[: found.start()].count("\n") + 1 if found else 1
        return fault(self.file, line, key, problem, remedy)

    def text(self, key: str, default: str | None = None) -> str:
        value = self.values.get(key, default)
        if value is None or value == "" and default is None:
            raise self.fault(key, "missing", f"a line '{key}: …' in the front matter")
        if not isinstance(value, str):
            raise self.fault(key, "not a text", "one text, in quotes")
        return value

    def number(self, key: str) -> int | None:
        value = self.text(key, "")
        if value and not re.fullmatch(r"[0-9]{1,6}", value):
            raise self.fault(key, f"'{value}' is not a count", "a whole number")
        return int(value) if value else None

    def moment(self, key: str) -> datetime:
        value = self.text(key)
        try:
            moment = datetime.fromisoformat(value)
        except ValueError:
            raise self.fault(key, f"'{value}' is not a date", "ISO 8601, such as 2026-01-14T04:00:36.464Z") from None
        return (moment if moment.tzinfo else moment.replace(tzinfo=UTC)).astimezone(UTC)

    def day(self, key: str) -> date | None:
        value = self.text(key, "")
        try:
            return date.fromisoformat(value) if value else None
        except ValueError:
            raise self.fault(key, f"'{value}' is not a day", "a day such as 2026-01-14") from None

    def identifier(self, key: str, value: str) -> str:
        if not _IDENTIFIER.fullmatch(value) or len(value) > 60:
            raise self.fault(key, f"'{value}' is not an id", "lowercase letters, digits and hyphens, at most 60")
        return value

    def perspectives(self) -> tuple[PerspectiveSection, ...] | None:
        listed = self.values.get("perspectives")
        if listed is None:
            return None
        if not isinstance(listed, list) or not all(isinstance(item, dict) for item in listed):
            raise self.fault("perspectives", "not a list of perspectives", "items with id, name and count")
        sides = tuple(self._perspective(item) for item in listed)
        if len({side.id for side in sides}) < len(sides):
            raise self.fault("perspectives", "an id stands twice", "each perspective once")
        return sides

    def _perspective(self, item: dict[str, Any]) -> PerspectiveSection:
        key, name, count = item.get("id", ""), item.get("name", ""), item.get("count", "")
        if not (isinstance(key, str) and isinstance(name, str) and isinstance(count, str)):
            raise self.fault("perspectives", "an item is not id, name and count", "plain texts and a number")
        if key == THIRD_PARTY or not name or not re.fullmatch("[0-9]{1,6}", count):
            raise self.fault("perspectives", "an item lacks a name, a count or an id of its own", "id, name and count")
        return PerspectiveSection(id=self.identifier("perspectives", key), name=name, count=int(count))

    def counted(self) -> tuple[Counted, ...]:
        keys = [key for key in self.values if isinstance(key, str) and re.fullmatch(r".+Sources", key)]
        return tuple(Counted(name=key.removesuffix("Sources"), count=self.number(key) or 0) for key in keys)
