"""The prompts: files that can be read and compared, with a version that is printed in every digest they made."""

from __future__ import annotations

import hashlib
from functools import cache
from importlib.resources import files

NUMBER = 1
"""Raised by hand when a prompt asks for something else; the hash behind it tells any other change."""

_LANGUAGES = {
    "ar": "Arabic", "de": "German", "en": "English", "es": "Spanish", "fr": "French", "hi": "Hindi", "ja": "Japanese",
    "ko": "Korean", "pt": "Portuguese", "ru": "Russian", "uk": "Ukrainian", "ur": "Urdu", "zh": "Chinese",
}  # fmt: skip
_NAMES = ("opinion", "repair", "translate", "write")


def prompt(name: str, /, **values: str) -> str:
    """The prompt of that name with its values filled in. Values are ours: no word of the press is ever one."""
    text = _text(name)
    for key, value in values.items():
        text = text.replace(f"{{{key}}}", value)
    return text.strip()


def language_name(code: str) -> str:
    """A language's name in English, with its region if it has one; the code itself when it is not listed here."""
    base, _, region = code.partition("-")
    name = _LANGUAGES.get(base.lower(), base)
    return f"{name} ({region})" if region else name


@cache
def prompt_version() -> str:
    """The version of all prompts: the number and the first digits of their hash."""
    together = "\0".join(_text(name) for name in _NAMES)
    return f"{NUMBER}-{hashlib.sha256(together.encode()).hexdigest()[:8]}"


@cache
def _text(name: str) -> str:
    return files("counterpoint.writing.asking").joinpath("prompts", f"{name}.md").read_text(encoding="utf-8")
