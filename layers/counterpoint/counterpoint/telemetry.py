"""How a function is watched: one canonical log line, one trace segment and a few metrics per unit of work.

    @observed("fetch")
    def handler(event, context): ...

The line carries what the handler returns; an exception is logged with its trace and raised again, so that Lambda
retries and the alarm sees it. Powertools reads POWERTOOLS_* from the template. Not used on a laptop.
"""

import functools
from collections.abc import Callable, Mapping
from typing import Any

from aws_lambda_powertools import Logger, Tracer
from aws_lambda_powertools.metrics import Metrics, MetricUnit
from aws_lambda_powertools.utilities.typing import LambdaContext

logger = Logger()
tracer = Tracer()
metrics = Metrics()

Counts = Callable[[Mapping[str, Any]], Mapping[str, float]]
Handler = Callable[[dict[str, Any], LambdaContext], dict[str, Any]]


def observed(step: str, counts: Counts = lambda _: {}) -> Callable[[Handler], Handler]:
    """Watch a handler. `counts` makes metrics of what it returned: name -> value."""

    def decorate(handler: Handler) -> Handler:
        @functools.wraps(handler)
        def watched(event: dict[str, Any], context: LambdaContext) -> dict[str, Any]:
            result = handler(event, context)
            for name, value in counts(result).items():
                metrics.add_metric(name=name, unit=MetricUnit.Count, value=value)
            logger.info(step, extra={"step": step, "result": result})
            return result

        entered = logger.inject_lambda_context(watched)
        return metrics.log_metrics(tracer.capture_lambda_handler(entered))

    return decorate
