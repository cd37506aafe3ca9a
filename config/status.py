"""The status page at the desk: what `/readyz` and `/metrics` tell programs, for chief and administrator. Looks only."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from django.conf import settings
from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.db import connection
from django.db.models import QuerySet
from django.http import HttpRequest
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.timesince import timesince
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache

from claims.together import AnyRows, RowsWanted, asked_together, counted_together
from config import alive, metrics
from config.readiness import FEED_LATE, most_of_an_alert
from config.urgency import Urgency
from tracker import backups, jobs, lateness, setaside
from tracker.admin.labels import ago
from tracker.models import Fault, Feed, Heartbeat, NightlyBackup, Redelivery, SetAside

PERMISSION: Final = "tracker.view_heartbeat"
MINUTE: Final = timedelta(minutes=1)
# A newly stored article waits for the next tick, and behind what is more urgent.
MATCH_LATE: Final = timedelta(hours=1)
QUEUES: Final[Mapping[Urgency, Promise]] = {
    Urgency.URGENT: _("alerts and the handing out of work"),
    Urgency.POLLS: _("polls"),
    Urgency.MATCHING: _("matching"),
    Urgency.SPOTTING: _("searching for claims"),
    Urgency.LATER: _("all else"),
}
# What a part of this machine renews while it lives: `config.alive`.
PARTS: Final[Mapping[str, Promise]] = {
    "worker": _("Worker"),
    "urgent": _("Worker for alerts"),
    "beat": _("Clock"),
}


@dataclass(frozen=True, slots=True)
class StatusLine:
    """One thing that was looked at, what was found, and where to do something about it."""

    title: str
    words: str
    is_wrong: bool = False
    address: str = ""


@dataclass(frozen=True, slots=True)
class MachineState:
    """What the database says, in three or four queries."""

    last_dispatch: datetime | None
    due_since: datetime | None
    unmatched_since: datetime | None
    unsent_since: timedelta | None
    newest_night: NightlyBackup | None
    last_backup: datetime | None
    number_of: Mapping[str, int]


@never_cache
def status(request: HttpRequest) -> TemplateResponse:
    """The page, for who may see it."""
    if not request.user.has_perm(PERMISSION):
        raise PermissionDenied
    request.current_app = admin.site.name
    now = timezone.now()
    found = look(now=now)
    groups = [
        (_("Work"), [*_work(found, now), *_parts(now), *_broker()]),
        (_("What waits"), list(_waiting(found, now))),
        (_("Feeds asked today"), list(_outcomes(found))),
        (_("What is kept"), list(_kept(found, now))),
    ]
    context = {
        **admin.site.each_context(request),
        "title": _("Status"),
        "groups": groups,
        "wrong": sum(line.is_wrong for _title, lines in groups for line in lines),
        "looked_at": now,
    }
    return TemplateResponse(request, "config/status.html", context)


def look(*, now: datetime) -> MachineState:
    """Three queries, and a fourth where an alert is due."""
    beats, due, unmatched, newest, made = asked_together(
        RowsWanted(rows=Heartbeat.objects.filter(part=Heartbeat.Part.DISPATCH)),
        _first(lateness.due_feeds(now=now), "next_poll_at"),
        _first(lateness.unmatched_articles(), "stored_at"),
        RowsWanted(rows=_newest_night(NightlyBackup.objects.all())),
        RowsWanted(rows=_newest_night(NightlyBackup.objects.filter(done_at__isnull=False))),
    )
    return MachineState(
        last_dispatch=beats[0].at if beats else None,
        due_since=due[0].next_poll_at if due else None,
        unmatched_since=unmatched[0].stored_at if unmatched else None,
        unsent_since=lateness.oldest_unsent_alert(now=now),
        newest_night=newest[0] if newest else None,
        last_backup=made[0].done_at if made else None,
        number_of=_counts(now),
    )


def _first(rows: AnyRows, moment: str) -> RowsWanted:
    oldest = rows.order_by(moment).values("pk")[:1]
    every = rows.model._default_manager  # noqa: SLF001  documented
    return RowsWanted(rows=every.filter(pk__in=oldest), fields=("id", moment))


def _newest_night(nights: QuerySet[NightlyBackup]) -> QuerySet[NightlyBackup]:
    return NightlyBackup.objects.filter(pk__in=nights.order_by("-night").values("pk")[:1])


def _counts(now: datetime) -> dict[str, int]:
    """Jobs and items that were set aside, and the feeds asked today by what became of it ("fault dns"). One query."""
    midnight = timezone.localtime(now).replace(hour=0, minute=0, second=0, microsecond=0)
    asked = Feed.objects.filter(last_polled_at__gte=midnight)
    return counted_together(
        {
            "jobs": Redelivery.objects.filter(set_aside_at__isnull=False),
            "items": SetAside.objects.all(),
            "read": asked.filter(last_fault=""),
        },
        by={"fault": (asked.exclude(last_fault=""), "last_fault")},
    )


# --- In words ---


def _work(found: MachineState, now: datetime) -> Iterator[StatusLine]:
    last = found.last_dispatch
    yield StatusLine(gettext("Work last handed out"), ago(last, now), jobs.is_silent(last, now=now))


def _parts(now: datetime) -> Iterator[StatusLine]:
    """By their signs of life on this machine; on others they are seen by what they hand out."""
    folder = settings.DATA_DIR / "run"
    for name, title in PARTS.items():
        if (folder / f"{name}.alive").exists():
            fault = alive.fault(folder, name)
            words = gettext("gave no sign of life of late") if fault else gettext("gives signs of life")
            yield StatusLine(gettext("%(part)s on this machine") % {"part": title}, words, bool(fault))


def _broker() -> Iterator[StatusLine]:
    title = gettext("Messages at the broker")
    try:
        lengths = metrics.queue_lengths()
    except Exception as fault:  # noqa: BLE001  whatever it is, the broker does not answer; the page says all else
        words = gettext("it does not answer (%(fault)s)") % {"fault": type(fault).__name__}
        yield StatusLine(title, words, is_wrong=True)
        return
    waiting = [f"{number} · {QUEUES[urgency]}" for urgency, number in lengths.items() if number]
    yield StatusLine(title, "; ".join(waiting) or gettext("none waits"))


def _waiting(found: MachineState, now: datetime) -> Iterator[StatusLine]:
    rows = (
        (_("Feed that is due longest"), _since(found.due_since, now), FEED_LATE, "feed"),
        (_("Alert that is due longest"), found.unsent_since, most_of_an_alert(), "alert"),
        (
            _("Article that waits longest to be matched"),
            _since(found.unmatched_since, now),
            MATCH_LATE,
            "article",
        ),
    )
    for title, age, most, model in rows:
        address = reverse(f"admin:tracker_{model}_changelist")
        yield StatusLine(str(title), _age(age), age is not None and age > most, address)
    for name, title, model in (
        ("jobs", _("Set-aside jobs"), "redelivery"),
        ("items", _("Set-aside items"), "setaside"),
    ):
        number = found.number_of.get(name, 0)
        address = reverse(f"admin:tracker_{model}_changelist")
        yield StatusLine(str(title), str(number), number > 0, address)


def _since(moment: datetime | None, now: datetime) -> timedelta | None:
    return None if moment is None else now - moment


def _age(age: timedelta | None) -> str:
    if age is None:
        return gettext("none is due")
    if age < MINUTE:
        return gettext("for less than a minute")
    now = timezone.now()
    return gettext("for %(time)s") % {"time": timesince(now - age, now, depth=2)}


def _outcomes(found: MachineState) -> Iterator[StatusLine]:
    """By what became of the latest poll of each. A fault is the publisher's more often than ours."""
    yield StatusLine(gettext("Read without a fault"), _feeds(found.number_of.get("read", 0)))
    by_fault = {
        name.removeprefix("fault "): number
        for name, number in found.number_of.items()
        if name.startswith("fault ")
    }
    for fault, number in sorted(by_fault.items(), key=lambda each: (-each[1], each[0])):
        yield StatusLine(str(Fault(fault).label), _feeds(number))


def _feeds(number: int) -> str:
    return ngettext("%(number)d feed", "%(number)d feeds", number) % {"number": number}


def _kept(found: MachineState, now: datetime) -> Iterator[StatusLine]:
    yield StatusLine(gettext("Last backup"), *_backup(found, now))
    kind = "PostgreSQL" if connection.vendor == "postgresql" else "SQLite"
    yield StatusLine(gettext("Database"), kind)
    yield StatusLine(gettext("Version"), f"{settings.VERSION} ({setaside.program().rpartition('-')[2]})")


def _backup(found: MachineState, now: datetime) -> tuple[str, bool]:
    """When the last was made by schedule, and whether that is wrong."""
    if backups.hour() is None:
        return gettext("none is made by schedule"), False
    words, night = ago(found.last_backup, now), found.newest_night
    if night and night.fault and not night.done_at:
        return f"{words}; {night.fault}", True
    is_old = found.last_backup is not None and now - found.last_backup > timedelta(
        days=backups.MOST_WITHOUT + 1
    )
    return words, is_old
