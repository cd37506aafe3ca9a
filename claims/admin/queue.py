"""The review queue: what waits, by claim and urgency, and the decisions on it. With and without JavaScript."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import Final, TypedDict
from urllib.parse import urlencode

from django.core.exceptions import ValidationError
from django.core.paginator import Page, Paginator
from django.db.models import Case, Count, Exists, OuterRef, Prefetch, Q, QuerySet, Value, When
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import Promise, cached_property
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from claims import editorial
from claims.admin.labels import dated
from claims.admin.marking import mark
from claims.desk import ReadOnlyAdmin, page, person, refused
from claims.models import Claim, Copy, DailyTally, Evidence, Outcome, Tip, User
from claims.rules import NotAllowed, ReviewedMeanwhile

PER_PAGE: Final = 20
# Of one claim alone, so that what its search brought too much can be rejected in one go.
PER_PAGE_OF_ONE_CLAIM: Final = 100
CLAIMS_LISTED: Final = 100
MOST_AT_ONCE: Final = 200
# Where the session keeps what the last request did, until the queue has told it.
LAST: Final = "claims.queue.last"


def _urgent_first(claim: str = "") -> tuple[Case, str, str]:
    """The order of claims: what closes first, and what is decided last. `claim`: the way to them, as "claim__"."""
    decided_last = Case(When(**{f"{claim}outcome": Outcome.PENDING}, then=Value(0)), default=Value(1))
    return decided_last, f"{claim}closes_on", f"{claim}pk"


QUEUE_ORDER: Final = (*_urgent_first("claim__"), "-score", "pk")


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewButton:
    """A button of the queue, and its key."""

    value: str
    text: Promise
    icon: str
    kind: str
    key: str


DECISIONS: Final = (
    ReviewButton(value=Evidence.Stance.SUPPORTS, text=_("Supports"), icon="check", kind="supports", key="s"),
    ReviewButton(
        value=Evidence.Stance.CONTRADICTS, text=_("Contradicts"), icon="close", kind="contradicts", key="c"
    ),
    ReviewButton(value=Evidence.Stance.CONTEXT, text=_("Context"), icon="info", kind="context", key="x"),
    ReviewButton(value="reject", text=_("Reject"), icon="block", kind="reject", key="r"),
)
KEYS: Final = (
    *((decision.key, decision.text) for decision in DECISIONS),
    ("a", _("As the hint says")),
    ("j", _("Skip: on to the next")),
    ("k", _("Back to the one before")),
    ("u", _("Undo the last decision")),
    ("m", _("Select, to reject several")),
    ("Shift+M", _("Select all shown of this claim")),
    ("Shift+R", _("Reject what is selected")),
    ("o", _("Open the article")),
    ("?", _("These keys")),
)


class LastReview(TypedDict):
    """What one request did: the evidence decided, by number, and of how many that were chosen."""

    done: list[int]
    chosen: int


FOLDS: Final = {
    Evidence.Level.OFFERED: _("Suggestions"),
    Evidence.Level.PERHAPS: _("Perhaps: a little below the floor"),
    Evidence.Level.SAID_AGAIN: _("Said again: the claim repeated, before anything came of it"),
}


@dataclass(frozen=True, slots=True)
class Fold:
    """A level of suggestions that the page does not show: its name, how many wait, and the query that shows them."""

    text: Promise
    number: int
    query: str


@dataclass(frozen=True, slots=True)
class Tally:
    """How a claim's evidence stands."""

    unread: int
    supports: int
    contradicts: int

    def __str__(self) -> str:
        parts = (
            ngettext("%(number)d unread", "%(number)d unread", self.unread) % {"number": self.unread},
            gettext("%(number)d for") % {"number": self.supports},
            gettext("%(number)d against") % {"number": self.contradicts},
        )
        return ", ".join(parts)


