"""JSON Feed (1.0 and 1.1, jsonfeed.org) -> items, in the same shape the XML formats have. Pure.

Feeds that break the specification in harmless ways are read: numbers as ids, a missing version, null fields.
"""

import json
import re
from dataclasses import dataclass
from typing import Any

from counterpoint.errors import FeedError
from counterpoint.gathering.items import MOST_ITEMS, Feed, Item
from counterpoint.model import Health

_DECODER = json.JSONDecoder(parse_constant=str)
_ITEMS = re.compile(r'"items"\s*:\s*\[\s*')
_BETWEEN = re.compile(r"[\s,]*")


def read(text: str) -> Feed:
    """The feed in a JSON text. Raises FeedError when it is no JSON Feed."""
    page = _page(text)
    if not isinstance(page, dict) or not isinstance(page.get("items"), list):
        raise FeedError(Health.NOT_A_FEED, "the answer is JSON, but not a JSON Feed: it has no list of items")
    feed = _Fields(page)
    items = tuple(_item(_Fields(item)) for item in page["items"][:MOST_ITEMS] if isinstance(item, dict))
    return Feed(title=feed.text("title"), link=feed.text("home_page_url"), language=feed.text("language"), items=items)


def _page(text: str) -> Any:
    """The JSON value; of a text that is cut off, the items that are whole."""
    try:
        return _DECODER.decode(text)
    except RecursionError as error:
        raise FeedError(Health.NOT_A_FEED, "the answer is JSON nested too deeply to be a feed") from error
    except ValueError as error:
        items = _whole_items(text)
        if not items:
            raise FeedError(Health.NOT_A_FEED, "the answer looks like JSON but cannot be read as JSON") from error
        return {"items": items}


def _whole_items(text: str) -> list[Any]:
    found: list[Any] = []
    start = _ITEMS.search(text)
    at = start.end() if start else len(text)
    while at < len(text):
        try:
            item, at = _DECODER.raw_decode(text, at)
        except (ValueError, RecursionError):
            break
        found.append(item)
        at = _BETWEEN.match(text, at).end()  # type: ignore[union-attr]  # the pattern matches the empty text
    return found


@dataclass(frozen=True, slots=True)
class _Fields:
    """A JSON object, of which nothing is known but that it is one."""

    page: dict[str, Any]

    def text(self, *names: str) -> str:
        """The first of the fields that holds text or a number."""
        for name in names:
            value = self.page.get(name)
            if isinstance(value, str | int | float) and not isinstance(value, bool) and str(value).strip():
                return str(value)
        return ""


def _item(item: _Fields) -> Item:
    return Item(
        guid=item.text("id"),
        title=item.text("title"),
        link=item.text("url", "external_url"),
        summary=item.text("summary", "content_text", "content_html"),
        date=item.text("date_published", "date_modified"),
        language=item.text("language"),
    )
