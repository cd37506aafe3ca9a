"""What the account pages show of a session."""

import re
from typing import Final

from django import template
from django.utils.translation import gettext as _

register = template.Library()

# In this order: most browsers name others, too, whose pages they want to be served.
BROWSERS: Final = (
    ("Edg", "Edge"),
    ("OPR", "Opera"),
    ("Firefox", "Firefox"),
    ("Chrome", "Chrome"),
    ("Safari", "Safari"),
)
SYSTEMS: Final = (
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("Android", "Android"),
    ("Windows", "Windows"),
    ("Mac OS X", "macOS"),
    ("Linux", "Linux"),
)


@register.filter
def browser(user_agent: str) -> str:
    """A browser and a system in words, as far as a User-Agent (RFC 9110, 10.1.5) tells: "Firefox, Windows"."""
    name = next((shown for mark, shown in BROWSERS if re.search(rf"\b(Headless)?{mark}", user_agent)), "")
    system = next((shown for mark, shown in SYSTEMS if mark in user_agent), "")
    return ", ".join(filter(None, (name, system))) or user_agent[:60] or _("unknown browser")
