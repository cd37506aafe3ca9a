"""A text that the newsroom gives in two languages: which of the two a reader gets, and what is said of it.

Why so: docs/decisions/0053-a-translation-stands-beside-its-original.md
"""

from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.db.models import CheckConstraint, F, Q
from django.utils.translation import get_language, get_language_info, gettext
from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True, slots=True)
class ReadersText:
    """A text as a reader gets it. `language` is empty where nobody said which it is. Of a translation, `original` is
    what it translates, in `original_language`; else both are empty.
    """

    text: str
    language: str = ""
    original: str = ""
    original_language: str = ""

    def __str__(self) -> str:
        return self.text

    @property
    def note(self) -> str:
        """What stands beside a translation, without its stop; empty beside an original."""
        if not self.original:
            return ""
        text = gettext("Translated by the newsroom; original in %(language)s")
        return text % {"language": name_of(self.original_language)}

    @property
    def mark(self) -> str:
        """The same in two or three words, where many texts stand below one another."""
        return mark_of(self.original_language) if self.original else ""


def told(text: str, language: str, *, translated: str, translation_language: str) -> ReadersText:
    """The translation where it is in the language of the page, else the original."""
    if translated and translation_language == get_language():
        return ReadersText(translated, translation_language, text, language)
    return ReadersText(text, language)


def mark_of(original_language: str) -> str:
    """The mark of a translation from this language."""
    return gettext("translated from %(language)s") % {"language": name_of(original_language)}


def name_of(language: str) -> str:
    """What the language is called in that of the page."""
    return str(get_language_info(language)["name_translated"])


def two_languages(name: str, *, original: str, language: str, translated: str) -> CheckConstraint:
    """No translation without an original in another language. The arguments are the names of the fields."""
    none = Q(**{translated: "", "translation_language": ""})
    both = ~Q(**{original: ""}) & ~Q(**{language: ""}) & ~Q(**{translated: ""})
    another = ~Q(translation_language="") & ~Q(translation_language=F(language))
    text = _("A translation stands beside an original, in another language than that.")
    return CheckConstraint(condition=none | both & another, name=name, violation_error_message=text)


def check_original(thing: object, *, original: str, language: str, translated: str) -> None:
    """Raise ValidationError, at its field, where the translation has no original or nobody says in which language that
    is. The arguments are the names of the fields.
    """
    if not getattr(thing, translated):
        return
    if not getattr(thing, original):
        raise ValidationError({translated: _("There is nothing that this translates.")})
    if not getattr(thing, language):
        raise ValidationError({language: _("With a translation, say in which language the original is.")})
