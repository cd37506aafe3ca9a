"""Tells Sentry, or what speaks its protocol, of exceptions that nobody expected: where SENTRY_DSN is set, else nothing.

What goes out: the exception, its stack without the values of variables, the page's address without its query, the
version. No body, cookie, header, account, log line before it, host name; secrets are struck out as in the logs.
"""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Final, Literal, cast

from django.conf import settings

from config import logs

if TYPE_CHECKING:
    from sentry_sdk.types import Event, Hint

# So much is told and no more; the other contexts hold the arguments of tasks, which may be words of somebody's.
TOLD_OF: Final[Mapping[Literal["request", "contexts"], frozenset[str]]] = {
    "request": frozenset({"url", "method"}),
    "contexts": frozenset({"runtime", "trace"}),
}
NOT_TOLD: Final = frozenset({"user", "extra", "server_name", "breadcrumbs", "modules"})


def begin() -> None:
    """Report from now on. Loads the library, some 15 MB, only where there is somebody to tell."""
    if not settings.SENTRY_DSN:
        return
    import sentry_sdk  # noqa: PLC0415  see above
    from sentry_sdk.integrations.celery import CeleryIntegration  # noqa: PLC0415
    from sentry_sdk.integrations.dedupe import DedupeIntegration  # noqa: PLC0415
    from sentry_sdk.integrations.django import DjangoIntegration  # noqa: PLC0415
    from sentry_sdk.integrations.logging import LoggingIntegration, ignore_logger  # noqa: PLC0415

    for refusals in ("django.security.*", "sentry_sdk.errors"):
        ignore_logger(refusals)
    sentry_sdk.init(
        dsn=settings.SENTRY_DSN,
        release=f"foresaid@{settings.VERSION}",
        default_integrations=False,
        auto_enabling_integrations=False,
        integrations=[
            DedupeIntegration(),
            DjangoIntegration(signals_spans=False, middleware_spans=False),
            CeleryIntegration(),
            LoggingIntegration(level=None),
        ],
        before_send=scrubbed,
        include_local_variables=False,
        max_request_body_size="never",
        max_breadcrumbs=0,
        auto_session_tracking=False,
        send_client_reports=False,
        send_default_pii=False,
    )


def scrubbed(event: "Event", hint: "Hint") -> "Event":
    """The event without what is nobody's business."""
    kept: dict[str, object] = {name: value for name, value in event.items() if name not in NOT_TOLD}
    for name, parts in TOLD_OF.items():
        if name in kept:
            kept[name] = {part: value for part, value in dict(event[name]).items() if part in parts}
    return cast("Event", _without_secrets(kept))


def _without_secrets(value: object) -> object:
    """Each text in it as a log may have it."""
    if isinstance(value, str):
        return logs.without_secrets(value)
    if isinstance(value, dict):
        return {name: _without_secrets(each) for name, each in value.items()}
    if isinstance(value, list | tuple):
        return [_without_secrets(each) for each in value]
    return value
