"""Sections -> Digest: today's format, ours or not, and the older ones.

| format | highlights | perspectives | the rest |
|---|---|---|---|
| counterpoint | as C | as C | our own sections, our keys after `draft`; texts are escaped |
| C | Overall Highlights | `<Name> Perspective (<Name> Sources)`, listed in `perspectives` | |
| B1, B2 | – | `… (<Name> Sources)` with Key Points and prose, counted by `<name>Sources` | summary, differences |
| A | Key Highlights | none | Summary; sources without locale tags |

What is read is never *checked*, whatever the file says about itself. An older document's bullets cite nothing.
"""

import re
from dataclasses import replace
from pathlib import PurePath

from counterpoint.model import (
    Digest,
    Imported,
    ImportedSection,
    PerspectiveSection,
    Point,
    SourceRow,
    WritingRecord,
)
from counterpoint.publishing.documents import listing, outline
from counterpoint.publishing.documents.escaping import unescaped
from counterpoint.publishing.documents.fields import fault
from counterpoint.publishing.documents.frontmatter import FrontMatter
from counterpoint.publishing.documents.sections import Section, divided
from counterpoint.publishing.documents.sides import Side, assigned, sides_of

OURS = "counterpoint"
_ENGINE = "imported"
_KEY_POINTS = "Key Points"
_SUMMARY = "Overall Summary"
_BULLET = re.compile(r"(?P<text>.*?)(?: (?P<cites>(?:\[\d{1,6}\])+))?")


def digest_of(matter: FrontMatter, file: str, text: str = "") -> Digest:
    """The digest that a document holds, with the whole `text` where the digest's own fields do not say all of it.

    It names the file by its folder and name: where it stood on somebody's machine is not published.
    Raises NotADigestError when its sources are missing, cut short or garbled.
    """
    page = _Page(matter, file)
    return Digest(
        topic=matter.topic,
        name=matter.name,
        title=matter.title,
        day=matter.day,
        date=matter.moment,
        highlights=page.points(outline.HIGHLIGHTS, "Key Highlights"),
        highlights_fallback=page.stated(outline.HIGHLIGHTS, outline.FALLBACK),
        perspectives=tuple(map(page.filled, page.sides)),
        differences=page.points(outline.TELLINGS, "Key Differences in Coverage"),
        third_party=page.points(outline.THIRD_PARTY_VIEW),
        sources=page.rows(),
        writing=WritingRecord(engine=matter.engine or _ENGINE),
        gap=page.stated(outline.HIGHLIGHTS, outline.GAP),
        notice=matter.notice,
        draft=matter.draft,
        language=matter.language,
        imported=Imported(
            file="/".join(PurePath(file).parts[-2:]), format=page.format(), sections=page.left(), text=text
        ),
    )


class _Page:
    """The sections of one document, asked for by heading."""

    def __init__(self, matter: FrontMatter, file: str) -> None:
        self.matter = matter
        self.file = file
        self.ours = matter.schema > 0
        self.sections = _folded(divided(matter.body, matter.line), self.ours)
        self.sides = sides_of(matter, self.sections)

    def points(self, *headings: str) -> tuple[Point, ...]:
        return tuple(self._point(text) for section in self._under(*headings) for text in section.bullets)

    def filled(self, side: Side) -> PerspectiveSection:
        return replace(
            side.perspective,
            points=self.points(side.heading),
            gap=self.stated(side.heading, outline.GAP),
            fallback=self.stated(side.heading, outline.FALLBACK),
        )

    def stated(self, heading: str, label: str) -> str:
        """What one of our labelled paragraphs says in a section."""
        mark = f"**{label}:** "
        lines = (line for section in self._under(heading) for line in section.lines if line.startswith(mark))
        return unescaped(next(lines, "").removeprefix(mark)) if self.ours else ""

    def rows(self) -> tuple[SourceRow, ...]:
        listed = self._under(listing.HEADING)
        if not listed:
            raise fault(self.file, 0, "", "no section '## Sources'", "the whole document: it seems to be cut short")
        rows = listing.read(listed[-1], self.file, ours=self.ours)
        told, counted = self.matter.articles, sum(side.perspective.count for side in self.sides)
        if told is not None and told != len(rows):
            problem = f"the list has {len(rows)} sources, articleCount says {told}"
            raise fault(self.file, listed[-1].number, "", problem, "the whole document: it seems to be cut short")
        if self.matter.perspectives is not None and counted > len(rows):
            problem = f"the perspectives count {counted} sources, the list has {len(rows)}"
            raise fault(self.file, listed[-1].number, "", problem, "counts that add up")
        return assigned(rows, self.sides, self.matter)

    def format(self) -> str:
        headings = {section.heading for section in self.sections}
        if self.ours:
            return f"{OURS} {self.matter.schema}"
        if self.matter.perspectives is not None:
            return "C"
        if _SUMMARY not in headings:
            return "A"
        return "B2" if any(heading.startswith("International ") for heading in headings) else "B1"

    def left(self) -> tuple[ImportedSection, ...]:
        """What the digest's own fields have no place for, as it stands."""
        pointed = {outline.HIGHLIGHTS, "Key Highlights", outline.TELLINGS, "Key Differences in Coverage"}
        pointed |= {outline.THIRD_PARTY_VIEW, *(side.heading for side in self.sides)}
        stated = {outline.HIGHLIGHTS, *(side.heading for side in self.sides)} if self.ours else set[str]()
        others = (each for each in self.sections if each.heading not in stated | {listing.HEADING})
        kept = ((each, each.prose if each.heading in pointed else _trimmed(each.lines)) for each in others)
        return tuple(ImportedSection(heading=e.heading, level=e.level, lines=lines) for e, lines in kept if lines)

    def _under(self, *headings: str) -> tuple[Section, ...]:
        return tuple(section for section in self.sections if section.heading in headings)

    def _point(self, markdown: str) -> Point:
        if not self.ours:
            return Point(text=markdown, engine=_ENGINE, checked=False)
        found = _BULLET.fullmatch(markdown)
        text, cites = (found["text"], found["cites"] or "") if found else (markdown, "")
        numbers = tuple(map(int, re.findall(r"\d+", cites)))
        return Point(text=unescaped(text), cites=numbers, engine=self.matter.engine or _ENGINE, checked=False)


def _folded(sections: tuple[Section, ...], ours: bool) -> tuple[Section, ...]:
    """The sections with `### Key Points` as a part of the section above, and our own headings unescaped."""
    folded: list[Section] = []
    for section in sections:
        if folded and section.heading == _KEY_POINTS and section.level > folded[-1].level:
            folded[-1] = replace(folded[-1], lines=folded[-1].lines + section.lines)
        else:
            folded.append(replace(section, heading=unescaped(section.heading)) if ours else section)
    return tuple(folded)


def _trimmed(lines: tuple[str, ...]) -> tuple[str, ...]:
    text = "\n".join(lines).strip("\n")
    return tuple(text.split("\n")) if text.strip() else ()
