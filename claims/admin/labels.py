"""How the desk shows outcomes, states and days left: colours and words."""

from datetime import date
from typing import Final

from django.apps import apps
from django.core.exceptions import FieldDoesNotExist
from django.utils.text import capfirst
from django.utils.translation import gettext, ngettext

from claims.models import Claim, Outcome

OUTCOME_LABELS: Final[dict[str, str]] = {
    Outcome.PENDING: "info",
    Outcome.CONFIRMED: "success",
    Outcome.PARTLY: "warning",
    Outcome.MISSED: "danger",
    Outcome.VOID: "",
}
STATE_LABELS: Final[dict[str, str]] = {
    Claim.State.DRAFT: "warning",
    Claim.State.PUBLISHED: "success",
    Claim.State.WITHDRAWN: "danger",
}
URGENCY_LABELS: Final = {"danger": "danger", "warning": "warning", "info": "info", "": ""}


def days_left_in_words(claim: Claim, today: date) -> str:
    """The time until the window closes, or since, as the desk speaks of it."""
    days = claim.days_left(today)
    if days is None:
        return gettext("no date yet")
    if days == 0:
        return gettext("closes today")
    if days > 0:
        return ngettext("closes in %(days)d day", "closes in %(days)d days", days) % {"days": days}
    return ngettext("closed %(days)d day ago", "closed %(days)d days ago", -days) % {"days": -days}


def urgency(claim: Claim, today: date) -> str:
    """The label's colour for an undecided claim: danger once closed, warning in its last 30 days."""
    days = claim.days_left(today)
    if claim.outcome != Outcome.PENDING or days is None:
        return ""
    if days < 0:
        return "danger"
    return "warning" if days <= 30 else "info"


def dated(claim: Claim, today: date) -> dict[str, object]:
    """A claim with its days left in words and their label, for a list that goes by urgency."""
    return {"claim": claim, "days_left": days_left_in_words(claim, today), "label": urgency(claim, today)}


def subject_in_words(subject: str) -> str:
    """Which row an entry of the log is about: "Evidence 64" for `evidence:64`."""
    name, _colon, number = subject.partition(":")
    return f"{capfirst(apps.get_model('claims', name)._meta.verbose_name)} {number}"  # noqa: SLF001  documented


def field_in_words(subject: str, name: str) -> str:
    """What a recorded field of that row is called in the desk's language."""
    model = apps.get_model("claims", subject.partition(":")[0])
    try:
        field = model._meta.get_field(name.removesuffix("_id"))  # noqa: SLF001  documented
    except FieldDoesNotExist:
        return name
    return str(capfirst(getattr(field, "verbose_name", name)))
