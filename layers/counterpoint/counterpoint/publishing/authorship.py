"""Who wrote a digest's points: counted over the points themselves, for a model that was asked may have given none."""

from counterpoint.model import Digest

EXTRACTIVE = "extractive"
_MADE = "made from the outlets' own headlines and leads"


def engine_of(digest: Digest) -> str:
    """The engine that wrote the points: a model's only where it wrote one at least."""
    return digest.writing.engine if _counts(digest)[0] else EXTRACTIVE


def written_by(digest: Digest) -> str:
    """Who wrote the points, in words without a full stop: `written by openai (X), 3 of 9 points; the rest made …`."""
    record = digest.writing
    written, points = _counts(digest)
    if record.engine == EXTRACTIVE or not (points or record.usage.calls):
        return f"{_MADE}, without AI"
    if not written:
        return f"{_MADE}; the model{f' {record.model}' if record.model else ''} gave nothing usable"
    model = f"written by {record.engine} ({record.model})" if record.model else f"written by {record.engine}"
    return model if written == points else f"{model}, {written} of {points} points; the rest {_MADE}"


def _counts(digest: Digest) -> tuple[int, int]:
    """How many points a model wrote, of how many."""
    sections = (side.points for side in digest.perspectives)
    points = [*digest.highlights, *digest.differences, *digest.third_party, *(p for held in sections for p in held)]
    return sum(point.engine != EXTRACTIVE for point in points), len(points)
