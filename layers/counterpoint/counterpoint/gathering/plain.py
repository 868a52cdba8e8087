"""Other people's HTML and text -> one line of plain text. Headlines are data: nothing in them may act.

Tags are removed with what belongs to scripts and styles, entities are resolved (twice, as feeds escape twice), and
characters that hide or reorder what a reader sees are dropped: controls, bidirectional overrides (Trojan Source,
CVE-2021-42574), zero-width marks, Unicode tags. Joiners stay: Persian, Urdu and the languages of India need them.
What it does not do: change a word, a quotation mark, the case, or the wide space of Japanese headlines.
"""

import html
import re

import nh3

_ROUNDS = 3
_AGAIN = re.compile(  # what a second escaping leaves behind; other words in angle brackets are words
    r"</?(?:script|style|iframe|img|svg|a|b|i|u|p|em|br|div|span|font|strong|h[1-6]|ul|ol|li|table|t[rdh])\b|"
    r"&(?:#[0-9]{2,6}|#x[0-9a-f]{2,5}|amp|lt|gt|quot|apos|nbsp|[lr][sd]quo|[mn]dash|hellip);",
    re.IGNORECASE,
)
_HIDDEN = re.compile(
    "[\u0000-\u0008\u000e-\u001f\u007f-\u0084\u0086-\u009f\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f"
    "\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\u3164\ud800-\udfff\ufdd0-\ufdef\ufeff\uffa0\ufff0-\ufffb\ufffe\uffff"
    "\U000e0000-\U000e0fff]"
)
_BLOCK = re.compile(r"<(?=/?(?:p|br|div|li|ul|ol|h[1-6]|td|tr|table|blockquote|hr|section|article)\b)", re.IGNORECASE)
_SPACE = re.compile(r"[^\S\u3000]+")
_SILENT = {"script", "style", "iframe", "object", "noscript", "template", "svg", "math", "head", "title", "textarea"}


def plain(text: str, limit: int) -> str:
    """`text` (HTML or not) as one line of at most `limit` characters, cut at a word with an ellipsis."""
    text = text[: 6 * limit]
    if "<" in text or "&" in text:
        text = _without_markup(text)
        for _ in range(_ROUNDS - 1):
            text = _without_markup(text) if _AGAIN.search(text) else text
    return shortened(_SPACE.sub(" ", _HIDDEN.sub("", text)).strip(), limit)


def shortened(text: str, limit: int) -> str:
    """`text`, cut to `limit` characters with an ellipsis: at a space when there is one near the end."""
    if len(text) <= limit:
        return text
    cut = text[: limit - 1]
    head, space, _ = cut.rpartition(" ")
    return (head if space and len(head) > limit // 2 else cut).rstrip() + "…"


def _without_markup(text: str) -> str:
    if "<" in text:
        text = nh3.clean(_BLOCK.sub(" <", text), tags=set(), clean_content_tags=_SILENT, strip_comments=True)
    return html.unescape(text)
