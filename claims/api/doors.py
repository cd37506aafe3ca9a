"""The API's addresses: load, shape, answer."""

from functools import partial

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponseBase, HttpResponseRedirect, JsonResponse
from django.urls import reverse
from django.utils import timezone
from ninja import Query
from ninja.errors import HttpError, ValidationError

from claims import corrections, record, rule_choice, tombstones
from claims import scoreboard as board
from claims.api import shapes, writing
from claims.api.description import DescribedAPI
from claims.api.paging import FieldsAsked, Listing, PageAsked, chosen, only, refuse_unknown
from claims.api.problems import FieldFault, NotUnderstood, Problem, problem
from claims.api.questions import ClaimsAsked, OfClaim, StandingsAsked, filter_of, rule_of
from claims.models import (
    Claim,
    Claimant,
    Correction,
    Evidence,
    Hold,
    RecordEntry,
    Topic,
    Verdict,
)
from claims.querysets import ClaimQuerySet
from claims.record import published

api = DescribedAPI(
    title="Foresaid",
    version="1",
    description="The newsroom's public record: who said what would happen by when, and what came of it.",
    docs_url=None,
    urls_namespace="api",
)
writing.add_to(api)
BY_NAME, IN_EFFECT = ("sort_key", "pk"), ("-effective_at", "-pk")
LIST = {422: Problem, 429: Problem}
ONE = {**LIST, 404: Problem}
# What was merged leads to the other.
HELD = {**ONE, 302: None, 410: Problem}


@api.get("/claims", response={200: shapes.PageShape[shapes.ClaimShape], **LIST})
def claims(request: HttpRequest, asked: Query[ClaimsAsked]) -> JsonResponse:
    """Public claims, filtered and ordered as on the page."""
    refuse_unknown(request, asked)
    form = filter_of(request)
    rows = shapes.fetched(form.chosen(Claim.objects.public(), today=timezone.localdate()))
    listing = Listing(rows, shapes.claim_shape, form.order)
    return listing.page(request, asked, shapes.ClaimShape)


@api.get("/claims/{int:number}", response={200: shapes.ClaimShape, **HELD})
def one_claim(request: HttpRequest, number: int, asked: Query[FieldsAsked]) -> HttpResponseBase:
    """One claim, also a withdrawn one. A merged one leads to the other; of one that is held back is told that it is."""
    refuse_unknown(request, asked)
    names = chosen(asked.fields, shapes.ClaimShape)
    claim = shapes.fetched(Claim.objects.readable()).select_related("merged_into").filter(pk=number).first()
    if claim is not None and claim.merged_into is None:
        return JsonResponse(only(shapes.claim_shape(claim), names))
    kept = number if claim is None else claim.that_stays().pk
    if kept != number and Claim.objects.readable().filter(pk=kept).exists():
        return HttpResponseRedirect(reverse("api:one_claim", args=[kept]))
    return _held(tombstones.hold_of_claim(kept))


def _held(hold: Hold | None) -> JsonResponse:
    if hold is None:
        raise Http404
    return problem(410, f"Held back since {timezone.localdate(hold.at)} by: {hold.office}")


@api.get("/claimants", response={200: shapes.PageShape[shapes.ClaimantShape], **LIST})
def claimants(request: HttpRequest, asked: Query[PageAsked]) -> JsonResponse:
    """Everybody of whom there are public claims, by name."""
    listing = Listing(Claimant.objects.public(), shapes.claimant_shape, BY_NAME)
    return listing.page(request, asked, shapes.ClaimantShape)


@api.get("/claimants/{slug:slug}", response={200: shapes.ClaimantShape, **HELD})
def one_claimant(request: HttpRequest, slug: str, asked: Query[FieldsAsked]) -> HttpResponseBase:
    """One claimant. One merged into another leads there; of one who is held back is told that they are."""
    refuse_unknown(request, asked)
    names = chosen(asked.fields, shapes.ClaimantShape)
    found = Claimant.objects.public().filter(slug=slug).first()
    if found is not None:
        return JsonResponse(only(shapes.claimant_shape(found), names))
    gone = Claimant.objects.at_address(slug).first()
    kept = gone if gone is None or gone.merged_into is None else gone.that_stays()
    if kept is None:
        raise Http404
    if kept != gone and Claimant.objects.public().filter(pk=kept.pk).exists():
        return HttpResponseRedirect(reverse("api:one_claimant", args=[kept.slug]))
    return _held(tombstones.hold_of_claimant(kept))


@api.get("/topics", response={200: shapes.PageShape[shapes.TopicShape], **LIST})
def topics(request: HttpRequest, asked: Query[PageAsked]) -> JsonResponse:
    """Every topic that public claims have, by name."""
    listing = Listing(Topic.objects.public(), shapes.topic_shape, BY_NAME)
    return listing.page(request, asked, shapes.TopicShape)


@api.get("/evidence", response={200: shapes.PageShape[shapes.EvidenceShape], **LIST})
def evidence(request: HttpRequest, asked: Query[OfClaim]) -> JsonResponse:
    """What editors accepted, the newest first."""
    rows = Evidence.objects.public().filter(claim__in=_readable(asked))
    return Listing(rows, shapes.evidence_shape).page(request, asked, shapes.EvidenceShape)


