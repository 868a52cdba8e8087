"""A digest as a plain HTML fragment, for feed readers: the same outline as the Markdown, no styles, no scripts.

Every text is escaped; citations link to their sources, sources only to http and https addresses.
"""

from collections.abc import Iterable, Mapping
from html import escape

from counterpoint.model import Digest, Point, SourceRow
from counterpoint.publishing.absolute import site_address
from counterpoint.publishing.addresses import digest_path
from counterpoint.publishing.documents.escaping import address, printable
from counterpoint.publishing.documents.listing import day_of
from counterpoint.publishing.documents.outline import outline
from counterpoint.publishing.documents.parts import Block, Bullets, Cell, Paragraph, Part, Table, headline

NOT_CHECKED = "Imported from an older archive: its points cite nothing and are not checked."


def fragment(digest: Digest, base_url: str) -> str:
    """The digest's sections and sources as HTML. `base_url` is the site's address, "" when unknown."""
    page = _Fragment(digest, base_url)
    parts = "".join(map(page.part, outline(digest)))
    return f"{page.imported()}{parts}{page.sources()}"


class _Fragment:
    def __init__(self, digest: Digest, base_url: str) -> None:
        self.digest = digest
        self.base_url = base_url
        self.urls: Mapping[int, str] = {row.n: address(row.url) for row in digest.sources}

    def imported(self) -> str:
        """Where an imported digest comes from, and what it says beside its points."""
        imported = self.digest.imported
        if imported is None:
            return ""
        kept = (f"<h2>{text(part.heading)}</h2>{_lines(part.lines)}" for part in imported.sections)
        return f"<p><em>{NOT_CHECKED} File: {text(imported.file)}.</em></p>{''.join(kept)}"

    def part(self, part: Part) -> str:
        return f"<h2>{text(part.heading)}</h2>{''.join(map(self.block, part.blocks))}"

    def block(self, block: Block) -> str:
        if isinstance(block, Bullets):
            return f"<ul>{''.join(map(self.point, block.points))}</ul>"
        if isinstance(block, Table):
            head = "".join(f"<th>{text(name)}</th>" for name in block.head)
            rows = "".join(f"<tr>{''.join(map(self.cell, row))}</tr>" for row in block.rows)
            return f"<table><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table>"
        return self.paragraph(block)

    def point(self, point: Point) -> str:
        foreign = point.language and point.language != self.digest.language
        lang = f' lang="{text(point.language)}"' if foreign else ""
        return f"<li{lang}>{text(point.text)}{self.citations(point.cites)}</li>"

    def cell(self, cell: Cell) -> str:
        return f"<td>{text(cell.text)}{self.citations(cell.cites)}</td>"

    def paragraph(self, block: Paragraph) -> str:
        label = f"<strong>{text(block.label)}:</strong> " if block.label else ""
        paths = ((day, digest_path(self.digest.topic, day)) for day in block.days)
        days = ", ".join(f'<a href="{text(site_address(self.base_url, path))}">{day}</a>' for day, path in paths)
        earlier = f" (earlier: {days})" if days else ""
        return f"<p>{label}{text(block.text)}{self.citations(block.cites)}{earlier}</p>"

    def citations(self, numbers: Iterable[int]) -> str:
        marks = "".join(_link(self.urls.get(number, ""), f"[{number}]") for number in numbers)
        return f" {marks}" if marks else ""

    def sources(self) -> str:
        return f"<h2>Sources</h2><ol>{''.join(map(self.source, self.digest.sources))}</ol>"

    def source(self, row: SourceRow) -> str:
        lang = f' lang="{text(row.language)}"' if row.language else ""
        title = _link(self.urls[row.n], text(headline(row.title, row.outlet)))
        return f'<li value="{row.n}"><span{lang}>{title}</span> – {text(row.outlet)} ({day_of(row.published)})</li>'


def text(plain: str) -> str:
    """Foreign text as HTML that is nothing but text, also inside an attribute."""
    return escape(printable(plain))


def _link(url: str, shown: str) -> str:
    return f'<a href="{escape(url)}">{shown}</a>' if url else shown


def _lines(lines: Iterable[str]) -> str:
    return "".join(f"<p>{text(line)}</p>" for line in lines if line.strip())
