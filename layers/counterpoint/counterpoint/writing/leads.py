"""From a feed's summary to sentences: dateline, byline and calls to read on are dropped, no word is changed.

    sentences("TOKYO (Kyodo) - The dam leaks. Read more")  -> ("The dam leaks.",)

Only whole sentences are given: what a feed cut off is left out. Chinese and Japanese end sentences with a full stop of
their own and no space; other scripts with a stop, a space and a capital.
"""

from __future__ import annotations

import re

from counterpoint.writing.editing import visible

_DATELINE = re.compile(
    r"""^(?:
      [A-ZÁÉÍÓÚÑ][A-ZÁÉÍÓÚÑ'’.\ ]{2,30}(?:,\ [A-Z][\w'’.\ ]{2,20})?(?:,\ \w{3,9}\.?\ \d{1,2})?  # BEIJING, Jan. 14
          \s?(?:\([^()]{2,30}\))?\s?(?:--|[-–—:])                                               # (Xinhua) --
      | (?:[\w'’.]+\ ){0,3}\([A-Z][^()]{1,29}\)\s?(?:--|[-–—])                                  # Tokyo (Kyodo) -
      | 新华社\S{2,16}[日电電]
    )\s*""",
    re.VERBOSE,
)
_PERSON = r"[A-Z][\w'’.-]+(?:\ [A-Z][\w'’.-]+){1,3}"
_BYLINE = re.compile(rf"^(?:By|Por|BY)\ {_PERSON}(?:,?\ (?:and|y)\ {_PERSON})?\s?[|,:–—-]?\s+(?=[A-Z“\"])")
_CALL = re.compile(
    r"^(?:read (?:more|the full)|continue reading|click here|subscribe|sign up|the post .* appeared first|follow us"
    r"|leer más|lea más|seguir leyendo|続きを読む|阅读全文|閱讀全文)",
    re.IGNORECASE,
)
_ABBREVIATED = re.compile(
    r"""(?:\b(?:[A-Z]|Mr|Mrs|Ms|Dr|St|Sr|Jr|No|Lt|Gen|Col|Maj|Capt|Sgt|Sen|Rep|Gov|Prof|Rev|Hon|vs|etc|Inc|Co|Corp|Ltd
      |Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec|EE|UU|Sra|Dra|Ud|Uds|aprox|núm) | \b(?:[A-Z]\.)+[A-Z])\.$""",
    re.VERBOSE,
)
_END = re.compile(
    r"""(?<=[.!?])["'”’»)]*\s+(?=["'“‘«(¿¡]*[^\W\d_a-zß-öø-ÿ]|\d) | (?<=[。！？])[」』”]?""",
    re.VERBOSE,
)
_CLOSED = re.compile(r"""[.!?。！？]["'”’»)」』]*$""")


def sentences(summary: str) -> tuple[str, ...]:
    """The whole sentences of a summary, in order."""
    text = _BYLINE.sub("", visible(summary), count=1)
    found: list[str] = []
    for part in _split(_DATELINE.sub("", text, count=1)):
        if _CALL.search(part) or part.endswith(("…", "...", "[…]")):
            break
        found.append(part)
    return tuple(part for part in found if _CLOSED.search(part))


def _split(text: str) -> list[str]:
    parts: list[str] = []
    start = 0
    for end in _END.finditer(text):
        if not _ABBREVIATED.search(text[start : end.start()].rstrip("\"'”’»)")):
            parts.append(text[start : end.end()].strip())
            start = end.end()
    return [part for part in (*parts, text[start:].strip()) if part]
