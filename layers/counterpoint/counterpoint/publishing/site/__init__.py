"""The reader's pages: Digest and cards to HTML. Pure; no script but on the search page, no inline style or script.

    frame       what every page shares (templates/frame.html.jinja); `assets`: style sheet, icon, script (assets/)
    front       the home page; `topic`: a topic's days and months; `archive`: every topic; `calendar`: months
    digest      one topic on one date, of these parts:
        sides       names and accents of the sides
        printed     points with their anchors and citations
        glance      how many voices spoke, how healthy the feeds were
        compared    tellings, blind spots, stories that go on; `marking`: the words in which sides differ
        heard       what a silent side's feeds printed instead
    story       a story across days
    told        the telling that stands for a digest on index pages
    status      how every source did
    standing    about, search, and what stands where nothing is
    foreign, weblinks, structured     other languages inside a page, addresses a reader may follow, JSON-LD

Every page is a module and a template of its name in templates/.
"""

from counterpoint.publishing.site.archive import archive_page
from counterpoint.publishing.site.assets import asset_files
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
    "asset_files",
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
