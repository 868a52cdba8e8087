"""The five checks that every printed point has passed: deterministic, without a model, explained.

    check(claim, sources) -> Verdict

1. citations   they exist, and each carries something of the claim
2. side        they belong to the side the claim is printed under
3. actors      who did what to whom, who says it, which way it goes, whether it happened at all
4. facts       numbers, dates, causes, quotes and names are in the cited texts
5. coverage    the cited texts carry enough of it, clause by clause

    verdict checking        the nouns; the checks in order
    matching frames syntax  which word of a source a word of the claim stands for; who does what to whom
    attribution speakers roles owners complements swaps predicates    actors
    direction polarity modality causes                                      which way, whether, whether yet, why
    counting durations facts names initials quoting substitution            facts
    coverage foreign        how much is carried; languages without a lexicon

English and Spanish are read in full (counterpoint.lexicon); other languages, and a claim in another language than its
source, by what survives: numbers and names. A verdict says so in its notes. It is a test of support, not of truth.
"""

from counterpoint.writing.checks.checking import check
from counterpoint.writing.checks.verdict import Check, Cited, Claim, Reason, Verdict

__all__ = ["Check", "Cited", "Claim", "Reason", "Verdict", "check"]
