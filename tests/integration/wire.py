"""The wire between the functions and AWS: every call is seen, may be the last one of a process, or may be refused.

botocore's own call is wrapped, not code of ours; below it moto answers as ever.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any
from unittest.mock import patch

from botocore.client import BaseClient
from botocore.exceptions import ClientError


class Died(BaseException):
    """The process is gone: no handler of exceptions in it runs, none of its work goes on."""


@dataclass(frozen=True, slots=True)
class Call:
    """One call to AWS: the operation, and what it names (bucket/key, or nothing)."""

    operation: str
    place: str


@dataclass(slots=True)
class Wire:
    """What goes over the wire. `dies_after`: the process ends when that many calls were answered; `refuses`: a 409."""

    calls: list[Call] = field(default_factory=list)
    dies_after: int | None = None
    refuses: Callable[[Call], bool] = lambda _: False

    def dying(self, after: int) -> None:
        """Let the process die when `after` more calls were answered; 0 is before the first."""
        self.dies_after = len(self.calls) + after

    def _carry(self, original: Callable[..., Any], client: BaseClient, operation: str, given: dict[str, Any]) -> Any:
        if self.dies_after is not None and len(self.calls) >= self.dies_after:
            raise Died
        call = Call(operation, "/".join(filter(None, (given.get("Bucket", ""), given.get("Key", "")))))
        if self.refuses(call):
            conflict: Any = {"Error": {"Code": "ConditionalRequestConflict", "Message": "injected"}}
            raise ClientError(conflict, operation)
        self.calls.append(call)  # answered in either way: "there is no such key" is an answer
        return original(client, operation, given)


@contextmanager
def wire() -> Iterator[Wire]:
    """Put the wire between every client and AWS."""
    original = vars(BaseClient)["_make_api_call"]  # the one place through which every call goes
    made = Wire()

    def carried(client: BaseClient, operation: str, given: dict[str, Any]) -> Any:
        return made._carry(original, client, operation, given)  # noqa: SLF001 (of this module)

    with patch.object(BaseClient, "_make_api_call", carried):
        yield made
