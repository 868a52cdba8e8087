"""What is done with digests that exist: import older ones, replay one from its inputs, correct one in public.

An import never replaces a digest of our own; a replay writes nothing; a correction is
appended and the old text stays.
"""

from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from counterpoint import __version__, codec, keys
from counterpoint.edition.contention import put_read, unchallenged
from counterpoint.edition.digesting import Inputs, load_corrections, make
from counterpoint.edition.documents import is_unmade
from counterpoint.errors import InputError, NotADigestError, StorageError
from counterpoint.model import Correction, Digest
from counterpoint.publishing import markdown
from counterpoint.publishing.forms import render
from counterpoint.publishing.publication import archive_digests
from counterpoint.storage import Store
from counterpoint.writing.recorded import recorded_engine


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportOutcome:
    """What an import did: `kept` names the digests of our own that it did not touch, as topic/date."""

    imported: tuple[str, ...] = ()
    kept: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ReplayedFile:
    """One file of a replayed digest, and in words where it differs from the published one."""

    key: str
    same: bool
    difference: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Replayed:
    """What a replay found; `code` is the version that replays, `made_by` the one that made the digest."""

    files: tuple[ReplayedFile, ...]
    code: str
    made_by: str

    @property
    def same(self) -> bool:
        """Whether every file has the same bytes."""
        return all(file.same for file in self.files)


def read_file(path: Path) -> Digest:
    """Read a document of ours, or of the older formats. Raises NotADigestError naming the file's fault."""
    try:
        return markdown.read_bytes(path.read_bytes(), str(path))
    except OSError as error:
        raise NotADigestError(f"cannot read {path}: {error.strerror}") from error


def add(digests: tuple[Digest, ...], state: Store, site: Store, base_url: str) -> ImportOutcome:
    """Add imported digests to the archive and to its indexes."""
    kept = {name for name, digest in _named(digests) if _is_ours(digest, site)}
    new = tuple(digest for name, digest in _named(digests) if name not in kept)
    unchallenged(lambda: archive_digests(new, state, site, base_url))
    return ImportOutcome(imported=tuple(name for name, _ in _named(new)), kept=tuple(sorted(kept)))


def replay(topic: str, day: date, state: Store, site: Store) -> Replayed:
    """Rebuild a digest from its stored inputs, offline, and compare the documents that were written of it then.

    Raises InputError when nothing can be replayed.
    """
    if gap := _unmade(topic, day, site):
        raise InputError(f"{topic} {day} has no digest to replay ({gap.rstrip('.')}); run the edition again")
    stored = state.get(keys.inputs(topic, day))
    if stored is None:
        raise InputError(
            f"no inputs of {topic} {day} in {state}; give the --state (and --out) that its edition was made with: "
            "what was made elsewhere cannot be replayed"
        )
    inputs = codec.decode(stored.body, Inputs, keys.inputs(topic, day))
    corrections = load_corrections(topic, day, state)
    made = make(inputs, recorded_engine(inputs.engine, inputs.answers), corrections)
    return Replayed(
        files=tuple(
            _compared(keys.digest(topic, day, form), body, site)
            for form, body in render(made.digest)
            if form in inputs.forms
        ),
        code=__version__,
        made_by=inputs.code,
    )


def _unmade(topic: str, day: date, site: Store) -> str:
    """Read the gap that stands in place of a digest that could not be made; a file that cannot be read is none."""
    published = site.get(keys.digest(topic, day, "json"))
    try:
        digest = codec.decode(published.body, Digest) if published else None
    except StorageError:
        return ""
    return digest.gap if digest and is_unmade(digest) else ""


def correct(topic: str, day: date, correction: Correction, state: Store, site: Store, base_url: str) -> Digest:
    """Append a public correction to a digest and publish it again. Raises InputError when there is no such digest."""
    key = keys.digest(topic, day, "json")
    published = site.get(key)
    if published is None:
        raise InputError(f"no digest of {topic} on {day}; the archive has none of that name and date")
    found = codec.decode(published.body, Digest, key)
    if correction.old and correction.old not in _said(found):
        raise InputError(f"the digest of {topic} on {day} does not say {correction.old!r}; give words it says, as old")
    corrections = unchallenged(lambda: _append(correction, topic, day, state))
    digest = replace(found, corrections=corrections)
    unchallenged(lambda: archive_digests((digest,), state, site, base_url))
    return digest


def _append(correction: Correction, topic: str, day: date, state: Store) -> tuple[Correction, ...]:
    """Append a correction once: the same one, made again after a crash, is already there."""
    stored = state.get(keys.corrections(topic, day))
    known = load_corrections(topic, day, state)
    if correction in known:
        return known
    put_read(state, keys.corrections(topic, day), codec.encode((*known, correction)), stored.etag if stored else "")
    return (*known, correction)


def _said(digest: Digest) -> str:
    """Join all that a digest says in sentences, headlines included."""
    sections = (section.points for section in digest.perspectives)
    points = (*digest.highlights, *digest.differences, *digest.third_party, *(p for points in sections for p in points))
    imported = (
        (digest.imported.text, *(line for part in digest.imported.sections for line in part.lines))
        if (digest.imported)
        else ()
    )
    return "\n".join((*(point.text for point in points), *(row.title for row in digest.sources), *imported))


def _named(digests: tuple[Digest, ...]) -> tuple[tuple[str, Digest], ...]:
    return tuple((f"{digest.topic}/{digest.day}", digest) for digest in digests)


def _is_ours(digest: Digest, site: Store) -> bool:
    key = keys.digest(digest.topic, digest.day, "json")
    stored = site.get(key)
    return stored is not None and codec.decode(stored.body, Digest, key).imported is None


def _compared(key: str, body: bytes, site: Store) -> ReplayedFile:
    stored = site.get(key)
    if stored is None:
        return ReplayedFile(key=key, same=False, difference="is not in the archive")
    if stored.body == body:
        return ReplayedFile(key=key, same=True)
    pairs = zip(stored.body.splitlines(), body.splitlines(), strict=False)
    line = next((n for n, (old, new) in enumerate(pairs, 1) if old != new), 0)
    return ReplayedFile(key=key, same=False, difference=f"differs from line {line}" if line else "differs in length")
