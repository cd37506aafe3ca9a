"""Alerts at the desk: what was sent, is owed, or was given up, each with every try; to send again what was given up."""

from functools import partial
from typing import ClassVar, Final

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import URLPattern, path, reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST
from unfold.decorators import action, display

from claims.desk import ReadOnlyAdmin, ShowsMore, person
from tracker import upkeep
from tracker.models import Alert

ALERT_LABELS: Final[dict[str, str]] = {
    Alert.State.OWED: "warning",
    Alert.State.SENT: "success",
    Alert.State.SILENCED: "info",
    Alert.State.FAILED: "danger",
}
# An editor answers for what the desk hears of.
MAY_SEND_AGAIN: Final = "claims.publish_claim"


@admin.register(Alert)
class AlertAdmin(ShowsMore, ReadOnlyAdmin):
    list_display = (
        "noticed_at",
        "shown_state",
        "about",
        "claim",
        "channel",
        "sent_at",
        "last_error",
    )
    list_filter = ("state", "kind", "channel")
    list_select_related = ("claim", "channel", "feed", "about_channel")
    list_per_page = 50
    search_fields = ("subject", "claim__statement", "claim__claimant__name", "=message_id")
    actions = ("send_again",)
    change_form_after_template = "tracker/desk/alert.html"
    fields = (
        "about",
        "claim",
        "channel",
        "state",
        "subject",
        "noticed_at",
        "next_try",
        "sent_at",
        "gathered_into",
        "last_error",
        "message_id",
    )
    readonly_fields = fields

    class Media:
        css: ClassVar = {"all": ("tracker/desk.css", "tracker/alerts.css")}

    @display(description=_("state"), ordering="state", label=ALERT_LABELS)  # type: ignore[untyped-decorator]
    def shown_state(self, alert: Alert) -> tuple[str, str]:
        return alert.state, alert.get_state_display()

    @admin.display(description=_("what about"), ordering="kind")
    def about(self, alert: Alert) -> str:
        if alert.kind == Alert.Kind.DEADLINE:
            return step_in_words(alert.step)
        about = alert.feed or alert.about_channel
        if about is not None:
            return f"{alert.get_kind_display()}: {about}"
        return alert.get_kind_display()

    @admin.display(description=_("next try"))
    def next_try(self, alert: Alert) -> str:
        """Only what is owed is tried again."""
        if alert.state != Alert.State.OWED:
            return "–"
        if alert.in_digest:
            return gettext("with the digest")
        moments = [alert.next_try_at, alert.channel.retry_at or alert.next_try_at]
        return date_format(timezone.localtime(max(moments)), "DATETIME_FORMAT")

    # --- Sending again ---

    def has_send_permission(self, request: HttpRequest) -> bool:
        return person(request).has_perm(MAY_SEND_AGAIN)

    @action(description=_("Send again what was given up"), permissions=["send"])  # type: ignore[untyped-decorator]
    def send_again(self, request: HttpRequest, queryset: QuerySet[Alert]) -> None:
        number = upkeep.send_again(given_up=queryset, by=person(request), now=timezone.now())
        if number:
            text = ngettext("%(number)d alert is sent again.", "%(number)d alerts are sent again.", number)
            messages.success(request, text % {"number": number})
        else:
            messages.warning(
                request, gettext("Only what was given up can be sent again, through an active channel.")
            )

    def context_of(self, request: HttpRequest, obj: Alert | None) -> dict[str, object]:
        if obj is None:
            return {}
        return {
            "deliveries": obj.deliveries.all(),
            "may_send_again": obj.state == Alert.State.FAILED and self.has_send_permission(request),
        }

    def get_urls(self) -> list[URLPattern]:
        again = self.admin_site.admin_view(require_POST(partial(_send_one_again, self)))
        return [path("<int:alert_id>/again/", again, name="tracker_alert_again"), *super().get_urls()]


def _send_one_again(model_admin: AlertAdmin, request: HttpRequest, alert_id: int) -> HttpResponse:
    if not model_admin.has_send_permission(request):
        raise PermissionDenied
    model_admin.send_again(request, Alert.objects.filter(pk=alert_id))
    return HttpResponseRedirect(reverse("admin:tracker_alert_change", args=[alert_id]))


def step_in_words(step: str) -> str:
    """A rung of the ladder as the desk speaks of it; see `deadlines.Step` for the names."""
    name, _hyphen, number = step.partition("-")
    if name == "before" and number.isdecimal():
        return ngettext("%(days)d day before", "%(days)d days before", int(number)) % {"days": int(number)}
    if name == "overdue":
        return gettext("Reminder %(number)s") % {"number": number}
    if name == "snoozed":
        return gettext("Snooze over")
    known = {"opens": gettext("Window opens"), "decide": gettext("Window closed: decide")}
    return known.get(step, step)
