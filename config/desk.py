"""How the admin looks: django-unfold's settings. What its pages say is in `dashboard` and `sidebar`."""

from typing import TYPE_CHECKING, Any, Final

from django.templatetags.static import static
from django.utils.functional import lazy
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

if TYPE_CHECKING:  # the settings are read by the clock, too, which loads no model
    from django.http import HttpRequest

# Ink with a touch of blue-green, beside the public site's. On unfold's grounds text in 600 (light) has a contrast of
# at least 6.3, in 500 and 400 (dark) of at least 4.9; white on 600 has 6.9. WCAG AA asks 4.5.
PRIMARY: Final = {
    "50": "oklch(97.7% .01 215)",
    "100": "oklch(94.5% .022 216)",
    "200": "oklch(89% .04 217)",
    "300": "oklch(81% .065 218)",
    "400": "oklch(76% .085 219)",
    "500": "oklch(68% .09 220)",
    "600": "oklch(46% .082 224)",
    "700": "oklch(41% .075 226)",
    "800": "oklch(36% .065 228)",
    "900": "oklch(31% .052 230)",
    "950": "oklch(24% .04 232)",
}


def _reverse(name: str) -> str:
    from django.urls import reverse  # noqa: PLC0415  the clock reads the settings, too, and loads no model

    return reverse(name)


_address_of = lazy(_reverse, str)


def _desk_styles(request: object) -> str:
    return static("claims/desk/desk.css")


def _names_of_search_fields(request: object) -> str:
    return static("claims/desk/autocomplete.js")


def _drafts(request: "HttpRequest") -> str:
    """With whose they are behind it, which the script reads and no server sees."""
    person = getattr(request, "user", None)
    return f"{static('claims/desk/drafts.js')}#{person.pk if person and person.pk else ''}"


def _faults(request: "HttpRequest") -> str:
    return static("claims/desk/faults.js")


def _keyboard(request: object) -> str:
    return static("claims/desk/keyboard.js")


def _favicon(request: object) -> str:
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
        "COLORS": {"primary": PRIMARY},
        "DASHBOARD_CALLBACK": "config.dashboard.context",
        "SITE_FAVICONS": [{"rel": "icon", "type": "image/svg+xml", "href": _favicon}],
        "STYLES": [_desk_styles],
        "SCRIPTS": [_names_of_search_fields, _drafts, _faults, _keyboard],
        "ACCOUNT": {
            "navigation": [
                {"title": _("Password"), "link": _address_of("account_change_password")},
                {"title": _("Second factor"), "link": _address_of("mfa_index")},
                {"title": pgettext_lazy("account", "Sessions"), "link": _address_of("usersessions_list")},
            ]
        },
        "SIDEBAR": {"show_search": False, "navigation": "config.sidebar.navigation"},
    }
