"""For rows without a log: no form overwrites what its author has not seen.

A form carries a digest of the values that it showed. Whoever saves over another's change is told which fields the
other changed and to what; the form, shown once more, keeps what was typed and saves at the second press.
"""

import json
from collections.abc import Iterable
from hashlib import sha256
from typing import TYPE_CHECKING, Any, Final

from django import forms
from django.core.exceptions import ValidationError
from django.db import models
from django.forms.models import model_to_dict
from django.utils.translation import gettext

if TYPE_CHECKING:
    AnyModelForm = forms.ModelForm[Any]
else:
    AnyModelForm = forms.ModelForm


# Its value, even in short, is for nobody to see.
SECRET: Final = frozenset({"password"})


def values_of(row: models.Model, fields: Iterable[str]) -> dict[str, str]:
    """The row's values as a form shows them, as text; relations as the keys of what they name."""
    plain = model_to_dict(row, fields=[name for name in fields if name not in SECRET])
    return {
        name: json.dumps(
            sorted(each.pk for each in value) if isinstance(value, list) else value,
            default=str,
            sort_keys=True,
        )
        for name, value in plain.items()
    }


def digest_of(values: dict[str, str]) -> str:
    """What a page carries of the values it shows: a short digest of each, so that the changed ones can be named."""
    return ".".join(
        f"{name}~{sha256(text.encode()).hexdigest()[:12]}" for name, text in sorted(values.items())
    )


class SeenForm(AnyModelForm):
    """A form that refuses, once, to overwrite what came in between. The page's `seen` is in the request's data."""

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        seen = self.data.get("seen", "")
        if self.instance.pk and seen:
            self._check(str(seen))
        return data

    def _check(self, seen: str) -> None:
        """Locks the row until the request's transaction ends: between this look and the write nobody comes."""
        stored = type(self.instance)._base_manager.select_for_update(no_key=True).get(pk=self.instance.pk)  # noqa: SLF001
        shown = dict(part.partition("~")[::2] for part in seen.split("."))
        now = dict(part.partition("~")[::2] for part in digest_of(values_of(stored, shown)).split("."))
        mine = self.fields.keys() - SECRET
        changed = [name for name in now if name in mine and name in shown and now[name] != shown[name]]
        if changed:
            raise ValidationError([self._in_words(stored, name) for name in changed])

    def _in_words(self, stored: models.Model, name: str) -> str:
        field = stored._meta.get_field(name)  # noqa: SLF001  Django documents it
        if field.many_to_many:
            value = ", ".join(str(each) for each in getattr(stored, name).all())
        else:
            value = str(getattr(stored, f"get_{name}_display", lambda: getattr(stored, name))())
        label = getattr(field, "verbose_name", name)
        return gettext(
            "Somebody else has meanwhile changed “%(field)s” to “%(value)s”. Look at your entries and save again."
        ) % {"field": label, "value": value}
