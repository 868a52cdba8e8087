"""Text in other languages: the `lang` and `dir` that a headline needs inside an English page.

`dir` follows the first strong character (Unicode Bidirectional Algorithm, rule P2); `lang` is what the feed says, else
what a script that only one language is written in shows. What it does not do: guess a language from words.
"""

import re
import unicodedata

from markupsafe import Markup

PAGE = "en"
"""The language of our own words; digests may be in another."""

_TAG = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*")
_SCRIPTS = (("HIRAGANA", "ja"), ("KATAKANA", "ja"), ("HANGUL", "ko"), ("CJK UNIFIED", "zh"))


def direction(text: str) -> str:
    """The direction "rtl" or "ltr", by the first character that has a direction of its own."""
    for character in text:
        kind = unicodedata.bidirectional(character)
        if kind in {"R", "AL"}:
            return "rtl"
        if kind == "L":
            return "ltr"
    return "ltr"


def language_of(text: str, told: str = "") -> str:
    """The language that was told, if it is a tag of BCP 47, else the one its script can only be, else ""."""
    if _TAG.fullmatch(told):
        return told
    names = [unicodedata.name(character, "") for character in text if ord(character) > 0x10FF]
    return next((language for script, language in _SCRIPTS if any(script in name for name in names)), "")


def foreign(text: str, told: str = "", otherwise: str = "") -> Markup:
    """The attributes ` lang="…" dir="…"` that `text` needs on our English pages; empty when it needs none.

    `otherwise` is the language of a text of which neither its feed nor its script says anything.
    """
    language = language_of(text, told) or otherwise
    lang = Markup(' lang="{}"').format(language) if language and language.split("-")[0] != PAGE else Markup("")
    return lang + (Markup(' dir="rtl"') if direction(text) == "rtl" else Markup(""))
