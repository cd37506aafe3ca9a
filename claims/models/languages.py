"""The languages of texts, and the fields that name them."""

from typing import TYPE_CHECKING

from django.db import models
from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise


class Language(models.TextChoices):
    """Languages that claims and articles are read in."""

    GERMAN = "de", _("German")
    ENGLISH = "en", _("English")

    @classmethod
    def second(cls, first: str) -> str:
        """The one that a translation of a text in the first is in; empty where the first is not known."""
        return next(str(each) for each in cls if each != first) if first else ""


def language_field(label: "_StrPromise", *, is_derived: bool = False) -> "models.CharField[str, str]":
    """The language of a text beside it, empty where it is not said. `is_derived`: no form asks for it."""
    return models.CharField(
        label, max_length=5, choices=Language, blank=True, default="", db_default="", editable=not is_derived
    )
