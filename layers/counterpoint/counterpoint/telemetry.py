"""How a function is watched: one canonical log line, one trace segment and a few metrics per unit of work.

    @observed("fetch", lambda outcome: {"SourcesFailing": outcome["health"] != "ok"})
    def handler(event, context): ...

The line carries what the handler returned, or the error it raised; the error goes on, so that Lambda retries and the
alarm sees it. Powertools reads POWERTOOLS_* from the template. A metric costs more than all else of an edition: every
name that `counts` gives is one series, and infra/README.md lists them all. Not used on a laptop.
"""

import functools
from collections.abc import Callable, Mapping
from typing import Any

from aws_lambda_powertools import Logger, Tracer
from aws_lambda_powertools.metrics import Metrics, MetricUnit
from aws_lambda_powertools.utilities.typing import LambdaContext

logger = Logger()
tracer = Tracer(patch_modules=("botocore",))  # patching everything would import every HTTP client there is
metrics = Metrics()

Counts = Callable[[Mapping[str, Any]], Mapping[str, float]]
Handler = Callable[[dict[str, Any], LambdaContext], dict[str, Any]]


def observed(
    step: str, counts: Counts, line: Callable[[dict[str, Any]], object] = lambda result: result
) -> Callable[[Handler], Handler]:
    """Watch a handler. `counts` makes metrics of what it returned, name -> value; `line` what the log keeps of it."""

    def decorate(handler: Handler) -> Handler:
        @functools.wraps(handler)
        def watched(event: dict[str, Any], context: LambdaContext) -> dict[str, Any]:
            try:
                result = handler(event, context)
            except Exception as error:
                logger.exception(step, extra={"step": step, "error": type(error).__name__})
                raise
            for name, value in counts(result).items():
                metrics.add_metric(name=name, unit=MetricUnit.Count, value=float(value))
            metrics.flush_metrics()
            logger.info(step, extra={"step": step, "result": line(result)})
            return result

        entered = logger.inject_lambda_context(watched)
        traced: Handler = tracer.capture_lambda_handler(capture_response=False)(entered)
        return traced

    return decorate
