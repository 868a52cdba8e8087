"""The language of a headline whose feed does not say it."""

import pytest

from counterpoint.gathering.feeds import parse_feed
from counterpoint.gathering.languages import guessed
from counterpoint.model import Source, SourceKind
from tests.selections import NOW

FEED = Source(kind=SourceKind.RSS, url="https://paper.example/feed")


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("阿斯特国外长访问博尔国", "zh"),
        ("中日外長會談", "zh"),
        ("アスト国外相がボル国を訪問へ", "ja"),
        ("外相、9日に会談", "ja"),
        ("아스트국 외무장관 방문", "ko"),
        ("وزير الخارجية يزور العاصمة", "ar"),
        ("وزیر خارجہ نے کہا ہے کہ مذاکرات جاری ہیں", "ur"),
        ("وزیر امور خارجه گفت گفتگوها پایان یافت", "fa"),
        ("Министр прибыл с визитом", "ru"),
        ("Міністр прибув із візитом", "uk"),
        ("Министар је стигао у посету", ""),
        ("विदेश मंत्री की यात्रा", "hi"),
        ("รัฐมนตรีต่างประเทศเยือน", "th"),
        ("Minister arrives for talks after the storm", "en"),
        ("Harbour strike at an end", "en"),
        ("Harbour strike over", ""),
        ("Die hard", ""),
        ("De minister is na de storm in de stad", "nl"),
        ("El ministro llega a la capital tras la tormenta", "es"),
        ("Ministro negocia con Astland para evitar el paro", "es"),
        ("Le ministre arrive dans la capitale après la tempête", "fr"),
        ("Der Minister reist nach dem Sturm in die Hauptstadt", "de"),
        ("O ministro diz que não há acordo após a tempestade", "pt"),
        ("Il ministro arriva nella capitale dopo la tempesta", "it"),
        ("Astland 3, Borland 2", ""),
        ("de la en", ""),
        ("", ""),
        ("🚀 2026 — 100%", ""),
        ("AI芯片出口管制生效", "zh"),
        ("NHKニュース Astland 外相会談", "ja"),
    ],
)
def test_a_language_is_told_by_script_or_function_words(text: str, language: str) -> None:
    """Nothing is said where two languages fit, or none."""
    assert guessed(text) == language


def one(title: str, *, language: str = "", more: str = "") -> str:
    """The language of the first article of a feed that declares `language`, or none."""
    said = f"<language>{language}</language>" if language else ""
    body = f"<rss><channel>{said}<item><title>{title}</title><link>/1</link></item>{more}</channel></rss>"
    return parse_feed(body.encode(), {}, FEED, NOW)[0].language


def test_a_feed_without_a_language_is_guessed_and_a_declared_one_wins() -> None:
    """By the headline itself, else by the feed's other headlines, else it stays unknown."""
    assert one("阿斯特国外长访问博尔国") == "zh"
    assert one("阿斯特国外长访问博尔国", language="en-us") == "en"
    assert one("Astland 3, Borland 2") == ""
    others = "<item><title>Der Minister und die Stadt sind im Streit</title><link>/2</link></item>"
    assert one("Astland 3, Borland 2", more=others) == "de"
    assert one("Minister arrives after the storm", more=others) == "en"
