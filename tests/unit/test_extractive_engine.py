"""The extractive engine: what it prints of an invented day, and what it never does."""

from dataclasses import replace

from counterpoint.model import Fate, Health, Point, Receipt, Selection, TermPair
from counterpoint.model.stories import ArticleLine, FeedLine
from counterpoint.writing import ExtractiveEngine, Written, assemble
from counterpoint.writing.attribution import attributed, unattributed
from counterpoint.writing.checks import Cited, Claim
from counterpoint.writing.evidence import Evidence, judge
from tests.selections import TOPIC, dispute, row, selection


def written(chosen: Selection) -> Written:
    """What the engine makes of a selection."""
    return ExtractiveEngine().write(TOPIC, chosen)


def texts(points: tuple[Point, ...]) -> list[str]:
    """The points as a reader sees them."""
    return [f"{point.text} {list(point.cites)}" for point in points]


def test_a_story_of_both_sides_comes_first_and_names_outlet_and_side() -> None:
    """The highlight puts the sides' headlines beside each other in one sentence and cites both."""
    highlights = written(dispute()).highlights
    assert texts(highlights)[0] == (
        "Velmoran Wire (Velmora): Coast guard detains Corvenan trawler Aldonza with 14 crew on Grey Bank; "
        "Corvena Today (Corvena): Velmoran coast guard seizes trawler Aldonza with 14 crew off Pardo Bank. [1, 3]"
    )


def test_stories_of_one_side_fill_the_highlights_of_a_thin_day() -> None:
    """Sides take turns, and no story stands there twice."""
    highlights = written(dispute()).highlights
    assert [point.cites for point in highlights] == [(1, 3), (2,), (4,)]


def test_fragments_opinions_and_questions_do_not_lead_a_thin_day() -> None:
    """News comes first; what is weak is a highlight only when nothing else is left."""
    chosen = selection(
        row(1, "a", "Velmoran Wire", "Free Saltmark"),
        row(2, "b", "Velmoran Wire", "Opinion | The quota of Grey Bank is fair"),
        row(3, "c", "Velmoran Wire", "Why is the ferry late again?"),
        row(4, "d", "Velmoran Wire", "Ferry to Saltmark sails again on Monday"),
    )
    assert [point.cites for point in written(chosen).highlights] == [(4,), (1,), (2,)]


def test_a_headline_without_an_end_never_leads() -> None:
    """Cut by the feed, cut inside a word, or coy: no highlight of its own, and the last point of its side."""
    lead = "Free Saltmark joins hands with Corvena to take the cable fund over by May, and Brennick follows."
    chosen = selection(
        row(1, "a", "Velmoran Wire", "She owns half of Saltmark and her name is…"),
        row(2, "b", "Velmoran Wire", "Saltmark joins hands with Corvena to take t."),
        row(3, "c", "Radio Velmora", "Free Saltmark joins hands with Corvena to take the cable fund ov", lead),
        row(4, "d", "Velmoran Wire", "Ferry to Saltmark sails again on Monday"),
    )
    made = written(chosen)
    assert [point.cites for point in made.highlights] == [(4,)]
    assert [point.cites for point in made.perspectives[0].points] == [(4,), (1,), (2,), (3,)]
    assert not any(point.text.endswith(" t.") for point in made.perspectives[0].points)


def test_a_shared_story_is_led_by_whole_headlines() -> None:
    """A side's other headline speaks for it when the one that is compared lacks its end."""
    chosen = selection(
        row(1, "s", "Velmoran Wire", "Coast guard detains trawler Aldonza off Grey…"),
        row(2, "s", "Radio Velmora", "Coast guard detains trawler Aldonza off Grey Bank"),
        row(3, "s", "Corvena Today", "Coast guard of Velmora seizes trawler Aldonza"),
    )
    assert [point.cites for point in written(chosen).highlights] == [(2, 3)]


def test_a_side_that_stands_in_an_outlets_name_is_not_said_twice() -> None:
    """One bracket, and the sentence is read back without it."""
    said = attributed(("News24 (Velmora)",), "Ferry sails.", "Velmora")
    assert said == "News24 (Velmora): Ferry sails."
    assert unattributed(said, ("News24 (Velmora)",), ("Velmora",)) == "Ferry sails."
    assert attributed(("News24",), "Ferry sails.", "Velmora") == "News24 (Velmora): Ferry sails."


