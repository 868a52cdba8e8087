"""The reader's pages: Digest and cards to HTML. Pure; no script but on the search page, no inline style or script."""

from counterpoint.publishing.site.archive import archive_page
from counterpoint.publishing.site.assets import assets
from counterpoint.publishing.site.digest import digest_page
from counterpoint.publishing.site.frame import Place
from counterpoint.publishing.site.front import home_page
from counterpoint.publishing.site.standing import about_page, missing_page, search_page
from counterpoint.publishing.site.status import status_page
from counterpoint.publishing.site.story import printed_on, story_page
from counterpoint.publishing.site.topic import month_page, topic_page

__all__ = [
    "Place",
    "about_page",
    "archive_page",
    "assets",
    "digest_page",
    "home_page",
    "missing_page",
    "month_page",
    "printed_on",
    "search_page",
    "status_page",
    "story_page",
    "topic_page",
]
