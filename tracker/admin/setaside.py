"""What was set aside, at the desk: how much of what, since when, why; and a button to try it again."""

from datetime import datetime, timedelta
from typing import Final

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed, HttpResponseRedirect
from django.urls import NoReverseMatch, URLPattern, path, reverse
from django.utils import timezone
from django.utils.formats import date_format, time_format
from django.utils.html import format_html
from django.utils.translation import gettext, gettext_lazy, ngettext, ngettext_lazy
from django.utils.translation import gettext_lazy as _

from claims.desk import ReadOnlyAdmin, person
from tracker import setaside, upkeep
from tracker.models import Job, SetAside
from tracker.setaside import Heap

WEEK: Final = timedelta(days=6)
# What of each job is set aside, counted.
WHAT: Final = {
    Job.COMPARING: ngettext_lazy(
        "%(number)d article could not be compared", "%(number)d articles could not be compared", "number"
    ),
    Job.SPOTTING: ngettext_lazy(
        "%(number)d article could not be searched for claims",
        "%(number)d articles could not be searched for claims",
        "number",
    ),
    Job.WATCHING: ngettext_lazy(
        "%(number)d claim could not be taken into the search",
        "%(number)d claims could not be taken into the search",
        "number",
    ),
    Job.READING: ngettext_lazy(
        "%(number)d feed could not be stored whole", "%(number)d feeds could not be stored whole", "number"
    ),
    Job.MOVING: ngettext_lazy(
        "%(number)d feed could not be followed to its new address",
        "%(number)d feeds could not be followed to their new addresses",
        "number",
    ),
    Job.RHYTHM: ngettext_lazy(
        "The rhythm of %(number)d feed could not be taken",
        "The rhythms of %(number)d feeds could not be taken",
        "number",
    ),
    Job.NOTICING: ngettext_lazy(
        "The deadline of %(number)d claim could not be looked at",
        "The deadlines of %(number)d claims could not be looked at",
        "number",
    ),
    Job.REPORTING: ngettext_lazy(
        "%(number)d channel could not be told what is new",
        "%(number)d channels could not be told what is new",
        "number",
    ),
    Job.GATHERING: ngettext_lazy(
        "The digest of %(number)d channel could not be gathered",
        "The digests of %(number)d channels could not be gathered",
        "number",
    ),
    Job.DELIVERING: ngettext_lazy(
        "%(number)d alert could not be written or sent",
        "%(number)d alerts could not be written or sent",
        "number",
    ),
    Job.CALENDAR: ngettext_lazy(
        "%(number)d claim is missing from calendars", "%(number)d claims are missing from calendars", "number"
    ),
    Job.TASK: ngettext_lazy(
        "%(number)d part of the tracker's work fails", "%(number)d parts of the tracker's work fail", "number"
    ),
}
# The page of an item, where it has one.
PAGES: Final = {
    **dict.fromkeys((Job.COMPARING, Job.SPOTTING), "admin:tracker_article_change"),
    **dict.fromkeys((Job.WATCHING, Job.NOTICING, Job.CALENDAR), "admin:claims_claim_change"),
    **dict.fromkeys((Job.READING, Job.MOVING, Job.RHYTHM), "admin:tracker_feed_change"),
    **dict.fromkeys((Job.REPORTING, Job.GATHERING), "admin:tracker_channel_change"),
    Job.DELIVERING: "admin:tracker_alert_change",
}


def in_words(heap: Heap, now: datetime) -> str:
    """One line for the desk: "3 articles could not be compared: ValueError, since Tuesday"."""
    return gettext("%(what)s: %(fault)s, since %(moment)s") % {
        "what": WHAT[heap.job] % {"number": heap.number},
        "fault": heap.fault,
        "moment": _moment_in_words(heap.since, now),
    }


def _moment_in_words(moment: datetime, now: datetime) -> str:
    """Today the hour, within a week the day's name, else the date."""
    local, today = timezone.localtime(moment), timezone.localtime(now)
    if local.date() == today.date():
        return time_format(local, "H:i")
    return date_format(local, "l" if today.date() - local.date() <= WEEK else "DATE_FORMAT")


def is_tried_by_hand(heap: Heap) -> bool:
    """Whether a button makes a difference: some jobs look at everything whenever they run."""
    return heap.job not in setaside.TRY_ALWAYS


@admin.register(SetAside)
class SetAsideAdmin(ReadOnlyAdmin):
    list_before_template = "tracker/desk/setaside.html"
    list_display = ("job", "shown_item", "fault", "detail", "times", "first_at", "next_try")
    list_filter = ("job", "fault")
    fields = ("job", "shown_item", "fault", "detail", "times", "first_at", "last_at", "next_try")
    readonly_fields = fields
    actions = ("try_again",)

    @admin.display(description=gettext_lazy("item"), ordering="item")
    def shown_item(self, row: SetAside) -> str:
        try:
            address = reverse(PAGES[Job(row.job)], args=[row.item])
        except (KeyError, NoReverseMatch):
            return row.item
        return format_html('<a href="{}">{}</a>', address, row.item)

    @admin.display(description=gettext_lazy("next try"), ordering="due_at")
    def next_try(self, row: SetAside) -> str:
        if row.due_at is not None:
            return date_format(timezone.localtime(row.due_at), "SHORT_DATETIME_FORMAT")
        return gettext("by its own plan") if row.job in setaside.PLAN_THEMSELVES else gettext("none")

    def has_again_permission(self, request: HttpRequest) -> bool:
        """Whether this person may have items tried again."""
        return bool(request.user.has_perm("tracker.change_setaside"))

    @admin.action(description=_("Try again"), permissions=["again"])
    def try_again(self, request: HttpRequest, queryset: QuerySet[SetAside]) -> None:
        number = upkeep.try_again(items=queryset, by=person(request), now=timezone.now())
        text = ngettext("%(number)d item is tried next.", "%(number)d items are tried next.", number)
        messages.success(request, text % {"number": number})

    def get_urls(self) -> list[URLPattern]:
        again = path("again/", self.admin_site.admin_view(self.again), name="tracker_setaside_again")
        return [again, *super().get_urls()]

    def again(self, request: HttpRequest) -> HttpResponse:
        """POST `job` and `fault`: try all of a heap again, and go back to the desk's first page."""
        if request.method != "POST":
            return HttpResponseNotAllowed(["POST"])
        if not self.has_again_permission(request):
            raise PermissionDenied
        heap = {name: request.POST.get(name, "") for name in ("job", "fault")}
        self.try_again(request, SetAside.objects.filter(**heap))
        return HttpResponseRedirect(reverse("admin:index"))


def lines(now: datetime) -> list[dict[str, object]]:
    """What the desk's first page shows, the oldest first. One query."""
    return [
        {"text": in_words(heap, now), "heap": heap, "is_tried_by_hand": is_tried_by_hand(heap)}
        for heap in setaside.heaps()
    ]
