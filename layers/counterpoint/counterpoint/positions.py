"""YAML text -> values that know where they stand, so that every mistake names its file and line.

    mistakes: list[Mistake] = []
    page = read_page(path, mistakes)            # None when the file holds no YAML
    if page is not None:
        fields = page.fields(required=("id", "name"), optional=("terms",))
        name = fields["name"].text() if "name" in fields else ""
    if mistakes:
        raise ConfigurationError(tuple(mistakes))

A value never raises: what is wrong is noted, and the reading goes on with an empty value of the right
type, so that one run lists every mistake. What was read is worth using only when nothing was noted.
Aliases are followed, merge keys (`<<`) are not; tags are not obeyed: nothing in a file can construct an object.
"""

from __future__ import annotations

import difflib
from dataclasses import dataclass
from pathlib import Path

import yaml

from counterpoint.errors import Mistake

_WORDS = {"str": "text", "int": "a number", "float": "a number", "bool": "a yes/no value", "null": "empty",
          "timestamp": "a date", "map": "a mapping", "seq": "a list"}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Value:
    """One value of a file: what stands there, in which line, under which field (`perspectives[0].sources[1].rss`)."""

    node: yaml.Node
    file: str
    field: str
    mistakes: list[Mistake]

    @property
    def line(self) -> int:
        """The line the value starts in, counted from 1."""
        return int(self.node.start_mark.line) + 1

    def mistake(self, wrong: str, right: str) -> None:
        """Note what is wrong with this value and what would be right."""
        self.mistakes.append(Mistake(file=self.file, line=self.line, field=self.field, problem=wrong, remedy=right))

    def text(self) -> str:
        """Non-empty text, stripped; `NO` and `on` are the text they look like (YAML 1.1 would make them yes/no)."""
        node = self.node
        if isinstance(node, yaml.ScalarNode):
            spelled = _kind(node) == "bool" and node.value.lower() not in {"true", "false"}
            if (_kind(node) == "str" or spelled) and node.value.strip():
                return str(node.value).strip()
        self._wrong_type("text", "quotes around it make it text" if _kind(node) not in {"map", "seq"} else "one text")
        return ""

    def whole_number(self, least: int, most: int) -> int:
        """A whole number between two bounds, both included; `least` where there is none."""
        node = self.node
        if not isinstance(node, yaml.ScalarNode) or _kind(node) != "int":
            self._wrong_type("a whole number", f"a whole number from {least} to {most}, without quotes")
            return least
        try:
            number = int(node.value.replace("_", ""))
        except ValueError:  # YAML 1.1 also knows 0x1F, 0b1 and 1:30
            number = least - 1
        if not least <= number <= most:
            self.mistake(f"{node.value} is out of range", f"a whole number from {least} to {most}")
            return least
        return number

    def items(self) -> tuple[Value, ...]:
        """The items of a list that has at least one."""
        if not isinstance(self.node, yaml.SequenceNode):
            self._wrong_type("a list", "a list, [one, two] or one item a line after '- '")
            return ()
        if not self.node.value:
            self.mistake("the list is empty", "at least one item, or leave the field out")
        return tuple(self._below(item, f"{self.field}[{n}]") for n, item in enumerate(self.node.value))

    def texts(self) -> tuple[str, ...]:
        """The items of a list of texts, in order."""
        return tuple(text for text in (item.text() for item in self.items()) if text)

    def fields(self, required: tuple[str, ...], optional: tuple[str, ...] = ()) -> dict[str, Value]:
        """The fields of a mapping by key, in the file's order; unknown, doubled and missing keys are noted."""
        if not isinstance(self.node, yaml.MappingNode):
            self._wrong_type("a mapping", f"lines of 'key: value' with {', '.join(required)}")
            return {}
        found: dict[str, Value] = {}
        for key, node in self.node.value:
            name = str(key.value) if isinstance(key, yaml.ScalarNode) else "?"
            at = self._below(key, f"{self.field}.{name}".lstrip("."))
            if name not in required + optional:
                at.mistake("unknown key", _nearest(name, required + optional))
            elif name in found:
                at.mistake(f"the key stands here a second time (first in line {found[name].line})", "each key once")
            else:
                found[name] = self._below(node, at.field)
        for name in required:
            if name not in found:
                self._below(self.node, f"{self.field}.{name}".lstrip(".")).mistake("missing", f"a line '{name}: …'")
        return found

    def _below(self, node: yaml.Node, field: str) -> Value:
        return Value(node, self.file, field, self.mistakes)

    def _wrong_type(self, wanted: str, right: str) -> None:
        kind = _kind(self.node)
        nothing = kind == "null" or self.node.value == ""
        self.mistake("nothing stands here" if nothing else f"this is {_WORDS.get(kind, kind)}, not {wanted}",
                     wanted if nothing else right)  # fmt: skip


def read_page(path: Path, mistakes: list[Mistake], file: str = "") -> Value | None:
    """The YAML page of a file, or None with the reason noted. `file` is the name in mistakes (default: the path)."""
    file = file or str(path)
    try:
        body = path.read_bytes()
    except OSError as error:
        problem = f"cannot be read ({error.strerror})"
        mistakes.append(Mistake(file=file, line=0, field="", problem=problem, remedy="a readable file"))
        return None
    node = _composed(body)
    if isinstance(node, yaml.Node):
        return Value(node, file, "", mistakes)
    line, problem, remedy = node
    mistakes.append(Mistake(file=file, line=line, field="", problem=problem, remedy=remedy))
    return None


def _composed(body: bytes) -> yaml.Node | tuple[int, str, str]:
    """The one document of a YAML text, or the line, problem and remedy of what is not one."""
    try:
        node = yaml.compose(body.decode("utf-8-sig"), yaml.SafeLoader)
    except UnicodeDecodeError as error:
        return body.count(b"\n", 0, error.start) + 1, "not UTF-8 text", "save the file in the encoding UTF-8"
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        problem = str(error.problem or error.context)
        return mark.line + 1 if mark else 1, f"not YAML: {problem}", _remedy(problem)
    except yaml.reader.ReaderError as error:
        line = body.decode("utf-8-sig").count("\n", 0, error.position) + 1
        return line, "holds a control character", "remove it"
    except RecursionError:
        return 1, "nested too deeply", "a few levels are enough"
    return node or (1, "the file is empty", "remove it, or write what it should hold")


def _kind(node: yaml.Node) -> str:
    return str(node.tag).rpartition(":")[2]


def _nearest(name: str, known: tuple[str, ...]) -> str:
    close = difflib.get_close_matches(name.lower().replace("-", "_"), known, n=1)
    return f"did you mean '{close[0]}'?" if close else f"one of {', '.join(known)}"


def _remedy(problem: str) -> str:
    if "\\t" in problem:
        return "indent with spaces, not tabs"
    if "mapping values are not allowed" in problem:
        return "quotes around a text that holds ': ', and equal indentation for the keys of one mapping"
    if "another document" in problem:
        return "one document a file: remove the line '---'"
    return "check the indentation, quotes and brackets here and in the line above"
