"""An edition of the sample over real HTTP: what it holds, and that making it again changes nothing."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from counterpoint import codec, keys
from counterpoint.cli.sample import Answer
from counterpoint.edition import archive
from counterpoint.edition.digesting import Inputs
from counterpoint.edition.planning import plan
from counterpoint.edition.publication import publish
from counterpoint.errors import InputError
from counterpoint.model import THIRD_PARTY, Correction, DigestOutcome, Fate, Health, StoryStatus
from tests.editions import Sample, digest_of, files, sample


@pytest.fixture(scope="module")
def served() -> Iterator[Sample]:
    """Serve the sample once for the module."""
    with sample() as running:
        yield running


@pytest.fixture(scope="module")
def made(served: Sample, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Make both days of the sample, once for the tests that only look."""
    root = tmp_path_factory.mktemp("made")
    places = served.places(root)
    for day, now in served.days:
        served.edition(day, now, places)
    return root


def test_every_topic_of_every_day_has_its_three_files(served: Sample, made: Path) -> None:
    """Page, document and data stand side by side for each digest."""
    for day, _ in served.days:
        for topic in served.configuration.topics:
            assert {f.name for f in (made / "site" / topic.id / day.isoformat()).iterdir()} >= {
                "index.html",
                "index.md",
                "index.json",
            }


def test_every_point_is_cited_within_its_own_side(served: Sample, made: Path) -> None:
    """A section cites only rows of its own side; every citation has its row."""
    site = served.places(made).site
    for day, _ in served.days:
        for topic in served.configuration.topics:
            digest = digest_of(site, topic.id, day)
            sides = {row.n: row.side for row in digest.sources}
            assert list(sides) == list(range(1, len(sides) + 1))
            for section in digest.perspectives:
                assert all(point.cites for point in section.points)
                assert {sides[n] for point in section.points for n in point.cites} <= {section.id}
            assert {sides[n] for point in digest.third_party for n in point.cites} <= {THIRD_PARTY}
            assert all(set(point.cites) <= set(sides) for point in digest.highlights)


def test_the_receipt_adds_up_and_names_every_trouble(served: Sample, made: Path) -> None:
    """Gathered is the sum of the fates; the feed that is down, the page and the emptied feed are named as such."""
    day, _ = served.days[1]
    healths: set[Health] = set()
    for topic in served.configuration.topics:
        receipt = digest_of(served.places(made).site, topic.id, day).receipt
        assert receipt.gathered == sum(count.count for count in receipt.fates) == len(receipt.articles)
        healths |= {line.health for line in receipt.feeds}
    assert healths >= {Health.OK, Health.NOT_MODIFIED, Health.EMPTY, Health.NOT_A_FEED, Health.FAILING}


def test_an_outlet_in_the_other_sides_search_speaks_for_its_own_side_or_none(served: Sample, made: Path) -> None:
    """Whoever was searched for, a side is filled by its own countries' outlets only."""
    day, _ = served.days[0]
    for topic in served.configuration.topics:
        digest = digest_of(served.places(made).site, topic.id, day)
        countries = {side.id: set(side.countries) for side in topic.perspectives}
        for row in digest.sources:
            assert row.side == THIRD_PARTY or row.country in countries[row.side]


def test_a_story_that_goes_on_says_so_and_no_article_is_printed_twice(served: Sample, made: Path) -> None:
    """On the second day, developing stories name their earlier days; no article of the first day is printed again."""
    site = served.places(made).site
    (first, _), (second, _) = served.days
    for topic in served.configuration.topics:
        before, after = digest_of(site, topic.id, first), digest_of(site, topic.id, second)
        assert {row.article for row in before.sources} & {row.article for row in after.sources} == set()
        for story in after.stories:
            assert (story.status is StoryStatus.DEVELOPING) == bool(story.days)
    assert any(s.status is StoryStatus.DEVELOPING for t in served.configuration.topics
               for s in digest_of(site, t.id, second).stories)  # fmt: skip


def test_junk_is_refused_and_named(served: Sample, made: Path) -> None:
    """Cartoons, horoscopes and the like are in the receipt and not on the page."""
    day, _ = served.days[0]
    fates = {line.fate for topic in served.configuration.topics
             for line in digest_of(served.places(made).site, topic.id, day).receipt.articles}  # fmt: skip
    assert fates >= {Fate.PRINTED, Fate.JUNK, Fate.OFF_TOPIC, Fate.DUPLICATE}


