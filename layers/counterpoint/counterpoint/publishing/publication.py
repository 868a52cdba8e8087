"""Publishing: an edition, or older digests, onto the site, in an order in which every link always works.

Assets and standing pages; each topic's leaves and the shelves that remember them; feeds and lists; index pages; the
home page; search. Written again from the same inputs, every object is the same bytes. The number of objects that a day
touches depends on the topics, not on the archive's age.
"""

from collections.abc import Iterable
from itertools import groupby

import msgspec

from counterpoint import codec, keys
from counterpoint.model import Digest, FeedReport, Plan, PublishOutcome
from counterpoint.publishing.cards import card_of
from counterpoint.publishing.forms import documents
from counterpoint.publishing.press import Press, read_digest
from counterpoint.storage import Store


class _Reported(msgspec.Struct):
    """The part of a source's stored articles that the status page needs."""

    report: FeedReport


def publish_edition(plan: Plan, state: Store, site: Store, base_url: str = "") -> PublishOutcome:
    """Publish an edition: the digest of every planned topic, and all that points to it.

    A topic that could not be made has a digest that states its gap; one that has no digest at all is left out, which
    shows as a hole. `base_url` is the site's public address, "" when unknown. Raises ConflictError when another
    publisher was faster: then the step runs again.
    """
    press = Press(state, site, base_url)
    press.frame(topic.notice for topic in plan.topics)
    digests = [digest for topic in plan.topics if (digest := read_digest(site, topic.id, plan.day))]
    for digest in digests:
        press.topic(digest.topic, [card_of(digest)], [digest])
    press.edition(plan, _reports(plan, state))
    press.indexes()
    press.search(digests)
    whole = {digest.topic for digest in digests if digest.sources and not digest.gap}
    return PublishOutcome(
        day=plan.day,
        objects=press.objects,
        digests=sum(bool(digest.sources) for digest in digests),
        gaps=tuple(topic.id for topic in plan.topics if topic.id not in whole),
    )


def archive_digests(digests: Iterable[Digest], state: Store, site: Store, base_url: str = "") -> int:
    """Add digests, imported ones for instance, to the archive: their documents, their pages and what points to them.

    Only the months of these digests are touched. The number of objects written. Raises ConflictError.
    """
    ordered = sorted(digests, key=lambda digest: (digest.topic, digest.day))
    if not ordered:
        return 0
    press = Press(state, site, base_url)
    press.frame(digest.notice for digest in ordered)
    for topic, group in groupby(ordered, key=lambda digest: digest.topic):
        days = list(group)
        press.put(document for digest in days for document in documents(digest))
        press.topic(topic, [card_of(digest) for digest in days], days)
    press.indexes()
    press.search(ordered)
    return press.objects


def _reports(plan: Plan, state: Store) -> list[FeedReport]:
    wanted = [keys.articles(plan.day, source.id) for source in plan.sources]
    found = [(key, stored) for key in wanted if (stored := state.get(key))]
    return [codec.decode(stored.body, _Reported, key).report for key, stored in found]
