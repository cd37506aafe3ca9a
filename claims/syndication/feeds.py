"""Atom (RFC 4287): the newest claims, verdicts, corrections, of the site, a topic, a claimant or a search."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Final

from django.conf import settings
from django.db.models import Prefetch
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.utils.feedgenerator import Atom1Feed
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.utils.xmlutils import SimplerXMLGenerator

from claims import corrections, principles
from claims.corrections import Notice
from claims.models import Appearance, Claim, Evidence, Forgetting, Hold, Outcome, Verdict
from claims.querysets import ClaimQuerySet
from claims.search import ClaimFilter
from claims.syndication.scopes import Scope, door
from claims.syndication.texts import printable, tag
from claims.syndication.times import last_changes

MOST: Final = 50
# Of a feed without entries. The moment at which it was asked for would make it another feed each time.
_NEVER: Final = datetime(2000, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """`name` makes the id, which stays; `path` is on our site; `html` is all that there is to read."""

    name: str
    path: str
    title: str
    html: str
    published: datetime
    updated: datetime


class FullTextAtom(Atom1Feed):
    """With the whole text of each entry."""

    def add_item_elements(self, handler: SimplerXMLGenerator, item: dict[str, object]) -> None:
        """What Atom asks for, and the text."""
        super().add_item_elements(handler, item)
        handler.addQuickElement("content", str(item["content"]), {"type": "html"})

    def latest_post_date(self) -> datetime:
        """The latest entry's change."""
        return super().latest_post_date() if self.items else _NEVER


@door
def claims_feed(request: HttpRequest, scope: Scope) -> HttpResponse:
    """What was claimed, as it was published; later changes of its text move `updated`. Eight queries at most."""
    return _of_claims(request, scope, scope.narrow(Claim.objects.public()))


@door
def search_feed(request: HttpRequest, scope: Scope) -> HttpResponse:
    """New claims that pass the filters of the list of claims; its order is always the newest first. 400 names what was
    not understood. Fourteen queries at most.
    """
    form = ClaimFilter(request.GET)
    if not form.is_valid():
        told = "".join(f"{label}: {text}\n" for label, text in form.faults)
        return HttpResponse(told, status=400, content_type="text/plain; charset=utf-8")
    claims = form.chosen(Claim.objects.public(), today=timezone.localdate())
    return _of_claims(request, Scope(search=form), claims)


def _of_claims(request: HttpRequest, scope: Scope, claims: ClaimQuerySet) -> HttpResponse:
    claims = claims.select_related("claimant")
    shown = Prefetch("appearances", Appearance.objects.public())
    rows = claims.prefetch_related("topics", shown).order_by("-published_at", "-pk")[:MOST]
    newest = scope.once("new claims", lambda: list(rows))
    changed = scope.once("changes of new claims", lambda: last_changes(newest))
    return _atom(request, scope, _("New claims"), [_of_claim(claim, changed) for claim in newest])


def _of_claim(claim: Claim, changed: dict[int, datetime]) -> Entry:
    assert claim.published_at  # the database: only drafts have none
    return Entry(
        name=f"claim-{claim.pk}",
        path=claim.get_absolute_url(),
        title=f"{claim.claimant.name}: {claim.told_statement}",
        html=render_to_string("claims/feeds/claim.html", {"claim": claim}),
        published=claim.published_at,
        updated=max(claim.published_at, changed.get(claim.pk, claim.published_at)),
    )


@door
def verdicts_feed(request: HttpRequest, scope: Scope) -> HttpResponse:
    """Every verdict that took effect, also those that a later one replaced. Eight queries at most."""
    verdicts = scope.narrow(Verdict.objects.of_public_claims(), "claim__").select_related(
        "claim__claimant", "by", "countersigned_by"
    )
    rests_on = Prefetch("evidence", Evidence.objects.public().order_by("-published_at", "pk"))
    newest = scope.once("verdicts", lambda: list(verdicts.prefetch_related(rests_on)[:MOST]))
    changed = scope.once("changes of verdicts", lambda: last_changes(verdict.claim for verdict in newest))
    return _atom(request, scope, _("Verdicts"), [_of_verdict(verdict, changed) for verdict in newest])


