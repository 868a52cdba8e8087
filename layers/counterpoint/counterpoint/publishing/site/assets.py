"""Style sheet, icon and search script: named by the hash of what they hold, so that they may be cached for ever."""

import functools
import hashlib
from dataclasses import dataclass
from pathlib import Path

_DIRECTORY = Path(__file__).parent / "assets"


@dataclass(frozen=True, slots=True, kw_only=True)
class Asset:
    """A file that pages need, and the key under which it is published."""

    name: str
    key: str
    body: bytes


@functools.cache
def asset_files() -> tuple[Asset, ...]:
    """Every asset of the site, in the order of their names."""
    return tuple(_asset(path) for path in sorted(_DIRECTORY.iterdir()) if path.suffix in {".css", ".js", ".svg"})


def asset_path(name: str) -> str:
    """The published path of the asset called `name` ("site.css"). Raises KeyError for a name that is none."""
    return {asset.name: asset.key for asset in asset_files()}[name]


def _asset(path: Path) -> Asset:
    body = path.read_bytes()
    mark = hashlib.sha256(body).hexdigest()[:10]
    return Asset(name=path.name, key=f"assets/{path.stem}.{mark}{path.suffix}", body=body)
