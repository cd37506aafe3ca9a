"""Set-aside jobs at the desk: those that brought down whoever took them, to look at."""

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest

from claims.desk import ReadOnlyAdmin
from tracker.models import Redelivery


@admin.register(Redelivery)
class RedeliveryAdmin(ReadOnlyAdmin):
    list_before_template = "tracker/desk/redeliveries.html"
    list_display = ("task", "arguments", "deliveries", "set_aside_at")
    fields = ("task", "arguments", "deliveries", "last_at", "set_aside_at")
    readonly_fields = fields

    def get_queryset(self, request: HttpRequest) -> QuerySet[Redelivery]:
        """Without those that a worker may still be busy with."""
        return super().get_queryset(request).filter(set_aside_at__isnull=False)
