"""What an editor can do to a claim besides editing it: publish, withdraw, rule, add. One page and button each."""

from dataclasses import dataclass
from typing import Final

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from claims import checklist, editorial, principles, record, rules
from claims.admin import pages
from claims.admin.claim_file import file_of
from claims.admin.forgetting_forms import ForgetForm
from claims.admin.hold_forms import HoldForm
from claims.admin.labels import OUTCOME_LABELS, days_left_in_words, urgency
from claims.admin.step_forms import (
    AppearanceForm,
    AskForm,
    DeskForm,
    EvidenceForm,
    HandOnForm,
    MergeForm,
    PublishForm,
    PublishLaterForm,
    ReplyForm,
    SnoozeForm,
    VerdictForm,
    VerdictQuery,
    WithdrawForm,
    show_refusal,
)
from claims.desk import ModelAdmin, page, person, refused
from claims.models import Claim, Correction, Outcome, User, Verdict

DRAFT, PUBLISHED, WITHDRAWN = Claim.State.DRAFT, Claim.State.PUBLISHED, Claim.State.WITHDRAWN


@dataclass(frozen=True, slots=True, kw_only=True)
class DeskStep:
    """A page under a claim's address: who may open it, in which states, and the form that does it."""

    path: str
    permission: str
    states: frozenset[Claim.State]
    button: Promise
    done: Promise
    form: type[DeskForm]
    icon: str
    explanation: Promise | str = ""
    only_pending: bool = False

    @property
    def url_name(self) -> str:
        return f"claims_claim_{self.path}"

    def is_open(self, claim: Claim, user: User) -> bool:
        """Whether the button is shown. `editorial` decides again when it is pressed."""
        if self.path == "reply" and all(reply.received_on for reply in claim.replies.all()):
            return False
        if self.only_pending and claim.outcome != Outcome.PENDING:
            return False
        return claim.state in self.states and user.has_perm(self.permission)

    def address(self, claim: Claim) -> str:
        return reverse(f"admin:{self.url_name}", args=[claim.pk])


PUBLISH: Final = DeskStep(
    path="publish",
    permission="claims.publish_claim",
    states=frozenset({DRAFT}),
    button=_("Publish"),
    done=_("The claim is published."),
    form=PublishForm,
    icon="publish",
    explanation=_("Readers see the claim, its window and its criteria from now on."),
)
PUBLISH_LATER: Final = DeskStep(
    path="publish-later",
    permission="claims.publish_claim",
    states=frozenset({DRAFT}),
    button=_("Publish at a set hour"),
    done=_("The claim is published."),
    form=PublishLaterForm,
    icon="schedule",
    explanation=_("Nobody has to be at the desk then. A change of the draft takes it back."),
)
VERDICT: Final = DeskStep(
    path="verdict",
    permission="claims.add_verdict",
    states=frozenset({PUBLISHED}),
    button=_("Give a verdict"),
    done=_("The verdict is recorded."),
    form=VerdictForm,
    icon="gavel",
    explanation=_(
        "A verdict is added to the record and never edited. A correction is a new one; the old stays visible."
    ),
)
EVIDENCE: Final = DeskStep(
    path="add-evidence",
    permission="claims.review_evidence",
    states=frozenset({DRAFT, PUBLISHED}),
    button=_("Add evidence"),
    done=_("The evidence is added and accepted."),
    form=EvidenceForm,
    icon="add_link",
    explanation=_("Something you found yourself. It is accepted at once and public."),
)
APPEARANCE: Final = DeskStep(
    path="add-appearance",
    permission="claims.change_claim",
    states=frozenset({DRAFT, PUBLISHED}),
    button=_("Add an appearance"),
    done=_("The appearance is added."),
    form=AppearanceForm,
    icon="newspaper",
    explanation=_("One more place where the claim was published, with that outlet's wording."),
)
WITHDRAW: Final = DeskStep(
    path="withdraw",
    permission="claims.withdraw_claim",
    states=frozenset({PUBLISHED}),
    button=_("Withdraw"),
    done=_("The claim is withdrawn. Its page stays, with the reason."),
    form=WithdrawForm,
    icon="undo",
    explanation=_("The claim leaves lists, counts and rates. Its page stays and shows your reason."),
)
SNOOZE: Final = DeskStep(
    path="snooze",
    permission="claims.publish_claim",
    states=frozenset({PUBLISHED}),
    button=_("Snooze"),
    done=_("The reminders are set."),
    form=SnoozeForm,
    icon="snooze",
    explanation=_("No reminder of this claim goes out before the day you choose. On that day one does."),
    only_pending=True,
)
HAND_ON: Final = DeskStep(
    path="hand-on",
    permission="claims.publish_claim",
    states=frozenset({PUBLISHED}),
    button=_("Hand on"),
    done=_("The claim is handed on."),
    form=HandOnForm,
    icon="forward",
)
MERGE: Final = DeskStep(
    path="merge",
    permission="claims.merge_claim",
    states=frozenset({PUBLISHED}),
    button=_("Merge"),
    done=_("The claims are merged. Both addresses go on to work."),
    form=MergeForm,
    icon="merge",
    explanation=_("This claim goes into another of the same claimant that says the same."),
)
ASK: Final = DeskStep(
    path="ask",
    permission="claims.publish_claim",
    states=frozenset({DRAFT, PUBLISHED}),
    button=_("Ask for a reply"),
    done=_("It is written down who was asked."),
    form=AskForm,
    icon="contact_support",
    explanation=_("Writes down whom you asked, and until when. It sends nothing."),
)
REPLY: Final = DeskStep(
    path="reply",
    permission="claims.publish_claim",
    states=frozenset({DRAFT, PUBLISHED}),
    button=_("Enter a reply"),
    done=_("The reply is kept, and shown with the claim."),
    form=ReplyForm,
    icon="reply",
)
HOLD: Final = DeskStep(
    path="hold",
    permission="claims.add_hold",
    states=frozenset({PUBLISHED, WITHDRAWN}),
    button=_("Hold back"),
    done=_("Held back: readers see it nowhere."),
    form=HoldForm,
    icon="visibility_off",
    explanation=principles.HELD,
)
FORGET: Final = DeskStep(
    path="forget",
    permission="claims.add_forgetting",
    states=frozenset({DRAFT, PUBLISHED, WITHDRAWN}),
    button=_("Forget"),
    done=_("It is forgotten, for good."),
    form=ForgetForm,
    icon="ink_eraser",
    explanation=_("Deleted for good from rows, log, files and mail still to go. There is no way back."),
)
STEPS: Final = (
    PUBLISH,
    PUBLISH_LATER,
    VERDICT,
    EVIDENCE,
    APPEARANCE,
    ASK,
    REPLY,
    SNOOZE,
    HAND_ON,
    MERGE,
    WITHDRAW,
    HOLD,
    FORGET,
)


