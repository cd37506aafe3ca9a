"""Channels at the desk: where alerts go."""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest

from tracker.admin.base import CountedDeletion
from tracker.models import Channel


@admin.register(Channel)
class ChannelAdmin(CountedDeletion):
    goes_with = ("alerts",)
    list_display = ("name", "address", "language", "owner", "is_chief", "is_active")
    list_filter = ("is_active", "is_chief", "language")
    list_select_related = ("owner",)
    search_fields = ("name", "address")
    fields = ("name", "address", "language", "owner", "is_chief", "topics", "is_active")
    autocomplete_fields = ("topics",)

    def formfield_for_foreignkey(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        field = super().formfield_for_foreignkey(db_field, request, **kwargs)
        if db_field.name == "owner" and field is not None:
            field.queryset = field.queryset.filter(is_staff=True, is_active=True).order_by("username")  # type: ignore[union-attr]
        return field
