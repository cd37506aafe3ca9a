"""The queue of claims to consider: what the feeds' articles announce, to be made a draft or dismissed."""

from typing import Final

from django.contrib import messages
from django.core.paginator import Page, Paginator
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext, ngettext

from claims import rules
from claims.desk import ModelAdmin, page, person, refused
from claims.models import NOT_TAKEN, SelectionTally
from tracker import upkeep
from tracker.models import ProposedClaim

PER_PAGE: Final = 25


def consider(admin: ModelAdmin, request: HttpRequest) -> HttpResponse:
    """GET: what waits, the newest first. POST `chosen`, `why`: dismiss these, with their copies."""
    back = reverse("admin:index")
    if not person(request).has_perm("tracker.view_proposedclaim"):
        return refused(admin, request, rules.NotAllowed(), back=back)
    if request.method == "POST":
        return _dismiss(admin, request)
    waiting = (
        ProposedClaim.objects.to_consider()
        .select_related("article__feed", "article__attachment", "copy_of__considered_by")
        .prefetch_related("copies__article__feed")
        .order_by("-found_at", "article", "pk")
    )
    shown = Paginator(waiting, PER_PAGE).get_page(request.GET.get("page"))
    context = {
        "title": gettext("Claims to consider"),
        "page": shown,
        "rows": _rows(shown),
        "reasons": [(reason.value, reason.label) for reason in NOT_TAKEN],
        "may_consider": person(request).has_perm("tracker.change_proposedclaim"),
        "may_draft": person(request).has_perm("claims.add_claim"),
    }
    return page(admin, request, "tracker/desk/consider.html", context)


def _rows(shown: Page[ProposedClaim]) -> list[dict[str, object]]:
    return [
        {
            "proposal": proposal,
            "publisher": proposal.article.feed.publisher,
            "reason": gettext(proposal.reason),
            "recording": _recording(proposal) if proposal.second is not None else "",
            "copies": [
                (copy, copy.article.feed.publisher)
                for copy in proposal.copies.all()
                if copy.state == ProposedClaim.State.WAITING
            ],
        }
        for proposal in shown
    ]


def _recording(proposal: ProposedClaim) -> str:
    attachment = getattr(proposal.article, "attachment", None)
    return attachment.recording if attachment else ""


def _dismiss(admin: ModelAdmin, request: HttpRequest) -> HttpResponse:
    back = reverse("admin:tracker_consider")
    if not person(request).has_perm("tracker.change_proposedclaim"):
        return refused(admin, request, rules.NotAllowed(), back=back)
    why = request.POST.get("why", "")
    if why not in NOT_TAKEN:
        messages.error(
            request,
            gettext("Choose why these are not taken up: readers see how many there were of each reason."),
        )
        return HttpResponseRedirect(back)
    chosen = [int(number) for number in request.POST.getlist("chosen") if _is_number(number)]
    number = upkeep.dismiss(
        numbers=chosen, why=SelectionTally.Disposition(why), by=person(request), now=timezone.now()
    )
    text = ngettext("%(number)d sentence is dismissed.", "%(number)d sentences are dismissed.", number)
    if number:
        messages.success(request, text % {"number": number})
    else:
        messages.error(request, gettext("Tick what is to be dismissed."))
    return HttpResponseRedirect(back)


def _is_number(typed: str) -> bool:
    """Whether a row could have this number."""
    return typed.isascii() and typed.isdecimal() and len(typed) < 10
