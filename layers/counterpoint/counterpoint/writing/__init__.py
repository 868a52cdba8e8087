"""Stories to points: two engines, one contract, five checks.

engine.py       the contract: Engine, Written, Answer, how an engine is made, and its name on what it wrote
extractive.py   the default engine: sentences of the press itself, edited and attributed
    editing.py leads.py     a headline, a summary -> sentences, word for word
    statements.py           what one article says
    accounts.py             what one side says about one story
    highlights.py differences.py gaps.py    what both say, how it differs, why there is nothing
asking/         the model engine, its prompts, budgets and prices
checks/         the five checks that every printed point has passed
evidence.py     the gate to them: a point as it is printed, against the sources as they are printed
attribution.py  who says it: outlets' names before a sentence, written and read back
choice.py       the table of engines, and which one writes; recorded.py replays one
assembly.py     Selection + Written -> Digest
"""

from counterpoint.writing.assembly import assemble
from counterpoint.writing.choice import engine_from
from counterpoint.writing.engine import Answer, Engine, Written, signed
from counterpoint.writing.extractive import ExtractiveEngine

__all__ = ["Answer", "Engine", "ExtractiveEngine", "Written", "assemble", "engine_from", "signed"]
