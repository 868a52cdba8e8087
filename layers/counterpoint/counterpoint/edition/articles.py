"""What a source gave to an edition, as it is stored: written by fetch, read by digest."""

from counterpoint import codec
from counterpoint.model import SourceArticles
from counterpoint.storage import Store


def load_articles(key: str, state: Store) -> SourceArticles | None:
    """Read what a source gave; None when nothing is stored."""
    stored = state.get(key)
    return codec.decode(stored.body, SourceArticles, key) if stored else None
