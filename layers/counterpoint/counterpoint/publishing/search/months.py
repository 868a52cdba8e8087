"""Publishing the months' indexes: new files first, then the entry that names them, then the list of months."""

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date

from counterpoint import codec
from counterpoint.publishing.addresses import ASSET_CACHE, PAGE_CACHE, month_of
from counterpoint.publishing.search.pages import ENTRY, IndexFile, engine_version, index_files
from counterpoint.publishing.search.records import IndexedMonth, IndexedMonths, Record, SearchShelf
from counterpoint.publishing.stacks import Stacks
from counterpoint.publishing.writes import Write, put_all
from counterpoint.storage import Store

_MONTHS = "shelves/search/months.json"
_RUNTIME = "shelves/search/runtime.json"
_ABOUT = Record(
    path="about/",
    title="About",
    day=date.min,
    lines=("About Counterpoint: who speaks for a side, how points are checked, what labels mean, terms of sources",),
)


def publish_runtime(stacks: Stacks, site: Store) -> int:
    """What the browser needs to search, once per version of Pagefind; the number of objects written."""
    known = stacks.read(_RUNTIME, SearchShelf(month=""))
    if known.engine == engine_version():
        return 0
    written = put_all(site, _writes("search/pagefind/", index_files([_ABOUT], runtime=True)))
    stacks.write(_RUNTIME, SearchShelf(month="", engine=engine_version()))
    return written


def publish_months(records: Iterable[Record], stacks: Stacks, site: Store) -> int:
    """Bring the indexes of the records' months up to date; the number of objects written."""
    by_month: dict[str, list[Record]] = {}
    for record in records:
        by_month.setdefault(month_of(record.day), []).append(record)
    return sum(_publish_month(month, by_month[month], stacks, site) for month in sorted(by_month))


def _publish_month(month: str, records: Sequence[Record], stacks: Stacks, site: Store) -> int:
    key = f"shelves/search/{month}.json"
    known = stacks.read(key, SearchShelf(month=month))
    shelf = known.with_records(records)
    if shelf == known and known.engine == engine_version():
        return 0
    files = index_files(shelf.records)
    writes = _writes(f"search/{month}/", files)
    written = put_all(site, (write for write in writes if write.key not in known.files or write.key.endswith(ENTRY)))
    months = stacks.read(_MONTHS, IndexedMonths()).with_month(IndexedMonth(month=month, tag=_tag(files)))
    site.put("search/months.json", codec.encode(months), cache=PAGE_CACHE)
    names = tuple(write.key for write in writes)
    for old in sorted({*known.replaced} - {*names}):
        site.delete(old)
    gone = tuple(name for name in known.files if name not in names)
    stacks.write(_MONTHS, months)
    stacks.write(key, replace(shelf, files=names, replaced=gone, engine=engine_version()))
    return written + 1


def _writes(path: str, files: Iterable[IndexFile]) -> tuple[Write, ...]:
    return tuple(
        Write(key=f"{path}{file.name}", body=file.body, cache=ASSET_CACHE if ".pf_" in file.name else PAGE_CACHE)
        for file in files
    )


def _tag(files: Iterable[IndexFile]) -> str:
    entry = next(file.body for file in files if file.name == ENTRY)
    return hashlib.sha256(entry).hexdigest()[:10]
