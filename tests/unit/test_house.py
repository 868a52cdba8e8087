"""The house's own rules: what may import what, where things stand, and what a cold start may load."""

import ast
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from counterpoint import codec, keys
from counterpoint.errors import StorageError
from counterpoint.model import Memory

ROOT = Path(__file__).parents[2]
PACKAGE = ROOT / "layers" / "counterpoint" / "counterpoint"

FLOORS = (
    ("model", "errors"),
    ("codec", "keys", "positions"),
    ("storage", "field_types", "outlets", "lexicon"),
    ("operator_outlets", "topics", "skeleton", "environment", "telemetry"),
    ("configuration",),
    ("gathering",),
    ("stories",),
    ("writing",),
    ("publishing",),
    ("edition",),
    ("cli",),
)
"""From the ground up; an import only ever points down (or stays in its room)."""

HANDLERS = sorted(ROOT.glob("functions/*/app.py"))


def room_of(module: str) -> str:
    """Name the room of a dotted module: counterpoint.stories.passport -> stories."""
    return module.removeprefix("counterpoint").lstrip(".").partition(".")[0]


def floor_of(room: str) -> int:
    """Number the floor on which a room lies."""
    return next(number for number, rooms in enumerate(FLOORS) if room in rooms)


def modules() -> list[Path]:
    """Every module of the package."""
    return [path for path in sorted(PACKAGE.rglob("*.py")) if path.parent != PACKAGE or path.stem != "__init__"]


