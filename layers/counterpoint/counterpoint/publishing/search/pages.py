"""Records to the files of a Pagefind index, by the binary that the Python package brings."""

import os
import shutil
import subprocess
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from html import escape
from importlib.metadata import version
from pathlib import Path

from counterpoint.publishing.search.records import Record
from counterpoint.publishing.search.words import paired

ENTRY = "pagefind-entry.json"
"""The file through which a browser finds all others; the only one whose name says nothing about what it holds."""

LINE_MARK = " ¶ "
"""Between two lines of a record; search.js cuts there."""

_RUNTIME = ("pagefind.js", "wasm.en.pagefind")


@dataclass(frozen=True, slots=True, kw_only=True)
class IndexFile:
    """One file of an index; `name` may hold a "/"."""

    name: str
    body: bytes


def engine_version() -> str:
    """The version of Pagefind that writes the index; a browser needs the runtime of the same version."""
    return version("pagefind")


def index_files(records: Sequence[Record], *, runtime: bool = False) -> tuple[IndexFile, ...]:
    """The index of `records`, the entry last; with the browser's runtime when asked for.

    The same records give the same files.
    """
    with tempfile.TemporaryDirectory() as directory:
        pages, output = Path(directory, "pages"), Path(directory, "index")
        pages.mkdir()
        for number, record in enumerate(records):
            (pages / f"{number}.html").write_text(_page(record), encoding="utf-8")
        command = [str(_program(Path(directory))), "--site", str(pages), "--output-path", str(output)]
        subprocess.run(command, cwd=directory, check=True, capture_output=True)  # noqa: S603 (the package's own binary)
        return _read(output, runtime)


def _page(record: Record) -> str:
    """A record as a page: Pagefind reads a directory of them in one call."""
    lines = escape(paired(LINE_MARK.join(record.lines)))
    meta = "title[data-title], path[data-path]"
    return (
        f'<!doctype html><html lang="en"><title>-</title><body><p data-pagefind-meta="{meta}" '
        f'data-title="{escape(record.title)}" data-path="{escape(record.path)}">{lines}</p></body></html>'
    )


def _read(output: Path, runtime: bool) -> tuple[IndexFile, ...]:
    names = sorted(path.relative_to(output).as_posix() for path in output.rglob("*") if path.is_file())
    kept = [name for name in names if name.endswith((".pf_meta", ".pf_index", ".pf_fragment"))]
    kept += [name for name in names if runtime and name in _RUNTIME]
    return tuple(IndexFile(name=name, body=(output / name).read_bytes()) for name in (*kept, ENTRY))


def _program(scratch: Path) -> Path:
    """Pagefind's binary; a copy in a Lambda layer, where SAM, unpacking wheels, has lost its permission to run."""
    # Importing the package is cheap, but of use to no other step of an edition.
    from pagefind_bin import get_executable

    found = Path(get_executable())
    if os.access(found, os.X_OK):
        return found
    copy = Path(shutil.copyfile(found, scratch / found.name))
    copy.chmod(0o700)
    return copy
