"""The signed links in a message: where to decide, where to snooze. They open a page at the desk and change nothing."""

from enum import StrEnum
from typing import Final

from django.conf import settings
from django.core import signing
from django.urls import reverse

SALT: Final = "tracker.alerts.link"
# An alert that is answered a year late still finds its claim.
LONGEST_SECONDS: Final = 400 * 86_400


class Purpose(StrEnum):
    """What the reader of a message wants to do with the claim."""

    DECIDE = "decide"
    SNOOZE = "snooze"
    REVIEW = "review"


class BrokenLink(ValueError):
    """The link was cut short, changed, or is too old."""


def address(claim_id: int, purpose: Purpose) -> str:
    """The whole address for a message."""
    token = signing.dumps([claim_id, purpose.value], salt=SALT)
    return settings.SITE_URL + reverse("admin:tracker_alert_link", args=[token])


def read_link(token: str) -> tuple[int, Purpose]:
    """The claim's id and what is to be done with it. BrokenLink where the signature does not hold."""
    try:
        claim_id, purpose = signing.loads(token, salt=SALT, max_age=LONGEST_SECONDS)
        return int(claim_id), Purpose(purpose)
    except (signing.BadSignature, ValueError, TypeError):
        raise BrokenLink from None