def change_address(claim: Claim) -> str:
    """Where the claim is edited."""
    return reverse("admin:claims_claim_change", args=[claim.pk])


def buttons(claim: Claim, user: User) -> list[dict[str, object]]:
    """The steps that this person can take with the claim now."""
    return [{"step": step, "address": step.address(claim)} for step in STEPS if step.is_open(claim, user)]


def take(admin: ModelAdmin, request: HttpRequest, object_id: str, step: DeskStep) -> HttpResponse:
    """GET: the step's form. POST: do it and return to the claim, or show the form with what is wrong."""
    seen = record.length_of(f"claim:{object_id}")  # before the claim is read, never after
    claim = get_object_or_404(Claim.objects.select_related("claimant"), pk=object_id)
    if not person(request).has_perm(step.permission):
        return refused(admin, request, rules.NotAllowed(), back=change_address(claim))
    if request.method == "POST" and "_read" in request.POST and step.form.reads_the_page:
        form = read_page(step.form, request, claim)
        file_of(claim)
        return page(admin, request, "claims/desk/step.html", _context(admin, claim, step, form))
    if request.method == "GET":
        file_of(claim)
    form = step.form(request.POST if request.method == "POST" else None, claim=claim, seen=seen)
    status, is_told = 200, False
    if form.is_valid():
        try:
            form.write(person(request))
        except ValidationError as refusal:
            show_refusal(form, refusal)
            is_told = isinstance(refusal, rules.ChangedMeanwhile)
            if is_told:
                form.has_now_seen(seen)
            status = 403 if isinstance(refusal, rules.NotAllowed) else 200
        else:
            messages.success(request, form.said or str(step.done))
            return HttpResponseRedirect(change_address(claim))
    if request.method == "POST":
        file_of(claim)
    context = _context(admin, claim, step, form) | {"may_be_sent_again": is_told}
    return page(admin, request, "claims/desk/step.html", context, status=status)


def read_page(form_class: type[DeskForm], request: HttpRequest, claim: Claim) -> DeskForm:
    """The form with what the page at its address says, to be looked at; what was typed already stays.

    A page that cannot be read is a fault of the address, and nothing of the form is lost.
    """
    typed = form_class(request.POST, claim=claim)
    typed.full_clean()
    faults = typed.errors.get("address")
    typed.errors.clear()
    if faults:
        typed.add_error("address", list(faults))
        return typed
    try:
        article = pages.read_page(typed.cleaned_data["address"], claim)
    except ValidationError as fault:
        typed.add_error("address", fault)
        return typed
    said = {name: getattr(article, name) for name in ("title", "publisher", "excerpt", "fingerprint")}
    said |= {"language": article.language, "address": article.address}
    said["published_on"] = timezone.localdate(article.published_at) if article.published_at else None
    kept = {
        name: value for name, value in request.POST.items() if value and name not in {"language", "address"}
    }
    messages.info(
        request, gettext("This is what the page says. Check it, and say what it does for the claim.")
    )
    return form_class(initial=said | kept, claim=claim)


