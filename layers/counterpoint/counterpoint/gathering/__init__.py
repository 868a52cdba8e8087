"""The web -> articles: polite and safe HTTP, feeds of every format, Google News searches, and how each source is doing.

gather.py, visit.py  one source in one edition: ask, read,     web.py, transport.py   the only sockets
                     remember                                  response.py            what they bring
schedule.py   when to ask again                                   moves.py               permanent redirects
addresses.py  which addresses are refused                         blocking.py            walls instead of feeds
feeds.py      a body -> articles (xmlfeed, jsonfeed, items)       encodings.py           bytes -> text
plain.py      HTML -> plain text                                  links.py, dates.py     what they say
google_news.py searches and their items                           publishers.py          their own items instead
health.py     how a source is doing, by its own history
"""

from counterpoint.gathering.feeds import parse_feed
from counterpoint.gathering.gather import gather
from counterpoint.gathering.publishers import link_to_publishers
from counterpoint.gathering.visit import Gathered
from counterpoint.gathering.web import Web

__all__ = ["Gathered", "Web", "gather", "link_to_publishers", "parse_feed"]
