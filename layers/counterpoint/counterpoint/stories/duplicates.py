"""The same article twice is one article with several appearances.

Four things make two entries the same article:

1. the same id, or the same link once tracking parameters, AMP and mobile hosts are taken off (`normal_url`);
2. the same headline, word for word, at two outlets: a syndicated copy;
3. the same headline but for words added or taken away, or for another form of a word, at one outlet (or family) within
   three days: an edited headline. Another number or another name makes another article ("wins Ohio", "wins Iowa");
4. a headline cut short by whoever listed it, and the whole of it.

Who represents the article: who wrote rather than carried it (a wire service, then any outlet that is not an
aggregator), then who is known, then the direct link, then the earliest. Nothing here tells apart two events.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from datetime import timedelta
from urllib.parse import parse_qsl, urlencode, urlsplit

from counterpoint.model import Article, Kind
from counterpoint.stories.entries import BEGINNING, Entry, voice
from counterpoint.stories.groups import Groups
from counterpoint.stories.headlines import canonical, is_cut
from counterpoint.stories.passport import CARRIERS

EDITED_WITHIN = timedelta(days=3)
SYNDICATED_WITHIN = timedelta(days=7)
FEWEST_WORDS = 4
"""A headline of fewer words may be two outlets' own ("China's economy slows")."""

_ALIKE = 0.7
_STEM = 4
_TRACKING = re.compile(
    r"^(?:utm_.*|fbclid|gclid|dclid|msclkid|yclid|igshid|mc_[ce]id|ref|ref_?src|source|src|cmp(?:id)?|ncid|ocid|ito|smid"
    r"|partner|feed|rss(?:id)?|spm|at_(?:medium|campaign)|xtor|taid|outputtype|amp|module|pgtype|campaign|mod|s?share"
    r"|traffic_source|guccounter|_gl|tpcc|__twitter_impression|newsfeed|from)$"
)
_MOBILE = re.compile(r"^(?:www\d?|m|mobile|amp|amphtml)\.")
_INDEX = re.compile(r"/(?:index|default)\.(?:html?|php|aspx?|shtml)$")


def normal_url(url: str) -> str:
    """A link as it is compared: host and path that mean the page, and the query parameters that choose it, sorted.

    Scheme, fragment, `www.`, `m.`, `amp.`, `/amp` and tracking parameters are dropped; Google's AMP viewer and cache
    give the publisher's own address. Never fetched and never shown.
    """
    host, path, query = _unwrapped(url)
    kept = sorted((k, v) for k, v in parse_qsl(query) if not _TRACKING.match(k.lower()))
    path = re.sub(r"/amp(?:/|\.html)?$|\.amp(?=\.html$|$)", "", path.removeprefix("/amp/"))
    path = _INDEX.sub("", "/" + path.strip("/"))
    return _MOBILE.sub("", host) + path.rstrip("/") + (f"?{urlencode(kept)}" if kept else "")


def _unwrapped(url: str) -> tuple[str, str, str]:
    """Host, path and query; of Google's AMP viewer and cache (google.com/amp/…, cdn.ampproject.org) the publisher's."""
    parts = urlsplit(url)
    host = (parts.hostname or "").lower()
    viewer = re.match(r"^/(?:amp|c|v)/(?:s/)?([^/]+\.[a-z]{2,})(/.*)?$", parts.path)
    if viewer and (host.endswith("cdn.ampproject.org") or host.removeprefix("www.").startswith("google.")):
        return viewer[1].lower(), viewer[2] or "/", parts.query
    return host, parts.path, parts.query


def unique(entries: Iterable[Entry]) -> tuple[tuple[Entry, tuple[Entry, ...]], ...]:
    """Every article once, with its other appearances; in the order of entries, whatever order they came in."""
    ordered = sorted(entries, key=lambda entry: entry.order)
    groups = Groups(len(ordered))
    for one, other in _pairs(ordered):
        groups.join(one, other)
    return tuple(_represented([ordered[i] for i in members]) for members in groups.members())


