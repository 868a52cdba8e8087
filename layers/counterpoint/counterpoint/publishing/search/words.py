"""Words for the index. Chinese and Japanese put no space between words: their runs become overlapping pairs.

"海军巡逻" is indexed as "海军 军巡 巡逻", and a query is cut the same way (site/assets/search.js), so any word of
two or more characters is found. The small Pagefind binary then needs no dictionaries (the one that has them is ten
times larger).
"""

import re

SPACELESS = "[\u3005-\u3007\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U000323af]"
"""Han characters, Hiragana and Katakana. Korean has spaces."""

JOINER = "\u2060"
"""WORD JOINER: invisible, no part of a word. It marks the spaces that are ours, so that a result shows none of them."""

_RUN = re.compile(f"{SPACELESS}+")


def paired(text: str) -> str:
    """`text` with every run of Chinese or Japanese in pairs, our own spaces marked, and otherwise single spaces."""
    return _RUN.sub(_pairs, " ".join(text.replace(JOINER, "").split()))


def _pairs(run: re.Match[str]) -> str:
    signs = run[0]
    words = [signs[index : index + 2] for index in range(len(signs) - 1)] or [signs]
    before = run.start() and run.string[run.start() - 1] != " "
    after = run.string[run.end() : run.end() + 1].strip()
    edge = f"{JOINER}{JOINER} "
    return f"{edge if before else ''}{f'{JOINER} '.join(words)}{edge if after else ''}"
