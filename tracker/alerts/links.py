"""The signed links in a message: where to decide, where to snooze, where to have no more of them.

Opening one changes nothing. The last is the only one behind which no sign-in stands.
"""

from enum import StrEnum
from typing import Final

from django.conf import settings
from django.core import signing
from django.urls import reverse

from tracker.models import Channel

SALT: Final = "tracker.alerts.link"
STOP_SALT: Final = "tracker.alerts.stop"
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


def stop_address(channel: Channel) -> str:
    """Where the mails of a channel are stopped: a person's own by whoever has the mail, the desk's at the desk."""
    if not is_personal_mail(channel):
        return settings.SITE_URL + reverse("admin:tracker_channel_change", args=[channel.pk])
    token = signing.dumps([channel.pk, channel.address], salt=STOP_SALT)
    return settings.SITE_URL + reverse("tracker_stop", args=[token])


def channel_to_stop(token: str) -> Channel:
    """Whose mails the link stops. BrokenLink where it is not ours, or leads to nobody's own mailbox any longer."""
    try:
        number, address = signing.loads(token, salt=STOP_SALT)
        channel = Channel.objects.get(pk=number, address=address)
    except (signing.BadSignature, ValueError, TypeError, Channel.DoesNotExist):
        raise BrokenLink from None
    if not is_personal_mail(channel):
        raise BrokenLink
    return channel


def is_personal_mail(channel: Channel) -> bool:
    """Whether its mails go to one person: a whole desk's are not stopped by one reader."""
    return channel.kind == Channel.Kind.EMAIL and channel.owner_id is not None
