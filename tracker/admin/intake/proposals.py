"""Claims to consider at the desk, and the pages that make drafts of an article."""

from functools import partial

from django.contrib import admin
from django.urls import URLPattern, path
from django.utils.translation import gettext_lazy as _
from unfold.decorators import display

from claims.desk import ReadOnlyAdmin, name_of
from tracker.admin.intake import ask, consider
from tracker.models import ProposedClaim

STATE_LABELS = {
    ProposedClaim.State.WAITING: "info",
    ProposedClaim.State.DRAFTED: "success",
    ProposedClaim.State.DISMISSED: "",
}


@admin.register(ProposedClaim)
class ProposedClaimAdmin(ReadOnlyAdmin):
    list_display = ("quote", "claimant", "closes_on", "article", "shown_state", "considered_by")
    list_filter = ("state", "language")
    list_select_related = ("article", "considered_by")
    list_per_page = 50
    search_fields = ("quote", "claimant", "article__title")
    fields = (
        "quote",
        "claimant",
        "said_on",
        "horizon",
        "opens_on",
        "closes_on",
        "firmness",
        "article",
        "copy_of",
        "state",
        name_of("considered_by", _("considered by")),
        "considered_at",
    )
    readonly_fields = fields

    @display(description=_("state"), ordering="state", label=STATE_LABELS)  # type: ignore[untyped-decorator]
    def shown_state(self, proposal: ProposedClaim) -> tuple[str, str]:
        return proposal.state, proposal.get_state_display()

    def get_urls(self) -> list[URLPattern]:
        wrap = self.admin_site.admin_view
        own = [
            path("consider/", wrap(partial(consider.consider, self)), name="tracker_consider"),
            path("intake/", wrap(partial(ask.take_in, self)), name="tracker_intake"),
            path(
                "intake/<int:proposal_id>/",
                wrap(partial(ask.from_proposal, self)),
                name="tracker_intake_proposal",
            ),
            path("bookmarklet/", wrap(partial(ask.bookmarklet, self)), name="tracker_bookmarklet"),
        ]
        return own + super().get_urls()
