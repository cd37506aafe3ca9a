"""The list of all evidence that was ever suggested or added; the review queue is in `queue`."""

from functools import partial
from typing import Final

from django.contrib import admin, messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import URLPattern, path
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST
from unfold.decorators import display

from claims import editorial
from claims.admin import queue
from claims.admin.steps import change_address
from claims.desk import AboutAClaim, name_of, person, refused
from claims.models import Evidence

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
        name_of("reviewed_by", _("reviewed by")),
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
            path("queue/", wrap(partial(queue.queue, self)), name="claims_evidence_queue"),
            path(
                "queue/<int:evidence_id>/",
                wrap(require_POST(partial(queue.review, self))),
                name="claims_evidence_review",
            ),
            path(
                "reconsider/<int:evidence_id>/",
                wrap(require_POST(partial(reconsider, self))),
                name="claims_evidence_reconsider",
            ),
            path(
                "queue/selected/",
                wrap(require_POST(partial(queue.review_several, self))),
                name="claims_evidence_review_several",
            ),
        ]
        return own + super().get_urls()


def reconsider(model_admin: AboutAClaim, request: HttpRequest, evidence_id: int) -> HttpResponse:
    """POST `decision`, from the claim's page: `return` to the queue, or `list` the sources found since for readers."""
    evidence = get_object_or_404(Evidence.objects.select_related("claim"), pk=evidence_id)
    back, by = change_address(evidence.claim), person(request)
    try:
        if request.POST.get("decision") == "list":
            editorial.accept_evidence(evidence=evidence, stance=evidence.stance, by=by)
            messages.success(request, gettext("Readers see all its sources now."))
        else:
            editorial.return_to_queue(evidence=evidence, by=by)
            messages.success(request, gettext("It waits in the review queue again."))
    except ValidationError as refusal:
        return refused(model_admin, request, refusal, back=back)
    return HttpResponseRedirect(f"{back}#accepted")