def test_a_lead_that_adds_follows_its_headline() -> None:
    """The lead's sentence is joined to the headline, attributed to the outlet whose lead it is."""
    first = written(dispute()).perspectives[0].points[0]
    assert first.text == (
        "Velmoran Wire: Coast guard detains Corvenan trawler Aldonza with 14 crew on Grey Bank; "
        "the trawler was boarded at 04:10 on Sunday inside the closure, Commodore Piet Lorne said."
    )


def test_a_lead_that_says_the_headline_again_takes_its_place() -> None:
    """A whole sentence reads better than a headline when it holds all of it."""
    lead = "Foreign Minister Ilse Harrow will host Corvenan trawler owners in Brennick on Monday, her office said."
    points = written(selection(row(1, "s", "Velmoran Wire", "Harrow to host Corvenan trawler owners", lead)))
    assert texts(points.perspectives[0].points) == [f"Velmoran Wire: {lead} [1]"]


def test_an_outlet_that_says_the_same_is_named_and_cited() -> None:
    """Two outlets of a side, one statement."""
    chosen = selection(
        row(1, "s", "Velmoran Wire", "Coast guard detains trawler Aldonza off Grey Bank"),
        row(2, "s", "Radio Velmora", "Coast guard detains trawler Aldonza off Grey Bank, crew of 14 safe"),
    )
    assert texts(written(chosen).perspectives[0].points) == [
        "Velmoran Wire, Radio Velmora: Coast guard detains trawler Aldonza off Grey Bank. [1, 2]"
    ]


def test_an_outlet_that_adds_to_the_story_is_quoted_beside_the_first() -> None:
    """Two outlets of a side, two statements, each under its own name."""
    chosen = selection(
        row(1, "s", "Velmoran Wire", "Coast guard detains trawler Aldonza off Grey Bank"),
        row(2, "s", "Radio Velmora", "Aldonza skipper faces fine of 500,000 marks, prosecutor says"),
    )
    assert texts(written(chosen).perspectives[0].points) == [
        (
            "Velmoran Wire: Coast guard detains trawler Aldonza off Grey Bank; "
            "Radio Velmora: Aldonza skipper faces fine of 500,000 marks, prosecutor says. [1, 2]"
        )
    ]


def test_the_plainest_headline_speaks_for_its_side() -> None:
    """News before opinion, telling before asking, plain words before judging ones."""
    chosen = selection(
        row(1, "s", "Velmoran Wire", "Opinion | Corvena slams the quota, and it is right!"),
        row(2, "s", "Radio Velmora", "Corvena rejects Grey Bank quota of 41,000 tonnes"),
    )
    assert written(chosen).perspectives[0].points[0].text.startswith("Radio Velmora: Corvena rejects Grey Bank quota")


def test_opinion_is_labelled_as_the_outlet_labelled_it() -> None:
    """A reader sees that it is no news."""
    points = written(selection(row(1, "s", "Velmoran Wire", "EDITORIAL: The quota of Grey Bank is fair"))).perspectives[
        0
    ]
    assert texts(points.points) == ["Velmoran Wire (editorial): The quota of Grey Bank is fair. [1]"]


def test_headlines_of_other_languages_are_printed_as_they_are_and_marked() -> None:
    """No translation is made up; languages of one story do not share a point."""
    chosen = selection(
        row(1, "s", "Corvena Today", "Cod price in Alido rises 18 percent"),
        row(2, "s", "Diario Alido", "El bacalao sube un 18 % en Alido", language="es"),
    )
    points = written(chosen).perspectives[1].points
    assert [(point.text, point.language) for point in points] == [
        ("Corvena Today: Cod price in Alido rises 18 percent.", "en"),
        ("Diario Alido: El bacalao sube un 18 % en Alido.", "es"),
    ]


def test_a_headline_that_looks_like_markup_is_quoted() -> None:
    """What may be an attack is shown as somebody's words."""
    points = written(
        selection(row(1, "s", "Corvena Today", "Pardo Bank: [click](javascript:alert) **now**"))
    ).perspectives
    assert points[1].points[0].text == "Corvena Today: “Pardo Bank: [click](javascript:alert) **now**”."