def imports_of(path: Path) -> Iterator[str]:
    """Every module of ours that a file imports, at whatever depth of its code."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("counterpoint"):
            assert node.module is not None
            yield from (f"{node.module}.{alias.name}" for alias in node.names)
        elif isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names if alias.name.startswith("counterpoint"))


@pytest.mark.parametrize("path", modules(), ids=lambda path: str(path.relative_to(PACKAGE)))
def test_imports_point_down_only(path: Path) -> None:
    """A module imports rooms below its own, or its own room; never one above."""
    room = path.relative_to(PACKAGE).parts[0].removesuffix(".py")
    above = [
        name
        for name in imports_of(path)
        if room_of(name) not in {room, "", "__version__"}
        and floor_of(room_of(name)) >= floor_of(room)
        and not (floor_of(room_of(name)) == floor_of(room) and room_of(name) in {"outlets", "topics", "field_types"})
    ]
    assert above == []


def test_every_room_has_a_floor() -> None:
    """No room stands outside the house."""
    rooms = {p.stem for p in PACKAGE.iterdir() if p.suffix == ".py" or (p.is_dir() and p.name != "__pycache__")}
    assert rooms - {"__init__", "py"} == {room for floor in FLOORS for room in floor}


def test_the_top_level_is_the_prescribed_one() -> None:
    """Nothing but the prescribed folders and Python's own tool files stands at the top."""
    listed = subprocess.run(["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=True).stdout.split(
        "\n"
    )
    tops = {line.split("/")[0] for line in listed if line and not line.startswith(".")}
    assert {t for t in tops if (ROOT / t).is_dir()} == {"functions", "infra", "layers", "tests"}
    assert tops >= {"README.md", "template.yaml", "samconfig.toml"}


def test_no_module_is_longer_than_three_hundred_lines() -> None:
    """Rooms stay small."""
    long = {str(p.relative_to(ROOT)): n for p in modules() if (n := len(p.read_text("utf-8").splitlines())) > 300}
    assert long == {}


@pytest.mark.parametrize("handler", HANDLERS, ids=lambda path: path.parent.name)
def test_a_handler_is_a_page_of_forty_lines_of_code(handler: Path) -> None:
    """A handler takes the event, makes one call and gives the result: at most 40 lines below its docstring."""
    tree = ast.parse(handler.read_text(encoding="utf-8"))
    assert isinstance(tree.body[0], ast.Expr)
    below = handler.read_text(encoding="utf-8").splitlines()[tree.body[0].end_lineno or 0 :]
    assert len([line for line in below if line.strip()]) <= 40


@pytest.mark.parametrize("handler", HANDLERS, ids=lambda path: path.parent.name)
def test_importing_a_handler_loads_only_what_it_uses(handler: Path) -> None:
    """No handler loads openai; only publish loads the site's templates; only fetch and dispatch know the web."""
    name = handler.parent.name
    code = f"import sys; import functions.{name}.app; print('\\n'.join(sys.modules))"
    loaded = subprocess.run(
        [sys.executable, "-c", code],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
        env={"PATH": "", "AWS_DEFAULT_REGION": "us-east-1", "POWERTOOLS_TRACE_DISABLED": "1"},
    ).stdout.split("\n")
    unwanted = {
        "dispatch": {"openai", "jinja2", "feedparser", "requests", "pagefind"},
        "fetch": {"openai", "jinja2", "pagefind", "counterpoint.stories", "counterpoint.publishing"},
        "digest": {"openai", "jinja2", "pagefind", "feedparser", "requests"},
        "publish": {"openai", "feedparser", "requests"},
    }[name]
    assert unwanted & set(loaded) == set()


def test_every_file_that_samconfig_names_is_in_the_repository() -> None:
    """`sam local --config-env local` works in a fresh clone."""
    named = re.findall(r'"(infra/[^"]+)"', (ROOT / "samconfig.toml").read_text(encoding="utf-8"))
    listed = subprocess.run(["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    assert named
    assert [path for path in named if path not in listed.splitlines()] == []


def refusals(path: Path) -> Iterator[tuple[int, str]]:
    """The lines in which a module raises an InputError, and the plain parts of its text."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if (
            isinstance(node, ast.Raise)
            and isinstance(node.exc, ast.Call)
            and ast.unparse(node.exc.func) == "InputError"
        ):
            parts = [part.value for part in ast.walk(node.exc) if isinstance(part, ast.Constant)]
            yield node.lineno, "".join(map(str, parts))


def test_a_refused_input_is_told_with_its_remedy() -> None:
    """What is wrong; what to do: no InputError ends with the first half."""
    halves = [
        f"{path.relative_to(ROOT)}:{line}" for path in modules() for line, text in refusals(path) if ";" not in text
    ]
    assert halves == []


def test_an_object_that_cannot_be_read_is_named_with_a_remedy() -> None:
    """Which object of the store, which field, and what to do with it."""
    with pytest.raises(StorageError, match=r"^topics/a/memory\.json is not a Memory: .*; restore .* or delete it"):
        codec.decode(b"{}", Memory, keys.memory("a"))


ROOMS = sorted(path for path in PACKAGE.rglob("__init__.py") if path.parent != PACKAGE)


@pytest.mark.parametrize("room", ROOMS, ids=lambda path: str(path.parent.relative_to(PACKAGE)))
def test_a_room_says_what_each_of_its_modules_is_for(room: Path) -> None:
    """Its docstring names every module and room in it, so that who comes in finds the place to go to."""
    said = ast.get_docstring(ast.parse(room.read_text(encoding="utf-8"))) or ""
    inside = {path.stem for path in room.parent.glob("*.py")} | {
        path.parent.name for path in room.parent.glob("*/__init__.py")
    }
    if len(inside) == len({"__init__", "one"}):
        return  # a room of one module is that module
    unnamed = sorted(name for name in inside if not name.startswith("__") and not re.search(rf"\b{name}\b", said))
    assert unnamed == []


@pytest.mark.parametrize("room", ROOMS, ids=lambda path: str(path.parent.relative_to(PACKAGE)))
def test_no_name_of_a_room_hides_one_of_its_modules(room: Path) -> None:
    """`import counterpoint.stories.tellings` gives the module, not a function of that name."""
    given = {
        alias.asname or alias.name
        for node in ast.parse(room.read_text(encoding="utf-8")).body
        if isinstance(node, ast.ImportFrom) and node.module != f"counterpoint.{room.parent.name}"
        for alias in node.names
    }
    assert given & {path.stem for path in room.parent.glob("*.py")} == set()


def test_every_word_list_is_described_where_it_lies() -> None:
    """The lexicon's README says of each file what a line is and when to add one."""
    lists = {path.name for pattern in ("*.tsv", "*.txt") for path in (PACKAGE / "lexicon").glob(pattern)}
    described = set(
        re.findall(r"`([a-z_]+\.(?:tsv|txt))`", (PACKAGE / "lexicon" / "README.md").read_text(encoding="utf-8"))
    )
    assert lists
    assert described == lists
