"""The pages that no digest changes: about, search, and what a reader sees where there is nothing."""

from counterpoint.publishing.addresses import base_path
from counterpoint.publishing.site.frame import Frame, render


def about_page(base_url: str = "") -> bytes:
    """How points are checked, what the labels mean, and the terms of the sources."""
    return render(
        "about.html.jinja",
        Frame(
            path="about/",
            title="About",
            description="How the digests are made: whose outlets speak, how points are checked, what the labels mean.",
            base_url=base_url,
        ),
    )


def search_page(base_url: str = "", notice: str = "") -> bytes:
    """Search over the whole archive; the only page with a script. Without one it leads to the archive."""
    return render(
        "search.html.jinja",
        Frame(
            path="search/",
            title="Search",
            description="Search every digest of the archive.",
            base_url=base_url,
            notice=notice,
        ),
    )


def missing_page(base_url: str = "") -> bytes:
    """What is served, from any address, where there is no page (404)."""
    return render(
        "missing.html.jinja",
        Frame(
            path="404.html",
            title="No such page",
            description="There is no page here.",
            base_url=base_url,
            root=base_path(base_url),
            indexed=False,
        ),
    )
