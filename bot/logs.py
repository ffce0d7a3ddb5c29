"""Logs: structlog over the standard library; no request body, at any level."""

import logging
import re
import sys
from collections.abc import MutableMapping
from typing import Any, Final

import structlog

from bot.config import LogFormat, LogLevel

# These log request bodies at DEBUG, a submitted Client Secret too (slack.md, part 7).
_TALKATIVE: Final = ("slack_bolt", "slack_sdk", "aiohttp", "asyncio", "apscheduler", "redis")
_APSCHEDULER: Final = "apscheduler"
_SECRET: Final = re.compile(
    r"xox[a-z]-[\w-]+|xapp-[\w-]+|(?<=Bearer )\S+|(?<=//)[^/@\s]*:[^/@\s]*(?=@)"
)


def set_up(level: LogLevel, style: LogFormat) -> None:
    """For the whole process, once, by the command line."""
    shared: list[Any] = [
        structlog.contextvars.merge_contextvars,
        structlog.stdlib.add_log_level,
        structlog.stdlib.add_logger_name,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
        structlog.processors.format_exc_info,
        redact,
    ]
    renderer: Any = (
        structlog.processors.JSONRenderer(ensure_ascii=False)
        if style is LogFormat.JSON
        else structlog.dev.ConsoleRenderer(
            colors=sys.stderr.isatty(),
            # The pretty one prints local variables, and with them whatever they hold.
            exception_formatter=structlog.dev.plain_traceback,
        )
    )
    structlog.configure(
        processors=[*shared, structlog.stdlib.ProcessorFormatter.wrap_for_formatter],
        logger_factory=structlog.stdlib.LoggerFactory(),
        wrapper_class=structlog.stdlib.BoundLogger,
        cache_logger_on_first_use=True,
    )
    formatter = structlog.stdlib.ProcessorFormatter(
        foreign_pre_chain=shared,
        processors=[structlog.stdlib.ProcessorFormatter.remove_processors_meta, renderer],
    )
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(formatter)
    root = logging.getLogger()
    root.handlers = [handler]
    root.setLevel(level.upper())
    for name in _TALKATIVE:
        quiet = logging.WARNING if name == _APSCHEDULER else logging.INFO
        logging.getLogger(name).setLevel(max(quiet, root.level))
    logging.getLogger("slack_bolt.AsyncApp").addFilter(_is_no_news)


def _is_no_news(record: logging.LogRecord) -> bool:
    """Bolt reads SLACK_BOT_TOKEN by itself, and then warns that it will not use it."""
    return not record.getMessage().startswith(("As you gave `client`", "As `installation_store`"))


def redact(logger: Any, method: str, record: MutableMapping[str, Any]) -> MutableMapping[str, Any]:
    """Tokens and passwords in addresses, wherever they got to."""
    for name, value in record.items():
        if isinstance(value, str):
            record[name] = _SECRET.sub("***", value)
    return record
