"""What a feed or a calendar is of: the whole site, a topic, a claimant, or a search; and where none such is public."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from typing import Final, TypeVar

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.views.decorators.cache import cache_control
from django.views.decorators.http import conditional_page, require_safe

from claims import carried, tombstones
from claims.models import Claimant, Topic
from claims.querysets import ClaimQuerySet, VerdictQuerySet
from claims.search import ClaimFilter

AskedFor = TypeVar("AskedFor")
Narrowed = TypeVar("Narrowed", ClaimQuerySet, VerdictQuerySet)


@dataclass(frozen=True, slots=True, kw_only=True)
class Scope:
    """Public: of a topic, of a claimant, of a search as the list of claims has it, or of everything."""

    topic: Topic | None = None
    claimant: Claimant | None = None
    search: ClaimFilter | None = None

    @property
    def name(self) -> str:
        """The topic's name for these readers, the claimant's, or what is searched for; empty for the whole site."""
        if self.search:
            return self.search.words
        return str(self.topic.told_name if self.topic else self.claimant or "")

    @property
    def path(self) -> str:
        """The page that shows the same to readers."""
        if self.claimant:
            return self.claimant.get_absolute_url()
        query = f"topic={self.topic.slug}" if self.topic else self.query
        return reverse("claims:list") + (f"?{query}" if query else "")

    @property
    def query(self) -> str:
        """What is searched for, as addresses have it; empty where nothing is."""
        return self.search.query if self.search else ""

    def narrow(self, rows: Narrowed, claim: str = "") -> Narrowed:
        """Those rows of it; `claim` is the way from a row to its claim: "" or "claim__"."""
        if self.topic:
            return rows.filter(**{f"{claim}topics": self.topic})
        return rows.filter(**{f"{claim}claimant": self.claimant}) if self.claimant else rows

    def once(self, name: str, ask: Callable[[], AskedFor]) -> AskedFor:
        """What `ask` gives, asked once for both languages where a copy carries the claimant along."""
        return carried.once(self.claimant, name, ask) if self.claimant else ask()


EVERYTHING: Final = Scope()
FeedOf = Callable[[HttpRequest, Scope], HttpResponse]


def door(answer: FeedOf) -> Callable[..., HttpResponse]:
    """A view of the answer, that reads `topic` or `claimant` from the address. Where a claimant went or is held back
    is said as their page says it. A program that has the same already gets 304; search engines are to list the pages
    and not this.
    """

    @require_safe
    @cache_control(no_cache=True)
    @conditional_page
    @wraps(answer)
    def view(request: HttpRequest, *, topic: str = "", claimant: str = "") -> HttpResponse:
        found = None
        if claimant:
            found = carried.claimant_of(request, claimant)
            if found is None:
                return _instead_of(request, claimant)
        of = get_object_or_404(Topic.objects.public(), slug=topic) if topic else None
        response = answer(request, Scope(topic=of, claimant=found))
        response["X-Robots-Tag"] = "noindex"
        return response

    return view


def _instead_of(request: HttpRequest, slug: str) -> HttpResponse:
    gone = get_object_or_404(Claimant.objects.at_address(slug))
    kept = gone if gone.merged_into is None else gone.that_stays()
    if kept != gone and request.resolver_match and Claimant.objects.public().filter(pk=kept.pk).exists():
        return redirect(request.resolver_match.view_name, claimant=kept.slug)
    return tombstones.of_claimant(request, kept)
