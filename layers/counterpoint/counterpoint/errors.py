"""The one error tree. Known errors become data (a source failed; the digest says so); anything else crashes and alarms.

CounterpointError
├── ConfigurationError          the operator's files or environment are wrong; carries every mistake   (exit 2)
├── InputError                  a file or an argument handed to a command is wrong                     (exit 2)
│   └── NotADigestError         a document that is not one of ours, nor one of the older formats
├── FeedError                   why a source gave nothing; `fetch` turns it into a FeedReport
├── StorageError                a store could not read or write
│   ├── DamagedError            what a store holds is not what was written there
│   └── ConflictError           somebody else wrote in between (a conditional write was refused)
└── ModelError                  the language model gave nothing usable; the extractive points take the place
    └── BudgetReachedError      the next call would overspend; it was not made
"""

from dataclasses import dataclass


class CounterpointError(Exception):
    """Everything this package raises on purpose."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Mistake:
    """One mistake in a configuration: where it is, what is wrong and what would be right."""

    file: str
    line: int
    field: str
    problem: str
    remedy: str

    def __str__(self) -> str:
        place = f"{self.file}:{self.line}" if self.line else self.file
        subject = f"{self.field}: " if self.field else ""
        remedy = f"; {self.remedy}" if self.remedy else ""
        return f"{place}: {subject}{self.problem}{remedy}"


class ConfigurationError(CounterpointError):
    """The operator's files or environment are wrong. `mistakes` holds all of them, in the order of files and lines."""

    def __init__(self, mistakes: tuple[Mistake, ...]) -> None:
        self.mistakes = mistakes
        super().__init__("\n".join(map(str, mistakes)))


class InputError(CounterpointError):
    """A file or argument handed to a command is wrong; the text names it and the remedy."""


class NotADigestError(InputError):
    """A document that cannot be read as a digest; the text names the file's fault."""


class FeedError(CounterpointError):
    """A source gave nothing. `health` is the name of the state it is in; the text says why, in words for a reader.

    `asked` is False when nobody was asked at all: the source's own address was refused before a connection was made.
    """

    def __init__(self, health: str, reason: str) -> None:
        self.health = health
        self.reason = reason
        self.asked = True
        super().__init__(reason)


class StorageError(CounterpointError):
    """A store could not read or write; the text names store and key."""


class DamagedError(StorageError):
    """What a store holds under `key` is not what was written there: it was edited, or cut off. The text names it."""

    def __init__(self, key: str, reason: str) -> None:
        self.key = key
        super().__init__(f"{key} {reason}")


class ConflictError(StorageError):
    """A conditional write was refused: the object changed, or exists, since it was read."""


class ModelError(CounterpointError):
    """The language model gave nothing usable: refused, failed, lied about its format, or timed out."""


class BudgetReachedError(ModelError):
    """The next call to the model would spend more tokens than the budget allows; it was not made."""
