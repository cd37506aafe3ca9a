"""Lists of feeds (OPML) at the desk: looked through before anything is tracked, and given out."""

from collections import Counter
from typing import Final

from django import forms
from django.conf import settings
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _
from unfold.widgets import UnfoldAdminFileFieldWidget, UnfoldAdminSelectWidget, UnfoldAdminTextareaWidget

from claims.arguments import CleanedData
from claims.desk import ModelAdmin, page, person
from claims.models import Language
from tracker import upkeep
from tracker.feeds import lists, opml, tracking
from tracker.feeds.lists import ListedFeed, ListedState
from tracker.feeds.opml import Listed

STATE_LABELS: Final = {
    ListedState.NEW: ("success", _("New")),
    ListedState.KNOWN: ("info", _("Tracked already")),
    ListedState.TWICE: ("", _("Twice in the list")),
    ListedState.BROKEN: ("danger", _("Cannot be tracked")),
}


class ListForm(forms.Form):
    """A list of feeds, as a file or as text. `entries` is what it holds, if the form is valid."""

    file = forms.FileField(label=_("File"), required=False, widget=UnfoldAdminFileFieldWidget)
    text = forms.CharField(
        label=_("Or its text"),
        required=False,
        strip=False,
        widget=UnfoldAdminTextareaWidget(attrs={"rows": 6, "spellcheck": "false"}),
    )

    def clean(self) -> dict[str, object]:
        data: CleanedData = super().clean() or {}
        file, text = data.get("file"), data.get("text", "").strip()
        if bool(file) == bool(text):
            reason = gettext("Give one of the two.") if file else gettext("Give a file or its text.")
            raise forms.ValidationError(reason)
        try:
            # One byte more than is allowed is enough to see that it is too much.
            data["document"] = opml.decoded(file.read(opml.MOST_BYTES + 1) if file else text.encode())
            self.entries = opml.parse_list(data["document"])
        except opml.UnreadableList as fault:
            self.add_error("file" if file else "text", str(fault))
        return data


class ChoiceForm(forms.Form):
    """What of a list shall be tracked; the list itself comes along, so that nothing has to be kept meanwhile."""

    document = forms.CharField(widget=forms.HiddenInput, strip=False)
    language = forms.ChoiceField(
        label=_("Language"),
        choices=Language,
        widget=UnfoldAdminSelectWidget,
        help_text=_(
            "Of the feeds whose folder does not name one. It can be changed later for many feeds at once."
        ),
    )


def take_in(admin: ModelAdmin, request: HttpRequest) -> HttpResponse:
    """GET: ask for a list. POST `look`: what is new, known or broken in it. POST `track`: track what was ticked."""
    if not admin.has_add_permission(request):
        raise PermissionDenied
    if "track" in request.POST:
        return _track(admin, request)
    form = ListForm(request.POST, request.FILES) if request.method == "POST" else ListForm()
    if not form.is_valid():
        return _page(admin, request, {"form": form})
    initial = {"document": form.cleaned_data["document"], "language": person(request).language}
    return _page(admin, request, _preview(form.entries, ChoiceForm(initial=initial)))


def give_out(admin: ModelAdmin, request: HttpRequest) -> HttpResponse:
    """All tracked feeds as a file."""
    if not admin.has_view_permission(request):
        raise PermissionDenied
    now = timezone.localtime()
    document = opml.written(lists.listed(), title=settings.SITE_NAME, at=now)
    name = f"{slugify(settings.SITE_NAME) or 'feeds'}-{now:%Y-%m-%d}.opml"
    return HttpResponse(
        document,
        content_type="text/x-opml; charset=utf-8",
        headers={"Content-Disposition": f'attachment; filename="{name}"'},
    )


def _page(admin: ModelAdmin, request: HttpRequest, context: dict[str, object]) -> HttpResponse:
    context = {"title": _("Import a list of feeds"), "media": admin.media, **context}
    return page(admin, request, "tracker/desk/feed_list.html", context)


def _preview(entries: list[Listed], choice: ChoiceForm) -> dict[str, object]:
    rows = _rows(entries)
    counts = Counter(row.state for row in rows)
    return {
        "rows": [(row, *STATE_LABELS[row.state]) for row in rows],
        "counts": [
            (counts[state], label) for state, (_colour, label) in STATE_LABELS.items() if counts[state]
        ],
        "has_new": counts[ListedState.NEW] > 0,
        "choice": choice,
    }


def _rows(entries: list[Listed]) -> list[ListedFeed]:
    return lists.planned(entries, tracked=tracking.tracked())


def _track(admin: ModelAdmin, request: HttpRequest) -> HttpResponse:
    choice = ChoiceForm(request.POST)
    if not choice.is_valid():
        return _page(admin, request, {"form": ListForm()})
    try:
        entries = opml.parse_list(choice.cleaned_data["document"])
    except opml.UnreadableList as fault:
        messages.error(request, str(fault))
        return _page(admin, request, {"form": ListForm()})
    ticked = set(request.POST.getlist("row"))
    chosen = [row for row in _rows(entries) if str(row.number) in ticked]
    if not chosen:
        messages.error(request, gettext("Nothing was ticked, so nothing was tracked."))
        return _page(admin, request, _preview(entries, choice))
    number = upkeep.track_list(
        rows=chosen, language=choice.cleaned_data["language"], by=person(request), now=timezone.now()
    )
    _tell(request, number, len(ticked) - number)
    return HttpResponseRedirect(reverse("admin:tracker_feed_changelist"))


def _tell(request: HttpRequest, tracked: int, left_out: int) -> None:
    text = ngettext("%(number)d feed is tracked now.", "%(number)d feeds are tracked now.", tracked)
    messages.success(request, text % {"number": tracked})
    if left_out > 0:
        text = ngettext(
            "%(number)d was left out: known or broken.",
            "%(number)d were left out: known or broken.",
            left_out,
        )
        messages.warning(request, text % {"number": left_out})
