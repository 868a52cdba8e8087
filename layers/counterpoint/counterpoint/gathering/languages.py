"""Which language a headline is in when its feed does not say: by its script, else by its function words. Pure.

A guess for labels and for comparing like with like, not a language identifier: it knows the languages below, takes a
script for the language that most of the world's news in it is in (Cyrillic: Russian, Devanagari: Hindi) unless letters
of another one stand in the text, and says nothing rather than guess between two.
"""

import re
from collections import Counter

_SCRIPTS = {
    "han": r"\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff",
    "kana": r"\u3041-\u309f\u30a1-\u30fa\u30fd-\u30ff",
    "ko": r"\u1100-\u11ff\u3130-\u318f\uac00-\ud7af",
    "ar": r"\u0620-\u064a\u066e-\u06d3\u06fa-\u06ff",
    "ru": r"\u0400-\u052f",
    "hi": r"\u0904-\u0939\u0958-\u0961",
    "bn": r"\u0985-\u09b9",
    "pa": r"\u0a05-\u0a39",
    "gu": r"\u0a85-\u0ab9",
    "ta": r"\u0b85-\u0bb9",
    "te": r"\u0c05-\u0c39",
    "kn": r"\u0c85-\u0cb9",
    "ml": r"\u0d05-\u0d39",
    "si": r"\u0d85-\u0dc6",
    "th": r"\u0e01-\u0e30",
    "my": r"\u1000-\u102a",
    "km": r"\u1780-\u17a2",
    "ka": r"\u10d0-\u10ff",
    "hy": r"\u0531-\u0587",
    "he": r"\u05d0-\u05ea",
    "el": r"\u0370-\u03ff",
    "latin": r"a-zA-Z\u00c0-\u024f\u1e00-\u1eff",
}
_LETTERS = {script: re.compile(f"[{letters}]") for script, letters in _SCRIPTS.items()}
_KANA_SHARE = 0.1
_OTHERS = {  # letters that the language a script is taken for does not have: in order, the first that fits
    "ar": (("ur", "ٹڈڑےں"), ("fa", "پچژگ")),
    "ru": (("uk", "іїєґІЇЄҐ"), ("be", "ўЎ"), ("", "ђјљњћџЂЈЉЊЋЏѓќѕЃЌЅәғқңөұүһӘҒҚҢӨҰҮҺ")),
}
_WORDS = {
    "en": """the an of and to in for on with is are was were be been has have had will would from by at as after over
        against amid it its his her their this that says said not but who what how why more into than under between""",
    "es": """el la los las un una de del en por para con que se su sus al es son fue ha han más como sobre tras entre
        desde hasta no pero contra ante lo le este esta según sin cómo qué dice será""",
    "fr": """le la les un une des du de et en au aux pour par sur avec dans est sont ont que qui ce cette ses son sa
        pas plus après entre contre selon leur ne se il elle été sans être vers""",
    "de": """der die das den dem des ein eine einen einem und in im zu zum zur von vom mit auf für ist sind war hat
        haben nicht sich auch bei nach über aus an am gegen wird werden wie will als vor um noch unter""",
    "nl": """de het een van en in op te dat die voor met zijn aan niet door naar bij over ook is was om uit na tegen
        als maar wordt heeft""",
    "pt": """os as um uma de do da dos das em no na nos nas por para com que se sua seu ao aos são foi há
        não mais como sobre após entre pelo pela contra até diz será tem""",
    "it": """il lo la gli le un una di del della dei delle in nel nella per con che si al alla sono ha hanno non
        più come su sul sulla dopo tra fra da dal dalla contro anche ma""",
    "pl": "na do się nie że jest po od przez za jak dla przy oraz roku co są ze to będzie nad pod czy",
    "id": """yang dan di ke dari untuk dengan pada ini itu dalam akan tidak oleh sebagai juga telah bisa karena saat
        usai""",
    "tr": "ve bir bu da de ile için olarak çok daha en olan gibi sonra kadar ne var yok mi dedi",
    "vi": "và của là có cho không được trong với người các một những đã khi ở từ về tại",
}
_FUNCTION_WORDS = {language: frozenset(words.split()) for language, words in _WORDS.items()}
_FEWEST = 2
"""Function words that a guess needs; for English one will do where it is no other language's."""


def guessed(text: str) -> str:
    """An ISO 639-1 code; empty when the text does not tell."""
    counts = {script: len(letter.findall(text)) for script, letter in _LETTERS.items()}
    wide = counts.pop("han") + counts["kana"]
    kana = counts.pop("kana")
    counts["wide"] = 2 * wide  # one such character says as much as two letters or more
    script = max(counts, key=lambda name: counts[name])
    if not counts[script]:
        return ""
    if script == "wide":
        return "ja" if kana >= _KANA_SHARE * wide else "zh"
    if script == "latin":
        return _by_words(text)
    others = _OTHERS.get(script, ())
    return next((language for language, letters in others if any(letter in text for letter in letters)), script)


def _by_words(text: str) -> str:
    words = re.findall(r"[^\W\d_]{2,}", text.casefold())
    found = Counter({lang: sum(word in known for word in words) for lang, known in _FUNCTION_WORDS.items()})
    (first, most), (_, second) = found.most_common(2)
    told = most > second and (most >= _FEWEST or first == "en")
    return first if told else ""
