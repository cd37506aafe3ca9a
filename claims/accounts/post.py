"""Sends the account pages' mail beside the request: a page that waited would tell by its time who has an account."""

import logging
from concurrent.futures import ThreadPoolExecutor
from functools import cache

from django.core.mail import EmailMessage

logger = logging.getLogger(__name__)


@cache
def _worker() -> ThreadPoolExecutor:
    """Made at the first mail: a process that forks has its own."""
    return ThreadPoolExecutor(max_workers=1, thread_name_prefix="account-mail")


def send(message: EmailMessage) -> None:
    """Send it soon. What fails is logged without its addressee; the person asks once more."""
    _worker().submit(_send, message)


def _send(message: EmailMessage) -> None:
    try:
        message.send()
    except Exception as fault:  # noqa: BLE001  a mail server may fail in any way, and nobody waits for this thread
        logger.error("Mail about an account could not be sent: %s", type(fault).__name__)  # noqa: TRY400


def wait() -> None:
    """Until all that was handed over is sent."""
    _worker().submit(lambda: None).result()
