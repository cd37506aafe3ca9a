"""What a program may write with a token of an account: a draft, an appearance, a suggestion. Rights, rules and record
are those of the desk (`claims.editorial`), in the name of the token's owner; nothing is published here.
"""

from collections.abc import Callable

from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, JsonResponse
from django.urls import reverse
from django.utils import timezone
from ninja.errors import AuthenticationError
from ninja.security import HttpBearer
from pydantic import BaseModel

from claims import editorial, rules
from claims.accounts import tokens
from claims.api.bodies import SentArticle, SentDraft, SentSource
from claims.api.description import DescribedAPI
from claims.api.problems import FieldFault, NotUnderstood, Problem, problem
from claims.models import ApiToken, Claim, Claimant, Topic, User


class Accepted(BaseModel):
    """What became of it. `desk`: where the newsroom sees it."""

    id: int
    claim: int
    desk: str


class ByToken(HttpBearer):
    """`Authorization: Bearer foresaid_…`"""

    def authenticate(self, request: HttpRequest, token: str) -> ApiToken | None:
        """The token that was sent, where it works."""
        return tokens.find(token, now=timezone.now())


WRITTEN = {
    201: Accepted,
    400: Problem,
    401: Problem,
    403: Problem,
    404: Problem,
    409: Problem,
    422: Problem,
    429: Problem,
}


def add_to(api: DescribedAPI) -> None:
    """Give the API its addresses for writing."""
    post: Callable[..., Callable[..., object]] = api.post
    by_token = ByToken()
    post("/claims", response=WRITTEN, auth=by_token)(draft_claim)
    post("/claims/{int:number}/appearances", response=WRITTEN, auth=by_token)(add_appearance)
    post("/claims/{int:number}/evidence", response=WRITTEN, auth=by_token)(suggest_evidence)
    api.exception_handler(AuthenticationError)(not_signed_in)
    api.exception_handler(ValidationError)(refused)


def draft_claim(request: HttpRequest, body: SentDraft) -> JsonResponse:
    """A new draft with its first appearance. The same sent again gives the first draft once more."""
    by = _owner(request, "may_draft")
    claim = editorial.log_claim(facts=_facts(body), source=_source(body.source), by=by)
    return _written(claim.pk, claim)


def add_appearance(request: HttpRequest, number: int, body: SentSource) -> JsonResponse:
    """One more place where the claim was published. One that is there already is given back."""
    by = _owner(request, "may_add_appearances")
    claim = _claim(number)
    appearance = editorial.add_appearance(claim=claim, source=_source(body), by=by)
    return _written(appearance.pk, claim)


def suggest_evidence(request: HttpRequest, number: int, body: SentArticle) -> JsonResponse:
    """An article for the review queue. 409 where the claim was offered it before, whatever became of it."""
    by = _owner(request, "may_suggest")
    claim = _claim(number)
    article = editorial.FoundArticle(**body.model_dump())
    evidence = editorial.suggest_evidence(claim=claim, article=article, by=by)
    if evidence is None:
        return problem(409, "The claim was offered this article or this story before, or is withdrawn.")
    return _written(evidence.pk, claim)


def _owner(request: HttpRequest, scope: str) -> User:
    """Whose token it is. Raises NotAllowed where the token was not made for this."""
    token: ApiToken = request.auth  # type: ignore[attr-defined]  # ninja puts it there
    if not getattr(token, scope):
        raise rules.NotAllowed
    owner: User = token.owner
    return owner


def _claim(number: int) -> Claim:
    """A claim that the desk can write to; also a draft."""
    claim = Claim.objects.not_held().filter(pk=number).first() if number < 2**53 else None
    if claim is None:
        raise Http404
    return claim


def _source(sent: SentSource) -> editorial.Source:
    return editorial.Source(**sent.model_dump())


def _facts(sent: SentDraft) -> editorial.ClaimFacts:
    claimant = Claimant.objects.filter(slug=sent.claimant).first()
    topics = tuple(Topic.objects.filter(slug__in=sent.topics))
    unknown = sorted(set(sent.topics) - {topic.slug for topic in topics})
    faults = [("topics", f"No topic: {', '.join(unknown)[:200]}.")] if unknown else []
    if claimant is None:
        faults.append(("claimant", "Nobody has this slug."))
    if (sent.opens_on is None) != (sent.closes_on is None):
        faults.append(("opens_on", "Give both days, or neither."))
    if faults or claimant is None:
        raise NotUnderstood(faults)
    facts = sent.model_dump(exclude={"claimant", "topics", "opens_on", "closes_on", "source"})
    by_hand = (sent.opens_on, sent.closes_on) if sent.opens_on and sent.closes_on else None
    return editorial.ClaimFacts(claimant=claimant, topics=topics, by_hand=by_hand, **facts)


def _written(number: int, claim: Claim) -> JsonResponse:
    desk = reverse("admin:claims_claim_change", args=[claim.pk])
    return JsonResponse({"id": number, "claim": claim.pk, "desk": desk}, status=201)


def not_signed_in(request: HttpRequest, fault: AuthenticationError) -> JsonResponse:
    """401."""
    answer = problem(401, "Send a token of your account that works: Authorization: Bearer …")
    answer["WWW-Authenticate"] = "Bearer"
    return answer


def refused(request: HttpRequest, fault: ValidationError) -> JsonResponse:
    """A rule that would be broken, with its field; 403 where the role, or the token, does not allow it."""
    if isinstance(fault, rules.NotAllowed):
        return problem(403, str(fault.explanation))
    by_field = fault.message_dict if hasattr(fault, "error_dict") else {"": fault.messages}
    faults = [FieldFault(field=name, message=" ".join(texts)) for name, texts in by_field.items()]
    return problem(422, faults=faults)
