"""Digests to bytes: documents, pages, feeds and search, and the order in which an edition writes them."""
