"""The digest as a document: outline (what is said, in order), Markdown out and in, the formats of older archives.

outline.py      Digest -> sections of paragraphs, bullets and tables, in words; feeds and Markdown are written from it
escaping.py     foreign text that stays text in Markdown, YAML and addresses
frontmatter.py  the lines between `---` and `---`, written and read
listing.py      the numbered sources, written and read
body.py         sections as lines of Markdown
sections.py     lines of Markdown as sections
reading.py      sections -> Digest, today's format and the older ones
"""