def queue(model_admin: ReadOnlyAdmin, request: HttpRequest) -> HttpResponse:
    """GET: what waits for review, grouped by claim, the most urgent first; one `claim` alone if asked for.

    `level` asks for a fold instead: what perhaps is evidence, or says a claim again.
    """
    if not model_admin.has_view_permission(request):
        return refused(model_admin, request, NotAllowed(), back=reverse("admin:index"))
    level = _level(request.GET.get("level", ""))
    claims = _claims_waiting(level)
    chosen = _chosen(_number(request.GET.get("claim", "")), claims)
    numbers = _numbers_waiting(chosen)
    among = [chosen] if chosen else claims
    shown = _page(level, among, numbers.get(level, 0), request.GET.get("page", ""), is_of_one=bool(chosen))
    standing = tallies({claim.pk for claim in claims} | {evidence.claim_id for evidence in shown})
    last = request.session.pop(LAST, None)
    reviewed = _just_reviewed(last)
    today = timezone.localdate()
    context = {
        "title": _("Review queue"),
        "page": shown,
        "chosen": chosen,
        "groups": _by_claim(shown, standing, today),
        "claims": [dated(claim, today) | {"tally": standing[claim.pk]} for claim in claims],
        "level": level,
        "folds": _folds(numbers, chosen, level),
        "waiting_in_words": waiting_in_words(shown.paginator.count),
        "decisions": DECISIONS,
        "keys": KEYS,
        "may_review": person(request).has_perm("claims.review_evidence"),
        "reviewed": reviewed,
        "said": _said(last, reviewed),
        "tally": None if shown.paginator.count else DailyTally.objects.first(),
    }
    return page(model_admin, request, "claims/desk/queue.html", context)


class _CountedPages(Paginator[Evidence]):
    """Pages of rows whose number is known: it was counted together with others."""

    def __init__(self, rows: QuerySet[Evidence], per_page: int, *, number: int) -> None:
        super().__init__(rows, per_page)
        self._number = number

    @cached_property
    def count(self) -> int:
        return self._number


def _page(
    level: Evidence.Level, claims: Sequence[Claim], number: int, asked: str, *, is_of_one: bool
) -> Page[Evidence]:
    """The page of what waits: of one claim, or of all, of which `claims` are the first. Two queries: what is sorted are
    the numbers alone, the rows are those of the page.
    """
    numbers = Evidence.objects.unread(level).order_by(*QUEUE_ORDER)
    per_page = PER_PAGE_OF_ONE_CLAIM if is_of_one else PER_PAGE
    shown = _CountedPages(numbers, per_page, number=number).get_page(asked)
    # Each of them has one at least: nothing that is as far in front is of another, and the others are not sorted.
    if is_of_one or shown.end_index() <= len(claims) or len(claims) < CLAIMS_LISTED:
        numbers = numbers.filter(claim__in=[claim.pk for claim in claims])
    on_page = numbers[shown.start_index() - 1 : shown.end_index()] if number else numbers.none()
    shown.object_list = list(_with_reasons().filter(pk__in=on_page.values("pk")))
    return shown


def _chosen(number: int, listed: Iterable[Claim]) -> Claim | None:
    """The claim that is asked for alone. No query for one that is listed."""
    if not number:
        return None
    found = next((claim for claim in listed if claim.pk == number), None)
    return found or Claim.objects.filter(pk=number).first()


def waiting_in_words(number: int) -> str:
    """How much waits; empty for nothing."""
    if not number:
        return ""
    text = ngettext(
        "%(number)d suggestion waits. Nothing here is public until you accept it.",
        "%(number)d suggestions wait. Nothing here is public until you accept it.",
        number,
    )
    return text % {"number": number}


def _level(typed: str) -> Evidence.Level:
    return Evidence.Level(typed) if typed in Evidence.Level.values else Evidence.Level.OFFERED


def _numbers_waiting(chosen: Claim | None) -> dict[str, int]:
    """How much waits on each level, of all claims or of one. One query."""
    unread = Evidence.objects.unread_on_all_levels()
    if chosen:
        unread = unread.filter(claim=chosen)
    return dict(unread.order_by().values_list("level").annotate(number=Count("pk")))


def _folds(numbers: Mapping[str, int], chosen: Claim | None, level: Evidence.Level) -> list[Fold]:
    """The levels beside the one shown that hold anything."""
    beside = {"claim": chosen.pk} if chosen else {}
    return [
        Fold(FOLDS[other], numbers[other], urlencode({**beside, "level": other}))
        for other in Evidence.Level
        if other != level and numbers.get(other)
    ]


def _with_reasons() -> QuerySet[Evidence]:
    return (
        Evidence.objects.select_related("claim__claimant")
        .annotate(is_from_a_reader=Exists(Tip.objects.filter(evidence=OuterRef("pk"))))
        .prefetch_related(Prefetch("copies", Copy.objects.order_by("published_at", "pk")))
        .order_by(*QUEUE_ORDER)
    )


def tallies(claims: Iterable[int]) -> dict[int, Tally]:
    """How the evidence of these claims stands. One query."""
    counted = (
        Evidence.objects.filter(claim__in=list(claims))
        .order_by()
        .values("claim")
        .annotate(
            unread=Count("pk", filter=Q(status=Evidence.Status.SUGGESTED, level=Evidence.Level.OFFERED)),
            supports=Count("pk", filter=Q(stance=Evidence.Stance.SUPPORTS)),
            contradicts=Count("pk", filter=Q(stance=Evidence.Stance.CONTRADICTS)),
        )
    )
    return {row["claim"]: Tally(row["unread"], row["supports"], row["contradicts"]) for row in counted}