def test_differences_quote_what_each_side_says() -> None:
    """Names are quoted as they are, verbs with the words around them; both sides are cited."""
    assert texts(written(dispute()).differences) == [
        "Velmoran Wire (Velmora): “Grey Bank”; Corvena Today (Corvena): “Pardo Bank”. [1, 3]"
    ]
    chosen = selection(
        row(1, "s", "Velmoran Wire", "Navy claims trawler Aldonza was in a closed zone"),
        row(2, "s", "Corvena Today", "Navy of Velmora admits trawler Aldonza had a licence"),
        pairs=(TermPair(side="velmora", term="claims", other_side="corvena", other_term="admits", kind="verb"),),
    )
    assert texts(written(chosen).differences) == [
        (
            "Velmoran Wire (Velmora): “Navy claims trawler Aldonza was”; "
            "Corvena Today (Corvena): “Navy of Velmora admits trawler Aldonza had”. [1, 2]"
        )
    ]


def test_third_parties_have_points_of_their_own() -> None:
    """An outlet of no side fills none of them."""
    made = written(dispute())
    assert texts(made.third_party) == ["Amagiri Herald: Amagiri to host Velmora and Corvena ministers on 9 March. [5]"]
    assert all(5 not in point.cites for section in made.perspectives for point in section.points)


def test_an_empty_side_says_why() -> None:
    """The gap counts what became of the side's articles and names the feeds that could not be read."""
    lines = (
        ArticleLine(id="x", source="s", title="t", outlet="o", country="XB", side="corvena", fate=Fate.OFF_TOPIC),
        ArticleLine(id="y", source="s", title="t", outlet="o", country="XB", side="corvena", fate=Fate.UNCHANGED),
    )
    feed = FeedLine(source="f", name="diarioalido.example", perspectives=("corvena",), health=Health.BLOCKED)
    bare = selection(row(1, "s", "Velmoran Wire", "Quota cut"), row(2, "z", "Velmoran Wire", "Cable laid"))
    sections = written(replace(bare, receipt=Receipt(articles=lines, feeds=(feed,)))).perspectives
    assert sections[0].gap == ""
    assert sections[1].gap == (
        "Nothing printed. Of 2 articles from this side's own outlets: "
        "1 about something else, 1 told on an earlier day. "
        "1 of its 1 feeds could not be read: diarioalido.example (blocked)."
    )
    assert written(bare).perspectives[1].gap == "Nothing printed. The feeds gave nothing by this side's own outlets."


def test_what_the_checks_refuse_is_not_printed_and_is_recorded() -> None:
    """A point that cites the other side's article, or says what it does not, is refused with the reason."""
    evidence = Evidence.of(TOPIC, dispute())
    assert "side" in " ".join(
        evidence.against(Point(text="Velmora cuts cod quota by 30 percent", cites=(2,)), "corvena")
    )
    assert evidence.against(Point(text="Velmora cuts cod quota by 40 percent", cites=(2,)), "velmora")
    assert evidence.against(Point(text="Radio Velmora:  ", cites=(2,)), "velmora")
    assert evidence.against(Point(text="Corvena Today: Velmora cuts Grey Bank cod quota", cites=(2,)), "velmora")


def test_a_printed_point_can_be_judged_by_anybody() -> None:
    """From what index.json holds alone: text, citations, and of every source its outlet, side, title and summary."""
    chosen = dispute()
    digest = assemble(TOPIC, chosen, written(chosen), code="x")
    sources = [
        Cited(n=s.n, side=s.side, outlet=s.outlet, title=s.title, text=s.summary, language=s.language)
        for s in digest.sources
    ]
    printed: list[tuple[str | None, Point]] = [(None, p) for p in (*digest.highlights, *digest.differences)]
    printed += [(section.id, p) for section in digest.perspectives for p in section.points]
    refused = [
        p.text for side, p in printed if not judge(Claim(text=p.text, cites=p.cites, side=side), sources).supported
    ]
    assert refused == []


def test_an_attribution_is_to_a_cited_outlet_and_says_no_more() -> None:
    """Brackets hold a side or a genre; anything else, and any other outlet, is a claim like every claim."""
    sources = [Cited(n=1, side="us", outlet="Harbour Post", title="Ferry sails again", language="en")]

    def supported(text: str) -> bool:
        return judge(Claim(text=text, cites=(1,), side="us"), sources).supported

    assert supported("Harbour Post (United States): Ferry sails again.")
    assert supported("Harbour Post (opinion): Ferry sails again.")
    assert not supported("Harbour Post (Thorne resigns): Ferry sails again.")
    assert not supported("Lantern Review: Ferry sails again.")
    assert not supported("Harbour Post: ")


def test_writing_twice_gives_the_same() -> None:
    """Nothing but the selection decides."""
    assert written(dispute()) == written(dispute())
