"""What a digest says, in order and in words: the sections between the front matter and the sources.

Markdown and the feeds are written from this one outline, so they cannot say different things. Empty sections are left
out; gaps are stated.
"""

from datetime import UTC

from counterpoint.model import Correction, Digest, PerspectiveSection, Point
from counterpoint.model.words import the
from counterpoint.publishing.documents.comparison import blind_spots, changes, tellings, translations
from counterpoint.publishing.documents.coverage import coverage, redirects
from counterpoint.publishing.documents.parts import Block, Bullets, Paragraph, Part, sentence

HIGHLIGHTS = "Overall Highlights"
TELLINGS = "Two Tellings"
THIRD_PARTY_VIEW = "Third-Party View"
NOTICE = "Notice"
GAP = "Gap"
FALLBACK = "Written without the model"


def outline(digest: Digest) -> tuple[Part, ...]:
    """The digest's sections: highlights, perspectives, then our own, as far as there is something to say."""
    own = (
        Part(heading=TELLINGS, blocks=(*_points(digest.differences), *tellings(digest))),
        Part(heading="Blind Spots", blocks=blind_spots(digest)),
        Part(heading="What Changed", blocks=changes(digest)),
        Part(heading=THIRD_PARTY_VIEW, blocks=_points(digest.third_party)),
        corrections(digest.corrections),
        Part(heading="Translated Headlines", blocks=translations(digest.sources)),
        Part(heading="Coverage", blocks=(*redirects(digest.sources), *coverage(digest))),
    )
    return (highlights(digest), *perspectives(digest), *(part for part in own if part.blocks))


def highlights(digest: Digest) -> Part:
    """The overall highlights, under the topic's notice and the digest's gap."""
    stated = _stated(NOTICE, digest.notice) + _stated(GAP, digest.gap) + _stated(FALLBACK, digest.highlights_fallback)
    silent = not (digest.gap or digest.highlights or digest.imported)
    nothing = (Paragraph(text="No highlight is printed: no story of this digest gave one that could be checked."),)
    return Part(heading=HIGHLIGHTS, blocks=(*stated, *_points(digest.highlights), *(nothing if silent else ())))


def perspectives(digest: Digest) -> tuple[Part, ...]:
    """One section per perspective, with its gap if it has one."""
    return tuple(
        Part(heading=perspective_heading(side.name), blocks=_perspective(side, imported=digest.imported is not None))
        for side in digest.perspectives
    )


def _perspective(side: PerspectiveSection, *, imported: bool) -> tuple[Block, ...]:
    said = (*_stated(GAP, side.gap), *_stated(FALLBACK, side.fallback), *_points(side.points))
    if side.gap or side.points or imported:
        return said
    text = f"No point of {the(side.name)} is printed: its sources gave none that could be checked."
    return (*said, Paragraph(text=text))


def perspective_heading(name: str) -> str:
    """The heading of a perspective's section, as the format has it."""
    return f"{name} Perspective ({name} Sources)"


def corrections(made: tuple[Correction, ...]) -> Part:
    """The public corrections, oldest first; the old text is kept."""
    return Part(heading="Corrections", blocks=tuple(map(_correction, made)))


def _correction(made: Correction) -> Paragraph:
    said = [sentence(made.what), f"Why: {sentence(made.why)}"]
    said += [f"{word}: “{text}”." for word, text in (("Was", made.old), ("Now", made.new)) if text]
    return Paragraph(label=f"{made.at.astimezone(UTC):%Y-%m-%d %H:%M} UTC", text=" ".join(said))


def _stated(label: str, text: str) -> tuple[Paragraph, ...]:
    return (Paragraph(label=label, text=text),) if text else ()


def _points(points: tuple[Point, ...]) -> tuple[Block, ...]:
    notes = [Paragraph(label=f"Note on point {at}", text=each.note) for at, each in enumerate(points, 1) if each.note]
    return (Bullets(points=points), *notes) if points else ()
