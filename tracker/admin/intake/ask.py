"""New claims from an article, the first page: its address or text. What is found in it is `choose`'s to show."""

from dataclasses import replace
from typing import Final

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext

from claims import rules
from claims.desk import ModelAdmin, page, person, refused
from tracker.admin.intake import choose
from tracker.admin.intake.choose import Intake
from tracker.admin.intake.forms import ArticleForm
from tracker.intake import articles, proposals
from tracker.intake.articles import SourceArticle
from tracker.models import ProposedClaim

ASK: Final = "tracker/desk/intake.html"


def take_in(admin: ModelAdmin, request: HttpRequest) -> HttpResponse:
    """GET: the form for an address or a text. POST `step`: read, fetch, again, merge or save."""
    if not person(request).has_perm("claims.add_claim"):
        return refused(admin, request, rules.NotAllowed(), back=reverse("admin:index"))
    if request.method != "POST":
        return _ask(admin, request, ArticleForm(initial={"address": request.GET.get("address", "")[:1000]}))
    step, form = request.POST.get("step", "read"), ArticleForm(request.POST)
    article = _article(form, asks_address=step == "fetch")
    if article is not None:
        form = ArticleForm.holding(article)
    if article is None or not form.is_valid():
        return _ask(admin, request, form)
    steps = {"save": choose.save, "merge": choose.merge}
    return steps.get(step, choose.look)(Intake(admin, request, form, article))


def from_proposal(admin: ModelAdmin, request: HttpRequest, proposal_id: int) -> HttpResponse:
    """GET: the claims of an article that a feed brought, the proposed one ticked. Changes nothing."""
    if not person(request).has_perm("claims.add_claim"):
        return refused(admin, request, rules.NotAllowed(), back=reverse("admin:index"))
    proposal = get_object_or_404(
        ProposedClaim.objects.select_related("article__feed", "article__attachment"), pk=proposal_id
    )
    article = proposals.source_of(proposal.article)
    form = ArticleForm.holding(article)
    if not form.is_valid():
        return _ask(admin, request, form)
    return choose.propose(Intake(admin, request, form, article), proposal)


def bookmarklet(admin: ModelAdmin, request: HttpRequest) -> HttpResponse:
    """GET: the link to drag into the browser's bar. It opens the intake page with the address of the page shown."""
    if not person(request).has_perm("claims.add_claim"):
        return refused(admin, request, rules.NotAllowed(), back=reverse("admin:index"))
    address = request.build_absolute_uri(reverse("admin:tracker_intake"))
    script = f"javascript:void(open('{address}?address='+encodeURIComponent(location.href)))"
    context = {"title": gettext("A bookmark for articles"), "bookmark": script}
    return page(admin, request, "tracker/desk/bookmarklet.html", context)


# --- The article ---


def _article(form: ArticleForm, *, asks_address: bool) -> SourceArticle | None:
    """The article as typed, or as its address gives it; None with the fault at the form's field."""
    if not form.is_valid():
        return None
    typed = form.article()
    if typed.text and not asks_address:
        return replace(typed, language=typed.language or articles.language_of(typed.text))
    if not typed.address:
        form.add_error("address", gettext("Give the address of an article, or paste its text below."))
        return None
    try:
        found = articles.read_address(typed.address, now=timezone.now())
    except articles.UnreadableArticle as fault:
        form.add_error("address", str(fault.explanation))
        return None
    return replace(
        found,
        title=typed.title or found.title,
        publisher=typed.publisher or found.publisher,
        published_on=typed.published_on or found.published_on,
        language=typed.language or found.language,
    )


def _ask(admin: ModelAdmin, request: HttpRequest, form: ArticleForm) -> HttpResponse:
    context = {
        "title": gettext("New claims from an article"),
        "form": form,
        # Sentences that were edited already are carried on while the article is being corrected.
        "carried": [(name, value) for name, value in request.POST.items() if name.startswith("form-")],
        "media": admin.media + form.media,
    }
    return page(admin, request, ASK, context)
