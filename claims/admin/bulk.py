"""One step for many claims at once: what it would do to each is shown first, then done one by one, then undone."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Final

from django.contrib import admin, messages
from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import URLPattern, path, reverse
from django.utils.functional import Promise
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from claims import editorial, record
from claims.admin.steps import change_address
from claims.desk import ModelAdmin, page, person
from claims.models import Claim, User, colleagues
from claims.new_names import ROW

# As many as one goes through before saying yes.
MOST: Final = 100
# Stands, while it is found out what would become of a claim, for the reason that the page asks for.
ASKED_FOR: Final = "…"


@dataclass(frozen=True, slots=True, kw_only=True)
class BulkStep:
    """A step that many claims can take; `would` says what it does to one, `to_someone` whether it takes a person."""

    name: str
    title: Promise
    button: Promise
    would: Promise
    icon: str
    to_someone: bool = False

    @property
    def url_name(self) -> str:
        return f"claims_claim_bulk_{self.name}"

    def write(
        self, claim: Claim, *, to: User | None, by: User, seen: int | None, checkable: str = ""
    ) -> Claim:
        """Do it to one claim; raises what `editorial` refuses. `checkable` is the reason of those that have none."""
        if self.to_someone:
            return editorial.hand_on_claim(claim=claim, to=to, by=by, seen=seen)
        return editorial.publish_claim(claim=claim, by=by, seen=seen, checkable=claim.checkable or checkable)


PUBLISH: Final = BulkStep(
    name="publish",
    title=_("Publish these claims"),
    button=_("Publish what can be"),
    would=_("It is published."),
    icon="publish",
)
HAND_ON: Final = BulkStep(
    name="hand_on",
    title=_("Hand on these claims"),
    button=_("Hand them on"),
    would=_("It is handed on."),
    icon="forward",
    to_someone=True,
)


@dataclass(frozen=True, slots=True)
class BulkRow:
    """A claim of many: how long its chain is, why it is refused, and who had it before."""

    claim: Claim
    seen: int
    refusal: Sequence[str] = ()
    had_by: int | None = None

    @property
    def address(self) -> str:
        """Of its page at the desk."""
        return change_address(self.claim)


class OffersBulkSteps(ModelAdmin):
    """The claims' list, with what can be done to those chosen in it."""

    @admin.action(description=_("Publish …"), permissions=["publish"])
    def publish_chosen(self, request: HttpRequest, queryset: QuerySet[Claim]) -> HttpResponse | None:
        return _preview(self, request, queryset, PUBLISH)

    @admin.action(description=_("Hand on …"), permissions=["change"])
    def hand_on_chosen(self, request: HttpRequest, queryset: QuerySet[Claim]) -> HttpResponse | None:
        return _preview(self, request, queryset, HAND_ON)

    def has_publish_permission(self, request: HttpRequest) -> bool:
        """Asked by Django for the action of that name."""
        return person(request).has_perm("claims.publish_claim")

    def get_urls(self) -> list[URLPattern]:
        wrap = self.admin_site.admin_view
        own = [
            path(
                f"bulk/{step.name}/",
                wrap(require_POST(partial(take, self, step=step))),
                name=step.url_name,
            )
            for step in (PUBLISH, HAND_ON)
        ]
        return [*own, *super().get_urls()]


def _preview(
    model_admin: ModelAdmin, request: HttpRequest, claims: QuerySet[Claim], step: BulkStep
) -> HttpResponse | None:
    numbers = list(claims.values_list("pk", flat=True)[: MOST + 1])
    if len(numbers) > MOST:
        text = gettext("Choose up to %(most)d claims at once: they are shown to you first.")
        messages.error(request, text % {"most": MOST})
        return None
    by = person(request)
    rows = [_looked_at(claim, step, by) for claim in _claims(numbers)]
    going = [row.claim for row in rows if not row.refusal]
    asks = not step.to_someone and any(not claim.checkable for claim in going)
    return _page(model_admin, request, step, {"rows": rows, "can_go": bool(going), "asks_how_to_check": asks})