def _readable(asked: OfClaim) -> ClaimQuerySet:
    """What the public may see, for rows that hang on claims."""
    found = Claim.objects.readable().order_by()
    return found if asked.claim is None else found.filter(pk=asked.claim)


@api.get("/verdicts", response={200: shapes.PageShape[shapes.VerdictShape], **LIST})
def verdicts(request: HttpRequest, asked: Query[OfClaim]) -> JsonResponse:
    """Every verdict in effect, also those that a later one replaced; the latest to take effect first."""
    rows = Verdict.objects.of_public_claims()
    if asked.claim is not None:  # also of one that was withdrawn
        rows = Verdict.objects.public(timezone.now()).in_effect().filter(claim__in=_readable(asked))
    listing = Listing(shapes.fetched_verdicts(rows), shapes.verdict_shape, IN_EFFECT)
    return listing.page(request, asked, shapes.VerdictShape)


@api.get("/corrections", response={200: shapes.PageShape[shapes.CorrectionShape], **LIST})
def all_corrections(request: HttpRequest, asked: Query[OfClaim]) -> JsonResponse:
    """Everything that was changed after publication, the latest first."""
    rows = Correction.objects.public().select_related("claim", "verdict")
    if asked.claim is not None:
        rows = rows.filter(claim=asked.claim)
    listing = Listing(rows, _correction, IN_EFFECT)
    return listing.page(request, asked, shapes.CorrectionShape)


def _correction(correction: Correction) -> shapes.CorrectionShape:
    return shapes.correction_shape(corrections.notices([correction])[0])


@api.get("/deadlines", response={200: shapes.PageShape[shapes.DeadlineShape], **LIST})
def deadlines(request: HttpRequest, asked: Query[ClaimsAsked]) -> JsonResponse:
    """Claims that wait for their day or for a verdict, the earliest deadline first; narrowed down as claims are."""
    refuse_unknown(request, asked)
    today = timezone.localdate()
    rows = filter_of(request).chosen(Claim.objects.public().pending(), today=today).select_related("claimant")
    listing = Listing(rows, partial(shapes.deadline_shape, today=today), ("closes_on", "pk"))
    return listing.page(request, asked, shapes.DeadlineShape)


@api.get("/standings", response={200: shapes.PageShape[shapes.StandingShape], **LIST})
def standings(request: HttpRequest, asked: Query[StandingsAsked]) -> JsonResponse:
    """The board by a counting rule: who is compared, then who has too few claims. All of it in one part."""
    refuse_unknown(request, asked)
    names = chosen(asked.fields, shapes.StandingShape)
    rule = rule_of(asked.count, rule_choice.own_rule())
    if asked.topic and not Topic.objects.public().filter(slug=asked.topic).exists():
        raise NotUnderstood([("topic", "No topic with claims on record.")])
    found = board.standings(minimum=settings.RANKING_MINIMUM, topic_slug=asked.topic, rule=rule)
    rows = [only(shapes.standing_shape(each), names) for each in (*found.compared, *found.too_few)]
    return JsonResponse({"items": rows, "next": None})


@api.get("/record/entries", response={200: shapes.PageShape[shapes.EntryShape], **LIST})
def entries(request: HttpRequest, asked: Query[PageAsked]) -> JsonResponse:
    """The record's entries in the order of its tree: digests, and nothing readable but hour, kind and place."""
    rows = RecordEntry.objects.filter(tree_index__isnull=False)
    listing = Listing(rows, shapes.entry_shape, ("tree_index",))
    return listing.page(request, asked, shapes.EntryShape)


@api.get("/record/entries/{int:index}", response={200: shapes.ProofShape, **ONE})
def one_entry(request: HttpRequest, index: int, asked: Query[FieldsAsked]) -> JsonResponse:
    """One entry with its proof by the newest checkpoint; not found before a checkpoint covers it."""
    refuse_unknown(request, asked)
    names = chosen(asked.fields, shapes.ProofShape)
    head, entry = record.newest_head(), RecordEntry.objects.filter(tree_index=index).first()
    proof = published.proof_of(index, head) if head and entry else None
    if entry is None or proof is None:
        raise Http404
    return JsonResponse(only(shapes.proof_shape(entry, proof), names))


@api.exception_handler(NotUnderstood)
def not_understood(request: HttpRequest, fault: NotUnderstood) -> JsonResponse:
    """422, with each field and what is wrong with it."""
    return problem(422, faults=fault.faults)


@api.exception_handler(ValidationError)
def not_valid(request: HttpRequest, fault: ValidationError) -> JsonResponse:
    """The same of what ninja found."""
    faults = [FieldFault(field=str(each["loc"][-1]), message=each["msg"]) for each in fault.errors]
    return problem(422, faults=faults)


@api.exception_handler(HttpError)
def not_readable(request: HttpRequest, fault: HttpError) -> JsonResponse:
    """400: a body that is no JSON."""
    return problem(fault.status_code, fault.message)


@api.exception_handler(Http404)
def not_found(request: HttpRequest, fault: Http404) -> JsonResponse:
    """404."""
    return problem(404)