def test_every_page_of_the_sample_says_that_it_is_invented(served: Sample, made: Path) -> None:
    """The notice stands on every page of a topic, in Markdown and in the data."""
    for topic in served.configuration.topics:
        for name, body in files(made / "site" / topic.id).items():
            if name.endswith((".html", ".md", "index.json")):
                assert b"invented" in body, name


def test_the_same_edition_again_is_the_same_bytes(served: Sample, tmp_path: Path) -> None:
    """An edition started twice doubles nothing and changes no byte of the site, nor what was gathered."""
    places = served.places(tmp_path)
    day, now = served.days[0]
    served.edition(day, now, places)
    before = files(tmp_path)
    again = served.edition(day, now + timedelta(minutes=20), places)
    assert again.plan.now == now
    after = files(tmp_path)
    changed = {name for name in before.keys() | after.keys() if before.get(name) != after.get(name)}
    assert {name for name in changed if not name.startswith("state/feeds/")} == set()


def test_a_source_that_recovers_within_the_day_is_taken_in(served: Sample, tmp_path: Path) -> None:
    """A later attempt of the same edition replaces a failure by what the source gives then, and keeps the clock."""
    places = served.places(tmp_path)
    day, now = served.days[0]
    rules, file = served.server.rules, "brennick-ledger.xml"
    try:
        served.server.rules = replace(rules, answers=(*rules.answers, Answer(file=file, status=503)))
        first = served.edition(day, now, places)
    finally:
        served.server.rules = rules
    again = served.edition(day, now + timedelta(hours=8), places)
    source = next(source.id for source in again.plan.sources if source.url.endswith(file))
    before, after = ({o.source: o for o in made.fetches}[source] for made in (first, again))
    assert (before.health, before.articles) == (Health.FAILING, 0)
    assert after.health is Health.OK
    assert after.articles > 0


def test_days_made_out_of_order_read_only_what_came_before(served: Sample, made: Path, tmp_path: Path) -> None:
    """Making the first day again after the second gives the first day's bytes: memory is cut before the date."""
    places = served.places(tmp_path)
    (first, first_now), (second, second_now) = served.days
    served.edition(first, first_now, places)
    served.edition(second, second_now, places)
    served.edition(first, first_now, places)
    for topic in served.configuration.topics:
        for form in ("md", "json"):
            key = keys.digest(topic.id, first, form)
            assert (tmp_path / "site" / key).read_bytes() == (made / "site" / key).read_bytes()


def test_every_digest_replays_to_the_same_bytes(served: Sample, made: Path) -> None:
    """From its stored inputs alone a digest is made again, byte for byte."""
    places = served.places(made)
    for day, _ in served.days:
        for topic in served.configuration.topics:
            replayed = archive.replay(topic.id, day, places.state, places.site)
            assert [(file.key, file.difference) for file in replayed.files if not file.same] == []


def test_a_form_that_was_not_written_then_is_not_missed_in_a_replay(served: Sample, tmp_path: Path) -> None:
    """A digest older than an output format replays without it; a document that was written and is gone is named."""
    places = served.places(tmp_path)
    day, now = served.days[0]
    served.edition(day, now, places)
    topic = served.configuration.topics[0].id
    (tmp_path / "site" / keys.digest(topic, day, "md")).unlink()
    replayed = archive.replay(topic, day, places.state, places.site)
    missing = {file.key: file.difference for file in replayed.files if not file.same}
    assert missing == {keys.digest(topic, day, "md"): "is not in the archive"}
    stored = places.state.get(keys.inputs(topic, day))
    assert stored is not None
    older = replace(codec.decode(stored.body, Inputs), forms=("json",))
    places.state.put(keys.inputs(topic, day), codec.encode(older))
    assert archive.replay(topic, day, places.state, places.site).same


def test_a_correction_is_public_and_keeps_the_old_text(served: Sample, tmp_path: Path) -> None:
    """A correction is appended to page, document and data, survives a re-run, and replays."""
    places = served.places(tmp_path)
    day, now = served.days[0]
    served.edition(day, now, places)
    topic = served.configuration.topics[0].id
    text = digest_of(places.site, topic, day).highlights[0].text
    old = text.split()[0]
    correction = Correction(at=now, what="It was nine, not ten.", why="We misread the panel.", old=old, new="nine")
    archive.correct(topic, day, correction, places.state, places.site, "")
    served.edition(day, now, places)
    for form in ("html", "md", "json"):
        stored = places.site.get(keys.digest(topic, day, form))
        assert stored is not None
        assert b"It was nine, not ten." in stored.body
    assert digest_of(places.site, topic, day).highlights[0].text == text
    assert archive.replay(topic, day, places.state, places.site).same