def _of_verdict(verdict: Verdict, changed: dict[int, datetime]) -> Entry:
    assert verdict.effective_at  # of_public_claims has no other
    claim = verdict.claim
    word = _("Reopened") if verdict.outcome == Outcome.PENDING else verdict.get_outcome_display()
    return Entry(
        name=f"verdict-{verdict.pk}",
        path=f"{claim.get_absolute_url()}#verdicts",
        title=f"{word}: {claim.claimant.name}: {claim.told_statement}",
        html=render_to_string("claims/feeds/verdict.html", {"claim": claim, "verdict": verdict}),
        published=verdict.effective_at,
        updated=max(verdict.effective_at, changed.get(claim.pk, verdict.effective_at)),
    )


@door
def corrections_feed(request: HttpRequest, scope: Scope) -> HttpResponse:
    """What the page of corrections lists, in its order: also that something was held back or withheld by law, and
    never what. Eight queries at most.
    """
    listed = corrections.newest(topic=scope.topic, claimant=scope.claimant)[:MOST]
    # Only the numbers: what is told of a change is in the reader's language.
    told = corrections.told(scope.once("corrections", lambda: list(listed)))
    return _atom(request, scope, _("Corrections"), [_of_change(each) for each in told])


def _of_change(told: Notice | Hold | Forgetting) -> Entry:
    if isinstance(told, Notice):
        return _of_notice(told)
    if isinstance(told, Hold):
        html = render_to_string("claims/parts/hold_notice.html", {"hold": told})
        name, title, path = "hold", _("Held back"), reverse("claims:held_back", args=[told.pk])
        published, updated = told.at, told.lifted_at or told.at
    else:
        assert told.done_at  # only what was done is public
        values = {"forgetting": told, "principles": principles}
        html = render_to_string("claims/parts/forgetting_notice.html", values)
        name, title = "withheld", _("Withheld by law")
        path = f"{reverse('claims:corrections')}#withheld-{told.pk}"
        published = updated = told.done_at
    return Entry(
        name=f"{name}-{told.pk}",
        path=path,
        title=title,
        html=html,
        published=published,
        updated=updated,
    )


def _of_notice(notice: Notice) -> Entry:
    correction, claim = notice.correction, notice.correction.claim
    assert correction.effective_at  # only what took effect is public
    return Entry(
        name=f"correction-{correction.pk}",
        path=f"{claim.get_absolute_url()}#correction-{correction.pk}",
        title=f"{correction.get_kind_display()}: {claim.claimant.name}: {claim.told_statement}",
        html=render_to_string("claims/parts/notice.html", {"notice": notice}),
        published=correction.effective_at,
        updated=correction.effective_at,
    )


def _atom(request: HttpRequest, scope: Scope, what: str, entries: Iterable[Entry]) -> HttpResponse:
    of = [what, scope.name] if scope.name else [what]
    path = f"{request.path}?{scope.query}" if scope.query else request.path
    feed = FullTextAtom(
        title=printable(f"{settings.SITE_NAME} – {': '.join(of)}"),
        link=settings.SITE_URL + scope.path,
        description="",
        language=get_language(),
        author_name=settings.SITE_NAME,
        author_link=settings.SITE_URL,
        feed_url=settings.SITE_URL + path,
        feed_guid=tag(path),
    )
    for entry in entries:
        feed.add_item(
            title=printable(entry.title),
            link=settings.SITE_URL + entry.path,
            description="",
            unique_id=tag(entry.name),
            pubdate=timezone.localtime(entry.published),
            updateddate=timezone.localtime(entry.updated),
            content=printable(entry.html).strip(),
        )
    return HttpResponse(feed.writeString("utf-8"), content_type="application/atom+xml; charset=utf-8")


BY_KIND: Final = {"claims": claims_feed, "verdicts": verdicts_feed, "corrections": corrections_feed}
