"""The tracker's pages in the admin that show no rows of the database."""

from itertools import groupby

from django.conf import settings
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from claims.admin import steps
from claims.desk import person
from claims.models import Claim, Outcome, User
from tracker.admin.alerts.alerts import step_in_words
from tracker.alerts import agenda as owed_ahead
from tracker.alerts import calendars, links, switch_off
from tracker.alerts.mailbox import read_mailbox
from tracker.models import CalendarAddress


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
        claim_id, purpose = links.read_link(token)
    except links.BrokenLink:
        request.current_app = admin.site.name
        context = {**admin.site.each_context(request), "title": _("This link does not work")}
        return TemplateResponse(request, "tracker/desk/broken_link.html", context, status=404)
    claim = get_object_or_404(Claim, pk=claim_id)
    if purpose == links.Purpose.REVIEW:
        return HttpResponseRedirect(f"{reverse('admin:claims_evidence_queue')}#claim-{claim.pk}")
    waits = claim.state == Claim.State.PUBLISHED and claim.outcome == Outcome.PENDING
    if waits and purpose == links.Purpose.SNOOZE:
        return HttpResponseRedirect(steps.SNOOZE.address(claim))
    if waits and claim.is_overdue(timezone.localdate()):
        return HttpResponseRedirect(steps.VERDICT.address(claim))
    return HttpResponseRedirect(steps.change_address(claim))


@never_cache
def agenda(request: HttpRequest) -> HttpResponse:
    """GET: what is owed in the next ninety days, by day. POST: make or revoke the reader's private calendar."""
    who = person(request)
    if not who.has_perm("claims.view_claim"):
        raise PermissionDenied
    request.current_app = admin.site.name
    fresh = ""
    if request.method == "POST":
        if "revoke" in request.POST:
            calendars.revoke(who)
            messages.success(request, _("The address works no more."))
            return HttpResponseRedirect(reverse("admin:tracker_agenda"))
        fresh = calendars.make_address(who, only_own="only_own" in request.POST)
    context = {
        **admin.site.each_context(request),
        **_what_is_owed(request, who),
        "title": _("Deadlines"),
        "fresh_address": fresh,
        "calendar_address": CalendarAddress.objects.filter(owner=who).first(),
    }
    return TemplateResponse(request, "tracker/desk/agenda.html", context)


def _what_is_owed(request: HttpRequest, who: User) -> dict[str, object]:
    today = timezone.localdate()
    only_mine = request.GET.get("of") == "me"
    owed = owed_ahead.owed(today=today, only_of=who if only_mine else None)
    shown = Paginator(owed.listed(), owed_ahead.PER_PAGE).get_page(request.GET.get("page"))
    entries = owed_ahead.with_claims(shown)
    return {
        "page": shown,
        "days": [
            (day, [(entry, step_in_words(entry.step.name)) for entry in found])
            for day, found in groupby(entries, key=lambda entry: entry.step.day)
        ],
        "months": owed_ahead.months(owed.by_day, today=today),
        "today": today,
        "only_mine": only_mine,
        "overdue": owed.overdue,
    }


@never_cache
def calendar(request: HttpRequest, token: str) -> HttpResponse:
    """The deadlines for a calendar program. No sign-in: the address itself is the secret."""
    address = calendars.find(token)
    if address is None:
        raise Http404
    answer = HttpResponse(
        calendars.calendar_for(address, now=timezone.now()), content_type="text/calendar; charset=utf-8"
    )
    answer["Content-Disposition"] = 'inline; filename="deadlines.ics"'
    return answer


# A mail program posts here for its reader (RFC 8058): it has no cookie, and the link is what gives the right.
@csrf_exempt
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def stop_mails(request: HttpRequest, token: str) -> HttpResponse:
    """GET: ask whether a person's own channel is to send no more mails. POST: switch it off, and tell the desk."""
    try:
        channel = links.channel_to_stop(token)
    except links.BrokenLink:
        raise Http404 from None
    with translation.override(channel.language):
        if request.method == "POST":
            switch_off(channel, _("Stopped by the link in one of its mails."), now=timezone.now())
            channel.refresh_from_db()
        answer = TemplateResponse(request, "tracker/stop_mails.html", {"channel": channel})
        answer.render()
    answer["X-Robots-Tag"] = "noindex"
    return answer
