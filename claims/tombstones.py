"""What stands where something is held back: that it is, since when, and by which office. Never what it was."""

from django.db.models import Q
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from claims import principles
from claims.models import Claim, Claimant, Hold


def of_claim(request: HttpRequest, pk: int) -> HttpResponse:
    """The page in place of a claim that is held back, itself or with its claimant; Http404 where it is not."""
    return _tombstone(request, hold_of_claim(pk))


def in_a_frame(request: HttpRequest, pk: int) -> HttpResponse:
    """What another site's frame shows in place of a claim that is held back; Http404 where it is not. It answers 200:
    a frame shows nothing of other answers' pages.
    """
    hold = hold_of_claim(pk)
    if hold is None:
        raise Http404
    return render(request, "claims/embed/held.html", {"hold": hold})


def hold_of_claim(pk: int) -> Hold | None:
    """What holds the claim back, itself or with its claimant; None where nothing does, or nobody may know of it."""
    claim = Claim.objects.readable_if_not_held().filter(pk=pk).first()
    if claim is None:
        return None
    of_it = Q(kind=Hold.Kind.CLAIM, claim=claim) | Q(claimant=claim.claimant_id)
    return Hold.objects.public().in_force().filter(of_it).first()


def of_claimant(request: HttpRequest, claimant: Claimant) -> HttpResponse:
    """The page in place of a claimant who is held back; Http404 where they are not."""
    return _tombstone(request, hold_of_claimant(claimant))


def hold_of_claimant(claimant: Claimant) -> Hold | None:
    """What holds the claimant back; None where nothing does, or nobody may know of it."""
    return Hold.objects.public().in_force().filter(claimant=claimant).first()


@require_safe
def held_back(request: HttpRequest, pk: int) -> HttpResponse:
    """A hold's own address, which is the same in every language and has none of the words that are held back."""
    return _tombstone(request, get_object_or_404(Hold.objects.public(), pk=pk))


def _tombstone(request: HttpRequest, hold: Hold | None) -> HttpResponse:
    """410 while it holds. The page's links lead to the hold's own address: the one asked for may tell what it was."""
    if hold is None:
        raise Http404
    context = {
        "hold": hold,
        "principles": principles,
        "page_path": reverse("claims:held_back", args=[hold.pk]),
    }
    return render(request, "claims/held_back.html", context, status=410 if hold.in_force else 200)
