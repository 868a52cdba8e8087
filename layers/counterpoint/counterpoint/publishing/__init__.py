"""Digests to bytes: documents, pages, feeds and search, and the order in which an edition writes them.

publication.py  publish_edition, archive_digests: what edition/ calls
press.py        one publishing, topic by topic: what is written when; stacks.py reads and writes the shelves
leaves.py, indexes.py, lists.py   which objects a day needs: digests and stories, what points to them, feeds
cards.py, shelves.py, strips.py, months.py   what is remembered of the archive, so that its age costs nothing
site/           Digest and cards -> HTML
search/         digests -> a Pagefind index per month
markdown.py, documents/, forms.py   Digest <-> Markdown and JSON
syndication.py, entries.py, fragments.py, opml.py, maps.py, schema.py, xml.py   feeds and other lists for programs
authorship.py   who wrote a digest's points
addresses.py, absolute.py, writes.py   where things stand, and objects on their way there

Everything but press.py, stacks.py and search is pure: no clock, no store, the same bytes for the same digest.
"""
