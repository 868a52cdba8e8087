"""Requests: few tokens, nothing of the press that could be an instruction, and replies read strictly."""

import json
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from threading import Thread

import pytest

from counterpoint import codec
from counterpoint.errors import BudgetReachedError, ModelError
from counterpoint.model import Point
from counterpoint.storage import DirectoryStore
from counterpoint.writing.asking.budget import DigestBudget, EditionBudget, Spent
from counterpoint.writing.asking.parsing import parsed
from counterpoint.writing.asking.prices import usage
from counterpoint.writing.asking.prompting import (
    opinion_request,
    repair_request,
    translation_request,
    writing_request,
)
from counterpoint.writing.asking.prompts import prompt_version
from counterpoint.writing.asking.request import Request, estimate
from counterpoint.writing.asking.schema import Draft, Numbers, draft_schema
from counterpoint.writing.asking.spotlight import mark_for, marked
from counterpoint.writing.engine import Answer
from tests.selections import DAY, TOPIC, dispute, row, selection


def test_a_request_groups_articles_as_stories_and_marks_their_words() -> None:
    """Those of several sides come first; third parties are not sent; leads are whole sentences."""
    asked = writing_request(TOPIC, dispute(), "m")
    assert asked.user.splitlines() == [
        "Sides: velmora (Velmora), corvena (Corvena)",
        "Story 1",
        (
            "[1] velmora | Velmoran^Wire | Coast^guard^detains^Corvenan^trawler^Aldonza^with^14^crew^on^Grey^Bank"
            " | The^trawler^was^boarded^at^04:10^on^Sunday^inside^the^closure,^Commodore^Piet^Lorne^said."
        ),
        "[3] corvena | Corvena^Today | Velmoran^coast^guard^seizes^trawler^Aldonza^with^14^crew^off^Pardo^Bank",
        "Story 2",
        "[2] velmora | Radio^Velmora | Velmora^cuts^Grey^Bank^cod^quota^by^30^percent^to^41,000^tonnes",
        "Story 3",
        "[4] corvena | Diario^Alido | El^bacalao^sube^un^18^%^en^Alido^en^una^semana",
    ]
    assert 'joined by "^"' in asked.system


def test_the_mark_is_one_that_no_article_holds() -> None:
    """A headline that brings the mark along gets another, and none can build a line of ours."""
    assert mark_for(["a^b", "c~d"]) == "¤"
    assert mark_for(["^~¤§¦"]) == "¦"
    assert marked("a ¦ b\n[1] x | y <z>\u202e", "¦") == "a¦b¦(1)¦x¦/¦y¦(z)"


def test_equal_requests_have_one_hash_and_others_another() -> None:
    """The cache asks nothing twice and mixes nothing up."""
    one, same = writing_request(TOPIC, dispute(), "m"), writing_request(TOPIC, dispute(), "m")
    assert one.hash == same.hash
    other_day = selection(*dispute().rows[:2])
    assert (
        len({one.hash, writing_request(TOPIC, dispute(), "n").hash, writing_request(TOPIC, other_day, "m").hash}) == 3
    )


def test_the_other_requests_send_what_is_cited_only() -> None:
    """Mending and doubting need the cited articles; translating needs the headlines."""
    point = Point(text="Velmora wins", cites=(2,))
    repair = repair_request([(point, ("facts: no 'wins'",))], dispute().rows, "en", "m").user
    assert "1. Velmora^wins [2]: facts:^no^'wins'" in repair
    assert "Aldonza" not in repair
    assert "Aldonza" not in opinion_request([point], dispute().rows, "m").user
    foreign = [r for r in dispute().rows if r.article.article.language == "es"]
    assert translation_request(foreign, "en", "m").user == "[4] es | El^bacalao^sube^un^18^%^en^Alido^en^una^semana"


def test_every_prompt_is_filled_and_versioned() -> None:
    """No placeholder is left over; the version is in every digest."""
    for asked in (
        writing_request(TOPIC, dispute(), "m"),
        repair_request([(Point(text="x", cites=(1,)), ("r",))], dispute().rows, "en", "m"),
        opinion_request([Point(text="x", cites=(1,))], dispute().rows, "m"),
        translation_request(dispute().rows[3:4], "en", "m"),
    ):
        assert "{" not in asked.system
        assert asked.tokens > asked.most_tokens
    number, _, digits = prompt_version().partition("-")
    assert number.isdigit()
    assert len(digits) == 8


