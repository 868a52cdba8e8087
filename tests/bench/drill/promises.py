"""The promises that no fault may break, looked at after every rehearsal."""

import html
import re
from collections.abc import Iterator
from itertools import chain
from xml.etree import ElementTree as ET

from counterpoint import codec, keys
from counterpoint.edition import archive
from counterpoint.edition.documents import is_unmade
from counterpoint.errors import InputError, NotADigestError
from counterpoint.model import THIRD_PARTY, Digest
from counterpoint.publishing import markdown
from tests.bench.drill.findings import digests
from tests.bench.drill.stage import Stage, Stores
from tests.site_archive import broken_links


def broken_promises(stage: Stage, stores: Stores) -> tuple[str, ...]:
    """Every promise that does not hold on this site, in words; none when all hold."""
    objects = {key: found.body for key in stores.site.keys("") if (found := stores.site.get(key))}
    made = digests(stage, stores)
    return (
        *broken_links(objects),
        *chain.from_iterable(_unread(key, body) for key, body in objects.items()),
        *chain.from_iterable(map(_uncited, made)),
        *chain.from_iterable(map(_receipts, made)),
        *chain.from_iterable(_passports(stage, digest) for digest in made),
        *chain.from_iterable(_gaps(digest, objects) for digest in made),
        *chain.from_iterable(_yesterdays(stage, digest, stores) for digest in made),
        *chain.from_iterable(_replays(digest, stores) for digest in made),
    )


def _unread(key: str, body: bytes) -> Iterator[str]:
    """A document that its readers could not read."""
    try:
        if key.endswith((".xml", ".opml")):
            ET.fromstring(body)  # noqa: S314 (our own output)
        elif key.endswith("/index.md"):
            markdown.read_bytes(body, key)
        elif key.endswith("/index.json"):
            codec.decode(body, Digest, key)
    except (ET.ParseError, NotADigestError) as error:
        yield f"{key} cannot be read: {error}"


def _uncited(digest: Digest) -> Iterator[str]:
    sides = {row.n: row.side for row in digest.sources}
    sections = [(section.id, section.points) for section in digest.perspectives]
    for side, points in (*sections, (THIRD_PARTY, digest.third_party)):
        for point in points:
            if not point.cites or {sides.get(n) for n in point.cites} != {side}:
                yield f"{digest.topic}: a point of {side} cites {point.cites}"
    for point in (*digest.highlights, *digest.differences):
        if not point.cites or not set(point.cites) <= set(sides):
            yield f"{digest.topic}: a point cites {point.cites}, of {len(sides)} sources"


def _receipts(digest: Digest) -> Iterator[str]:
    receipt = digest.receipt
    counts = {receipt.gathered, len(receipt.articles), sum(count.count for count in receipt.fates)}
    if len(counts) > 1:
        yield f"{digest.topic}: the receipt does not add up: {sorted(counts)}"


def _passports(stage: Stage, digest: Digest) -> Iterator[str]:
    """Sources that fill a side whose country is not theirs, whichever feed they came from."""
    topic = next(topic for topic in stage.configuration.topics if topic.id == digest.topic)
    countries = {side.id: side.countries for side in topic.perspectives}
    for row in digest.sources:
        if row.side != THIRD_PARTY and row.country not in countries[row.side]:
            yield f"{digest.topic}: {row.outlet} of {row.country} fills {row.side}"


def _gaps(digest: Digest, objects: dict[str, bytes]) -> Iterator[str]:
    """A side without points whose reason is missing in one of the forms that were written."""
    named = {form: keys.digest(digest.topic, digest.day, form) for form in ("md", "json", "html")}
    forms = {form: letters(objects[key]) for form, key in named.items() if key in objects}
    for section in digest.perspectives:
        reason = section.gap or digest.gap
        if not section.points and not reason:
            yield f"{digest.topic}: {section.name} is empty without a reason"
        for form, text in forms.items():
            if not section.points and letters(reason.encode()) not in text:
                yield f"{digest.topic}: the reason why {section.name} is empty is not in the {form}"


def letters(body: bytes) -> str:
    """The words of a text or document of any form, one space apart."""
    text = re.sub(r"<[^>]*>", "", html.unescape(body.decode()))
    return re.sub(r"[\W_]+", " ", text).strip()


def _yesterdays(stage: Stage, digest: Digest, stores: Stores) -> Iterator[str]:
    stored = stores.site.get(keys.digest(digest.topic, stage.days[0][0], "json"))
    if stored is None:
        yield f"{digest.topic}: yesterday's digest is gone"
        return
    before = {row.article for row in codec.decode(stored.body, Digest).sources}
    if again := before & {row.article for row in digest.sources}:
        yield f"{digest.topic}: {len(again)} articles of yesterday are passed off as today's"


def _replays(digest: Digest, stores: Stores) -> Iterator[str]:
    try:
        replayed = archive.replay(digest.topic, digest.day, stores.state, stores.site)
    except InputError as error:
        if not is_unmade(digest):
            yield str(error)
        return
    yield from (f"{file.key} replays otherwise: {file.difference}" for file in replayed.files if not file.same)
