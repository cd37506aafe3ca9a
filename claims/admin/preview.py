"""A draft as readers will see it: the public page itself, marked as a preview, for the desk alone."""

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.utils import timezone, translation

from claims import views
from claims.admin import steps
from claims.desk import ModelAdmin, refused
from claims.models import Claim
from claims.rules import NoWindow


def shown(admin: ModelAdmin, request: HttpRequest, object_id: int) -> HttpResponse:
    """GET, perhaps with a `language`: the page. A draft without a window has none; what is public is at its address."""
    now = timezone.now()
    claim = get_object_or_404(Claim.objects.with_page(now), pk=object_id)
    if not admin.has_view_permission(request, claim):
        raise PermissionDenied
    if claim.is_public:
        return HttpResponseRedirect(claim.get_absolute_url())
    if claim.closes_on is None:
        return refused(admin, request, NoWindow(), back=steps.change_address(claim))
    # In memory only: nothing of this is ever saved.
    claim.state, claim.published_at = Claim.State.PUBLISHED, claim.publish_at or now
    with translation.override(_language_asked_for(request)):
        context = views.page_of(claim, today=timezone.localdate())
        context |= {"is_preview": True, "back": steps.change_address(claim)}
        answer = render(request, "claims/claim.html", context)
    answer["X-Robots-Tag"] = "noindex, nofollow"
    return answer


def _language_asked_for(request: HttpRequest) -> str:
    """One of the public site's, else the editor's own."""
    asked = request.GET.get("language", "")
    return (
        asked if asked in dict(settings.LANGUAGES) else translation.get_language() or settings.LANGUAGE_CODE
    )
