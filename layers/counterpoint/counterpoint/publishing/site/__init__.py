"""The reader's pages: Digest and shelves to HTML. Pure; no JavaScript but on the search page, no inline style or script."""

from counterpoint.publishing.site.assets import assets
from counterpoint.publishing.site.digest import digest_page
from counterpoint.publishing.site.frame import Place

__all__ = ["Place", "assets", "digest_page"]