def _looked_at(claim: Claim, step: BulkStep, by: User) -> BulkRow:
    """What would become of the claim, found out by doing it and taking it back."""
    seen = record.length_of(f"claim:{claim.pk}")
    try:
        with transaction.atomic():
            step.write(claim, to=by, by=by, seen=None, checkable=ASKED_FOR)
            transaction.set_rollback(True)
    except ValidationError as refusal:
        return BulkRow(claim, seen, refusal.messages)
    return BulkRow(claim, seen)


def take(model_admin: ModelAdmin, request: HttpRequest, step: BulkStep) -> HttpResponse:
    """POST: do it to each claim, or with `undo` take it back; one that is refused does not stop the others."""
    claims = _claims(int(number) for number in request.POST.getlist("claim")[:MOST] if ROW.fullmatch(number))
    if "undo" in request.POST:
        return _take_back(request, claims, step)
    chosen = request.POST.get("to", "")
    to = colleagues().filter(pk=chosen).first() if ROW.fullmatch(chosen) else None
    rows = [_taken(request, claim, step, to) for claim in claims]
    done = [row for row in rows if not row.refusal]
    text = ngettext("%(number)d claim: done.", "%(number)d claims: done.", len(done))
    (messages.success if done else messages.error)(request, text % {"number": len(done)})
    can_undo = [row for row in done if step.to_someone or row.claim.publish_at is not None]
    return _page(model_admin, request, step, {"rows": rows, "is_done": True, "can_undo": can_undo})


def _taken(request: HttpRequest, claim: Claim, step: BulkStep, to: User | None) -> BulkRow:
    had_by, typed = claim.assigned_to_id, request.POST.get(f"seen-{claim.pk}", "")
    seen = int(typed) if ROW.fullmatch(typed) else None
    try:
        reason = request.POST.get("checkable", "")
        written = step.write(claim, to=to, by=person(request), seen=seen, checkable=reason)
    except ValidationError as refusal:
        return BulkRow(claim, 0, refusal.messages)
    return BulkRow(written, record.length_of(f"claim:{claim.pk}"), had_by=had_by)


def _take_back(request: HttpRequest, claims: Iterable[Claim], step: BulkStep) -> HttpResponse:
    number = 0
    for claim in claims:
        try:
            _undo(request, claim, step)
        except ValidationError as refusal:
            messages.error(request, f"{claim}: {' '.join(refusal.messages)}")
        else:
            number += 1
    text = ngettext("%(number)d claim is as it was.", "%(number)d claims are as they were.", number)
    messages.success(request, text % {"number": number})
    return HttpResponseRedirect(reverse("admin:claims_claim_changelist"))


def _undo(request: HttpRequest, claim: Claim, step: BulkStep) -> None:
    if not step.to_someone:
        editorial.take_back_publication(claim=claim, by=person(request))
        return
    had_by, seen = (request.POST.get(f"{name}-{claim.pk}", "") for name in ("had", "seen"))
    to = User.objects.filter(pk=had_by).first() if ROW.fullmatch(had_by) else None
    editorial.hand_on_claim(
        claim=claim, to=to, by=person(request), seen=int(seen) if ROW.fullmatch(seen) else None
    )


def _claims(numbers: Iterable[int]) -> list[Claim]:
    """In the order of their numbers, in which all locks are taken."""
    claims = Claim.objects.filter(pk__in=list(numbers)).order_by("pk")
    return list(claims.select_related("claimant", "assigned_to"))


def _page(
    model_admin: ModelAdmin, request: HttpRequest, step: BulkStep, context: dict[str, object]
) -> HttpResponse:
    usual = {"title": step.title, "step": step, "people": colleagues() if step.to_someone else ()}
    usual |= {"address": reverse(f"admin:{step.url_name}"), "back": reverse("admin:claims_claim_changelist")}
    return page(model_admin, request, "claims/desk/bulk.html", {**usual, **context})
