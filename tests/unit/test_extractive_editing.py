"""Headlines and leads as sentences: what is not the news goes, every word of the news stays."""

import pytest

from counterpoint.writing.attribution import attributed, unattributed
from counterpoint.writing.editing import Edited, edited
from counterpoint.writing.leads import sentences

OUTLETS = ("Velmoran Wire", "Radio Velmora")


@pytest.mark.parametrize(
    ("headline", "expected"),
    [
        ("WATCH: Ferry reaches Saltmark | Velmoran Wire", Edited("Ferry reaches Saltmark")),
        ("Breaking | Ferry reaches Saltmark", Edited("Ferry reaches Saltmark")),
        ("Ferry reaches Saltmark - Radio Velmora", Edited("Ferry reaches Saltmark")),
        ("Ferry reaches Saltmark | Explained", Edited("Ferry reaches Saltmark")),
        ("Ferry reaches Saltmark (video)", Edited("Ferry reaches Saltmark")),
        ("EDITORIAL: The ferry is late again", Edited("The ferry is late again", genre="editorial")),
        ("Opinion | The ferry is late again", Edited("The ferry is late again", genre="opinion")),
        ("Velmoran Wire Commentary: The ferry is late", Edited("The ferry is late", genre="commentary")),
        ("Última hora: llega el ferri", Edited("llega el ferri")),
        ("Corvena.- AMP.- El ferri llega al puerto", Edited("El ferri llega al puerto")),
        ("【速報】フェリー到着", Edited("フェリー到着")),
        ("社説：フェリーの遅れ", Edited("フェリーの遅れ", genre="社説")),
        ("Four ferries held in port; crews are p...", Edited("Four ferries held in port", cut=True)),
        (
            "Four ferries held in port by a sudden stor…",
            Edited("Four ferries held in port by a sudden stor…", cut=True),
        ),
        ("Ferries with crews from Corvena,.", Edited("Ferries with crews from Corvena", cut=True)),
        ("Ferry line joins hands with", Edited("Ferry line joins hands with", cut=True)),
        ("Watch", Edited("Watch")),
        ("Video: ", Edited("Video", cut=True)),
    ],
)
def test_what_is_not_the_news_is_taken_off(headline: str, expected: Edited) -> None:
    """Kickers, outlets' names and loose ends go; what kind of text it is, and that its end is missing, is kept."""
    assert edited(headline, OUTLETS) == expected


@pytest.mark.parametrize(
    "headline",
    [
        "Watchdog: ferries unsafe",
        "Live cattle exports to Corvena resume",
        'Minister: "We wait and see"',
        "Radio Velmora wins a prize",
        "Talks on Hallow Sound - again without result",
    ],
)
def test_words_that_only_look_like_kickers_stay(headline: str) -> None:
    """A kicker is a whole word with a mark behind it; an outlet in the news is no byline."""
    assert edited(headline, OUTLETS).text == headline


def test_what_hides_or_reorders_text_is_removed() -> None:
    """Bidirectional overrides, zero-width marks and tags of Unicode do not reach a reader."""
    assert edited("Ferry\u202e late\u200b \U000e0041again\u2028now").text == "Ferry late again now"


@pytest.mark.parametrize(
    ("summary", "expected"),
    [
        ("SALTMARK, Jan. 14 (Velmoran Wire) -- The ferry left. It is late.", ("The ferry left.", "It is late.")),
        ("Saltmark (VW) - The ferry left. Read more", ("The ferry left.",)),
        ("By Jory Plath, The U.S. crew of Mr. Stroud left on 5 March. “We go,” he said.",
         ("The U.S. crew of Mr. Stroud left on 5 March.", "“We go,” he said.")),
        ("The ferry left. The rest of this was cut o…", ("The ferry left.",)),
        ("フェリーが出た。乗客は三百人。", ("フェリーが出た。", "乗客は三百人。")),
        ("El ferri salió. ¿Y ahora? «Esperamos».", ("El ferri salió.", "¿Y ahora?", "«Esperamos».")),
        ("no sentence at all", ()),
        ("", ()),
    ],
)  # fmt: skip
def test_leads_are_whole_sentences(summary: str, expected: tuple[str, ...]) -> None:
    """Datelines, bylines, calls to read on and cut ends are no sentences; abbreviations end none."""
    assert sentences(summary) == expected


def test_attributions_are_read_back() -> None:
    """What was attributed by the grammar is the bare sentence again; only cited outlets and known notes count."""
    text = f"{attributed(OUTLETS, 'The ferry left')}; {attributed(('Velmoran Wire',), 'It is late.', 'Velmora')}"
    assert unattributed(text, OUTLETS, ("Velmora",)) == "The ferry left; It is late."
    assert unattributed("Thorne: we wait", OUTLETS) == "Thorne: we wait"
    assert unattributed("Velmoran Wire (the king is dead): we wait", OUTLETS, ("Velmora",)).startswith(
        "Velmoran Wire ("
    )
    assert unattributed("Velmoran Wire: x", ()) == "Velmoran Wire: x"
