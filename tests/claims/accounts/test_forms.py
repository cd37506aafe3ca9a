"""What the account pages ask for."""

import pytest
from django.conf import settings
from django.utils.module_loading import import_string

from claims.accounts import forms
from claims.models import User

FILLED = {"username": "eve", "first_name": "Eve", "last_name": "", "password": "a long sentence 7"}


@pytest.mark.parametrize(
    ("change", "faulty"),
    [
        ({}, []),
        ({"username": "ADA"}, ["username"]),
        ({"username": ""}, ["username"]),
        ({"password": "12345678"}, ["password"]),
        ({"first_name": "Evangeline", "password": "evangeline"}, ["password"]),
    ],
)
def test_a_name_that_is_taken_and_a_weak_password_are_refused(
    ada: User, change: dict[str, str], faulty: list[str]
) -> None:
    assert list(forms.AcceptInvitationForm(FILLED | change).errors) == faulty


def test_only_the_first_account_is_asked_for_its_address(db: None) -> None:
    assert list(forms.FirstAccountForm(FILLED).errors) == ["email"]
    assert "email" not in forms.AcceptInvitationForm().fields


@pytest.mark.parametrize("name", [*settings.ACCOUNT_FORMS.values(), *settings.MFA_FORMS.values()])
def test_no_form_of_the_library_is_shown_with_placeholders_in_place_of_labels(name: str) -> None:
    form = import_string(name)
    assert form.__module__ == forms.__name__
    assert issubclass(form, forms.PlainForm | forms.AddPasskeyForm | forms.RenamePasskeyForm)


def test_a_placeholder_that_repeats_the_label_is_taken_out() -> None:
    for field in forms.SignInForm().fields.values():
        assert "placeholder" not in field.widget.attrs
    assert str(forms.SignInForm().fields["login"].label) == "Name or e-mail address"
