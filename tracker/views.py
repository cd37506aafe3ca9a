"""The tracker's pages in the admin that show no rows of the database."""

from django.conf import settings
from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.utils import timezone
from django.utils.translation import gettext as _

from claims.admin import steps
from claims.models import Claim, Outcome
from tracker.alerts import links
from tracker.mailbox import read_mailbox


def mail(request: HttpRequest) -> TemplateResponse:
    """The mail that was kept in files because no mail server is set. For people who may see alerts."""
    if not request.user.has_perm("tracker.view_alert"):
        raise PermissionDenied
    request.current_app = admin.site.name
    context = {
        **admin.site.each_context(request),
        "title": _("Mail"),
        "messages_kept": read_mailbox(settings.EMAIL_FILE_PATH),
        "folder": settings.EMAIL_FILE_PATH,
        "mail_server": settings.MAIL_SERVER.get("EMAIL_HOST", ""),
    }
    return TemplateResponse(request, "tracker/desk/mail.html", context)


def alert_link(request: HttpRequest, token: str) -> HttpResponse:
    """From a message to the page at the desk where its reader acts. It changes nothing; that page asks once more."""
    try:
        claim_id, purpose = links.read(token)
    except links.BrokenLink:
        request.current_app = admin.site.name
        context = {**admin.site.each_context(request), "title": _("This link does not work")}
        return TemplateResponse(request, "tracker/desk/broken_link.html", context, status=404)
    claim = get_object_or_404(Claim, pk=claim_id)
    waits = claim.state == Claim.State.PUBLISHED and claim.outcome == Outcome.PENDING
    if waits and purpose == links.Purpose.SNOOZE:
        return HttpResponseRedirect(steps.SNOOZE.address(claim))
    if waits and claim.is_overdue(timezone.localdate()):
        return HttpResponseRedirect(steps.VERDICT.address(claim))
    return HttpResponseRedirect(steps.change_address(claim))