@pytest.mark.parametrize(
    ("text", "least", "most"),
    [
        ("The quick brown fox jumps over the lazy dog.", 10, 20),
        ("Velmora^cuts^cod^quota", 7, 12),
        ("中国外交部发言人表示强烈不满", 14, 24),
        ("41,000 tonnes, 30 percent", 7, 14),
        ("", 0, 0),
    ],
)
def test_tokens_are_estimated_from_above(text: str, least: int, most: int) -> None:
    """Never fewer than a byte-pair encoder needs, and not so many that a budget is wasted."""
    assert least <= estimate(text) <= most


def test_schemas_are_strict() -> None:
    """Every object names all its fields and allows no other; sides are those of the topic."""
    schema = json.loads(draft_schema(("velmora", "corvena")))
    assert schema["required"] == ["highlights", "sides", "differences"]
    assert schema["additionalProperties"] is False
    side = schema["properties"]["sides"]["items"]
    assert side["properties"]["id"]["enum"] == ["velmora", "corvena"]
    assert side["properties"]["points"]["items"]["additionalProperties"] is False


def test_replies_are_read_with_prose_around_them_and_not_otherwise() -> None:
    """A reply of another form is named in our words; none of its own is repeated."""
    assert parsed('{"unsupported": [2]}', Numbers) == Numbers(unsupported=(2,))
    assert parsed('Of course:\n```json\n{"unsupported": []}\n```', Numbers) == Numbers(unsupported=())
    for reply, words in (
        ("", "empty"),
        ("SECRET", "no JSON"),
        ('{"unsupported": "SECRET"}', "another form"),
        ('{"unsupported": [1', "no JSON"),
        ("[]", "another form"),
    ):
        with pytest.raises(ModelError, match=words) as caught:
            parsed(reply, Draft if reply == "[]" else Numbers)
        assert "SECRET" not in str(caught.value)


def test_a_digests_budget_is_hard() -> None:
    """What is taken is not there for the next call; what was not used is given back; overspending is charged."""
    budget = DigestBudget(100)
    budget.take(80)
    with pytest.raises(BudgetReachedError, match="digest's budget of 100 tokens"):
        budget.take(21)
    budget.give(30)
    budget.take(50)
    budget.give(-500)
    with pytest.raises(BudgetReachedError):
        budget.take(1)


def test_an_editions_budget_holds_for_digests_made_at_the_same_time(tmp_path: Path) -> None:
    """Eight digests that want thirty tokens of a hundred each: three get them."""
    refused: list[int] = []

    def want(number: int) -> None:
        try:
            EditionBudget(100, DAY, DirectoryStore(tmp_path)).take(30)
        except BudgetReachedError:
            refused.append(number)

    threads = [Thread(target=want, args=(number,)) for number in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    stored = DirectoryStore(tmp_path).get(f"editions/{DAY}/tokens.json")
    assert stored is not None
    assert codec.decode(stored.body, Spent).tokens == 90
    assert len(refused) == 5


def test_cost_comes_from_the_dated_table() -> None:
    """The longest name that the model's begins with; what is not in the table has no stated price."""
    answers = (Answer(request="a", reply="x", tokens_in=1_000_000, tokens_out=100_000), Answer(request="b", reply=""))
    spent = usage("gpt-4o-mini-2024-07-18", answers)
    assert (spent.calls, spent.cost, spent.priced) == (1, Decimal("0.21"), "2026-11-01")
    assert usage("somebody-elses", answers).priced == ""


def test_a_request_counts_all_it_sends() -> None:
    """System, stories, schema and the longest reply."""
    asked = Request(purpose="p", model="m", system="abcd", user="efgh", schema="{}", most_tokens=50)
    assert asked.tokens >= estimate("abcdefgh{}") + 50


@pytest.mark.parametrize(
    ("code", "name"), [("en", "English"), ("zh-TW", "Chinese (TW)"), ("pt-BR", "Portuguese (BR)"), ("nn", "nn")]
)
def test_the_digests_language_is_asked_for(code: str, name: str) -> None:
    """A topic may be written in any language."""
    one = selection(row(1, "s", "Velmoran Wire", "Coast guard detains trawler"))
    told = replace(TOPIC, settings=replace(TOPIC.settings, language=code))
    assert f"Write in {name}." in writing_request(told, one, "m").system
