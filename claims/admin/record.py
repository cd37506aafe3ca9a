"""The log, its checkpoints and the verdicts, to look at: nothing is written here."""

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext_lazy as _
from django_stubs_ext import StrOrPromise
from unfold.decorators import display

from claims.admin.labels import OUTCOME_LABELS, field_in_words, subject_in_words
from claims.chronicle import action_in_words
from claims.desk import AboutAClaim, ReadOnlyAdmin, name_of
from claims.models import Checkpoint, RecordEntry, TreeHead, Verdict


@admin.register(RecordEntry)
class RecordEntryAdmin(ReadOnlyAdmin):
    list_display = ("at", "signed_by", "shown_action", "shown_subject", "place")
    list_filter = ("action",)
    list_per_page = 50
    search_fields = ("=chain", "=subject", "content__by_name", "=hash")
    list_select_related = ("content",)
    search_help_text = _("A chain such as claim:12, a name, or a hash.")
    ordering = ("-pk",)
    fields = (
        "place",
        "at",
        "signed_by",
        "shown_action",
        "shown_subject",
        "what_changed",
        "hash",
        "previous_hash",
    )
    readonly_fields = fields

    @admin.display(description=_("by"), ordering="content__by_name")
    def signed_by(self, entry: RecordEntry) -> str:
        return entry.by_name

    @admin.display(description=_("action"), ordering="action")
    def shown_action(self, entry: RecordEntry) -> str:
        return action_in_words(entry.action)

    @admin.display(description=_("subject"), ordering="subject")
    def shown_subject(self, entry: RecordEntry) -> str:
        return subject_in_words(entry.subject)

    @admin.display(description=_("place in the log"), ordering="chain")
    def place(self, entry: RecordEntry) -> str:
        return f"{entry.chain}/{entry.sequence}"

    @admin.display(description=_("what changed"))
    def what_changed(self, entry: RecordEntry) -> SafeString:
        changes = sorted(entry.changes.items())
        rows = [(field_in_words(entry.subject, name), before, after) for name, (before, after) in changes]
        return mark_safe(render_to_string("claims/desk/changes.html", {"rows": rows}))  # noqa: S308  the template escapes


@admin.register(TreeHead)
class TreeHeadAdmin(ReadOnlyAdmin):
    list_display = ("number", "made_at", "size", "root")
    fields = ("number", "day", "made_at", "size", "root", "note")
    readonly_fields = fields


@admin.register(Checkpoint)
class CheckpointAdmin(ReadOnlyAdmin):
    list_display = ("day", "chains", "last_entry_id", "hash")
    fields = ("day", "made_at", "chains", "last_entry_id", "hash", "previous_hash")
    readonly_fields = fields


class Countersignature(admin.SimpleListFilter):
    """Verdicts that wait for a second person, or are in effect."""

    title = _("countersignature")
    parameter_name = "signed"

    def lookups(self, request: HttpRequest, model_admin: object) -> list[tuple[str, StrOrPromise]]:
        return [("waiting", _("Waiting for a second person")), ("effect", _("In effect"))]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Verdict]) -> QuerySet[Verdict]:
        if self.value() == "waiting":
            return queryset.filter(needs_countersignature=True, countersigned_at__isnull=True)
        return queryset.filter(pk__in=Verdict.objects.in_effect()) if self.value() == "effect" else queryset


@admin.register(Verdict)
class VerdictAdmin(AboutAClaim):
    list_display = ("shown_outcome", "about", "happened_on", "by", "at", "countersigned_by")
    list_filter = (Countersignature, "outcome")
    list_select_related = ("claim", "by", "countersigned_by")
    search_fields = ("claim__statement", "claim__claimant__name", "reasoning")
    ordering = ("-at", "-pk")
    shown_with = ("claim", "by", "evidence")
    fields = (
        "about",
        "outcome",
        "happened_on",
        "known_on",
        "can_no_longer_happen",
        "condition_failed",
        "reasoning",
        "evidence",
        name_of("by", _("by")),
        "at",
        name_of("countersigned_by", _("countersigned by")),
        "countersigned_at",
    )
    readonly_fields = fields

    @display(description=_("outcome"), label=OUTCOME_LABELS, ordering="outcome")  # type: ignore[untyped-decorator]
    def shown_outcome(self, verdict: Verdict) -> tuple[str, str]:
        return verdict.outcome, verdict.get_outcome_display()
