"""Foreign text stays text: in Markdown (CommonMark and GitHub's dialect), in YAML, in addresses.

Escaping is minimal, so that an ordinary headline stands in the document as its outlet wrote it, and it is undone by
`unescaped`: `unescaped(inline(text)) == printable(text)` for every text. Documents of older archives were written
without any escaping; they are read and written raw (see `reading`), and it is our front matter key `schema` that says
which of the two a document is.

Escaped beyond CommonMark: `~` (struck text), `www.`, `://` and `@` (links that some dialects make of bare text), `{{`
and `{%` (commands of site generators). What it does not do: hide look-alike letters; those are the headline's own.
"""

import json
import re
from urllib.parse import quote, urlsplit

_BREAKS = re.compile("[\t\n\v\f\r\x85\u2028\u2029]")
_UNPRINTABLE = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\u202a-\u202e\u2066-\u2069\ufdd0-\ufdef\ufeff\ufffe\uffff\ud800-\udfff]"
)
_SPECIAL = re.compile(
    r"[\\`*\[\]<~]"  # code, emphasis, links and images, HTML, struck text
    r"|(?<![^\W_])_|_(?![^\W_])"  # emphasis, but for snake_case
    r"|&(?=\#|[A-Za-z][A-Za-z0-9]*;)"  # entities
    r"|(?<=\{)[{%]"  # commands of site generators
    r"|(?<=:)/(?=/)|(?<=www)\.|@(?=\w)",  # bare links
    re.IGNORECASE,
)
_ENTITY = re.compile(r"&(?=\#|[A-Za-z][A-Za-z0-9]*;)")
_START = re.compile(r"^(?:(?=[#>=|:])|(?=[-+](?:[ \-+]|$))|(\d{1,9})(?=[.)](?: |$)))")
_ESCAPED = re.compile(r"\\([!-/:-@\[-`{-~])")
_UNSAFE_IN_ADDRESS = re.compile(r"[\s\x00-\x20\x7f-\xa0()<>\\`\"|{}^\ufeff\ud800-\udfff\u202a-\u202e\u2066-\u2069]")


def printable(text: str) -> str:
    """`text` on one line, without what could hide or reorder what follows it. Applied twice it changes nothing.

    Breaks and runs of spaces become one space; control, bidirectional override and unpaired characters are dropped.
    """
    return re.sub(" {2,}", " ", _UNPRINTABLE.sub("", _BREAKS.sub(" ", text))).strip()


def inline(text: str) -> str:
    """`text` as Markdown that is read as nothing but text, for the middle of a line."""
    return _SPECIAL.sub(r"\\\g<0>", printable(text))


def line(text: str) -> str:
    """`text` as Markdown that is read as nothing but text, for the start of a line or of a list item."""
    return _START.sub(lambda found: f"{found[1] or ''}\\", inline(text), count=1)


def cell(text: str) -> str:
    """`text` as Markdown that is read as nothing but text, for a cell of a table."""
    return inline(text).replace("|", "\\|")


def unescaped(markdown: str) -> str:
    """The text that `inline` or `line` wrote as `markdown`."""
    return _ESCAPED.sub(r"\1", markdown)


def address(url: str) -> str:
    """`url` as it may stand in a link: http or https, what could end the link percent-encoded; else empty."""
    text = _UNSAFE_IN_ADDRESS.sub(lambda found: quote(found[0], safe="", errors="replace"), url.strip())
    try:
        parts = urlsplit(text)
    except ValueError:
        return ""
    return text if parts.scheme in {"http", "https"} and parts.netloc else ""


def destination(url: str) -> str:
    """`address(url)` as Markdown: what looks like an entity (`&lt;`) is escaped, and `unescaped` gives it back."""
    return _ENTITY.sub(r"\\&", address(url))


def quoted(text: str) -> str:
    """`text` as a double-quoted YAML scalar on one line; JSON's escapes are YAML's."""
    return json.dumps(printable(text), ensure_ascii=False)
