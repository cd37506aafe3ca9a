"""How the admin looks: django-unfold's settings. What its pages say is in `dashboard` and `sidebar`."""

from typing import Any

from django.http import HttpRequest
from django.templatetags.static import static


def _desk_styles(request: HttpRequest) -> str:
    return static("claims/desk/desk.css")


def _favicon(request: HttpRequest) -> str:
    return static("claims/favicon.svg")


def unfold(site_name: str) -> dict[str, Any]:
    """The UNFOLD setting of a newsroom of that name."""
    return {
        "SITE_TITLE": site_name,
        "SITE_HEADER": site_name,
        "SITE_URL": "/",
        "SITE_SYMBOL": "event_available",
        # The record log is the history; the admin's own would show only a part of it.
        "SHOW_HISTORY": False,
        "SHOW_LANGUAGES": True,
        "DASHBOARD_CALLBACK": "config.dashboard.context",
        "SITE_FAVICONS": [{"rel": "icon", "type": "image/svg+xml", "href": _favicon}],
        "STYLES": [_desk_styles],
        "SIDEBAR": {"show_search": False, "navigation": "config.sidebar.navigation"},
    }
