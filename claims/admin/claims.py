"""Claims at the desk: the list by urgency, the form, and the steps from draft to verdict."""

from datetime import date
from functools import cache, partial
from typing import ClassVar

from django.contrib import admin, messages
from django.db.models import Case, IntegerField, Model, Q, QuerySet, Value, When
from django.db.models.expressions import OrderBy
from django.forms import ModelForm
from django.http import HttpRequest, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.urls import URLPattern, path, reverse
from django.utils import formats, timezone
from django.utils.safestring import SafeString
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST
from unfold.decorators import display

from claims import editorial
from claims.admin import (
    codings,
    filters,
    import_table,
    long_import,
    panels,
    preview,
    steps,
    tables,
    twins,
    windows,
)
from claims.admin.bulk import OffersBulkSteps
from claims.admin.claim_file import claim_to_show, file_of
from claims.admin.claim_forms import ClaimForm, NewClaimForm
from claims.admin.claim_list import ClaimList, ClaimWithWaiting, with_waiting
from claims.admin.labels import (
    OUTCOME_LABELS,
    STATE_LABELS,
    URGENCY_LABELS,
    days_left_in_words,
    subject_in_words,
    urgency,
)
from claims.admin.saved_lists import OffersSavedLists
from claims.arguments import InitialData
from claims.chronicle import action_in_words
from claims.corrections import notices
from claims.desk import Fieldsets, OffersColleagues, RecordAdmin, ShowsMore, name_of, person, seen_in
from claims.editorial import signing
from claims.models import Claim, Outcome, User
from claims.new_names import ROW
from claims.twins import twins_of

# Undecided and published comes first, then drafts, then what is settled.
URGENCY = Case(
    When(Q(state=Claim.State.PUBLISHED, outcome=Outcome.PENDING), then=Value(0)),
    When(state=Claim.State.DRAFT, then=Value(1)),
    default=Value(2),
    output_field=IntegerField(),
)
STATEMENT = (
    _("Claim"),
    {
        "fields": (
            "claimant",
            "statement",
            "statement_language",
            "translated_statement",
            "quote",
            "language",
            "said_on",
            "firmness",
            "condition",
        )
    },
)
WINDOW = (_("Window"), {"fields": ("horizon", "window", "by_hand", ("opens_on", "closes_on"))})
JUDGING = (_("How it will be judged"), {"fields": ("criteria", "checkable", "restates")})
SEARCH = (
    _("What to look for"),
    {
        "fields": ("must_terms", "any_terms", "never_terms"),
        "description": _(
            "The tracker searches with the claim's own words. Your terms narrow or widen that; most claims need none."
        ),
    },
)
DESK = (_("Desk"), {"fields": ("topics", "assigned_to")})
SOURCE = (
    _("Source"),
    {"fields": ("source_publisher", "source_address", "source_title", "source_published_on")},
)


REASON = (_("Why it is changed"), {"fields": ("reason",)})


