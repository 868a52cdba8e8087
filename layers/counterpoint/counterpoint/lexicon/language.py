"""Which language a text is in, as far as the checks care: English, Spanish, or another one by its script.

A declared language wins unless the words plainly say otherwise. Not a language identifier: Latin text that is neither
English nor Spanish keeps what was declared.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from counterpoint.lexicon.morphology import fold
from counterpoint.lexicon.vocabulary import FUNCTION_WORDS

READ = ("en", "es")
_SHARED = FUNCTION_WORDS["en"] & FUNCTION_WORDS["es"]
_SCRIPTS = {
    "HIRAGANA": "ja", "KATAKANA": "ja", "HANGUL": "ko", "CJK": "zh", "CYRILLIC": "ru", "ARABIC": "ar",
    "DEVANAGARI": "hi", "THAI": "th", "HEBREW": "he", "GREEK": "el",
}  # fmt: skip


@lru_cache(maxsize=4096)
def language_of(text: str, declared: str) -> str:
    """An ISO 639-1 code: by script, else by function words, else what was declared, else English."""
    script = _script(text)
    code = declared[:2].lower()
    if script:
        return code if code and code not in READ else script
    found = set(re.findall(r"\w+", fold(text))) - _SHARED
    english, spanish = len(found & FUNCTION_WORDS["en"]), len(found & FUNCTION_WORDS["es"])
    if code in {"", *READ} and abs(english - spanish) >= 2:
        return "en" if english > spanish else "es"
    return code or ("es" if spanish > english else "en")


def _script(text: str) -> str:
    """The language a script other than Latin stands for, if a fifth of the letters are in it."""
    letters = [c for c in text if c.isalpha()]
    names = [unicodedata.name(c, "").split(" ")[0] for c in letters]
    for script, code in _SCRIPTS.items():
        if letters and 5 * names.count(script) >= len(letters):
            return code
    return ""
