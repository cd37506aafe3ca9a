"""A message that only says that it is a test. Goes past the outbox: whoever sends it waits for the answer."""

import secrets
from datetime import datetime
from urllib.parse import urlsplit

from django.conf import settings
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.translation import gettext as _

from claims.models import User
from tracker.alerts.channels import Message
from tracker.models import Channel


def message(channel: Channel, *, by: User, now: datetime) -> Message:
    """The test, in the channel's language."""
    short_id = f"test-{secrets.token_hex(12)}"
    with translation.override(channel.language):
        subject = _("A test from %(site)s") % {"site": settings.SITE_NAME}
        context = {
            "subject": subject,
            "headline": subject,
            "by": by.get_full_name() or by.get_username(),
            "channel": channel,
            "site_name": settings.SITE_NAME,
        }
        return Message(
            message_id=f"<{short_id}@{urlsplit(settings.SITE_URL).hostname}>",
            short_id=short_id,
            kind="test",
            at=now,
            subject=subject,
            text=render_to_string("tracker/mail/test.txt", context),
            html=render_to_string("tracker/mail/test.html", context),
        )