@admin.register(Claim)
class ClaimAdmin(OffersSavedLists, OffersBulkSteps, ShowsMore, OffersColleagues, RecordAdmin):
    form = ClaimForm
    list_display = (
        "statement",
        "claimant",
        "closes_on",
        "days_left",
        "shown_outcome",
        "shown_state",
        "evidence_waiting",
    )
    list_filter = (
        filters.ByWindow,
        "outcome",
        "state",
        "firmness",
        filters.ByClaimant,
        filters.Mine,
        filters.EvidenceWaiting,
        "topics",
        "language",
    )
    list_select_related = ("claimant",)
    list_per_page = 50
    # The number of all claims, beside that of those that are listed, takes one more count of them all.
    show_full_result_count = False
    search_fields = ("statement", "quote", "claimant__name", "claimant__aliases")
    actions = ("publish_chosen", "hand_on_chosen", "export_csv", "export_xlsx")
    autocomplete_fields = ("claimant", "restates", "topics")
    readonly_fields = ("window",)
    add_form_template = change_form_template = "admin/claims/claim/change_form.html"
    change_form_outer_before_template = "claims/desk/claim_bar.html"
    change_form_outer_after_template = "claims/desk/claim_file.html"
    warn_unsaved_form = True
    fieldsets: ClassVar[Fieldsets] = (STATEMENT, WINDOW, JUDGING, SEARCH, DESK)
    add_fieldsets: ClassVar[object] = (STATEMENT, SOURCE, WINDOW, JUDGING, SEARCH, DESK)

    class Media:
        js = ("claims/desk/window.js", "claims/desk/twins.js")

    # --- The list ---

    def get_ordering(self, request: HttpRequest) -> tuple[OrderBy | str, ...]:
        return (URGENCY.asc(), "closes_on", "pk")

    def get_queryset(self, request: HttpRequest) -> QuerySet[Claim]:
        return with_waiting(super().get_queryset(request), request)

    def get_changelist(self, request: HttpRequest, **kwargs: object) -> type[ClaimList]:
        return ClaimList

    def get_search_results(
        self, request: HttpRequest, queryset: QuerySet[Claim], search_term: str
    ) -> tuple[QuerySet[Claim], bool]:
        """As readers search: in all forms of the words, and with a typing error."""
        found = queryset & Claim.objects.search(search_term)
        return found, False

    @display(description=_("days left"), ordering="closes_on", label=URGENCY_LABELS)  # type: ignore[untyped-decorator]
    def days_left(self, claim: Claim) -> tuple[str, str]:
        today = timezone.localdate()
        return urgency(claim, today), days_left_in_words(claim, today)

    @display(description=_("outcome"), ordering="outcome", label=OUTCOME_LABELS)  # type: ignore[untyped-decorator]
    def shown_outcome(self, claim: Claim) -> tuple[str, str]:
        return claim.outcome, claim.get_outcome_display()

    @display(description=_("state"), ordering="state", label=STATE_LABELS)  # type: ignore[untyped-decorator]
    def shown_state(self, claim: Claim) -> tuple[str, str]:
        return claim.state, claim.get_state_display()

    @admin.display(description=_("evidence waiting"), ordering="waiting")
    def evidence_waiting(self, claim: ClaimWithWaiting) -> int:
        return claim.waiting

    @admin.action(description=_("Export as CSV"), permissions=["view"])
    def export_csv(self, request: HttpRequest, queryset: QuerySet[Claim]) -> HttpResponseBase:
        return tables.table_of(queryset, "csv")

    @admin.action(description=_("Export for Excel (XLSX)"), permissions=["view"])
    def export_xlsx(self, request: HttpRequest, queryset: QuerySet[Claim]) -> HttpResponseBase:
        return tables.table_of(queryset, "xlsx")

    # --- The form ---

    def get_form(
        self,
        request: HttpRequest,
        obj: Model | None = None,
        change: bool = False,  # noqa: FBT001, FBT002  Django's signature
        **kwargs: object,
    ) -> type[ModelForm[Claim]]:
        if not change:
            kwargs["form"] = NewClaimForm
        return super().get_form(request, obj, change, **kwargs)

    def get_fieldsets(self, request: HttpRequest, obj: Claim | None = None) -> Fieldsets:
        if obj is None or self.has_change_permission(request, obj):
            usual = super().get_fieldsets(request, obj)
            return (*usual, REASON) if obj is not None and obj.is_public else usual
        # To look at: the stored window instead of the form's means to set one, and nobody's account.
        window = (
            _("Window"),
            {"fields": ("horizon", "opens_on", "closes_on", "horizon_rule", "horizon_note")},
        )
        desk = (_("Desk"), {"fields": ("topics", name_of("assigned_to", _("assigned to")))})
        return (STATEMENT, window, JUDGING, SEARCH, desk)

    def get_object(self, request: HttpRequest, object_id: str, from_field: str | None = None) -> Claim | None:
        """The claim as its page shows it; read once for a page that is looked at, anew wherever something is sent."""
        kept: dict[str, Claim | None] = request.__dict__.setdefault("claims_shown", {})
        if object_id not in kept or request.method == "POST":
            kept[object_id] = claim_to_show(int(object_id)) if ROW.fullmatch(object_id) else None
        return kept[object_id]

    def get_changeform_initial_data(self, request: HttpRequest) -> InitialData:
        """What the form opens with: the editor's own language and name. Links may not preset anything else."""
        return {
            "statement_language": person(request).language,
            "language": person(request).language,
            "assigned_to": request.user.pk,
        }

    def has_change_permission(self, request: HttpRequest, obj: Claim | None = None) -> bool:
        """Reporters change drafts; what is published takes an editor."""
        if obj is not None and obj.is_public and not person(request).has_perm("claims.publish_claim"):
            return False
        return super().has_change_permission(request, obj)

    @admin.display(description=_("window"))
    def window(self, claim: Claim | None) -> SafeString:
        return windows.shown(claim)

    def context_of(self, request: HttpRequest, obj: Claim | None) -> dict[str, object]:
        return {
            "preview_address": reverse("admin:claims_claim_window"),
            "can_publish": person(request).has_perm("claims.publish_claim")
            and (obj is None or obj.state == Claim.State.DRAFT),
            **(self._file_of(obj, request) if obj else {}),
        }

    def _file_of(self, claim: Claim, request: HttpRequest) -> dict[str, object]:
        """What stands above and below the form: buttons, evidence, verdicts, appearances, the log."""
        file = file_of(claim)
        return {
            **steps.facts(claim),
            "buttons": steps.buttons(claim, person(request)),
            "state_label": STATE_LABELS[claim.state],
            "accepted": file.accepted,
            "rejected": file.rejected,
            "may_review": person(request).has_perm("claims.review_evidence"),
            "panels": panels.of(request, claim),
            "holds": file.holds,
            "waiting": claim.waiting,  # type: ignore[attr-defined]  # annotated
            "seen": claim.log_length,  # type: ignore[attr-defined]
            "notices": notices(file.corrections),
            "entries": [
                (entry, action_in_words(entry.action), subject_in_words(entry.subject))
                for entry in file.entries
            ],
            **_signing(person(request)),
        }

    def write(self, request: HttpRequest, obj: Claim, form: ClaimForm) -> None:
        by = person(request)
        if isinstance(form, NewClaimForm):
            claim = editorial.log_claim(facts=form.facts(), source=form.source(), by=by)
            if found := twins_of(form.typed(), besides=[claim.pk]):
                messages.warning(request, twins.warning(found))
        else:
            reason = form.cleaned_data.get("reason", "")
            claim = editorial.revise_claim(
                claim=obj, facts=form.facts(), by=by, reason=reason, seen=seen_in(request)
            )
            if claim.corrections.waiting().exists():
                messages.warning(
                    request, gettext("The change waits for a second person. Readers see none of it yet.")
                )
        if "_publish" in request.POST:
            claim = editorial.publish_claim(claim=claim, by=by)
        obj.pk = claim.pk
        obj.refresh_from_db()
        self._tell_of_window(request, obj)

    def _tell_of_window(self, request: HttpRequest, claim: Claim) -> None:
        if claim.closes_on is None:
            reason = windows.reading_of(claim).explanation
            text = gettext("The horizon gives no date: %(reason)s Set the window by hand before you publish.")
            messages.warning(request, text % {"reason": reason})
            return
        text = gettext("The window is %(opens_on)s to %(closes_on)s.")
        days = {"opens_on": _day(claim.opens_on), "closes_on": _day(claim.closes_on)}
        messages.info(request, text % days)

    def get_view_on_site_url(self, obj: Claim | None = None) -> str | None:
        """Drafts have no public page."""
        return obj.get_absolute_url() if obj is not None and obj.is_public else None

    def response_post_save_add(self, request: HttpRequest, obj: Claim) -> HttpResponseRedirect:
        """A claim just logged opens on its own page, where its window stands."""
        return HttpResponseRedirect(steps.change_address(obj))

    def response_post_save_change(self, request: HttpRequest, obj: Claim) -> HttpResponseRedirect:
        if "_publish" in request.POST:
            return HttpResponseRedirect(steps.change_address(obj))
        return super().response_post_save_change(request, obj)

    # --- Pages of its own ---

    def get_urls(self) -> list[URLPattern]:
        wrap = self.admin_site.admin_view
        own = [
            path("window/", wrap(partial(windows.preview, self)), name="claims_claim_window"),
            path("twins/", wrap(partial(twins.shown, self)), name="claims_claim_twins"),
            path("codings/", wrap(partial(codings.waiting, self)), name="claims_claim_codings"),
            path("<int:object_id>/code/", wrap(partial(codings.code, self)), name="claims_claim_code"),
            path("import/", wrap(partial(import_table.take, self)), name="claims_claim_import"),
            path(
                "import/<int:number>/",
                wrap(partial(long_import.shown, self)),
                name="claims_claim_long_import",
            ),
            path(
                "import/<int:number>/progress/",
                wrap(partial(long_import.progress, self)),
                name="claims_claim_import_progress",
            ),
            *(
                path(
                    f"export/{kind}/",
                    wrap(partial(tables.give_out, self, kind=kind)),
                    name=f"claims_claim_{kind}",
                )
                for kind in tables.FORMATS
            ),
            *self._decision_urls(),
            path("<int:object_id>/preview/", wrap(partial(preview.shown, self)), name="claims_claim_preview"),
            path(
                "<int:object_id>/verdict/sentence/",
                wrap(partial(steps.sentence, self)),
                name="claims_claim_sentence",
            ),
        ]
        own += [
            path(
                f"<int:object_id>/{step.path}/",
                wrap(partial(steps.take, self, step=step)),
                name=step.url_name,
            )
            for step in steps.STEPS
        ]
        return own + super().get_urls()

    def _decision_urls(self) -> list[URLPattern]:
        """Steps without a page of their own, taken by a button where the thing stands."""
        wrap = self.admin_site.admin_view
        return [
            path(
                "countersign/<int:verdict_id>/",
                wrap(require_POST(partial(steps.countersign, self))),
                name="claims_claim_countersign",
            ),
            path(
                "verdict/<int:verdict_id>/take-back/",
                wrap(require_POST(partial(steps.take_back_verdict, self))),
                name="claims_claim_verdict_take_back",
            ),
            path(
                "<int:object_id>/publication/take-back/",
                wrap(require_POST(partial(steps.take_back_publication, self))),
                name="claims_claim_publication_take_back",
            ),
            path(
                "change/<int:correction_id>/",
                wrap(require_POST(partial(steps.decide_change, self))),
                name="claims_claim_change_decide",
            ),
        ]


def _signing(user: User) -> dict[str, object]:
    """Whether this person countersigns; and, asked only where they wait, what they are told of what is their own."""
    why_not = cache(partial(signing.why_not, user.pk, by=user, permission=signing.COUNTERSIGN))
    return {"may_countersign": user.has_perm(signing.COUNTERSIGN), "why_not_mine": why_not}


def _day(day: date | None) -> str:
    return formats.date_format(day, "DATE_FORMAT") if day else ""
