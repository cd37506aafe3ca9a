"""Kept texts: what an article said when claims were taken from it, to look at."""

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext_lazy as _

from claims.desk import ReadOnlyAdmin, name_of
from claims.models import SourceText


@admin.register(SourceText)
class SourceTextAdmin(ReadOnlyAdmin):
    list_display = ("kept_at", "taken_from", "sha256", "kept_by")
    list_per_page = 50
    search_fields = ("=sha256", "appearances__title", "appearances__publisher", "=appearances__address")
    fields = ("claims_from_it", "shown_text", "sha256", name_of("kept_by", _("kept by")), "kept_at")
    readonly_fields = fields

    def get_queryset(self, request: HttpRequest) -> QuerySet[SourceText]:
        return (
            super()
            .get_queryset(request)
            .select_related("kept_by")
            .prefetch_related("appearances__claim__claimant")
        )

    @admin.display(description=_("taken from"))
    def taken_from(self, kept: SourceText) -> str:
        return str(next(iter(kept.appearances.all()), ""))

    @admin.display(description=_("claims taken from it"))
    def claims_from_it(self, kept: SourceText) -> SafeString:
        context = {"appearances": kept.appearances.all()}
        return mark_safe(render_to_string("claims/desk/taken_from.html", context))  # noqa: S308  the template escapes

    @admin.display(description=_("text"))
    def shown_text(self, kept: SourceText) -> SafeString:
        return format_html('<div class="desk-text">{}</div>', kept.text)
