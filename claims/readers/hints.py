"""Readers' pages for hints: to name a page as evidence, and to see what became of it. As in `doors`, without tokens."""

import time
from typing import Final
from urllib.parse import urlsplit

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe

from claims import callers, tombstones
from claims.models import Claim, Evidence, Tip
from claims.readers import tips

# One household's share.
MOST_AN_HOUR: Final = 10


class HintForm(forms.Form):
    """The address of a page, and nothing of the reader."""

    address = forms.URLField(
        label=gettext_lazy("Address of the page"), max_length=2000, assume_scheme="https"
    )

    def clean_address(self) -> str:
        """An address of the web, and not one of ours. ValidationError says which."""
        address = str(self.cleaned_data["address"])
        parts = urlsplit(address)
        if parts.scheme not in {"http", "https"}:
            raise ValidationError(_("Give an address of the web, such as https://paper.example/article."))
        if parts.hostname == urlsplit(settings.SITE_URL).hostname:
            raise ValidationError(_("This is one of our own pages. Name one that says what happened."))
        return address


@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
def send_hint(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Name a page as evidence for a claim."""
    claim = Claim.objects.public().select_related("claimant").filter(pk=pk).first()
    if claim is None:
        return tombstones.of_claim(request, pk)
    form = HintForm(request.POST or None)
    status = 200
    if request.method == "POST":
        status, key = _taken_up(request, form, claim)
        if key:
            return redirect("claims:hint", key)
    return render(request, "claims/readers/send_hint.html", {"claim": claim, "form": form}, status=status)


def _taken_up(request: HttpRequest, form: HintForm, claim: Claim) -> tuple[int, str]:
    """The status of the page that says why it was not, or what opens the hint's own."""
    if not form.is_valid():
        return 422, ""
    if wait := callers.seconds_to_wait(request, "hint", most=MOST_AN_HOUR, within=3600, now=time.time()):
        form.add_error(
            None, _("Too many hints from here. Please try again in %d minutes.") % (wait // 60 + 1)
        )
        return 429, ""
    language = get_language() or settings.LANGUAGE_CODE
    address = form.cleaned_data["address"]
    try:
        return 200, tips.send(claim=claim, address=address, language=language, now=timezone.now())
    except tips.NotTaken as refusal:
        form.add_error(None, str(refusal.why))
        return 429, ""


@never_cache
@require_safe
def hint(request: HttpRequest, key: str) -> HttpResponseBase:
    """What became of a hint, for whoever has its address."""
    tip = tips.of_key(key)
    if tip is None:
        raise Http404
    if not Claim.objects.readable().filter(pk=tip.claim_id).exists():
        return tombstones.of_claim(request, tip.claim_id)
    context = {"tip": tip, "claim": tip.claim, "stands": _stands(tip), "page_path": "/"}
    answer = render(request, "claims/readers/hint.html", context)
    answer["X-Robots-Tag"] = "noindex"
    # The address is the right to it: no link on the page tells it on.
    answer["Referrer-Policy"] = "no-referrer"
    return answer


def _stands(tip: Tip) -> str:
    """new, unreadable, waiting, accepted or rejected; what was accepted and is held back counts as waiting."""
    if tip.evidence is None:
        return str(tip.state)
    if Evidence.objects.public().filter(pk=tip.evidence.pk).exists():
        return "accepted"
    return "rejected" if tip.evidence.status == Evidence.Status.REJECTED else "waiting"
