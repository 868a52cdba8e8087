"""Bytes -> text, whatever the feed says about its encoding. Pure.

Declarations are often wrong, so the bytes come first: a byte order mark, then UTF-8 (which nothing else looks like),
then what is declared if its letters make sense, then the legacy encoding whose letters make most sense. "Sense" is the
share of the commonest letters of a script among all that is not ASCII: a text decoded wrongly consists of rare ones.
"""

import codecs
import re
import zlib
from collections.abc import Iterator, Mapping

from counterpoint.errors import FeedError
from counterpoint.model import Health

LARGEST_TEXT = 5 * 1024 * 1024
_GZIP = b"\x1f\x8b"
_SAMPLE = 30_000
_GOOD_SENSE = 0.25
_EVIDENCE = 8
_MARKS = (
    (codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF32_LE, "utf-32"), (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"),
    (b"\x3c\0\0\0", "utf-32-le"), (b"\0\0\0\x3c", "utf-32-be"), (b"\x3c\0", "utf-16-le"), (b"\0\x3c", "utf-16-be"),
    (b"\x7b\0", "utf-16-le"), (b"\0\x7b", "utf-16-be"),
)  # fmt: skip
_DECLARED = re.compile(rb"<\?xml[^>]{0,200}?encoding\s*=\s*[\"']([\w.:-]{2,40})[\"']")
_FOREIGN = re.compile("[^\x00-\x7f]+")
_CHARSET = re.compile(r"charset\s*=\s*[\"']?([\w.:-]{2,40})", re.IGNORECASE)
# What the web means when it says the name on the left (WHATWG Encoding Standard).
_MEANT = {
    "gb2312": "gb18030", "gbk": "gb18030", "hz": "gb18030", "big5": "big5hkscs", "shift_jis": "cp932",
    "euc_jp": "euc_jis_2004", "euc_kr": "cp949", "iso8859-1": "cp1252", "ascii": "cp1252", "tis-620": "cp874",
    "iso8859-9": "cp1254", "iso8859-11": "cp874",
}  # fmt: skip
_ESCAPES = (b"\x1b$B", b"\x1b$@")  # how Japanese starts in ISO-2022-JP
_SEVEN_BIT = frozenset({"iso2022_jp", "iso2022_kr", "hz", "utf-7"})
_SIMPLIFIED = (
    "的一是了我不人在他有这个上们来到时大地为子中你说生国年着就那和要她出也得里后自以会家可下而过天去能对小多然于心学么之都好看起发当没成只如事把还用第样道想作种开"
    "美总从无情己面最女但现前些所同日手又行意动方期它头经长儿回位分爱老因很给名法间斯知世什两次使身者被高已亲其进此话常与活正感新华本部报关政府经济记者表示中国日本"
)
_TRADITIONAL = (
    "的一是了我不人在他有這個上們來到時大地為子中你說生國年著就那和要她出也得裡後自以會家可下而過天去能對小多然於心學麼之都好看起發當沒成只如事把還用第樣道想作種開"
    "美總從無情己面最女但現前些所同日手又行意動方期它頭經長兒回位分愛老因很給名法間斯知世什兩次使身者被高已親其進此話常與活正感新華本部報關政府經濟記者表示臺灣總統"
)
_KANA = "".join(map(chr, [*range(0x3041, 0x3097), *range(0x30A1, 0x30FB), 0x30FC]))
_JAPANESE = _KANA + "日本人年大国会中出事者社政府首相東京新聞発表会議長今回米韓北朝鮮経済市場"
_KOREAN = (
    "이다는을의에가고하한지로기사도를은어있나아대자정시일인그리서스해수과라"
    "부상원장제보전관만들년국오조여개안구우주소선동공성방신마말면미중"
)
# Of each legacy encoding, the letters that are commonest where it is used; the order decides ties.
_MULTIBYTE = {"gb18030": _SIMPLIFIED, "big5hkscs": _TRADITIONAL, "cp932": _JAPANESE, "euc_jis_2004": _JAPANESE,
              "cp949": _KOREAN}  # fmt: skip
_IN_RUNS = {"cp1251": "оеаинтсрвл", "koi8-r": "оеаинтсрвл", "cp1256": "اليمونرتبةكه", "cp1255": "יוהלאמרתבש",
            "cp1253": "αοιετσνηυρπκ", "cp874": "านรอกเงมยลวดทส่้ัี"}  # fmt: skip
_SCATTERED = {
    "cp1252": "éèàçêâîôëïüöäßñáíóúãõåøæÉÀÖÜÄ“”‘’–—…€£«»°·®©\xa0", "cp1250": "áéíóúýěščřžůąćęłńśźżőű“”„–…\xa0",
}  # fmt: skip
_TABLES = _MULTIBYTE | _IN_RUNS | _SCATTERED


def decoded(body: bytes, headers: Mapping[str, str]) -> str:
    """The text of a feed's body. Raises FeedError when it is empty or unpacks to more than LARGEST_TEXT bytes."""
    body = unpacked(body)
    if not body.strip(b"\x00\t\n\r\x0c \xef\xbb\xbf"):
        raise FeedError(Health.EMPTY, "the answer is empty: not even a feed without items")
    for mark, encoding in _MARKS:
        if body.lstrip(b"\n\r\t ").startswith(mark):
            return body.lstrip(b"\n\r\t ").decode(encoding, "replace").lstrip("\ufeff")
    declared = tuple(_declared(body, headers))
    if any(escape in body for escape in _ESCAPES):
        return body.decode("iso2022_jp", "replace")
    if body.isascii() and not _SEVEN_BIT.intersection(declared):
        return body.decode("ascii")
    text = body.decode("utf-8", "replace")
    if _is_utf8(text) and not (body.isascii() and _SEVEN_BIT.intersection(declared)):
        return text
    return body.decode(_legacy(body, declared), "replace")


def unpacked(body: bytes) -> bytes:
    """A body without the gzip around it, when somebody forgot to say that it is packed (or packed it twice)."""
    for _ in range(2):
        if not body.startswith(_GZIP):
            break
        unpacker = zlib.decompressobj(wbits=zlib.MAX_WBITS | 16)
        try:
            body = unpacker.decompress(body, LARGEST_TEXT + 1)
        except zlib.error as error:
            raise FeedError(Health.NOT_A_FEED, f"the answer is a damaged gzip file ({error})") from error
        _refuse_large(body)
    _refuse_large(body)
    return body


def _refuse_large(body: bytes) -> None:
    if len(body) > LARGEST_TEXT:
        raise FeedError(Health.TOO_LARGE, f"the feed is larger than {LARGEST_TEXT // 1024:,} KiB")


def _declared(body: bytes, headers: Mapping[str, str]) -> Iterator[str]:
    """The encodings that the feed and its headers name, the feed's own word first, by Python's names."""
    in_body = _DECLARED.search(body[:512])
    in_headers = _CHARSET.search(headers.get("content-type", ""))
    for name in (in_body and in_body[1].decode("ascii"), in_headers and in_headers[1]):
        try:
            yield codecs.lookup(name or "").name
        except LookupError:
            continue


def _is_utf8(text: str) -> bool:
    """Whether `text` is UTF-8, perhaps damaged: legacy text read as UTF-8 is broken nearly everywhere."""
    broken = text.count("\ufffd")
    return broken == 0 or 2 * broken < sum(character > "\x7f" for character in text) - broken


def _legacy(body: bytes, declared: tuple[str, ...]) -> str:
    """The legacy encoding of a body: a declared one that makes sense, else the one that makes most."""
    sample = body[:_SAMPLE]
    meant = [_MEANT.get(name, name) for name in declared if name != "utf-8"]
    guess = _guessed(sample)
    for encoding in meant:
        if encoding in _SEVEN_BIT or _plausible(sample, encoding, guess):
            return encoding
    return guess or (meant[0] if meant else "cp1252")


def _guessed(sample: bytes) -> str:
    """The encoding that makes most sense. What is valid in several bytes per letter is no accident: it goes first."""
    for tables, least in ((_MULTIBYTE, _GOOD_SENSE), (_IN_RUNS | _SCATTERED, 0.0)):
        best = max(tables, key=lambda encoding: _sense(sample, encoding))
        if _sense(sample, best) > least:
            return best
    return ""


def _plausible(sample: bytes, encoding: str, guess: str) -> bool:
    """Whether a declared encoding may be right: it makes sense, or nothing speaks against it."""
    text = sample.decode(encoding, "replace")
    if "\ufffd" in text[:-2]:
        return _sense(sample, encoding) >= _GOOD_SENSE
    few = sum(character > "\x7f" for character in text) < _EVIDENCE
    other = guess in _MULTIBYTE and encoding not in _MULTIBYTE
    return few or _sense(sample, encoding) >= _GOOD_SENSE or (encoding not in _TABLES and not other)


def _sense(sample: bytes, encoding: str) -> float:
    """The share of common letters among all that is not ASCII, less what cannot be decoded.

    Accented letters of Latin stand alone between ASCII; letters of other scripts stand in runs.
    """
    runs = _FOREIGN.findall(sample.decode(encoding, "replace"))
    foreign = "".join(runs)
    if not foreign:
        return 0.0
    together = 1 - len(runs) / len(foreign)
    weight = together if encoding in _IN_RUNS else 1 - together if encoding in _SCATTERED else 1.0
    common = sum(map(frozenset(_TABLES.get(encoding, "")).__contains__, foreign))
    return (common - 5 * foreign.count("\ufffd")) * weight / len(foreign)
