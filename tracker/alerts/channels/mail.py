"""Sends a message as e-mail: plain text, with the same as HTML beside it."""

from smtplib import SMTPDataError, SMTPException, SMTPRecipientsRefused, SMTPResponseException

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.utils.translation import gettext as _

from tracker.alerts.channels.message import Blame, Message, NotDelivered
from tracker.models import Channel

PERMANENT = 500


def send(channel: Channel, message: Message) -> str:
    """Hand it to the mail server; returns what became of it, in words. NotDelivered with the server's own answer."""
    try:
        hand_over(channel.address, message)
    except (OSError, SMTPException) as fault:
        raise NotDelivered(_answer(fault), _blame(fault)) from None
    if not settings.MAIL_SERVER:
        return _("No mail server is set: the mail was kept as a file.")
    return _("The mail server %(host)s has taken it.") % {"host": settings.EMAIL_HOST}


def hand_over(address: str, message: Message) -> None:
    """To the mail server, or into a file where none is set. OSError or SMTPException as the server answers."""
    mail = EmailMultiAlternatives(
        subject=message.subject, body=message.text, to=[address], headers=_headers(message)
    )
    if message.html:
        mail.attach_alternative(message.html, "text/html")
    mail.send()


def _headers(message: Message) -> dict[str, str]:
    """What mail programs read: which mails belong together, and how to have no more (RFC 5322, 2369, 8058)."""
    headers = {"Message-ID": message.message_id, "Auto-Submitted": "auto-generated"}
    if message.thread_id:
        headers |= {"In-Reply-To": message.thread_id, "References": message.thread_id}
    if message.stop_url:
        headers["List-Unsubscribe"] = f"<{message.stop_url}>"
        # A program may only post where nobody can listen in.
        if message.stops_at_once and message.stop_url.startswith("https://"):
            headers["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"
    return headers


def _answer(fault: Exception) -> str:
    if isinstance(fault, SMTPRecipientsRefused):
        return "; ".join(f"{code} {_text(text)}" for code, text in fault.recipients.values())
    if isinstance(fault, SMTPResponseException):
        return f"{fault.smtp_code} {_text(fault.smtp_error)}"
    return f"{type(fault).__name__}: {fault}"


def _text(answer: bytes | str) -> str:
    return answer.decode(errors="replace") if isinstance(answer, bytes) else answer


def _blame(fault: Exception) -> Blame:
    """A server that took the address but refuses this mail for good would refuse no other mail for it."""
    is_this_mail = isinstance(fault, SMTPDataError) and fault.smtp_code >= PERMANENT
    return Blame.MESSAGE if is_this_mail else Blame.CHANNEL
