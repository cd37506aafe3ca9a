"""What the admin's first page shows: from the record and from the tracker, which only `config` may join."""

from typing import Any

from django.http import HttpRequest


def context(request: HttpRequest, context: dict[str, Any]) -> dict[str, Any]:
    """Unfold's callback: the page's context, with the desk's day added."""
    return context