def test_a_topic_that_fails_is_published_as_a_gap(served: Sample, tmp_path: Path) -> None:
    """Without a digest, the day says in words that there is none; yesterday's never takes its place."""
    places = served.places(tmp_path)
    day, now = served.days[0]
    plan(served.configuration, day, now, places.state)
    topic = served.configuration.topics[0].id
    failed = DigestOutcome(topic=topic, day=day, failed="the state store did not answer")
    outcome = publish(day, places.state, places.site, "", (failed,))
    assert set(outcome.gaps) == {topic.id for topic in served.configuration.topics}
    for form in ("html", "md", "json"):
        stored = places.site.get(keys.digest(topic, day, form))
        assert stored is not None
        assert b"the state store did not answer" in stored.body


def test_a_gap_gives_way_to_the_digest_of_a_later_attempt(served: Sample, tmp_path: Path) -> None:
    """A gap is a statement about what is known; when the edition is made after all, the digest replaces it."""
    places = served.places(tmp_path)
    day, now = served.days[0]
    plan(served.configuration, day, now, places.state)
    publish(day, places.state, places.site, "")
    made = served.edition(day, now, places)
    assert made.published.gaps == ()


def test_correcting_or_replaying_what_does_not_exist_is_refused(served: Sample, tmp_path: Path) -> None:
    """One clear line, and nothing is written."""
    places = served.places(tmp_path)
    day, now = served.days[0]
    with pytest.raises(InputError, match="no digest of nowhere"):
        archive.correct("nowhere", day, Correction(at=now, what="a", why="b"), places.state, places.site, "")
    with pytest.raises(InputError, match="no inputs of nowhere"):
        archive.replay("nowhere", day, places.state, places.site)
    assert files(tmp_path) == {}


def test_an_import_never_replaces_a_digest_of_our_own(served: Sample, made: Path, tmp_path: Path) -> None:
    """A document imported for a date that was made here is kept out, and named."""
    day, now = served.days[0]
    places = served.places(tmp_path)
    served.edition(day, now, places)
    topic = served.configuration.topics[0].id
    document = made / "site" / keys.digest(topic, day, "md")
    before = files(tmp_path / "site")
    outcome = archive.add((archive.read_file(document),), places.state, places.site, "")
    assert outcome.kept == (f"{topic}/{day}",)
    assert files(tmp_path / "site") == before


def test_a_gap_is_not_replayed_as_if_it_were_a_digest(served: Sample, tmp_path: Path) -> None:
    """When a digest's inputs were stored but not its documents, the gap stands, and a replay says that it is one."""
    places = served.places(tmp_path)
    day, now = served.days[0]
    topic = served.configuration.topics[0].id
    served.edition(day, now, places)
    for form in ("md", "json", "html"):
        places.site.delete(keys.digest(topic, day, form))
    publish(day, places.state, places.site, "", (DigestOutcome(topic=topic, day=day, failed="the disk was full"),))
    with pytest.raises(InputError, match="the disk was full"):
        archive.replay(topic, day, places.state, places.site)


def test_a_source_that_fails_otherwise_later_is_reported_as_it_was_last(served: Sample, tmp_path: Path) -> None:
    """A later attempt that asks again and fails again tells the later reason; one that does not ask keeps the first."""
    places = served.places(tmp_path)
    day, now = served.days[0]
    rules = served.server.rules
    down = next(answer for answer in rules.answers if answer.status == 503)
    gone = tuple(replace(answer, status=404) if answer == down else answer for answer in rules.answers)
    served.edition(day, now, places)
    try:
        served.server.rules = replace(rules, answers=gone)
        soon = served.edition(day, now + timedelta(minutes=20), places)
        later = served.edition(day, now + timedelta(hours=8), places)
    finally:
        served.server.rules = rules
    source = next(source.id for source in later.plan.sources if down.file in source.url)
    reasons = [next(o.reason for o in made.fetches if o.source == source) for made in (soon, later)]
    assert reasons == ["answered 503: service unavailable", "answered 404: not found"]
