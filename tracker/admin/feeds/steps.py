"""What an editor can do with feeds besides editing them: poll now, pause for a reason, resume."""

from django import forms
from django.contrib import messages
from django.contrib.admin.helpers import ACTION_CHECKBOX_NAME
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _
from unfold.widgets import UnfoldAdminTextInputWidget

from claims.desk import ModelAdmin, page, person
from tracker import upkeep
from tracker.models import Feed


class PauseForm(forms.Form):
    """Why feeds are paused: whoever wonders later reads it."""

    because = forms.CharField(
        label=_("Reason"),
        max_length=200,
        widget=UnfoldAdminTextInputWidget,
        help_text=_("The desk reads it on the feed's page."),
    )


def poll_now(request: HttpRequest, queryset: QuerySet[Feed]) -> None:
    """Ask for a poll of each, and say for how many that makes sense."""
    number = upkeep.poll_feeds(feeds=queryset, by=person(request), now=timezone.now())
    text = ngettext("%(number)d feed is polled next.", "%(number)d feeds are polled next.", number)
    _say(request, text, number, without=gettext("Nothing to poll: resume first what is paused or given up."))


def resume(request: HttpRequest, queryset: QuerySet[Feed]) -> None:
    """Poll again what was paused, or given up."""
    number = upkeep.resume_feeds(feeds=queryset, by=person(request), now=timezone.now())
    text = ngettext("%(number)d feed is polled again.", "%(number)d feeds are polled again.", number)
    _say(request, text, number, without=gettext("None of these was paused or given up."))


def pause(admin: ModelAdmin, request: HttpRequest, queryset: QuerySet[Feed], *, back: str) -> HttpResponse:
    """Ask for the reason; once it is given, pause and go `back`."""
    form = PauseForm(request.POST if "because" in request.POST else None)
    if form.is_valid():
        because, by = form.cleaned_data["because"], person(request)
        number = upkeep.pause_feeds(feeds=queryset, because=because, by=by, now=timezone.now())
        text = ngettext("%(number)d feed is paused.", "%(number)d feeds are paused.", number)
        _say(request, text, number, without=gettext("These were paused already."))
        return HttpResponseRedirect(back)
    context: dict[str, object] = {
        "title": _("Pause"),
        "media": admin.media,
        "form": form,
        "paused": queryset.only("title", "url")[:50],
        "number": queryset.count(),
        "chosen": request.POST.getlist(ACTION_CHECKBOX_NAME),
        "select_across": request.POST.get("select_across", "0"),
        "action": request.POST.get("action", ""),
        "back": back,
    }
    return page(admin, request, "tracker/desk/pause.html", context)


def take(admin: ModelAdmin, request: HttpRequest, object_id: int, step: str) -> HttpResponse:
    """POST `poll-now` or `resume`, GET and POST `pause`, for one feed; ends on its page."""
    if not admin.has_change_permission(request):
        raise PermissionDenied
    feed = get_object_or_404(Feed, pk=object_id)
    queryset = Feed.objects.filter(pk=feed.pk)
    back = reverse("admin:tracker_feed_change", args=[feed.pk])
    if step == "pause":
        return pause(admin, request, queryset, back=back)
    if request.method == "POST":
        (poll_now if step == "poll-now" else resume)(request, queryset)
    return HttpResponseRedirect(back)


def _say(request: HttpRequest, text: str, number: int, *, without: str) -> None:
    if number:
        messages.success(request, text % {"number": number})
    else:
        messages.warning(request, without)
