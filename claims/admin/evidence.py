"""Evidence at the desk: the review queue, and the list of all that was ever suggested."""

from functools import partial
from itertools import groupby
from typing import Any, Final

from django.contrib import admin
from django.core.exceptions import ValidationError
from django.core.paginator import Page, Paginator
from django.db.models import Case, Value, When
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import URLPattern, path, reverse
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST
from unfold.decorators import display

from claims import editorial
from claims.admin.base import AboutAClaim, ReadOnlyAdmin, page, person, refused
from claims.admin.labels import days_left_in_words, urgency
from claims.admin.marking import mark
from claims.models import DailyTally, Evidence, Outcome
from claims.rules import NotAllowed

PER_PAGE: Final = 20
DECIDED_LAST: Final = Case(When(claim__outcome=Outcome.PENDING, then=Value(0)), default=Value(1))
DECISIONS: Final[tuple[tuple[str, Promise, str, str], ...]] = (
    (Evidence.Stance.SUPPORTS, _("Supports"), "check", "supports"),
    (Evidence.Stance.CONTRADICTS, _("Contradicts"), "close", "contradicts"),
    (Evidence.Stance.CONTEXT, _("Context"), "info", "context"),
    ("reject", _("Reject"), "block", "reject"),
)
STATUS_LABELS: Final = {
    Evidence.Status.SUGGESTED: "info",
    Evidence.Status.ACCEPTED: "success",
    Evidence.Status.REJECTED: "",
}


@admin.register(Evidence)
class EvidenceAdmin(AboutAClaim):
    list_display = (
        "title",
        "publisher",
        "published_at",
        "about",
        "shown_status",
        "shown_stance",
        "reviewed_by",
    )
    list_filter = ("status", "stance", "language")
    list_select_related = ("claim", "reviewed_by")
    list_per_page = 50
    search_fields = ("title", "publisher", "canonical_address", "claim__statement")
    ordering = ("-suggested_at", "-pk")
    list_before_template = "claims/desk/queue_link.html"
    fields = (
        "about",
        "title",
        "address",
        "publisher",
        "published_at",
        "excerpt",
        "language",
        "reason",
        "status",
        "stance",
        "suggested_at",
        "reviewed_by",
        "reviewed_at",
    )
    readonly_fields = fields

    @display(description=_("status"), ordering="status", label=STATUS_LABELS)  # type: ignore[untyped-decorator]
    def shown_status(self, evidence: Evidence) -> tuple[str, str]:
        return evidence.status, evidence.get_status_display()

    @admin.display(description=_("stance"), ordering="stance")
    def shown_stance(self, evidence: Evidence) -> str:
        return evidence.get_stance_display()

    @admin.display(description=_("matched words"))
    def reason(self, evidence: Evidence) -> str:
        return ", ".join(f"{match['word']} ({match['weight']})" for match in evidence.matched_words)

    def get_urls(self) -> list[URLPattern]:
        wrap = self.admin_site.admin_view
        own = [
            path("queue/", wrap(partial(queue, self)), name="claims_evidence_queue"),
            path(
                "queue/<int:evidence_id>/",
                wrap(require_POST(partial(review, self))),
                name="claims_evidence_review",
            ),
        ]
        return own + super().get_urls()


def queue(model_admin: ReadOnlyAdmin, request: HttpRequest) -> HttpResponse:
    """GET: what waits for review, grouped by claim, the most urgent first."""
    back = reverse("admin:index")
    if not model_admin.has_view_permission(request):
        return refused(model_admin, request, NotAllowed(), back=back)
    waiting = (
        Evidence.objects.awaiting_review()
        .select_related("claim__claimant")
        .order_by(DECIDED_LAST, "claim__closes_on", "claim_id", "-score", "pk")
    )
    shown = Paginator(waiting, PER_PAGE).get_page(request.GET.get("page"))
    context = {
        "title": _("Review queue"),
        "page": shown,
        "groups": _by_claim(shown),
        "decisions": DECISIONS,
        "may_review": person(request).has_perm("claims.review_evidence"),
        "reviewed": _just_reviewed(request),
        "tally": DailyTally.objects.first(),
    }
    return page(model_admin, request, "claims/desk/queue.html", context)


def _by_claim(shown: Page[Evidence]) -> list[dict[str, Any]]:
    today = timezone.localdate()
    return [
        {
            "claim": claim,
            "days_left": days_left_in_words(claim, today),
            "label": urgency(claim, today),
            "suggestions": [_suggestion(evidence) for evidence in group],
        }
        for claim, group in groupby(shown, key=lambda evidence: evidence.claim)
    ]


def _suggestion(evidence: Evidence) -> dict[str, Any]:
    words = [match["word"] for match in evidence.matched_words]
    return {
        "evidence": evidence,
        "title": mark(evidence.title, words),
        "excerpt": mark(evidence.excerpt, words),
    }


def _just_reviewed(request: HttpRequest) -> Evidence | None:
    """The evidence of the last click, for its way back."""
    number = _number(request.GET.get("reviewed", ""))
    reviewed = Evidence.objects.exclude(status=Evidence.Status.SUGGESTED)
    return reviewed.select_related("claim").filter(pk=number).first()


def review(model_admin: ReadOnlyAdmin, request: HttpRequest, evidence_id: int) -> HttpResponse:
    """POST `decision`: supports, contradicts, context, reject or undo; returns to the same place in the queue."""
    evidence = get_object_or_404(Evidence.objects.select_related("claim"), pk=evidence_id)
    decision, by = request.POST.get("decision", ""), person(request)
    back = f"{reverse('admin:claims_evidence_queue')}?page={_number(request.POST.get('page', '')) or 1}"
    try:
        if decision == "undo":
            editorial.return_to_queue(evidence=evidence, by=by)
            return HttpResponseRedirect(f"{back}#evidence-{evidence.pk}")
        if decision == "reject":
            editorial.reject_evidence(evidence=evidence, by=by)
        else:
            editorial.accept_evidence(evidence=evidence, stance=decision, by=by)
    except ValidationError as refusal:
        return refused(model_admin, request, refusal, back=back)
    return HttpResponseRedirect(f"{back}&reviewed={evidence.pk}#claim-{evidence.claim_id}")


def _number(typed: str) -> int:
    """A whole number as it came in an address; 0 for anything else, also for one that no row could have."""
    return int(typed) if typed.isdecimal() and len(typed) < 10 else 0
