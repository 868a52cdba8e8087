"""Where what an edition makes is stored: its keys in the two stores, state and site.

Addresses of pages and feeds are spelled in publishing.addresses, publishing's shelves (`shelves/…`) where they lie.
"""

from datetime import date


def feed_state(source: str) -> str:
    """State: what is remembered of a source between editions (FeedState)."""
    return f"feeds/{source}.json"


def plan(day: date) -> str:
    """State: what the edition of a date does (Plan)."""
    return f"editions/{day.isoformat()}/plan.json"


def source_items(day: date) -> str:
    """State: the sources of an edition, an item each, for the state machine's first map."""
    return f"editions/{day.isoformat()}/sources.json"


def topic_items(day: date) -> str:
    """State: the topics of an edition, an item each, for the state machine's second map."""
    return f"editions/{day.isoformat()}/topics.json"


def articles(day: date, source: str) -> str:
    """State: what a source gave to the edition of a date, and how it did (SourceArticles)."""
    return f"editions/{day.isoformat()}/articles/{source}.json"


def published(day: date) -> str:
    """State: the mark that the edition of a date is published (PublishOutcome); written last."""
    return f"editions/{day.isoformat()}/published.json"


def tokens(day: date) -> str:
    """State: how many tokens of the model the edition of a date has spent, over all its digests."""
    return f"editions/{day.isoformat()}/tokens.json"


def memory(topic: str) -> str:
    """State: the stories of a topic's last days (Memory)."""
    return f"topics/{topic}/memory.json"


def inputs(topic: str, day: date) -> str:
    """State: all that replaying a digest needs (Inputs)."""
    return f"digests/{topic}/{day.isoformat()}/inputs.json"


def corrections(topic: str, day: date) -> str:
    """State: the public corrections of a digest, in the order in which they were made."""
    return f"digests/{topic}/{day.isoformat()}/corrections.json"


def answer(request: str) -> str:
    """State: a model's answer, by the SHA-256 of the request."""
    return f"model-cache/{request}.json"


def digest(topic: str, day: date, form: str) -> str:
    """Site: a digest as a page (`html`), document (`md`) or data (`json`). These names are digests' only."""
    return f"{topic}/{day.isoformat()}/index.{form}"
