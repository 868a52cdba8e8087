"""Whatever comes in, the five checks answer: any text, any language tag, no source, very long texts."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from counterpoint.writing.checks import Check, Cited, Claim, check

NEWS = [
    "US",
    "Japan's",
    "bans",
    "10%",
    "$3bn",
    "says",
    "not",
    "“",
    "(",
    ":",
    "by",
    "tras",
    "EE. UU.",
    "Feb. 31",
    "-",
    "¿",
]
TEXTS = st.one_of(st.text(max_size=80), st.lists(st.sampled_from(NEWS), max_size=14).map(" ".join))
LANGUAGES = st.one_of(
    st.sampled_from(["", "en", "es", "ja", "zh-Hant", "ko", "ar", "hi", "ur", "ru"]), st.text(max_size=5)
)


@settings(max_examples=150, deadline=None)
@given(TEXTS, st.lists(st.tuples(TEXTS, TEXTS, LANGUAGES), max_size=3), LANGUAGES, st.none() | st.dates())
def test_any_claim_on_any_sources_gets_a_verdict(
    text: str, told: list[tuple[str, str, str]], language: str, day: date | None
) -> None:
    """Supported exactly when there is no reason against it, twice the same, and never without a citation."""
    sources = [Cited(n=n, side="a", outlet="", title=t, text=x, language=g) for n, (t, x, g) in enumerate(told, 1)]
    claim = Claim(text=text, cites=tuple(s.n for s in sources), side="a", language=language, date=day)
    verdict = check(claim, sources)
    assert verdict == check(claim, sources)
    assert verdict.supported == (not verdict.reasons)
    if not sources:
        assert [reason.check for reason in verdict.reasons] == [Check.CITATIONS]


@pytest.mark.parametrize(
    ("language", "claim", "title"),
    [
        ("ja", "日本が17日にミサイル3発を発射した", "日本が17日にミサイル3発を発射した、と発表"),
        ("zh", "中国对日本出口下降12%", "中国对日本出口下降12%，海关公布"),
        ("ko", "한국이 미국과 3차 회담을 열었다", "한국이 미국과 3차 회담을 열었다고 발표"),
        ("ar", "الصين تفرض رسوما بنسبة 10% على اليابان", "الصين تفرض رسوما بنسبة 10% على اليابان اليوم"),
        ("hi", "भारत ने पाकिस्तान को 3 पत्र भेजे", "भारत ने पाकिस्तान को 3 पत्र भेजे हैं"),
        ("ur", "پاکستان نے بھارت کو 3 خط بھیجے", "پاکستان نے بھارت کو 3 خط بھیجے ہیں"),
        ("ru", "Россия отправила Украине 3 письма", "Россия отправила Украине 3 письма, сообщили в Кремле"),
    ],
)
def test_other_languages_are_checked_on_what_can_be_read_and_say_so(language: str, claim: str, title: str) -> None:
    """The same words pass with a note; another number does not."""
    source = Cited(n=1, side="a", outlet="", title=title, language=language)
    verdict = check(Claim(text=claim, cites=(1,), side="a", language=language), [source])
    assert verdict.supported, verdict.reasons
    assert verdict.notes
    wrong = check(Claim(text=claim.replace("3", "8").replace("1", "6"), cites=(1,), side="a"), [source])
    assert not wrong.supported


def test_a_very_long_source_is_read_in_time() -> None:
    """A page where a headline was expected."""
    text = "China exports 5% more rice to Japan, says ministry; " * 400
    source = Cited(n=1, side="a", outlet="", title="Rice", text=text, language="en")
    assert not check(Claim(text="Japan exports rice to China.", cites=(1,), side="a"), [source]).supported