def _context(admin: ModelAdmin, claim: Claim, step: DeskStep, form: DeskForm) -> dict[str, object]:
    return {
        "media": admin.media + form.media,
        "title": step.button,
        "step": step,
        "form": form,
        "original": claim,
        "is_publication": step in {PUBLISH, PUBLISH_LATER},
        "can_read": step.form.reads_the_page and pages.can_be_read(),
        "back": change_address(claim),
        **facts(claim),
    }


def facts(claim: Claim) -> dict[str, object]:
    """What every page about a claim shows of it: the window, the days left, the verdicts so far.

    No query where `claim_file.file_of` has read what hangs on the claim.
    """
    today = timezone.localdate()
    return {
        "claim": claim,
        "appearances": (appearances := list(claim.appearances.all())),
        "checklist": checklist.points_of(claim, appearances),
        "is_snoozed": claim.is_snoozed(today),
        "days_left": days_left_in_words(claim, today),
        "days_left_label": urgency(claim, today),
        "outcome_label": OUTCOME_LABELS[claim.outcome],
        "verdicts": [(verdict, OUTCOME_LABELS[verdict.outcome]) for verdict in claim.verdicts.all()],
    }


def sentence(admin: ModelAdmin, request: HttpRequest, object_id: int) -> HttpResponse:
    """GET: what readers would be told of the verdict as it is typed; empty while it says nothing."""
    if not person(request).has_perm(VERDICT.permission):
        return HttpResponse(status=403)
    claim = get_object_or_404(Claim, pk=object_id)
    query = VerdictQuery(request.GET)
    verdict = Verdict(claim=claim, **query.cleaned_data) if query.is_valid() else None
    context = {"verdict": verdict, "claim": claim, "schedule": claim.schedule(timezone.localdate())}
    return render(request, "claims/desk/sentence.html", context)


def countersign(admin: ModelAdmin, request: HttpRequest, verdict_id: int) -> HttpResponse:
    """POST: the second person puts a verdict into effect."""
    verdict = get_object_or_404(Verdict.objects.select_related("claim"), pk=verdict_id)
    try:
        editorial.countersign(verdict=verdict, by=person(request))
    except ValidationError as refusal:
        return refused(admin, request, refusal, back=change_address(verdict.claim))
    messages.success(request, gettext("The verdict is in effect."))
    return HttpResponseRedirect(change_address(verdict.claim))


def decide_change(admin: ModelAdmin, request: HttpRequest, correction_id: int) -> HttpResponse:
    """POST `decision`: `sign` puts a proposed change of a published claim into effect, `drop` gives it up."""
    correction = get_object_or_404(Correction.objects.select_related("claim"), pk=correction_id)
    back, by = change_address(correction.claim), person(request)
    try:
        if request.POST.get("decision") == "sign":
            editorial.countersign_change(correction=correction, by=by)
            messages.success(request, gettext("The change is in effect, and readers see the notice."))
        else:
            editorial.drop_change(correction=correction, by=by)
            messages.success(request, gettext("The change is dropped."))
    except ValidationError as refusal:
        return refused(admin, request, refusal, back=back)
    return HttpResponseRedirect(back)


def take_back_verdict(admin: ModelAdmin, request: HttpRequest, verdict_id: int) -> HttpResponse:
    """POST, perhaps with a `reason`: a verdict that is not in effect yet never will be."""
    verdict = get_object_or_404(Verdict.objects.select_related("claim"), pk=verdict_id)
    back = change_address(verdict.claim)
    try:
        reason = request.POST.get("reason", "")[:500]
        editorial.take_back_verdict(verdict=verdict, reason=reason, by=person(request))
    except ValidationError as refusal:
        return refused(admin, request, refusal, back=back)
    messages.success(request, gettext("The verdict is taken back."))
    return HttpResponseRedirect(back)


def take_back_publication(admin: ModelAdmin, request: HttpRequest, object_id: int) -> HttpResponse:
    """POST: a claim whose publication waits stays a draft."""
    claim = get_object_or_404(Claim, pk=object_id)
    try:
        editorial.take_back_publication(claim=claim, by=person(request))
    except ValidationError as refusal:
        return refused(admin, request, refusal, back=change_address(claim))
    messages.success(request, gettext("The claim stays a draft."))
    return HttpResponseRedirect(change_address(claim))
