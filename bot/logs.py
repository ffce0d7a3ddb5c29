"""Logs: structlog over the standard library; no request body, at any level."""

import logging
import re
import sys
from collections.abc import MutableMapping
from typing import Any, Final

import structlog

from bot.config import LogFormat, LogLevel

# These log request bodies at DEBUG, a submitted Client Secret too (slack.md, part 7).
_LEAST: Final = {
    "slack_bolt": logging.INFO,
    "slack_sdk": logging.INFO,
    "aiohttp": logging.INFO,
    "asyncio": logging.INFO,
    "redis": logging.INFO,
    "uvicorn": logging.INFO,
    "apscheduler": logging.WARNING,
    # Addresses, and every header of an answer.
    "httpx": logging.WARNING,
    "httpcore": logging.WARNING,
    "stamina": logging.WARNING,
}
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
    handler.addFilter(_is_no_body)
    root = logging.getLogger()
    root.handlers = [handler]
    root.setLevel(level.upper())
    for name, least in _LEAST.items():
        logging.getLogger(name).setLevel(max(least, root.level))


def _is_no_body(record: logging.LogRecord) -> bool:
    """
    Held at the handler, since a library sets the levels of its own loggers: Bolt gives that of
    the root to the logger that then writes each frame of Socket Mode at DEBUG.
    """
    library = record.name.partition(".")[0]
    return record.levelno >= _LEAST.get(library, logging.NOTSET)


def redact(logger: Any, method: str, record: MutableMapping[str, Any]) -> MutableMapping[str, Any]:
    """Tokens and passwords in addresses, wherever they got to."""
    for name, value in record.items():
        if isinstance(value, str):
            record[name] = _SECRET.sub("***", value)
    return record
