"""Lines of Markdown as sections: headings, the bullets under them, and what is neither."""

import re
from dataclasses import dataclass

_HEADING = re.compile(r"(#{1,6}) (.*)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """A heading with its level, the line number it stands in, and the lines up to the next heading."""

    heading: str
    level: int
    number: int
    lines: tuple[str, ...]

    @property
    def bullets(self) -> tuple[str, ...]:
        """The texts of the lines that start with `- `."""
        return tuple(line[2:] for line in self.lines if line.startswith("- "))

    @property
    def prose(self) -> tuple[str, ...]:
        """The lines that are no bullets, without blank lines around them."""
        lines = "\n".join(line for line in self.lines if not line.startswith("- ") and line.strip() != "<!--more-->")
        return tuple(lines.strip("\n").split("\n")) if lines.strip() else ()


def divided(body: str, first: int) -> tuple[Section, ...]:
    """The sections of a body whose first line has the number `first`; text before any heading has the heading "".

    Lines end at line feeds only: a headline may hold other characters that Python counts as line ends.
    """
    sections: list[Section] = []
    heading, level, number, lines = "", 0, first, list[str]()
    for at, line in enumerate([*body.split("\n"), "# "], first):
        found = _HEADING.fullmatch(line)
        if not found:
            lines.append(line)
            continue
        if heading or any(map(str.strip, lines)):
            sections.append(Section(heading=heading, level=level, number=number, lines=tuple(lines)))
        heading, level, number, lines = found[2], len(found[1]), at, []
    return tuple(sections)
