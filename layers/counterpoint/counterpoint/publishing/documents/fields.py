"""The values of a front matter by key, each read as what it must be or refused with file, line, fault and remedy.

python-frontmatter finds and reads the block. Every scalar is read as the text that stands there: YAML would make dates
and numbers of some and lose how they were spelled; a key that stands twice is refused instead of the last one winning.
"""

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any

import yaml
from frontmatter.default_handlers import YAMLHandler

from counterpoint.errors import Mistake, NotADigestError

_IDENTIFIER = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_MOST_CHARACTERS = 60_000


def fault(file: str, line: int, field: str, problem: str, remedy: str) -> NotADigestError:
    """The error for a document that is no digest: one line with file, line, fault and remedy."""
    return NotADigestError(str(Mistake(file=file, line=line, field=field, problem=problem, remedy=remedy)))


def split(text: str, file: str) -> tuple[str, str]:
    """The front matter and the body of a document. Raises NotADigestError when it has none, or one without end."""
    if not re.match(r"---[ \t]*\n", text):
        raise fault(file, 1, "", "no front matter", "a digest starts with a line '---' and its title, date and topic")
    try:
        matter, body = _Handler().split(text)
    except ValueError:
        raise fault(file, 1, "", "the front matter never ends", "a line '---' after its last key") from None
    return matter, body


def loaded(matter: str, file: str) -> "Fields":
    """The fields of a front matter. Raises NotADigestError when it is not YAML or holds no keys."""
    try:
        found = _Handler().load(matter) if len(matter) <= _MOST_CHARACTERS else None
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 1
        raise fault(file, line, "", f"the front matter is not YAML: {error.problem}", "quotes around texts") from error
    except (yaml.YAMLError, RecursionError) as error:
        raise fault(file, 1, "", "the front matter is not YAML", "plain keys and texts only") from error
    if not isinstance(found, dict):
        raise fault(file, 1, "", "the front matter holds no keys", "title, date and topic, each on a line of its own")
    return Fields(found, file, matter)


class _Exact(yaml.BaseLoader):
    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Any, Any]:
        seen: set[str] = set()
        for key, _ in node.value:
            if key.value in seen:
                raise yaml.constructor.ConstructorError(None, None, f"the key {key.value} stands twice", key.start_mark)
            seen.add(key.value)
        return super().construct_mapping(node, deep)


class _Handler(YAMLHandler):
    def load(self, fm: str, **kwargs: object) -> Any:
        return super().load(fm, Loader=_Exact, **kwargs)


@dataclass(frozen=True, slots=True)
class Fields:
    """The values by key. Every method raises NotADigestError with the line of the key."""

    values: dict[str, Any]
    file: str
    matter: str

    def fault(self, key: str, problem: str, remedy: str) -> NotADigestError:
        """The error for the value of a key."""
        found = re.search(rf"^{re.escape(key)}\s*:", self.matter, re.MULTILINE)
        line = self.matter[: found.start()].count("\n") + 1 if found else 1
        return fault(self.file, line, key, problem, remedy)

    def text(self, key: str, default: str | None = None) -> str:
        """A text; without a default it must be there."""
        value = self.values.get(key, default)
        if value is None or (value == "" and default is None):
            raise self.fault(key, "missing", f"a line '{key}: …' in the front matter")
        if not isinstance(value, str):
            raise self.fault(key, "not a text", "one text, in quotes")
        return value

    def number(self, key: str) -> int | None:
        """A count, or None when the key is not there."""
        value = self.text(key, "")
        if value and not re.fullmatch(r"[0-9]{1,6}", value):
            raise self.fault(key, f"'{value}' is not a count", "a whole number")
        return int(value) if value else None

    def moment(self, key: str) -> datetime:
        """A point in time, in UTC."""
        value = self.text(key)
        try:
            moment = datetime.fromisoformat(value)
            return (moment if moment.tzinfo else moment.replace(tzinfo=UTC)).astimezone(UTC)
        except (ValueError, OverflowError):
            raise self.fault(key, f"'{value}' is not a date", "ISO 8601, such as 2026-01-14T04:00:36.464Z") from None

    def day(self, key: str) -> date | None:
        """A day, or None when the key is not there."""
        value = self.text(key, "")
        try:
            return date.fromisoformat(value) if value else None
        except ValueError:
            raise self.fault(key, f"'{value}' is not a day", "a day such as 2026-01-14") from None

    def identifier(self, key: str, value: str) -> str:
        """`value`, which becomes a part of addresses and keys."""
        if not _IDENTIFIER.fullmatch(value) or len(value) > 60:
            raise self.fault(key, f"'{value}' is not an id", "lowercase letters, digits and hyphens, at most 60")
        return value

    def items(self, key: str) -> tuple[dict[str, Any], ...] | None:
        """A list of mappings, or None when the key is not there or empty."""
        listed = self.values.get(key) or None
        if listed is not None and (not isinstance(listed, list) or not all(isinstance(each, dict) for each in listed)):
            raise self.fault(key, "not a list of perspectives", "items with id, name and count")
        return None if listed is None else tuple(listed)
