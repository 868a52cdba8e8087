"""What every page shares: the Jinja environment, its filters, and the frame around a page's content."""

import functools
import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path, PurePosixPath

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from counterpoint.model.words import FATES, the
from counterpoint.publishing.addresses import absolute, root_of
from counterpoint.publishing.documents.parts import headline, sentence
from counterpoint.publishing.site.assets import asset_path
from counterpoint.publishing.site.calendar import WEEKDAYS, month_name
from counterpoint.publishing.site.foreign import foreign
from counterpoint.publishing.site.marking import marked
from counterpoint.publishing.site.weblinks import web_link


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """What a digest's page knows of the site around it. Without it the page stands alone.

    `base_url` is the site's public address; `previous` and `next` are the neighbouring days with a page of the same
    topic; `story_pages` are the ids of stories that have a page of their own; `days` the topic's days that have a page,
    None when it is not known which.
    """

    base_url: str = ""
    previous: date | None = None
    next: date | None = None
    story_pages: tuple[str, ...] = ()
    days: tuple[date, ...] | None = None

    def leads_to(self, day: date) -> bool:
        """Whether a page may link to the topic's digest of `day`."""
        return self.days is None or day in self.days


@dataclass(frozen=True, slots=True, kw_only=True)
class Alternate:
    """Another form of a page or a feed of it, for <link rel="alternate">."""

    path: str
    type: str
    title: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Frame:
    """The head of a page: where it stands, what it is called, what a preview of it says.

    `root` is the way to the site's root; only the 404 page, which is served from anywhere, sets its own.
    """

    path: str
    title: str
    description: str
    base_url: str = ""
    kind: str = "website"
    notice: str = ""
    alternates: tuple[Alternate, ...] = ()
    data: Mapping[str, object] | None = None
    root: str = ""
    indexed: bool = True


def render(template: str, frame: Frame, **view: object) -> bytes:
    """The page that `template` makes of `view`, in its frame, as UTF-8."""
    root = frame.root or root_of(frame.path)
    canonical = absolute(frame.base_url, frame.path) if frame.indexed else ""
    page = _environment().get_template(template)
    return page.render(frame=frame, root=root, canonical=canonical, **view).encode()


def long_date(day: date) -> str:
    """A day for a reader: "22 November 2026"."""
    return f"{day.day} {day:%B %Y}"


def short_date(day: date) -> str:
    """A day beside a sentence: "16 Jan"."""
    return f"{day.day} {day:%b}"


def short_time(moment: datetime) -> str:
    """A moment for a list, in UTC: "21 Nov, 14:05"."""
    return f"{moment.day} {moment:%b, %H:%M}"


def script_json(value: object) -> Markup:
    """JSON that may stand inside a <script> element: nothing in it can end the element or open another."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    for character in "<>&\u2028\u2029":
        text = text.replace(character, f"\\u{ord(character):04x}")
    return Markup(text)  # noqa: S704 - escaped for its context just above


def counted(number: int, one: str, many: str = "") -> str:
    """A number and its noun: "1 article", "3 articles"."""
    return f"{number:,} {one if number == 1 else many or one + 's'}"


def capital(text: str) -> str:
    """`text` as the beginning of a sentence."""
    return text[:1].upper() + text[1:]


def file_name(path: str) -> str:
    """A file with its folder, and nothing more of the machine that it was read on."""
    return "/".join(PurePosixPath(path).parts[-2:])


def dollars(cost: Decimal) -> str:
    """A cost in US dollars, to its last digit and never in scientific notation: "$0.0013"."""
    return f"${cost.normalize():f}"


@functools.cache
def _environment() -> Environment:
    environment = Environment(
        loader=FileSystemLoader(Path(__file__).parent / "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters |= {
        "capital": capital,
        "counted": counted,
        "dollars": dollars,
        "file_name": file_name,
        "foreign": foreign,
        "headline": headline,
        "long_date": long_date,
        "marked": marked,
        "month_name": month_name,
        "script_json": script_json,
        "sentence": sentence,
        "short_date": short_date,
        "short_time": short_time,
        "the": the,
        "web_link": web_link,
    }
    environment.globals |= {"asset": asset_path, "fate_words": FATES, "weekdays": WEEKDAYS}
    return environment
