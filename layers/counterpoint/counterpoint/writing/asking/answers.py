"""One door for every request of a digest: what was answered before is not asked again, what is asked is paid for first.

    Answers(Asking(...)).ask(request, read)   from the cache; else within budget, time and attempts from the endpoint
    Answers(Recorded(answers)).ask(...)       from the answers recorded with a digest: a replay, without network

Only answers that could be read are cached. Failures are recorded with the digest, so that its replay fails alike.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Protocol, TypeVar

from counterpoint import codec, keys
from counterpoint.errors import ModelError, StorageError
from counterpoint.storage import Store
from counterpoint.writing.asking.budget import Budget
from counterpoint.writing.asking.calling import Caller, Failed, Reply
from counterpoint.writing.asking.request import Request
from counterpoint.writing.engine import Answer

T = TypeVar("T")


class Origin(Protocol):
    """Where answers come from."""

    def answer(self, request: Request) -> Answer:
        """The answer, or why there is none (`failure`)."""

    def keep(self, answer: Answer) -> None:
        """Keep an answer that could be read."""


class Answers:
    """The answers of one digest, in the order in which they were asked for."""

    def __init__(self, origin: Origin) -> None:
        self.origin = origin
        self.given: list[Answer] = []

    def ask(self, request: Request, read: Callable[[str], T]) -> T:
        """The answer to a request as `read` reads it. Raises ModelError when there is none, or `read` does."""
        answer = self.origin.answer(request)
        self.given.append(answer)
        if answer.failure:
            raise ModelError(answer.failure)
        value = read(answer.reply)
        self.origin.keep(answer)
        return value


class Recorded:
    """The answers recorded with a digest."""

    def __init__(self, answers: Sequence[Answer]) -> None:
        self.answers = {(answer.request, answer.purpose): answer for answer in answers}

    def answer(self, request: Request) -> Answer:
        """The recorded answer; a request that was not recorded fails, and the replay differs where it does."""
        known = self.answers.get((request.hash, request.purpose))
        return known or _failure(request, "no answer to this request was recorded")

    def keep(self, answer: Answer) -> None:
        """Nothing: it is recorded already."""


class Asking:
    """The endpoint, behind a cache and budgets. One for each digest: its deadline begins when it is made."""

    def __init__(self, caller: Caller, cache: Store, budgets: Sequence[Budget]) -> None:
        self.caller = caller
        self.cache = cache
        self.budgets = budgets
        self.ends = time.monotonic() + caller.settings.deadline

    def answer(self, request: Request) -> Answer:
        """The answer from the cache or the endpoint, or why there is none."""
        stored = self.cache.get(keys.answer(request.hash))
        if stored:
            return codec.decode(stored.body, Answer, keys.answer(request.hash))
        try:
            return self._asked(request)
        except ModelError as error:
            return _failure(request, str(error))

    def keep(self, answer: Answer) -> None:
        """Cache an answer."""
        key = keys.answer(answer.request)
        if self.cache.get(key) is None:
            self.cache.put(key, codec.encode(answer))

    def _asked(self, request: Request) -> Answer:
        """Ask until there is a reply, no hope, or no time or budget left; the tokens of all attempts count."""
        tokens_in = tokens_out = 0
        for attempt in range(1, self.caller.settings.attempts + 1):
            outcome = self._attempt(request)
            tokens_in, tokens_out = tokens_in + outcome.tokens_in, tokens_out + outcome.tokens_out
            wait = (
                0.0
                if isinstance(outcome, Reply)
                else max(outcome.after, self.caller.settings.backoff * 2 ** (attempt - 1))
            )
            last = attempt == self.caller.settings.attempts or time.monotonic() + wait >= self.ends
            if isinstance(outcome, Reply):
                answer = Answer(request=request.hash, reply=outcome.text, purpose=request.purpose, model=request.model)
            elif last or not outcome.again:
                answer = _failure(request, outcome.reason)
            else:
                time.sleep(wait)
                continue
            return replace(answer, tokens_in=tokens_in, tokens_out=tokens_out)
        return _failure(request, "no attempt was allowed")

    def _attempt(self, request: Request) -> Reply | Failed:
        """One call, reserved before and settled after, whatever becomes of it."""
        self._take(request.tokens)
        used = 0
        try:
            seconds = min(self.caller.settings.timeout, self.ends - time.monotonic())
            outcome = self.caller.call(request, seconds) if seconds > 0 else Failed(reason="there was no time left")
            used = _used(outcome, request)
        finally:
            for budget in self.budgets:
                budget.give(request.tokens - used)
        return outcome

    def _take(self, tokens: int) -> None:
        taken: list[Budget] = []
        try:
            for budget in self.budgets:
                budget.take(tokens)
                taken.append(budget)
        except (ModelError, StorageError):
            for budget in taken:
                budget.give(tokens)
            raise


def _used(outcome: Reply | Failed, request: Request) -> int:
    """What a call used: what the endpoint says; all it could have cost when it charges and does not say."""
    if isinstance(outcome, Failed) and not outcome.charged:
        return 0
    return outcome.tokens_in + outcome.tokens_out or request.tokens


def _failure(request: Request, reason: str) -> Answer:
    return Answer(request=request.hash, reply="", purpose=request.purpose, model=request.model, failure=reason)
