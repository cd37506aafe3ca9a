"""Fields that choose claimants or topics and take a new name as well: "Create “Hedda Vossberg”" in the list itself.

A new name comes as "new-person:Hedda Vossberg", "new-body:…" or "new-topic:…". It is written through `editorial` when
the field is cleaned; the desk takes that back where the form is refused (`claims.desk.ModelAdmin.changeform_view`).
"""

import re
from collections.abc import Callable, Iterable, Sequence
from typing import TYPE_CHECKING, Final

from django import forms
from django.contrib.admin import AdminSite
from django.contrib.admin.widgets import AutocompleteMixin, AutocompleteSelect, AutocompleteSelectMultiple
from django.core.exceptions import ValidationError
from django.db.models import ForeignKey, ManyToManyField, Model, QuerySet

from claims import editorial
from claims.models import Claimant, Topic, User

if TYPE_CHECKING:
    ModelChoice = forms.ModelChoiceField[Model]
    ModelChoices = forms.ModelMultipleChoiceField[Model]
else:
    ModelChoice, ModelChoices = forms.ModelChoiceField, forms.ModelMultipleChoiceField

ClaimantOrTopic = Claimant | Topic
OptGroup = tuple[str | None, list[dict[str, object]], int | None]
NEW: Final = re.compile(r"new-(person|body|topic):\s*(.*?)\s*", re.DOTALL)
# The number of a row: anything else Django would look up, and raise for.
ROW: Final = re.compile(r"[0-9]{1,18}", re.ASCII)
# What may be created where such rows are chosen, and the right that it takes.
KINDS: Final[dict[type[Model], tuple[str, str]]] = {
    Claimant: ("person body", "claims.add_claimant"),
    Topic: ("topic", "claims.add_topic"),
}


def kinds_for(model: type[Model], by: User) -> str:
    """Which kinds of new names this person may give where rows of the model are chosen; "" for none."""
    kinds, right = KINDS.get(model, ("", ""))
    return kinds if kinds and by.has_perm(right) else ""


def options(
    field: ForeignKey[Model, Model] | ManyToManyField[Model, Model], site: AdminSite, *, kinds: str
) -> dict[str, object]:
    """What makes such a field of one that is chosen from a list: for `formfield_for_dbfield`."""
    is_one = isinstance(field, ForeignKey)
    widget = (OneOrNew if is_one else SeveralOrNew)(field, site, attrs={"data-creates": kinds})
    return {"form_class": ChosenOrNew if is_one else SeveralChosenOrNew, "widget": widget}


def new_name_in(value: object, kinds: str) -> tuple[str, str] | None:
    """Kind and name where the value is a new name of one of these kinds."""
    found = NEW.fullmatch(str(value))
    return (found[1], found[2]) if found and found[1] in kinds.split() else None


def create(kind: str, name: str, *, by: User) -> ClaimantOrTopic:
    """The new row, written to the record. ValidationError, as sentences, where it cannot be one."""
    try:
        if kind == "topic":
            return editorial.save_topic(topic=Topic(name=name), by=by)
        return editorial.save_claimant(claimant=Claimant(name=name, kind=kind), by=by)
    except ValidationError as refusal:
        raise ValidationError([f"{name}: {reason}" for reason in refusal.messages]) from refusal


class NewNames(AutocompleteMixin):
    """The options of a list, with those that are not on record yet. Rows in `known` are not looked up."""

    known: Sequence[Model] = ()

    def optgroups(
        self, name: str, value: Sequence[str], attr: dict[str, object] | None = None
    ) -> list[OptGroup]:
        on_record = [each for each in value if ROW.fullmatch(each)]
        known = {str(row.pk): row for row in self.known}
        unknown = [each for each in on_record if each not in known]
        groups: list[OptGroup] = super().optgroups(name, unknown, attr) if unknown else self._no_choice(name)
        for each in on_record:
            if each in known:
                option = self.create_option(name, each, str(known[each]), selected=True, index=0)  # type: ignore[attr-defined]
                groups[0][1].append(option)
        for each in (each for each in value if NEW.fullmatch(each)):
            said = each.partition(":")[2]
            groups[0][1].append(self.create_option(name, each, said, selected=True, index=0))  # type: ignore[attr-defined]
        return groups

    def _no_choice(self, name: str) -> list[OptGroup]:
        """The options as Django has them where nothing is chosen, without a question to the database."""
        is_blank = not self.is_required and not self.allow_multiple_selected  # type: ignore[attr-defined]
        blank = [self.create_option(name, "", "", selected=False, index=0)] if is_blank else []  # type: ignore[attr-defined]
        return [(None, blank, 0)]


class OneOrNew(NewNames, AutocompleteSelect):
    """A list to search in that takes a new name."""


class SeveralOrNew(NewNames, AutocompleteSelectMultiple):
    """The same for several."""


class ChosenOrNew(ModelChoice):
    """One row on record, or a new one."""

    creator: Callable[[str, str], ClaimantOrTopic]
    kinds = ""

    def to_python(self, value: object) -> Model | None:
        found = new_name_in(value, self.kinds)
        if found:
            return self.creator(*found)
        if value not in self.empty_values and not isinstance(value, Model) and not ROW.fullmatch(str(value)):
            raise ValidationError(self.error_messages["invalid_choice"], params={"value": value})
        return super().to_python(value)


class SeveralChosenOrNew(ModelChoices):
    """Rows on record, and new ones."""

    creator: Callable[[str, str], ClaimantOrTopic]
    kinds = ""

    def clean(self, value: Iterable[object] | None) -> QuerySet[Model]:
        given = [(each, new_name_in(each, self.kinds)) for each in value or ()]
        created = [self.creator(*found).pk for _each, found in given if found]
        chosen = [each for each, found in given if not found]
        for each in chosen:
            if not ROW.fullmatch(str(each)):
                raise ValidationError(self.error_messages["invalid_pk_value"], params={"pk": each})
        return super().clean([*chosen, *created])
