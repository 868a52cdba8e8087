"""Which side the sections and sources of a document belong to, as far as the document says so.

Today's format lists its perspectives; format B names them in headings and counts them in keys like `usSources`. A
source whose side the document does not say is third-party: nothing is guessed.
"""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import chain, repeat, zip_longest

from counterpoint.model import THIRD_PARTY, PerspectiveSection, SourceRow
from counterpoint.publishing.documents.frontmatter import Counted, FrontMatter
from counterpoint.publishing.documents.outline import perspective_heading
from counterpoint.publishing.documents.sections import Section

_HEADING = re.compile(r"(?P<start>.*) \((?P<inner>.+) Sources\)")
_BLOCK = 10


@dataclass(frozen=True, slots=True, kw_only=True)
class Side:
    """A perspective and the heading its section has in the document."""

    perspective: PerspectiveSection
    heading: str


def sides_of(matter: FrontMatter, sections: tuple[Section, ...]) -> tuple[Side, ...]:
    """The document's perspectives, in its order."""
    if matter.perspectives is None:
        return _from_headings(matter.counted, sections)
    return tuple(Side(perspective=side, heading=perspective_heading(side.name)) for side in matter.perspectives)


def assigned(rows: tuple[SourceRow, ...], sides: tuple[Side, ...], matter: FrontMatter) -> tuple[SourceRow, ...]:
    """The rows with their sides. Older documents list at most ten of each side in a row, then take turns."""
    perspectives = tuple(side.perspective for side in sides)
    if matter.perspectives is None:
        names = _by_language(rows, perspectives, matter.counted)
    else:
        names = _in_order(perspectives, len(rows) if matter.schema else _BLOCK)
    return tuple(replace(row, side=name) for row, name in zip(rows, chain(names, repeat(THIRD_PARTY)), strict=False))


def _in_order(perspectives: tuple[PerspectiveSection, ...], block: int) -> Iterator[str]:
    for side in perspectives:
        yield from repeat(side.id, min(side.count, block))
    turns = zip_longest(*(repeat(side.id, max(side.count - block, 0)) for side in perspectives))
    yield from (name for turn in turns for name in turn if name)


def _by_language(
    rows: tuple[SourceRow, ...], perspectives: tuple[PerspectiveSection, ...], counted: tuple[Counted, ...]
) -> Iterator[str]:
    """Format B searched each side in one language: its tags tell the sides apart if they add up to its counts."""
    tags = [(row.language, row.region) for row in rows]
    ids = {side.id for side in perspectives}
    names = [_slug(each.name) for each in counted]
    if list(Counter(tags).values()) != [each.count for each in counted] or ids != set(names):
        return iter(())
    side_of = dict(zip(Counter(tags), names, strict=True))
    return (side_of[tag] for tag in tags)


def _from_headings(counted: tuple[Counted, ...], sections: tuple[Section, ...]) -> tuple[Side, ...]:
    found = [(section.heading, match) for section in sections if (match := _HEADING.fullmatch(section.heading))]
    left = [each for each in counted if not any(_names(each, match) for _, match in found)]
    sides: list[Side] = []
    for heading, match in found:
        named = [each for each in counted if _names(each, match)] or (left if len(left) == 1 else [])
        name = match["start"].removesuffix(" Perspective") if " Perspective" in match["start"] else match["inner"]
        key = _slug(named[0].name if named else name)
        if key and key != THIRD_PARTY and key not in {side.perspective.id for side in sides}:
            count = named[0].count if named else 0
            sides.append(Side(perspective=PerspectiveSection(id=key, name=name, count=count), heading=heading))
    return tuple(sides)


def _names(counted: Counted, heading: re.Match[str]) -> bool:
    return counted.name.casefold() in heading["inner"].casefold().replace("/", " ").split()


def _slug(name: str) -> str:
    return re.sub(r"[^a-z0-9]+", "-", name.lower()).strip("-")[:60].strip("-")
