"""publish: the edition's digests -> index pages, feeds and search; a topic without a digest becomes a stated gap."""

from dataclasses import replace
from datetime import date

from counterpoint import __version__, codec, keys
from counterpoint.edition.contention import unchallenged
from counterpoint.edition.documents import UNMADE, write_documents
from counterpoint.edition.planning import load_plan
from counterpoint.model import Digest, DigestOutcome, PerspectiveSection, Plan, PublishOutcome, Topic
from counterpoint.publishing.publication import publish_edition
from counterpoint.storage import Store


def publish(
    day: date, state: Store, site: Store, base_url: str, failed: tuple[DigestOutcome, ...] = ()
) -> PublishOutcome:
    """Publish the edition: a gap for every topic without a digest, then pages, feeds and search, then the mark."""
    planned = load_plan(day, state)
    reasons = {outcome.topic: outcome.failed for outcome in failed if outcome.failed}
    for topic in planned.topics:
        if site.get(keys.digest(topic.id, day, "json")) is None:
            reason = reasons.get(topic.id, "the digest was not made")
            write_documents(_gap(topic, planned, reason), site)
    outcome = unchallenged(lambda: publish_edition(planned, state, site, base_url))
    # How many objects an attempt had to write differs between attempts; the mark is about the edition.
    state.put(keys.published(day), codec.encode(replace(outcome, objects=0)))
    return outcome


def _gap(topic: Topic, planned: Plan, reason: str) -> Digest:
    return Digest(
        topic=topic.id,
        name=topic.name,
        title=f"{topic.name} News - {planned.day.isoformat()}",
        day=planned.day,
        date=planned.now,
        perspectives=tuple(PerspectiveSection(id=side.id, name=side.name, count=0) for side in topic.perspectives),
        gap=f"{UNMADE}{reason}.",
        notice=topic.notice,
        language=topic.settings.language,
        code=__version__,
    )
