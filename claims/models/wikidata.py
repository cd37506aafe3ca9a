"""A claimant's item in Wikidata (https://www.wikidata.org), by which other programs know who is meant."""

import re
from typing import TYPE_CHECKING, Final

from django.core.validators import RegexValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

_SITE: Final = "https://www.wikidata.org/wiki/"
# As its pages, its entities and its mobile site are named.
_ADDRESS: Final = re.compile(r"(?:https?://)?(?:www\.|m\.)?wikidata\.org/(?:wiki|entity)/", re.IGNORECASE)

if TYPE_CHECKING:
    WikidataText = models.CharField[str | None, str | None]
else:
    WikidataText = models.CharField


class WikidataField(WikidataText):
    """The item's number, like Q567; None where none is known. An address that was pasted becomes the number."""

    default_validators = [
        RegexValidator(
            r"^Q[1-9][0-9]{0,11}\Z", _("Give the item's number, such as Q567, or its address at Wikidata.")
        )
    ]

    def to_python(self, value: object) -> str | None:
        text = str(value or "").strip()
        return _ADDRESS.sub("", text).upper() or None


def address_of(number: str) -> str:
    """The item's page."""
    return _SITE + number
