"""What the forms of a claim show while one types: claims on record that may be the same."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from claims.admin.steps import change_address
from claims.desk import ModelAdmin
from claims.directory import Ambiguous, Directory
from claims.new_names import NEW, ROW
from claims.twins import Sameness, Twin, Typed, twins_of

IN_WORDS = {
    Sameness.WORDS: _("the same words"),
    Sameness.SOURCE: _("the same source"),
    Sameness.ALIKE: _("nearly the same words"),
}
# More of a text says nothing more about whether it is the same.
LONGEST = 2000
MOST_BESIDES = 20


def shown(model_admin: ModelAdmin, request: HttpRequest) -> HttpResponse:
    """GET: the claims on record that what is typed may be, as a piece of page."""
    if not (model_admin.has_add_permission(request) or model_admin.has_change_permission(request)):
        return HttpResponse(status=403)
    asked = {name: request.GET.get(name, "")[:LONGEST] for name in ("statement", "quote", "address")}
    claimant, name = _claimant(request.GET.get("claimant", ""), request.GET.get("name", "")[:LONGEST])
    besides = [int(number) for number in request.GET.get("besides", "").split(",") if ROW.fullmatch(number)]
    twins = twins_of(Typed(claimant=claimant, name=name, **asked), besides=besides[:MOST_BESIDES])
    return render(request, "claims/desk/twins.html", {"twins": [_row(twin) for twin in twins]})


def _claimant(chosen: str, written: str) -> tuple[int | None, str]:
    """Whose claim it is: a row on record, or else a name. Chosen from a list, or written as articles do."""
    if ROW.fullmatch(chosen):
        return int(chosen), ""
    if new := NEW.fullmatch(chosen):
        return None, new[2]
    if not written.strip():
        return None, ""
    try:
        found = Directory().find(written)
    except Ambiguous:  # all of that name are compared
        found = None
    return (found.pk if found else None), written


def warning(twins: list[Twin]) -> SafeString:
    """The same in a sentence, for a claim that is saved."""
    named = [(change_address(twin.claim), twin.claim, IN_WORDS[twin.sameness]) for twin in twins]
    links = format_html_join("; ", '<a href="{}">{}</a> ({})', named)
    return format_html(gettext("Perhaps on record already: {}"), links)


def _row(twin: Twin) -> dict[str, object]:
    return {"claim": twin.claim, "address": change_address(twin.claim), "why": IN_WORDS[twin.sameness]}
