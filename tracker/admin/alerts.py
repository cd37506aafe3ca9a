"""Alerts at the desk: what was sent, is owed, or was given up, to look at."""

from typing import Final

from django.contrib import admin
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _
from unfold.decorators import display

from claims.admin.base import ReadOnlyAdmin
from tracker.models import Alert

ALERT_LABELS: Final[dict[str, str]] = {
    Alert.State.OWED: "warning",
    Alert.State.SENT: "success",
    Alert.State.SILENCED: "info",
    Alert.State.FAILED: "danger",
}


@admin.register(Alert)
class AlertAdmin(ReadOnlyAdmin):
    list_display = (
        "noticed_at",
        "shown_state",
        "shown_step",
        "claim",
        "channel",
        "tries",
        "sent_at",
        "last_error",
    )
    list_filter = ("state", "channel")
    list_select_related = ("claim", "channel")
    list_per_page = 50
    search_fields = ("subject", "claim__statement", "claim__claimant__name", "=message_id")
    fields = (
        "claim",
        "shown_step",
        "channel",
        "shown_state",
        "subject",
        "noticed_at",
        "tries",
        "next_try_at",
        "sent_at",
        "last_error",
        "message_id",
    )
    readonly_fields = fields

    @display(description=_("state"), ordering="state", label=ALERT_LABELS)  # type: ignore[untyped-decorator]
    def shown_state(self, alert: Alert) -> tuple[str, str]:
        return alert.state, alert.get_state_display()

    @admin.display(description=_("step"), ordering="step")
    def shown_step(self, alert: Alert) -> str:
        return step_in_words(alert.step)


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
