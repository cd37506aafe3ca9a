"""Names and texts as other programs take them."""

import re
from typing import Final
from urllib.parse import urlsplit

from django.conf import settings

# No XML 1.0 document can hold these, and RFC 5545 forbids them in a text.
_NOT_PRINTABLE: Final = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")


def printable(text: str) -> str:
    """The text without the characters that XML and iCalendar cannot carry."""
    return _NOT_PRINTABLE.sub("", text)


def host() -> str:
    """The newsroom's own, without a port."""
    return urlsplit(settings.SITE_URL).hostname or "localhost"


def tag(name: str) -> str:
    """An id that stays when the wording of an address changes (RFC 4151)."""
    return f"tag:{host()},2026:{name}"
