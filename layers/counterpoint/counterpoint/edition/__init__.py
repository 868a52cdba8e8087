"""The four steps of an edition as plain functions over two stores. Handlers and command line call nothing else.

planning.py     plan(topics, …) -> Plan
fetching.py     fetch(source, …) -> FetchOutcome
digesting.py    digest(topic, …) -> DigestOutcome
publication.py  publish(day, …) -> PublishOutcome
whole.py        all four in one process: the laptop's way
archive.py      import, replay and correct digests that exist
articles.py, documents.py   what a source gave and what a digest is published as, in the stores
damage.py       what a store holds and nobody can read
contention.py   writes that replace something read earlier

Every step may be run again at any time: the same inputs give the same bytes, and what a date has gathered is replaced
only by something fresher. `now` is passed in and is the only clock. A source's failure is data; an unknown error is
not caught here. The steps are modules of their own so that a Lambda function imports only what its step needs.
"""
