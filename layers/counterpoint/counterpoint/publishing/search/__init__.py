"""Search over the whole archive without a server: a Pagefind index per month, merged in the reader's browser.

A day's publishing rebuilds its month's index alone and writes only the files that changed.

    records     what search knows of a digest, a month of them on a shelf
    words       their words, also of scripts that put no space between them
    pages       records -> the files of an index, by Pagefind
    months      which months are built, and in which order their files are written
"""

from counterpoint.publishing.search.months import publish_months, publish_runtime
from counterpoint.publishing.search.records import record_of

__all__ = ["publish_months", "publish_runtime", "record_of"]