def _claims_waiting(level: str) -> list[Claim]:
    """The claims with something to review, as the queue has them. One query, which sorts their numbers alone."""
    waiting = Evidence.objects.unread(level).order_by().values("claim").distinct()
    claims = Claim.objects.order_by(*_urgent_first())
    first = claims.filter(pk__in=waiting)[:CLAIMS_LISTED]
    return list(claims.filter(pk__in=first.values("pk")))


def _by_claim(shown: Page[Evidence], standing: Mapping[int, Tally], today: date) -> list[dict[str, object]]:
    return [
        dated(claim, today)
        | {"tally": standing[claim.pk], "suggestions": [suggestion(evidence) for evidence in group]}
        for claim, group in groupby(shown, key=lambda evidence: evidence.claim)
    ]


def suggestion(evidence: Evidence) -> dict[str, object]:
    """A piece of evidence with its reason: the words marked in its own text, and the hint with what it rests on."""
    weights = {
        form: match["weight"]
        for match in evidence.matched_words
        for form in (match["word"], *match.get("forms", ()))
    }
    return {
        "evidence": evidence,
        "title": mark(evidence.title, weights),
        "excerpt": mark(evidence.excerpt, weights),
        "hint": _hint(evidence),
    }


def _hint(evidence: Evidence) -> dict[str, object] | None:
    reason = evidence.hint_reason.get("reason")
    is_known = reason in Evidence.HintReason.values
    is_unclear = evidence.hint == Evidence.Hint.UNCLEAR
    if not (is_unclear or (evidence.hint and is_known)):
        return None
    return {
        "stance": evidence.hint,
        "is_clear": not is_unclear,
        "text": evidence.get_hint_display(),
        "reason": Evidence.HintReason(reason).label if is_known else _("has no plain sign of either side"),
        "words": evidence.hint_reason.get("words", ()),
    }


def _just_reviewed(last: LastReview | None) -> list[Evidence]:
    """The evidence that the previous request decided, for Undo."""
    if not last:
        return []
    reviewed = Evidence.objects.exclude(status=Evidence.Status.SUGGESTED)
    return list(reviewed.select_related("claim").filter(pk__in=last["done"]))


def _said(last: LastReview | None, reviewed: list[Evidence]) -> str:
    """What the previous request did, in words; empty where none came before."""
    if last is None:
        return ""
    if not last["chosen"]:
        return gettext("Nothing is selected.")
    left = left_in_words(last["chosen"] - len(last["done"]))
    return ". ".join(text for text in (said_of(reviewed) if reviewed else "", left) if text)


# --- Decisions ---


def review(model_admin: ReadOnlyAdmin, request: HttpRequest, evidence_id: int) -> HttpResponse:
    """POST `decision`: supports, contradicts, context, reject or undo; returns to the same place in the queue."""
    evidence = get_object_or_404(Evidence.objects.select_related("claim"), pk=evidence_id)
    try:
        done = _decide(evidence, request.POST.get("decision", ""), person(request))
    except ValidationError as refusal:
        return _refused(model_admin, request, refusal, [evidence])
    return _answer(request, [done])


def _decide(evidence: Evidence, decision: str, by: User) -> Evidence:
    if decision == "undo":
        return editorial.return_to_queue(evidence=evidence, by=by, only_own=True)
    if decision == "reject":
        return editorial.reject_evidence(evidence=evidence, by=by, only_waiting=True)
    return editorial.accept_evidence(evidence=evidence, stance=decision, by=by, only_waiting=True)


def review_several(model_admin: ReadOnlyAdmin, request: HttpRequest) -> HttpResponse:
    """POST `evidence`, several, and `decision`: reject or undo. What was reviewed meanwhile is left as it is."""
    numbers = [_number(typed) for typed in request.POST.getlist("evidence")[:MOST_AT_ONCE]]
    chosen = list(Evidence.objects.select_related("claim").filter(pk__in=numbers).order_by("claim", "pk"))
    if not chosen and not _wants_json(request):
        return _return(request, [], chosen=0)
    is_undo, by = request.POST.get("decision") == "undo", person(request)
    try:
        if is_undo and len(chosen) == 1:  # so that a refusal says why
            done = [_decide(chosen[0], "undo", by)]
        else:
            done = (editorial.take_back if is_undo else editorial.reject_waiting)(evidence=chosen, by=by)
    except ValidationError as refusal:
        return _refused(model_admin, request, refusal, chosen)
    return _answer(request, done, left=len(chosen) - len(done))


