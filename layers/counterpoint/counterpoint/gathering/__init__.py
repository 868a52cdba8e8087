"""The web -> articles: polite and safe HTTP, feeds of every format, Google News searches, and how each source is doing.

gather.py       ask one source for one edition; visit.py decides what follows, health.py how the source is doing
web.py          the only door to the web: politeness, redirects (transport.py: one exchange; watchdog.py: its deadline;
                response.py: what came of it)
addresses.py    which addresses are refused; blocking.py: walls that stand where a feed should be
schedule.py     when to ask again; moves.py: permanent redirects
feeds.py        body -> articles: encodings.py, xmlfeed.py (expat.py), jsonfeed.py; plain.py, links.py, dates.py
languages.py    which language a headline is in
google_news.py  searches and their items; publishers.py: the publishers' own items instead
discovery.py    the feeds that a home page names

Import from the modules themselves: whoever needs one of them (the digest function) does not load the others.
"""
