"""The digest as a document: what is said, in order, as Markdown and back; and the formats of older archives.

    writing   outline (comparison, coverage) -> parts -> body, with frontmatter before and listing after it
    reading   fields -> frontmatter; sections -> sides, listing -> reading

outline.py      Digest -> sections of paragraphs, bullets and tables, as plain text; feeds are written from it too
escaping.py     foreign text that stays text in Markdown, YAML and addresses
sides.py        which perspective an older document's sections and sources belong to
reading.py      a document -> Digest; the table of formats
"""