def _answer(request: HttpRequest, done: list[Evidence], *, left: int = 0) -> HttpResponse:
    if _wants_json(request):
        said = ". ".join((said_of(done), left_in_words(left))) if left else said_of(done)
        return JsonResponse({"said": said, "done": [item.pk for item in done], **_standing(request, done)})
    return _return(request, done, chosen=len(done) + left)


def _return(request: HttpRequest, done: list[Evidence], *, chosen: int) -> HttpResponse:
    """Back to the same place in the queue; what was done is told there once, from the session."""
    request.session[LAST] = LastReview(done=[item.pk for item in done], chosen=chosen)
    undone = [item for item in done if item.status == Evidence.Status.SUGGESTED]
    place = f"#evidence-{undone[0].pk}" if undone else f"#claim-{done[0].claim_id}" if done else ""
    return HttpResponseRedirect(f"{_back(request)}{place}")


def _standing(request: HttpRequest, items: list[Evidence]) -> dict[str, object]:
    """What the script shows anew: how much waits of what the page shows, and how these claims' evidence stands."""
    waiting = Evidence.objects.unread(_level(request.POST.get("level", "")))
    if claim := _number(request.POST.get("claim", "")):
        waiting = waiting.filter(claim=claim)
    standing = tallies({item.claim_id for item in items})
    return {
        "waiting": waiting_in_words(waiting.count()),
        "claims": {number: str(tally) for number, tally in standing.items()},
    }


def said_of(done: list[Evidence]) -> str:
    """What became of them, in words to be shown and spoken."""
    number = {"number": len(done)}
    is_undone = any(item.status == Evidence.Status.SUGGESTED for item in done)
    if len(done) == 1:
        decision = gettext("Back in the queue") if is_undone else _decision_in_words(done[0])
        return f"{decision}: {done[0].title[:80]}"
    if is_undone:
        return ngettext("%(number)d back in the queue", "%(number)d back in the queue", len(done)) % number
    return ngettext("%(number)d rejected", "%(number)d rejected", len(done)) % number


def left_in_words(number: int) -> str:
    """How much of what was chosen stays as it was, and why; empty for nothing."""
    if not number:
        return ""
    text = ngettext(
        "%(number)d stays as it is: somebody else has reviewed it since, or a verdict rests on it.",
        "%(number)d stay as they are: somebody else has reviewed them since, or a verdict rests on them.",
        number,
    )
    return text % {"number": number}


def _decision_in_words(evidence: Evidence) -> str:
    return evidence.get_stance_display() or evidence.get_status_display()


def _refused(
    model_admin: ReadOnlyAdmin, request: HttpRequest, refusal: ValidationError, items: list[Evidence]
) -> HttpResponse:
    if isinstance(refusal, ReviewedMeanwhile):
        refusal = ValidationError([_meanwhile(item) for item in items] or refusal.messages)
    if _wants_json(request):
        status = 403 if isinstance(refusal, NotAllowed) else 409
        said = {"said": " ".join(refusal.messages), **_standing(request, items)}
        return JsonResponse(said, status=status)
    return refused(model_admin, request, refusal, back=_back(request))


def _meanwhile(evidence: Evidence) -> str:
    """Who was quicker, and what they decided."""
    evidence.refresh_from_db()
    if evidence.reviewed_by is None:
        return gettext("Somebody took the review of this back. It waits again.")
    text = gettext("%(name)s has reviewed this already: %(decision)s. Nothing was changed.")
    return text % {"name": evidence.reviewed_by, "decision": _decision_in_words(evidence)}


def _wants_json(request: HttpRequest) -> bool:
    return request.headers.get("Accept", "") == "application/json"


def _back(request: HttpRequest) -> str:
    """The same place in the queue."""
    query = {"page": _number(request.POST.get("page", "")) or 1}
    if claim := _number(request.POST.get("claim", "")):
        query["claim"] = claim
    if (level := _level(request.POST.get("level", ""))) != Evidence.Level.OFFERED:
        return f"{reverse('admin:claims_evidence_queue')}?{urlencode({**query, 'level': level})}"
    return f"{reverse('admin:claims_evidence_queue')}?{urlencode(query)}"


def _number(typed: str) -> int:
    """A whole number as it came in an address; 0 for anything else, also for one that no row could have."""
    return int(typed) if typed.isdecimal() and len(typed) < 10 else 0
