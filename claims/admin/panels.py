"""Panels that another app adds to a claim's page at the desk. The record knows of each only that it gives HTML."""

from collections.abc import Callable

from django.http import HttpRequest
from django.utils.safestring import SafeString

from claims.models import Claim

Panel = Callable[[HttpRequest, Claim], SafeString]
_panels: list[Panel] = []


def register(panel: Panel) -> Panel:
    """Show what `panel` gives on every claim's page, after those registered before. A decorator."""
    _panels.append(panel)
    return panel


def of(request: HttpRequest, claim: Claim) -> list[SafeString]:
    """All panels for the claim, in the order of their registration."""
    return [panel(request, claim) for panel in _panels]
