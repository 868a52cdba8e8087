"""The outline as lines of Markdown. Before the sources, a line that starts with `- ` is a cited point, nothing else."""

from collections.abc import Callable, Iterable

from counterpoint.model import Point
from counterpoint.publishing.documents.escaping import cell, inline, line
from counterpoint.publishing.documents.parts import Block, Bullets, Paragraph, Part, Table


def written(part: Part) -> list[str]:
    """A section's lines, its heading first and a blank line last."""
    lines = [f"## {inline(part.heading)}", ""]
    for block in part.blocks:
        lines += [*_block(block), ""]
    return lines


def bullets(points: Iterable[Point], text: Callable[[str], str] = line) -> list[str]:
    """One line per point: `- `, its text, its citations."""
    return [f"- {text(point.text)}{citations(point.cites)}" for point in points]


def citations(numbers: Iterable[int]) -> str:
    """` [3][7]`, or nothing."""
    marks = "".join(f"[{number}]" for number in numbers)
    return f" {marks}" if marks else ""


def _block(block: Block) -> list[str]:
    if isinstance(block, Bullets):
        return bullets(block.points)
    if isinstance(block, Table):
        rows = [[f"{cell(each.text)}{citations(each.cites)}" for each in row] for row in block.rows]
        return [_row(map(cell, block.head)), _row("---" for _ in block.head), *map(_row, rows)]
    return [_paragraph(block)]


def _row(cells: Iterable[str]) -> str:
    return f"| {' | '.join(cells)} |"


def _paragraph(block: Paragraph) -> str:
    label = f"**{inline(block.label)}:** " if block.label else ""
    text = inline(block.text) if label else line(block.text)
    days = ", ".join(f"[{day.isoformat()}](../{day.isoformat()}/)" for day in block.days)
    said = (label, text, citations(block.cites), f"(earlier: {days})" if days else "")
    return " ".join(piece.strip() for piece in said if piece)
