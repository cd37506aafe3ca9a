"""What may stand in a log: no secret of the newsroom's, and of an expected refusal one line without its stack."""

import json
import logging
import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import UTC, datetime
from typing import Final
from urllib.parse import unquote, urlsplit

from django.conf import settings

STRUCK_OUT: Final = "…"
# What stands in an address and opens something by itself: private calendars, links of alerts and readers' mails,
# readers' hints,
# invitations, resets.
SECRET_PATHS: Final = re.compile(
    r"(/calendar/|(?:/admin)?/alerts/(?:stop/)?|/follow/(?:confirm|stop)/|/hints/(?!claims/)|/account/invitation/"
    r"|/account/password/reset/[0-9A-Za-z]+-)[^/?\s\"'.]{6,}"
)
SECRET_SHAPES: Final = (
    re.compile(r"\bwhsec_[A-Za-z0-9+/=]+"),
    re.compile(r"(?<=://)[^/\s@]+(?=@)"),
    re.compile(
        r"\b(?:slack|discord|gchat|matrixs?|mmosts?|nctalks|ntfys?|rockets?|tgram|webex|wxteams|workflows?|zulip)://\S+"
    ),
    re.compile(r"(?i)(?<=authorization: )[^\r\n]+"),
)


def known_secrets() -> tuple[str, ...]:
    """The values of settings that no log may repeat, the longest first."""
    database, broker = settings.DATABASES["default"], urlsplit(settings.CELERY_BROKER_URL)
    values: set[str] = {
        settings.SECRET_KEY,
        *settings.ENCRYPTION_KEYS,
        *settings.RECORD_KEYS,
        settings.BACKUP_KEY,
        settings.METRICS_TOKEN,
        str(database.get("PASSWORD") or ""),
        str(settings.EMAIL_HOST_PASSWORD or ""),
        unquote(broker.password or ""),
    }
    return tuple(sorted((value for value in values if len(value) >= 6), key=len, reverse=True))


def without_secrets(text: str) -> str:
    """The text with everything struck out that is, or looks like, a secret."""
    for secret in known_secrets():
        text = text.replace(secret, STRUCK_OUT)
    for shape in SECRET_SHAPES:
        text = shape.sub(STRUCK_OUT, text)
    return SECRET_PATHS.sub(rf"\1{STRUCK_OUT}", text)


class LineFormatter(logging.Formatter):
    """A line, and the stack of what nobody expected; secrets are struck out of both."""

    def format(self, record: logging.LogRecord) -> str:
        return without_secrets(super().format(record))


class RefusalFormatter(LineFormatter):
    """For what is refused every day: a host that is not ours, a filter that is none. One line, no stack."""

    def format(self, record: logging.LogRecord) -> str:
        bare = logging.makeLogRecord(
            {**record.__dict__, "exc_info": None, "exc_text": None, "stack_info": None}
        )
        return super().format(bare)


# --- One object a line, for programs ---

NOTHING: Final[Mapping[str, str]] = {}
# What every line written meanwhile is about: `request_id`, or `task_id` and `task`.
ABOUT: Final[ContextVar[Mapping[str, str]]] = ContextVar("about", default=NOTHING)


@contextmanager
def about(**names: str) -> Iterator[None]:
    """Whatever is logged within carries these."""
    token = ABOUT.set({**ABOUT.get(), **names})
    try:
        yield
    finally:
        ABOUT.reset(token)


class JsonFormatter(logging.Formatter):
    """JSON, one object a line: `time` in UTC, `level`, `logger`, `message`, what it is `about`, and `stack`.

    Secrets are struck out before the text is quoted, where they still read as they are.
    """

    def __init__(self, *, has_stacks: bool = True) -> None:
        super().__init__()
        self._has_stacks = has_stacks

    def format(self, record: logging.LogRecord) -> str:
        entry: dict[str, str] = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname,
            "logger": record.name,
            "message": without_secrets(record.getMessage()),
            **ABOUT.get(),
        }
        if self._has_stacks and record.exc_info:
            entry["stack"] = without_secrets(self.formatException(record.exc_info))
        return json.dumps(entry, ensure_ascii=False)
