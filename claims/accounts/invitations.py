"""An invitation's way from the desk to the mailbox, and back by its link."""

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone, translation

from claims.accounts import post
from claims.editorial.accounts import hash_of
from claims.models import Invitation, User


def link(token: str) -> str:
    """The address that makes the account."""
    return settings.SITE_URL + reverse("account_invitation", args=[token])


def send(invitation: Invitation, token: str) -> None:
    """The link by mail, in the language that was chosen for the person."""
    with translation.override(invitation.language):
        context = {"invitation": invitation, "link": link(token), "site_name": settings.SITE_NAME}
        subject = " ".join(render_to_string("account/email/invitation_subject.txt", context).split())
        text = render_to_string("account/email/invitation_message.txt", context)
    post.send(EmailMultiAlternatives(subject, text, settings.DEFAULT_FROM_EMAIL, [invitation.email]))


def find(token: str) -> Invitation | None:
    """The invitation whose link still works."""
    found = Invitation.objects.working(timezone.now()).filter(token_hash=hash_of(token)).first()
    if found and not found.email and User.objects.exists():
        return None  # somebody made the first account by the command line
    return found
