"""What a store holds and nobody can read: where it lies, and what happens when the operator removes it.

What a source is known by is made anew without asking; everything else is the operator's to restore or to remove.
"""

import re

from counterpoint.errors import DamagedError
from counterpoint.storage import Store

_WITHOUT = (
    (r"feeds/", "its source is then asked as if for the first time"),
    (r"editions/[^/]+/plan\.json", "its edition is then planned again, with a clock of its own"),
    (r"editions/[^/]+/articles/", "its source then counts as failed until it is asked again"),
    (r"topics/[^/]+/memory\.json", "the stories of the last days then count as new"),
    (r"digests/.+/inputs\.json", "its digest can then be replayed only after another run"),
    (r"digests/.+/corrections\.json", "its public corrections are then lost, so restore them if you can"),
    (r"model-cache/", "the model is then asked again"),
    (r".+/index\.json", "its digest is then made again by a run of its date"),
)


def located(error: DamagedError, *stores: Store) -> str:
    """Say which file of which store is damaged, and what becomes of it when it is removed."""
    place = next((f"{store}/" for store in stores if store.get(error.key) is not None), "")
    without = next((said for pattern, said in _WITHOUT if re.match(pattern, error.key)), "")
    return f"{place}{error}" + (f" ({without})" if without else "")
