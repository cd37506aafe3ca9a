"""The filters of the tracker's lists that aren't plain columns."""

from django.contrib import admin
from django.db.models import Q, QuerySet
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django_stubs_ext import StrOrPromise

from tracker.feeds import health
from tracker.feeds.health import FeedState
from tracker.models import Feed


class ByHealth(admin.SimpleListFilter):
    """How feeds fare, the ones first that somebody should look at."""

    title = _("health")
    parameter_name = "health"

    def lookups(self, request: HttpRequest, model_admin: object) -> list[tuple[str, StrOrPromise]]:
        return [
            ("look", _("Gone, broken or silent")),
            (FeedState.FAILING, _("Failing")),
            (FeedState.SILENT, _("Silent")),
            (FeedState.PAUSED, _("Paused")),
            (FeedState.NEW, _("Not polled yet")),
            ("twice", _("Tracked twice")),
        ]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Feed]) -> QuerySet[Feed]:
        wanted = self.value()
        if wanted in {"look", FeedState.SILENT}:
            found = health.troubled(now=timezone.now())
            kinds = health.TroubleKind if wanted == "look" else {health.TroubleKind.SILENT}
            return queryset.filter(pk__in=[trouble.feed.pk for trouble in found if trouble.kind in kinds])
        followed = Feed.objects.filter(duplicate_of__isnull=False).order_by().values("duplicate_of")
        plain = {
            FeedState.FAILING: Q(failures__gt=0, is_paused=False),
            FeedState.PAUSED: Q(is_paused=True),
            FeedState.NEW: Q(last_polled_at__isnull=True, is_paused=False),
            "twice": Q(duplicate_of__isnull=False) | Q(pk__in=followed),
        }.get(wanted or "")
        return queryset.filter(plain) if plain else queryset
