"""Digest <-> Markdown: a superset of the format that older archives and Hugo-like sites have.

    render(digest) -> bytes                  index.md
    read(text, file) -> Digest               the text of a file, its line ends untouched
    read_bytes(body, file) -> Digest         the bytes of a file

An imported document is written as its source file stands, to the byte: from what its digest says if that suffices
(documents of today's format), else from the text kept with it. Only public corrections are added, before its sources.
Our own documents escape foreign text (`documents.escaping`); older ones never did and stay raw. `render` of a read
document of ours is the same document. What Markdown does not carry (receipts per article, ownership, times of day) is
in index.json.
"""

from counterpoint.errors import NotADigestError
from counterpoint.model import Digest
from counterpoint.publishing.documents import body, fields, frontmatter, listing, outline, reading

_MORE = "<!--more-->"
_MAX_BYTES = 4_000_000


def render(digest: Digest) -> bytes:
    """The digest's document, UTF-8 with line feeds. The same digest gives the same bytes."""
    if digest.imported is None:
        return _text(_ours(digest))
    text = digest.imported.text or "\n".join([*_older(digest), ""])
    return _corrected(text, digest).encode()


def read(text: str, file: str) -> Digest:
    """The digest that a document holds; its points are not checked. `file` names it in errors and, shortened, in there.

    Raises NotADigestError: one line with the file, the fault and the remedy.
    """
    try:
        document = text.encode()
    except UnicodeEncodeError as error:
        line = text.count("\n", 0, error.start) + 1
        raise fields.fault(file, line, "", "half a character", "save the file in the encoding UTF-8") from error
    plain = text.removeprefix("\ufeff").replace("\r\n", "\n")
    matter = frontmatter.read(plain, file)
    digest = reading.digest_of(matter, file)
    suffices = not matter.schema and render(digest) == document
    return digest if suffices else reading.digest_of(matter, file, text)


def read_bytes(document: bytes, file: str) -> Digest:
    """The digest that the bytes of a file hold. Raises NotADigestError as `read`, and for what is not UTF-8 text."""
    if len(document) > _MAX_BYTES:
        raise NotADigestError(f"{file}: {len(document)} bytes; a digest has at most {_MAX_BYTES}")
    try:
        text = document.decode()
    except UnicodeDecodeError as error:
        line = document.count(b"\n", 0, error.start) + 1
        raise fields.fault(file, line, "", "not UTF-8 text", "save the file in the encoding UTF-8") from error
    return read(text, file)


def _text(lines: list[str]) -> bytes:
    return "\n".join([*lines, ""]).encode()


def _ours(digest: Digest) -> list[str]:
    first, *others = outline.outline(digest)
    lines = [*frontmatter.written(digest, ours=True), "", *body.written(first), _MORE, ""]
    for part in others:
        lines += body.written(part)
    return lines + listing.written(digest.sources, ours=True)


def _older(digest: Digest) -> list[str]:
    lines = [*frontmatter.written(digest, ours=False), "", f"## {outline.HIGHLIGHTS}", ""]
    lines += [*body.bullets(digest.highlights, str), "", _MORE, ""]
    for side in digest.perspectives:
        lines += [f"## {outline.perspective_heading(side.name)}", "", *body.bullets(side.points, str), ""]
    return lines + listing.written(digest.sources, ours=False)


def _corrected(text: str, digest: Digest) -> str:
    if not digest.corrections:
        return text
    end = "\r\n" if "\r\n" in text else "\n"
    section = end.join([*body.written(outline.corrections(digest.corrections)), ""])
    start, mark, sources = text.rpartition(f"{end}## {listing.HEADING}{end}")
    return f"{start}{end}{section}{mark.removeprefix(end)}{sources}" if mark else f"{text}{end}{section}"
