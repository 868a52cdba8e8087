"""Every sub-check refuses something and says so in words of its own. Headlines are invented."""

import pytest

from counterpoint.writing.checks import Check, Cited, Claim, check
from counterpoint.writing.checks.checking import SUBCHECKS

REASONS = {
    "idle_citations": ("Ships sailed home.", ("Ships sail home", "Chess club closes"), "carries nothing of it"),
    "role_conflicts": ("Peru accused Chile of a raid.", ("Chile accuses Peru of raid",), "'accused'"),
    "swapped_names": ("Corvena bans fish from Velmora.", ("Velmora bans fish from Corvena",), "have changed places"),
    "owner_conflicts": ("Japan's growth target is 5%.", ("China's growth target is 5%; Japan watches",), "'s in the"),
    "speaker_conflicts": ("The dam is unsafe, the mayor said.", ("Dam is unsafe: engineers",), "that mayor said it"),
    "direction_conflicts": ("The curbs were loosened.", ("Curbs tightened",), "the source 'tightened'"),
    "negation_conflicts": ("Spain will join the fleet.", ("Spain will not join fleet",), "not so in the claim"),
    "modality_conflicts": ("Greece bought drones.", ("Greece may buy drones",), "is told as done"),
    "complement_conflicts": ("Duties on Peru rise.", ("Duties on Chile rise",), "'Duties on Peru' in the claim"),
    "predicate_conflicts": ("Norway taxed rice.", ("Norway threatens rice",), "where the source only"),
    "stance_conflicts": (
        "Peru denies the dam leaks.",
        ("Peru says dam leaks",),
        "no source says that anybody 'denies'",
    ),
    "dropped_speakers": ("Iran seeks a truce.", ("US says Iran seeks truce",), "told as a fact"),
    "exchanged_words": ("A quake hit northern Chile.", ("Quake hits central Chile",), "where the source says"),
    "number_conflicts": ("Seven ships left.", ("Eight ships leave",), "the number Seven is not"),
    "duration_conflicts": ("The siege took a month.", ("Siege takes a week",), "'a month', the source 'a week'"),
    "quantity_conflicts": ("Most voters back it.", ("Voters back it",), "does not say 'Most'"),
    "date_conflicts": ("The vote is on Friday.", ("Vote is on Thursday",), "does not say Friday"),
    "name_conflicts": ("Anna Berg and Tom Ruiz resigned.", ("Anna Berg resigns",), "the name Ruiz"),
    "quote_conflicts": ("He called it 'hopeless'.", ("He calls it 'helpful'",), "the words 'hopeless'"),
    "cause_conflicts": ("Oil fell because of floods.", ("Oil falls because of war",), "does not give this cause"),
    "added_items": ("The club sold its ship and its tower.", ("Club sells its ship",), "not in the source: and tower"),
    "coverage_conflicts": (
        "China launched a satellite, alarming its rivals.",
        ("China launches satellite",),
        "alarming",
    ),
}


@pytest.mark.parametrize("name", REASONS)
def test_a_subcheck_says_what_is_wrong(name: str) -> None:
    """By a reason that no other gives."""
    text, titles, words = REASONS[name]
    sources = [Cited(n=n, side="", outlet="", title=title, language="en") for n, title in enumerate(titles, 1)]
    claim = Claim(text=text, cites=tuple(source.n for source in sources), side="", language="en")
    assert words in " | ".join(str(reason) for reason in check(claim, sources).reasons)


def test_every_subcheck_is_listed_here() -> None:
    """A new one brings its line."""
    assert {subcheck.__name__ for _, subcheck in SUBCHECKS} == set(REASONS)
    assert {check_ for check_, _ in SUBCHECKS} == set(Check) - {Check.SIDE}
