"""One call to a model over HTTP, bounded in time and size. The only module that imports openai, and only when it calls.

A timeout of the HTTP client bounds one read, so an endpoint that drips a byte a second would hold it for ever: the call
runs in a thread of its own, which is left behind when its time is up, and its connection is closed.
"""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from counterpoint.writing.asking.request import Request
from counterpoint.writing.asking.settings import OPENAI, ModelSettings

if TYPE_CHECKING:
    import httpx2
    import openai

_BYTES_PER_TOKEN = 16
_ENVELOPE = 32_768


@dataclass(frozen=True, slots=True, kw_only=True)
class Reply:
    """What the model said, and the tokens its endpoint charged for (0 when it did not say)."""

    text: str
    tokens_in: int = 0
    tokens_out: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Failed:
    """Why a call gave nothing, in our words. `again` says whether another attempt may help, `after` seconds at least.

    `charged` says whether the endpoint may charge for it: the tokens it named, or all that the call could have cost.
    """

    reason: str
    again: bool = False
    after: float = 0.0
    charged: bool = False
    tokens_in: int = 0
    tokens_out: int = 0


class Caller:
    """Calls an OpenAI-compatible endpoint. `key` is asked for once, when the first call is made."""

    def __init__(self, settings: ModelSettings, key: Callable[[], str]) -> None:
        self.settings = settings
        self._key = key

    def call(self, request: Request, seconds: float) -> Reply | Failed:
        """One attempt that ends within `seconds`, the time to load the client apart."""
        import openai  # noqa: F401 (loaded here, so that the thread below spends its time on the call)

        limit = _ENVELOPE + _BYTES_PER_TOKEN * request.most_tokens
        http = bounded_client(limit, seconds, tls=self.settings.base_url.startswith("https"))
        done: list[Reply | Failed] = []
        crashed: list[BaseException] = []

        def work() -> None:
            try:
                done.append(self._asked(request, http))
            except BaseException as error:  # noqa: BLE001 (raised again below, in the thread that waits)
                crashed.append(error)

        thread = threading.Thread(target=work, daemon=True)
        thread.start()
        thread.join(seconds)
        http.close()
        if done:
            return done[0]
        if crashed:
            raise crashed[0]
        return Failed(reason="it did not answer in time", again=True, charged=True)

    def _asked(self, request: Request, http: httpx2.Client) -> Reply | Failed:
        import openai

        client = openai.OpenAI(api_key=self._key(), base_url=self.settings.base_url, max_retries=0, http_client=http)
        bound = "max_completion_tokens" if self.settings.base_url == OPENAI else "max_tokens"
        try:
            answer = client.chat.completions.create(
                model=request.model,
                messages=[
                    {"role": "system", "content": request.system},
                    {"role": "user", "content": request.user},
                ],
                response_format={
                    "type": "json_schema",
                    "json_schema": {"name": request.purpose, "strict": True, "schema": request.parsed_schema},
                },
                extra_body={bound: request.most_tokens},
            )
        except openai.APIStatusError as error:
            return _refused(error)
        except openai.APITimeoutError:
            return Failed(reason="it did not answer in time", again=True, charged=True)
        except openai.APIConnectionError as error:
            return _unconnected(error)
        except TooLongError:
            return Failed(reason="its answer was longer than allowed", charged=True)
        except (openai.OpenAIError, ValueError):
            return Failed(reason="its answer was no answer of this interface", charged=True)
        return _reply(answer)


class TooLongError(Exception):
    """A response that is longer than anything that was asked for."""


def bounded_client(limit: int, seconds: float, *, tls: bool) -> httpx2.Client:
    """An HTTP client whose responses end with TooLongError after `limit` bytes; each read ends within `seconds`.

    Without `tls` no certificates are loaded, which costs more than a call to a machine nearby.
    """
    import httpx2

    class Bounded(httpx2.SyncByteStream):
        def __init__(self, stream: httpx2.SyncByteStream) -> None:
            self.stream = stream

        def __iter__(self) -> Any:
            size = 0
            for chunk in self.stream:
                size += len(chunk)
                if size > limit:
                    raise TooLongError
                yield chunk

        def close(self) -> None:
            self.stream.close()

    class Transport(httpx2.HTTPTransport):
        def handle_request(self, request: httpx2.Request) -> httpx2.Response:
            response = super().handle_request(request)
            response.stream = Bounded(response.stream)  # type: ignore[arg-type]  # a sync transport gives a sync stream
            return response

    return httpx2.Client(
        transport=Transport(verify=tls),
        timeout=seconds,
        headers={"Accept-Encoding": "identity"},
        follow_redirects=False,
    )


def _reply(answer: Any) -> Reply | Failed:
    """The first choice of a completion; endpoints differ in what they leave out, so nothing is taken for granted."""
    choices = getattr(answer, "choices", None) or [None]
    message = getattr(choices[0], "message", None)
    if choices[0] is None or message is None:
        return Failed(reason="its answer was no answer of this interface", charged=True)
    used = getattr(answer, "usage", None)
    tokens_in, tokens_out = (
        max(0, int(getattr(used, name, 0) or 0)) for name in ("prompt_tokens", "completion_tokens")
    )
    if getattr(message, "refusal", None) or choices[0].finish_reason == "content_filter":
        return Failed(reason="it refused", charged=True, tokens_in=tokens_in, tokens_out=tokens_out)
    if choices[0].finish_reason == "length":
        reason = "its answer was longer than allowed"
        return Failed(reason=reason, charged=True, tokens_in=tokens_in, tokens_out=tokens_out)
    return Reply(text=str(message.content or ""), tokens_in=tokens_in, tokens_out=tokens_out)


def _refused(error: openai.APIStatusError) -> Failed:
    """A status of 400 and more: 408, 409, 429 and 5xx may pass; nothing was made, so nothing is charged."""
    status = error.status_code
    again = status in {408, 409, 429} or status >= 500
    return Failed(reason=f"it answered {status}", again=again, after=_retry_after(error.response.headers))


def _retry_after(headers: httpx2.Headers) -> float:
    try:
        return max(0.0, float(headers.get("retry-after", "0")))
    except ValueError:
        return 0.0


def _unconnected(error: openai.APIConnectionError) -> Failed:
    import httpx2

    never = isinstance(error.__cause__, (httpx2.ConnectError, httpx2.ConnectTimeout))
    reason = "it could not be reached" if never else "the connection broke"
    return Failed(reason=reason, again=True, charged=not never)
