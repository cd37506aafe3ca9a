"""Adding a feed: an address is looked at first, and what was found is told before anything is tracked."""

from dataclasses import dataclass
from functools import partial

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from claims import once
from claims.desk import ModelAdmin, page, person
from claims.models import Language
from tracker import upkeep
from tracker.admin.feeds.forms import AddressForm, FeedForm
from tracker.feeds import advice, probe, tracking
from tracker.fetch.newsroom import newsroom_policy
from tracker.models import Feed


@dataclass(frozen=True, slots=True)
class Shown:
    """A feed that was found, as the page shows it: tracked already, or with the form that tracks it."""

    found: probe.FoundFeed
    language: str
    doubts: list[str]
    known: Feed | None
    look_alike: Feed | None
    form: FeedForm


def add(admin: ModelAdmin, request: HttpRequest) -> HttpResponse:
    """GET: ask for an address. POST `test`: say what is there. POST `track`: track it, and go to its page."""
    if not admin.has_add_permission(request):
        raise PermissionDenied
    if "track" in request.POST:
        return once.only(request, partial(_track, admin, request), by=person(request))
    typed = request.POST if request.method == "POST" else None
    form = AddressForm(typed, initial={"address": request.GET.get("address", "")})
    context: dict[str, object] = {"form": form}
    if form.is_valid():
        context |= _what_is_there(form.cleaned_data["address"], _usual_language(request))
    return _page(admin, request, context)


def _page(admin: ModelAdmin, request: HttpRequest, context: dict[str, object]) -> HttpResponse:
    context = {"title": _("Add a feed"), "media": admin.media, **context}
    return page(admin, request, "tracker/desk/add_feed.html", context)


def _track(admin: ModelAdmin, request: HttpRequest) -> HttpResponse:
    form = FeedForm(request.POST)
    if form.is_valid():
        feed = upkeep.track_feed(**form.cleaned_data, by=person(request), now=timezone.now())
        if feed:
            once.saved(request, feed)
            text = gettext("%(feed)s is tracked. Its first poll comes within a minute.") % {"feed": feed}
            messages.success(request, text)
            return HttpResponseRedirect(reverse("admin:tracker_feed_change", args=[feed.pk]))
        form.add_error("url", gettext("This feed is tracked already."))
    address = AddressForm(initial={"address": request.POST.get("url", "")})
    return _page(admin, request, {"form": address, "refused": form})


def _what_is_there(address: str, usual_language: str) -> dict[str, object]:
    now = timezone.now()
    finding = probe.look(address, policy=newsroom_policy(), now=now)
    return {
        "address": address,
        "finding": finding,
        "found": [_shown(found, usual_language, place) for place, found in enumerate(finding.feeds, 1)],
        "unread": [(each, advice.what_to_do(each.fault)) for each in finding.unread],
        "anyway": _form(address, "", usual_language, 0) if _may_track_anyway(finding, address) else None,
    }


def _shown(found: probe.FoundFeed, usual_language: str, place: int) -> Shown:
    known = tracking.known_as(found.url) or tracking.known_as(found.answered_by)
    language = found.language if found.language in Language.values else usual_language
    return Shown(
        found=found,
        language=advice.language_in_words(found.language) if found.language else "",
        doubts=[advice.in_words(doubt, found) for doubt in probe.doubts(found, now=timezone.now())],
        known=known,
        look_alike=None
        if known
        else tracking.look_alike(title=found.title, site_url=found.site_url, url=found.url),
        form=_form(found.url, found.title, language, place),
    )


def _form(url: str, title: str, language: str, place: int) -> FeedForm:
    """The form that tracks a feed, the one at that place on the page; its address was chosen already."""
    form = FeedForm(initial={"url": url, "title": title, "language": language}, auto_id=f"feed-{place}-%s")
    form.fields["url"].widget = forms.HiddenInput()
    return form


def _may_track_anyway(finding: probe.Finding, address: str) -> bool:
    """A feed whose server is down for an hour is still a feed, if the editor says so."""
    passing = probe.PASSING_FAULTS
    return (
        not finding.feeds
        and not tracking.known_as(address)
        and all(each.fault in passing for each in finding.unread)
    )


def _usual_language(request: HttpRequest) -> str:
    return str(person(request).language or Language.ENGLISH)
