"""Feeds as people keep them (OPML) -> the text of a topic file, for the operator to finish.

The folders of the list become perspectives. What a list of feeds cannot know stands as `XX`, which is no country:
`counterpoint check` names every place that is still to be written.
"""

import json
import re
from dataclasses import dataclass

import listparser

from counterpoint.errors import InputError

_LOOSE = "Feeds outside of any folder"
_DECLARES = re.compile(rb"<!(DOCTYPE|ENTITY)", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class ListedFeed:
    """A feed of a list: its address, and its title as the list gives it."""

    url: str
    title: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Folder:
    """A folder of a list, with the feeds in it and in the folders below."""

    name: str
    feeds: tuple[ListedFeed, ...]


def read_opml(body: bytes, file: str) -> tuple[Folder, ...]:
    """The outermost folders of an OPML list, in its order; feeds outside of any folder come as one more.

    `file` is named in the InputError of a body that holds no feeds or declares entities (which are not expanded).
    """
    if _DECLARES.search(body):
        raise InputError(f"{file} declares a document type or entities; remove that line")
    folders: dict[str, dict[str, ListedFeed]] = {}
    for feed in listparser.parse(body)["feeds"]:
        name = next((path[0] for path in feed["categories"] if path), _LOOSE)
        url = feed["url"].strip()
        folders.setdefault(_one_line(name), {}).setdefault(url, ListedFeed(url=url, title=_one_line(feed["title"])))
    if not folders:
        raise InputError(f'{file} holds no feeds; an OPML file lists them as <outline type="rss" xmlUrl="https://…"/>')
    return tuple(Folder(name=name, feeds=tuple(feeds.values())) for name, feeds in folders.items())


def topic_skeleton(name: str, folders: tuple[Folder, ...]) -> str:
    """The YAML of a topic that follows these feeds; countries and terms are the operator's to write."""
    lines = [f"id: {_identifier(name, 'my-topic')}", f"name: {_quoted(name)}", "perspectives:"]
    ids: list[str] = []
    for folder in folders:
        side = _identifier(folder.name, "side")
        ids.append(side)
        side = side if ids.count(side) == 1 else f"{side}-{ids.count(side)}"
        lines += _perspective(side, folder)
    return "\n".join(lines) + "\n"


def _perspective(side: str, folder: Folder) -> list[str]:
    return [
        f"  - id: {side}",
        f"    name: {_quoted(folder.name)}",
        "    countries: [XX]                        # whose outlets may fill this side, such as [CN, HK]",
        f"    terms: [{_quoted(folder.name)}]        # names of this side, in every language of its feeds",
        "    sources:",
        *(f"      - rss: {_quoted(feed.url)}{f'  # {feed.title}' if feed.title else ''}" for feed in folder.feeds),
    ]


def _identifier(name: str, otherwise: str) -> str:
    return re.sub(r"[^a-z0-9]+", "-", name.lower()).strip("-")[:60].strip("-") or otherwise


def _one_line(text: str) -> str:
    return " ".join(re.sub(r"[\x00-\x1f\x7f-\x9f]", " ", text).split())


def _quoted(text: str) -> str:
    """A double-quoted YAML text: JSON is YAML, and its escapes are the same."""
    return json.dumps(text, ensure_ascii=False)
