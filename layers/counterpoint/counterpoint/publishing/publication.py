"""Publishing: an edition, or older digests, onto the site, in an order in which every link always works.

Assets and standing pages; each topic's leaves and the shelves that remember them; feeds and lists; index pages; the
home page; search. Written again from the same inputs, every object is the same bytes. The number of objects that a day
touches depends on the topics, not on the archive's age.
"""

from collections.abc import Iterable, Mapping
from datetime import date
from itertools import groupby

import msgspec

from counterpoint import codec
from counterpoint.errors import InputError
from counterpoint.model import Digest, FeedReport, Plan, PublishOutcome
from counterpoint.publishing import markdown
from counterpoint.publishing.addresses import digest_path
from counterpoint.publishing.cards import card_of, missing_card
from counterpoint.publishing.press import Press, read_digest
from counterpoint.publishing.writes import Write
from counterpoint.storage import Store


class _Reported(msgspec.Struct):
    """The part of a source's stored articles that the status page needs."""

    report: FeedReport


def publish_edition(
    day: date, state: Store, site: Store, base_url: str = "", failures: Mapping[str, str] | None = None
) -> PublishOutcome:
    """Publish the edition of `day`: every planned topic's digest, or its gap, and all that points to them.

    `failures` says per topic why no digest could be made. `base_url` is the site's public address, "" when unknown.
    Raises InputError when no edition of that day was planned, ConflictError when another publisher was faster.
    """
    plan = _plan(day, state)
    press = Press(state, site, base_url)
    press.frame()
    digests = {topic.id: read_digest(site, topic.id, day) for topic in plan.topics}
    for topic in plan.topics:
        digest = digests[topic.id]
        card = card_of(digest) if digest else missing_card(topic, day, plan.now, (failures or {}).get(topic.id, ""))
        press.topic(topic.id, [card], [digest] if digest else [])
    press.edition(plan, _reports(plan, state))
    press.indexes()
    made = [digest for digest in digests.values() if digest]
    press.search(made)
    return PublishOutcome(
        day=day,
        objects=press.objects,
        digests=len(made),
        gaps=tuple(topic.id for topic in plan.topics if not (found := digests[topic.id]) or found.gap),
    )


def archive_digests(digests: Iterable[Digest], state: Store, site: Store, base_url: str = "") -> int:
    """Add digests, imported ones for instance, to the archive: their documents, their pages and what points to them.

    Only the months of these digests are touched. The number of objects written. Raises ConflictError.
    """
    ordered = sorted(digests, key=lambda digest: (digest.topic, digest.day))
    if not ordered:
        return 0
    press = Press(state, site, base_url)
    press.frame()
    for topic, group in groupby(ordered, key=lambda digest: digest.topic):
        days = list(group)
        press.put(document for digest in days for document in documents(digest))
        press.topic(topic, [card_of(digest) for digest in days], days)
    press.indexes()
    press.search(ordered)
    return press.objects


def documents(digest: Digest) -> tuple[Write, ...]:
    """A digest's documents: index.md and index.json."""
    path = digest_path(digest.topic, digest.day)
    return (
        Write(key=f"{path}index.md", body=markdown.render(digest)),
        Write(key=f"{path}index.json", body=codec.encode(digest)),
    )


def _plan(day: date, state: Store) -> Plan:
    key = f"editions/{day}/plan.json"
    found = state.get(key)
    if not found:
        raise InputError(f"no edition of {day} was planned ({key} is missing); plan and digest it before publishing")
    return codec.decode(found.body, Plan, key)


def _reports(plan: Plan, state: Store) -> list[FeedReport]:
    keys = [f"editions/{plan.day}/articles/{source.id}.json" for source in plan.sources]
    found = [(key, stored) for key in keys if (stored := state.get(key))]
    return [codec.decode(stored.body, _Reported, key).report for key, stored in found]
