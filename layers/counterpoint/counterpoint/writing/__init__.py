"""Stories to points: two engines, one contract, five checks.

engine.py      the contract: Engine, Written, Answer
extractive.py  the default engine: sentences of the press itself, edited and attributed
checks/        the five checks that every printed point has passed
assembly.py    Selection + Written -> Digest
"""

from counterpoint.writing.assembly import assemble
from counterpoint.writing.choice import engine_from
from counterpoint.writing.engine import Answer, Engine, Written
from counterpoint.writing.extractive import ExtractiveEngine

__all__ = ["Answer", "Engine", "ExtractiveEngine", "Written", "assemble", "engine_from"]
