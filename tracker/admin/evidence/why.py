"""Why an article is, or is not, offered for a claim: for any claim, and any article that the tracker has read."""

import re
from typing import Final

from django.conf import settings
from django.db.models import Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from claims.addresses import canonical_url
from claims.admin.marking import mark
from claims.desk import ModelAdmin, page, person, refused
from claims.models import Claim, Evidence
from claims.rules import NotAllowed
from tracker import evidence
from tracker.evidence import finding, watched_claims
from tracker.evidence.excerpts import excerpt
from tracker.match import Explanation, MatchedWord, Obstacle
from tracker.models import Article

SHOWN: Final = 20
# With its scheme or, as a browser may show it, without one: then a path tells it from words.
AN_ADDRESS: Final = re.compile(r"https?://\S|[\w-]+(?:\.[\w-]+)+(?::\d+)?/\S*$", re.IGNORECASE)
OBSTACLES: Final[dict[Obstacle, Promise]] = {
    Obstacle.EARLIER: _("It was published before the claim was said."),
    Obstacle.NEVER_TERM: _("It has a term that the desk ruled out."),
    Obstacle.MUST_TERM: _("It lacks a term that the desk asks for."),
    Obstacle.ANY_TERM: _("It has none of the terms of which the desk asks for one."),
    Obstacle.NAMES_ONLY: _("It shares too little with the claim beyond names."),
    Obstacle.SAID_AGAIN: _("It says the claim again, before anything came of it."),
    Obstacle.OWN_NAME: _("It names nothing that this claim alone is about."),
    Obstacle.OTHER_COUNTRY: _("It is about another country."),
    Obstacle.OTHER_BODY: _("It is about another body of the kind."),
    Obstacle.OTHER_MATTER: _("It is other news of the same people or places."),
    Obstacle.SATIRE: _("It calls itself satire."),
    Obstacle.BELOW_FLOOR: _("Its score is below the floor."),
    Obstacle.BEHIND_BEST: _("It is about another claim by far, and about this one perhaps."),
}
NOT_WATCHED: Final = _(
    "The claim is not watched: only published claims are, until some time after their verdict."
)
NO_ADDRESS: Final = _("It has no address, so that no reader could open it.")


def why(model_admin: ModelAdmin, request: HttpRequest) -> HttpResponse:
    """GET `claim` and `article`, found by `claim_words` and `words`: the score, the floor, and what was missing."""
    if not (model_admin.has_view_permission(request) and person(request).has_perm("claims.view_claim")):
        return refused(model_admin, request, NotAllowed(), back=reverse("admin:index"))
    asked = request.GET
    claim = Claim.objects.select_related("claimant").filter(pk=_number(asked.get("claim", ""))).first()
    article = Article.objects.select_related("feed").filter(pk=_number(asked.get("article", ""))).first()
    claim_words, words = asked.get("claim_words", "").strip(), asked.get("words", "").strip()
    context = {
        "title": _("Why not?"),
        "claim": claim,
        "claim_words": claim_words,
        "claims": _claims(claim_words) if claim_words and not claim else (),
        "article": article,
        "words": words,
        "articles": _articles(words) if words and claim and not article else (),
        **(_explained(claim, article) if claim and article else {}),
    }
    return page(model_admin, request, "tracker/desk/why.html", context)


def _claims(words: str) -> QuerySet[Claim]:
    return Claim.objects.search(words).select_related("claimant").order_by("-said_on", "pk")[:SHOWN]


def _articles(words: str) -> QuerySet[Article]:
    """The newest articles with all the words, or at the address, however it was copied."""
    if AN_ADDRESS.match(words):
        with_scheme = words if "://" in words else f"https://{words}"
        path = canonical_url(with_scheme).partition("://")[2].removeprefix("www.").rstrip("/")
        found = Article.objects.filter(Q(url__icontains=path) | Q(url=words))
    else:
        found = finding.articles_with(words)
    return found.select_related("feed").order_by("-published_at", "-pk")[:SHOWN]


def _explained(claim: Claim, article: Article) -> dict[str, object]:
    explanation = evidence.explain(claim=claim, article=article)
    document = evidence.document_of(article)
    shown = excerpt(document, (*explanation.words, *explanation.ruled_out_by))
    weights = {word.word: word.weight for word in explanation.words}
    weights |= {form: weights.get(word, 0.0) for word, forms in shown.forms.items() for form in forms}
    offered = Evidence.objects.at_address(article.url).filter(claim=claim).first()
    others = [NOT_WATCHED] * (not _is_watched(claim)) + [NO_ADDRESS] * (not article.url)
    obstacles = [*others, *(OBSTACLES[obstacle] for obstacle in explanation.obstacles)]
    return {
        "explanation": explanation,
        "answer": _answer(offered, is_hindered=bool(obstacles)),
        "obstacles": obstacles,
        "marked_title": mark(document.title, weights),
        "marked_excerpt": mark(shown.text, weights),
        "shared": _rows(explanation.words, explanation),
        "missing": _rows(explanation.missing, explanation),
        "offered": offered,
        "lookback_days": settings.LOOKBACK_DAYS,
    }


def _answer(offered: Evidence | None, *, is_hindered: bool) -> str:
    """In a few words: what an editor has decided is offered no more, whatever it would score."""
    if offered is None:
        return gettext("It is not suggested") if is_hindered else gettext("It fits the claim")
    if is_hindered:
        return gettext("It was suggested, and would not be today")
    if offered.status == Evidence.Status.SUGGESTED:
        return gettext("It is suggested")
    return gettext("It was suggested")


def _is_watched(claim: Claim) -> bool:
    return watched_claims.watched(timezone.now()).filter(pk=claim.pk).exists()


def _rows(words: tuple[MatchedWord, ...], explanation: Explanation) -> list[tuple[MatchedWord, int]]:
    """Each word with the length of its bar, in per cent of the heaviest of all."""
    every = (*explanation.words, *explanation.missing)
    most = max((word.weight for word in every), default=0.0) or 1.0
    return [(word, round(100 * word.weight / most)) for word in words]


def _number(typed: str) -> int:
    return int(typed) if typed.isdecimal() and len(typed) < 18 else 0
