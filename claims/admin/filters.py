"""The filters of the claims' list that aren't plain columns."""

from typing import cast

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django_stubs_ext import StrOrPromise

from claims.models import Claim, Claimant, Evidence
from claims.new_names import ROW
from claims.querysets import ClaimQuerySet


class ByWindow(admin.SimpleListFilter):
    """Where the window stands today."""

    title = _("window")
    parameter_name = "window"

    def lookups(self, request: HttpRequest, model_admin: object) -> list[tuple[str, StrOrPromise]]:
        return [
            ("overdue", _("Overdue: decide")),
            ("soon", _("Closes within 30 days")),
            ("open", _("Window open")),
            ("upcoming", _("Upcoming")),
            ("closed", _("Window closed")),
            ("undated", _("No date yet")),
        ]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Claim]) -> QuerySet[Claim]:
        today = timezone.localdate()
        claims = cast("ClaimQuerySet", queryset)
        wanted = self.value()
        chosen = {
            "overdue": lambda: claims.pending().closed(today),
            "soon": lambda: claims.due_within(30, today=today),
            "open": lambda: claims.window_open(today),
            "upcoming": lambda: claims.upcoming(today),
            "closed": lambda: claims.closed(today),
            "undated": lambda: claims.filter(closes_on__isnull=True),
        }.get(wanted or "")
        return chosen() if chosen else queryset


class Mine(admin.SimpleListFilter):
    """Claims assigned to the person who looks, or to nobody."""

    title = _("assigned to")
    parameter_name = "assigned"

    def lookups(self, request: HttpRequest, model_admin: object) -> list[tuple[str, StrOrPromise]]:
        return [("me", _("Me")), ("nobody", _("Nobody"))]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Claim]) -> QuerySet[Claim]:
        if self.value() == "me":
            return queryset.filter(assigned_to=request.user.pk)
        return queryset.filter(assigned_to__isnull=True) if self.value() == "nobody" else queryset


class ByClaimant(admin.SimpleListFilter):
    """Claims of one claimant, to whom a link on the claimant's page leads: there are too many to choose from here."""

    title = _("claimant")
    parameter_name = "claimant"

    def lookups(self, request: HttpRequest, model_admin: object) -> list[tuple[str, StrOrPromise]]:
        number = self._number
        found = Claimant.objects.filter(pk=number).first() if number is not None else None
        return [(str(self.value()), found.name)] if found else []

    def queryset(self, request: HttpRequest, queryset: QuerySet[Claim]) -> QuerySet[Claim]:
        return queryset if self._number is None else queryset.filter(claimant=self._number)

    @property
    def _number(self) -> int | None:
        value = self.value() or ""
        return int(value) if ROW.fullmatch(value) else None


class EvidenceWaiting(admin.SimpleListFilter):
    """Claims with suggestions that nobody has reviewed."""

    title = _("evidence")
    parameter_name = "evidence"

    def lookups(self, request: HttpRequest, model_admin: object) -> list[tuple[str, StrOrPromise]]:
        return [("waiting", _("Waiting for review"))]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Claim]) -> QuerySet[Claim]:
        if self.value() != "waiting":
            return queryset
        return queryset.filter(pk__in=Evidence.objects.filter(status="suggested").values("claim"))
