"""The account pages' forms: an invited person's account, and django-allauth's in our words."""

from typing import Unpack

from allauth.account.forms import (
    ChangePasswordForm,
    LoginForm,
    ReauthenticateForm,
    ResetPasswordForm,
    ResetPasswordKeyForm,
    SetPasswordForm,
)
from allauth.mfa.base.forms import AuthenticateForm
from allauth.mfa.base.forms import ReauthenticateForm as ReauthenticateByCodeForm
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.forms import ActivateTOTPForm
from allauth.mfa.webauthn.forms import AddWebAuthnForm, EditWebAuthnForm
from django import forms
from django.contrib.auth.password_validation import password_validators_help_texts, validate_password
from django.core.exceptions import ValidationError
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from claims.arguments import Data, Files, FormOptions
from claims.editorial.accounts import NewAccount
from claims.models import User


class AcceptInvitationForm(forms.ModelForm):  # type: ignore[type-arg]
    """A name to sign in with, the person's own name, and a password."""

    password = forms.CharField(
        label=_("Password"),
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )

    class Meta:
        model = User
        fields = ("username", "first_name", "last_name")
        widgets = {
            "username": forms.TextInput(attrs={"autocomplete": "username", "autocapitalize": "none"}),
            "first_name": forms.TextInput(attrs={"autocomplete": "given-name"}),
            "last_name": forms.TextInput(attrs={"autocomplete": "family-name"}),
        }

    def __init__(
        self,
        data: Data = None,
        files: Files = None,
        instance: User | None = None,
        **options: Unpack[FormOptions],
    ) -> None:
        super().__init__(data, files, instance=instance, **options)
        self.fields["password"].help_text = " ".join(map(str, password_validators_help_texts()))

    def clean_username(self) -> str:
        """Names that differ by case alone would sign in as one another."""
        username: str = self.cleaned_data["username"]
        if User.objects.filter(username__iexact=username).exists():
            raise ValidationError(_("This name is taken."))
        return username

    def clean(self) -> dict[str, object]:
        data = super().clean() or self.cleaned_data
        if password := data.get("password"):
            person = User(**{name: data.get(name, "") for name in self.Meta.fields})
            try:
                validate_password(password, person)
            except ValidationError as fault:
                self.add_error("password", fault)
        return data

    def account(self) -> NewAccount:
        """What was filled in."""
        return NewAccount(**self.cleaned_data)


class FirstAccountForm(AcceptInvitationForm):
    """With an address, which no invitation knows yet: a forgotten password is reset by it."""

    email = forms.EmailField(
        label=_("E-mail address"), widget=forms.EmailInput(attrs={"autocomplete": "email"})
    )
    field_order = ("username", "email")


class AccountFormOptions(FormOptions, total=False):
    """What django-allauth gives its forms, always by name: each takes some of it."""

    data: Data
    files: Files
    user: User | None
    request: HttpRequest
    temp_key: str | None
    instance: Authenticator


class PlainForm(forms.Form):
    """A label says what a field is for; a placeholder that repeats it is noise, and gone once one types."""

    def __init__(self, **options: Unpack[AccountFormOptions]) -> None:
        super().__init__(**options)  # type: ignore[misc]  # the library's form takes its own before Django's comes
        for field in self.fields.values():
            field.widget.attrs.pop("placeholder", None)


class NewPasswordForm(PlainForm, ChangePasswordForm):
    """The old one, and the new one twice."""


class FirstPasswordForm(PlainForm, SetPasswordForm):
    """For an account that has had none."""


class ReplacedPasswordForm(PlainForm, ResetPasswordKeyForm):
    """Behind the link that came by mail."""


class ConfirmByPasswordForm(PlainForm, ReauthenticateForm):
    """Before something about the account is changed."""


class SignInForm(PlainForm, LoginForm):
    """Either name will do."""

    def __init__(self, **options: Unpack[AccountFormOptions]) -> None:
        super().__init__(**options)
        self.fields["login"].label = _("Name or e-mail address")
        self.fields["login"].widget.attrs |= {"autocomplete": "username", "autocapitalize": "none"}
        self.fields["password"].label = _("Password")
        self.fields["password"].help_text = ""


class ForgottenPasswordForm(PlainForm, ResetPasswordForm):
    """The address that a link is sent to."""

    def __init__(self, **options: Unpack[AccountFormOptions]) -> None:
        super().__init__(**options)
        self.fields["email"].label = _("E-mail address")


class CodeForm(PlainForm):
    """Six digits, or a recovery code."""

    def __init__(self, **options: Unpack[AccountFormOptions]) -> None:
        super().__init__(**options)
        self.fields["code"].label = _("Code")
        self.fields["code"].widget.attrs |= {"autocapitalize": "none"}


class SecondFactorForm(CodeForm, AuthenticateForm):
    """At sign-in."""


class ConfirmByCodeForm(CodeForm, ReauthenticateByCodeForm):
    """Before something about the account is changed."""


class SetUpAppForm(CodeForm, ActivateTOTPForm):
    """The first code of an authenticator app."""


class AddPasskeyForm(AddWebAuthnForm):
    """A passkey's name, and whether it alone signs in."""

    field_order = ("name", "passwordless")

    def __init__(self, **options: Unpack[AccountFormOptions]) -> None:
        super().__init__(**options)
        self.fields["name"].label = _("Name of the passkey")
        self.fields["name"].initial = self.initial["name"] = ""
        self.fields["name"].help_text = _("So that you know it again, for example “Work phone”.")
        if "passwordless" in self.fields:
            self.fields["passwordless"].label = _("Signs in without name and password")
            self.fields["passwordless"].help_text = _(
                "It asks for your finger, your face or a PIN each time."
            )


class RenamePasskeyForm(EditWebAuthnForm):
    """Another name for it."""

    def __init__(self, **options: Unpack[AccountFormOptions]) -> None:
        super().__init__(**options)
        self.fields["name"].label = _("Name of the passkey")