def _represented(copies: list[Entry]) -> tuple[Entry, tuple[Entry, ...]]:
    first = min(copies, key=_preference)
    return first, tuple(copy for copy in copies if copy is not first)


def _preference(entry: Entry) -> tuple[bool, bool, bool, bool, tuple[object, ...]]:
    kind = entry.outlet.kind
    return (kind in CARRIERS, kind is not Kind.WIRE, not entry.known, entry.article.redirect, entry.order)


def _pairs(ordered: list[Entry]) -> Iterator[tuple[int, int]]:
    """Pairs of positions that are the same article, enough of them to connect all copies."""
    for key in (_ids, _links):
        yield from _equal(ordered, key)
    yield from _syndicated(ordered)
    yield from _edited(ordered)


def _ids(entry: Entry) -> str:
    return entry.article.id


def _links(entry: Entry) -> str:
    """The normal link; a link to a home page is no article's own, so that such entries keep apart."""
    link = normal_url(entry.article.url)
    return link if re.search(r"[/?]", link) else f"{link} {entry.article.id}"


def _equal(ordered: list[Entry], key: Callable[[Entry], str]) -> Iterator[tuple[int, int]]:
    first: dict[str, int] = {}
    for position, entry in enumerate(ordered):
        yield first.setdefault(key(entry), position), position


def _syndicated(ordered: list[Entry]) -> Iterator[tuple[int, int]]:
    last: dict[tuple[str, ...], int] = {}
    for position, entry in enumerate(ordered):
        title = canonical(entry.article.title)
        same = last.get(title)
        last[title] = position
        if same is not None and _is_copy(ordered[same], entry, len(title)):
            yield same, position


def _is_copy(one: Entry, other: Entry, length: int) -> bool:
    """Whether two entries of one headline, `length` words long, are copies and not two outlets' own."""
    own = voice(one.outlet) == voice(other.outlet)
    return (own or length >= FEWEST_WORDS) and _within(one, other, SYNDICATED_WITHIN)


def _edited(ordered: list[Entry]) -> Iterator[tuple[int, int]]:
    """Compares the headlines of one voice, as far back as an edit may reach."""
    by_voice: dict[str, list[int]] = defaultdict(list)
    for position, entry in enumerate(ordered):
        mine = by_voice[voice(entry.outlet)]
        for other in reversed(mine):
            if not _within(ordered[other], entry, EDITED_WITHIN):
                break
            if is_edited(ordered[other].article, entry.article):
                yield other, position
        mine.append(position)


def is_edited(one: Article, other: Article) -> bool:
    """Whether two headlines of one outlet are one headline, edited: see the module's rules 3 and 4."""
    a, b = canonical(one.title), canonical(other.title)
    if (is_cut(one.title) and _begins(b, a)) or (is_cut(other.title) and _begins(a, b)):
        return True
    left, right = set(a) - set(b), set(b) - set(a)
    shared = len(set(a) & set(b))
    if shared < FEWEST_WORDS or shared / (shared + len(left) + len(right)) < _ALIKE or _has_digit(left | right):
        return False
    return not left or not right or _same_forms(left, right)


def _begins(whole: tuple[str, ...], cut: tuple[str, ...]) -> bool:
    """Whether a headline begins with one that was cut short, whose last word may be cut, too."""
    most = len(cut) - 1
    return len(whole) > most >= FEWEST_WORDS and whole[:most] == cut[:most] and whole[most].startswith(cut[most])


def _has_digit(words: set[str]) -> bool:
    return any(character.isdigit() for word in words for character in word)


def _same_forms(left: set[str], right: set[str]) -> bool:
    """Whether every word of the smaller set has another form of itself (seize, seized) in the larger one."""
    few, many = sorted((left, right), key=len)
    stems = {word[:_STEM] for word in many if len(word) >= _STEM}
    return all(len(word) >= _STEM and word[:_STEM] in stems for word in few)


def _within(one: Entry, other: Entry, span: timedelta) -> bool:
    first, second = one.article.published, other.article.published
    return first is None or second is None or abs((second or BEGINNING) - (first or BEGINNING)) <= span
