"""What a row of a table must be to become a claim: checked as the desk's form checks it, without a query."""

from collections.abc import Mapping
from datetime import date
from typing import Final

from django import forms
from django.db.models import TextChoices
from django.utils.translation import gettext

from claims import editorial, horizon
from claims.arguments import CleanedData
from claims.days import DayField
from claims.form_checks import SourceChecks, WindowChecks
from claims.models import Claim, Claimant, Language, Topic
from claims.tables.mapping import choice_named

MOST_TOPICS: Final = 20
_MAY_BE_EMPTY: Final = ("translated_statement", "criteria", "checkable", "condition")


class NamedChoice(forms.ChoiceField):
    """Takes a value or its label, in either language."""

    def __init__(self, choices: type[TextChoices], *, required: bool = True) -> None:
        self._named = choices
        super().__init__(choices=choices.choices, required=required)

    def to_python(self, value: object) -> str:
        return choice_named(self._named, super().to_python(value))


class TopicNames(forms.CharField):
    """Names with a semicolon between them."""

    def clean(self, value: object) -> list[str]:
        names = [name.strip() for name in super().clean(value).replace("\n", ";").split(";")]
        found = list(dict.fromkeys(name for name in names if name))
        longest = Topic._meta.get_field("name").max_length or 0  # noqa: SLF001  documented
        if len(found) > MOST_TOPICS or any(len(name) > longest for name in found):
            raise forms.ValidationError(gettext("Give up to 20 topics, with a semicolon between them."))
        return found


class RowForm(WindowChecks, SourceChecks, forms.Form):
    """One claim as a row has it. What is left out is filled in with `defaults`."""

    claimant = forms.CharField(max_length=160)
    kind = NamedChoice(Claimant.Kind, required=False)
    statement = forms.CharField(max_length=500)
    statement_language = NamedChoice(Language)
    translated_statement = forms.CharField(max_length=500, required=False)
    quote = forms.CharField(max_length=2000)
    language = NamedChoice(Language)
    said_on = DayField()
    horizon = forms.CharField(max_length=200)
    opens_on = DayField(required=False)
    closes_on = DayField(required=False)
    criteria = forms.CharField(max_length=2000, required=False)
    checkable = forms.CharField(max_length=300, required=False)
    firmness = NamedChoice(Claim.Firmness)
    condition = forms.CharField(max_length=300, required=False)
    topics = TopicNames(required=False)
    source_publisher = forms.CharField(max_length=160)
    source_address = forms.URLField(max_length=1000, required=False, assume_scheme="https")
    source_title = forms.CharField(max_length=300, required=False)
    source_published_on = DayField()

    def __init__(self, facts: Mapping[str, str], *, defaults: Mapping[str, str]) -> None:
        given = {name: text for name, text in facts.items() if text}
        data = {**defaults, **given}
        super().__init__({field_of(name): text for name, text in data.items()})

    def clean(self) -> CleanedData:
        cleaned: CleanedData = super().clean() or {}
        said_on = cleaned.get("said_on")
        if said_on is not None:
            cleaned["by_hand"] = self._is_by_hand(cleaned, said_on)
            self.check_days(cleaned, said_on)
        self.check_source(cleaned)
        return cleaned

    def _is_by_hand(self, cleaned: CleanedData, said_on: date) -> bool:
        """Whether the row's days are other ones than those that its words give. A window without a first day opens
        when it was said.
        """
        if not (cleaned.get("opens_on") or cleaned.get("closes_on")):
            return False
        if cleaned.get("closes_on") and not cleaned.get("opens_on") and "opens_on" not in self.errors:
            cleaned["opens_on"] = min(said_on, cleaned["closes_on"])
        found = horizon.resolve(
            cleaned.get("horizon", ""), said_on=said_on, language=cleaned.get("language") or "en"
        )
        days = (cleaned.get("opens_on"), cleaned.get("closes_on"))
        return not (isinstance(found, horizon.Window) and (found.opens_on, found.closes_on) == days)

    def facts(self, claimant: Claimant, topics: tuple[Topic, ...]) -> editorial.ClaimFacts:
        """For `editorial`. Only of a valid row."""
        data = self.cleaned_data
        same = ("statement", "statement_language", "quote", "language", "said_on", "horizon")
        return editorial.ClaimFacts(
            **{name: data[name] for name in (*same, *_MAY_BE_EMPTY, "firmness")},
            claimant=claimant,
            topics=topics,
            by_hand=(data["opens_on"], data["closes_on"]) if data["by_hand"] else None,
        )

    def window(self) -> editorial.ChosenWindow:
        """The days that the claim will have. Only of a valid row."""
        data = self.cleaned_data
        by_hand = (data["opens_on"], data["closes_on"]) if data["by_hand"] else None
        return editorial.window_of(
            data["horizon"], said_on=data["said_on"], language=data["language"], by_hand=by_hand
        )


def field_of(name: str) -> str:
    """The field of a fact: those of the source have its name in front, as on the desk's form."""
    return f"source_{name}" if name in {"publisher", "address", "title", "published_on"} else name


def fact_of(field: str) -> str:
    """The reverse."""
    return field.removeprefix("source_")
