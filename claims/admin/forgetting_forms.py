"""The forms by which the chief has something forgotten: a text of a claim or its pieces, a name, an article."""

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Model
from django.utils.text import Truncator, capfirst
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from unfold.widgets import (
    UnfoldAdminSelectWidget,
    UnfoldAdminTextareaWidget,
    UnfoldAdminTextInputWidget,
    UnfoldAdminURLInputWidget,
)

from claims import editorial, record
from claims.admin.step_forms import DeskForm
from claims.editorial.blacking_out import models_with_texts, values_of
from claims.models import Claim, Forgetting, User


class WhyForgotten(forms.Form):
    """By which office, and why."""

    office = forms.CharField(
        label=_("By which office"),
        max_length=200,
        widget=UnfoldAdminTextInputWidget,
        help_text=_(
            "Public: a court, an authority, or the newsroom's own chief. Name nobody whom it concerns."
        ),
    )
    reason = forms.CharField(
        label=_("Reason"),
        max_length=2000,
        widget=UnfoldAdminTextareaWidget(attrs={"rows": 3}),
        help_text=_("For the desk only, and kept: repeat nothing of what is forgotten."),
    )


class ForgetForm(WhyForgotten, DeskForm):
    """A text of a claim, or of what belongs to it."""

    field_order = ("what", "office", "reason")

    what = forms.ChoiceField(label=_("What is forgotten"), widget=UnfoldAdminSelectWidget)

    def begin(self) -> None:
        super().begin()
        self.things = {record.subject_of(thing): thing for thing in _pieces(self.claim)}
        field = self.fields["what"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [choice for thing in self.things.values() for choice in _texts_of(thing)]

    def write(self, by: User) -> object:
        subject, _slash, name = self.cleaned_data["what"].partition("/")
        what = editorial.ToForget(row=self.things[subject], fields=(name,))
        given = {each: self.cleaned_data[each] for each in ("office", "reason")}
        forgetting = editorial.forget(what=what, by=by, **given)
        self.said = said_of(forgetting)
        return forgetting


def _pieces(claim: Claim) -> list[Model]:
    """All rows of a claim that have texts of their own."""
    related = (claim.appearances, claim.evidence, claim.verdicts, claim.corrections, claim.replies)
    return [claim, *(row for rows in related for row in rows.all())]


def _texts_of(thing: Model) -> list[tuple[str, str]]:
    """The texts of a row as choices: its value, and what it is called with the beginning of what it says."""
    texts = {
        each.name: each for model, every in models_with_texts() if isinstance(thing, model) for each in every
    }
    recorded = [name for name in getattr(thing, "record_fields", ()) if name in texts]
    called = str(capfirst(thing._meta.verbose_name))  # noqa: SLF001  documented
    return [
        (
            f"{record.subject_of(thing)}/{name}",
            f"{called} {thing.pk}, {texts[name].verbose_name}: {Truncator(value).chars(60)}",
        )
        for name, value in values_of(thing, recorded).items()
    ]


class ForgetNameForm(WhyForgotten):
    """A person's name, an account, or an article, wherever it stands."""

    field_order = ("names", "account", "address", "office", "reason")

    names = forms.CharField(
        label=_("Names"),
        required=False,
        widget=UnfoldAdminTextareaWidget(attrs={"rows": 3}),
        help_text=_(
            "One form of the name per line, the whole name first. Case, accents, hyphens and a genitive's s do not "
            "matter. A surname alone also takes out others of that name."
        ),
    )
    account = forms.ModelChoiceField(
        label=_("Or a colleague's account"),
        queryset=User.objects.order_by("username"),
        required=False,
        widget=UnfoldAdminSelectWidget,
        help_text=_("Name and e-mail address go, and the account is closed."),
    )
    address = forms.URLField(
        label=_("Or the address of an article"),
        required=False,
        assume_scheme="https",
        widget=UnfoldAdminURLInputWidget,
        help_text=_("Its heading, text and excerpts go; its address stays, so that it is not offered again."),
    )

    def clean(self) -> dict[str, object]:
        cleaned: dict[str, object] = super().clean() or {}
        if sum(bool(cleaned.get(name)) for name in ("names", "account", "address")) != 1:
            raise ValidationError(gettext("Fill in one of the three: names, an account or an address."))
        return cleaned

    def write(self, by: User) -> Forgetting:
        """Have it forgotten. Raises what `editorial` refuses."""
        data = self.cleaned_data
        names = tuple(line.strip() for line in data["names"].splitlines() if line.strip())
        what = editorial.ToForget(row=data["account"], names=names, address=data["address"])
        return editorial.forget(what=what, office=data["office"], reason=data["reason"], by=by)


def said_of(forgetting: Forgetting) -> str:
    """What became of it, in words."""
    if forgetting.done_at is None:
        return gettext("It waits for a second person. Nothing is forgotten yet.")
    return gettext("It is forgotten, for good.")
