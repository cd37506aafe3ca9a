"""The tracker's pages in the admin that show no rows of the database."""

from django.conf import settings
from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _

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
