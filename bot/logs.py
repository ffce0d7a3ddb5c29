"""Logs: structlog over the standard library; no request body, at any level."""

import logging
import re
import sys
from collections.abc import Mapping, MutableMapping
from contextvars import ContextVar
from typing import Any, Final, Protocol

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


class Subject(Protocol):
    """What a task is at work on."""

    def for_the_log(self) -> Mapping[str, str]:
        """Names and ids."""


# For tasks of their own, thousands of which may run: binding each name costs more than the work.
SUBJECT: Final[ContextVar[Subject | None]] = ContextVar("subject", default=None)


def _say_of_what(_: Any, __: str, event: MutableMapping[str, Any]) -> MutableMapping[str, Any]:
    subject = SUBJECT.get()
    return {**subject.for_the_log(), **event} if subject else event


def set_up(level: LogLevel, style: LogFormat) -> None:
    """For the whole process, once, by the command line."""
    shared: list[Any] = [
        structlog.contextvars.merge_contextvars,
        _say_of_what,
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
