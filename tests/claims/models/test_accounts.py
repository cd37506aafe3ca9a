"""What the database itself refuses of invitations."""

from datetime import datetime, timedelta

import pytest

from claims.models import Invitation, User
from tests.conftest import NOW
from tests.refusals import refused_by

EVE = "eve@example.org"


def invited(by: User | None, email: str = EVE, **values: object) -> Invitation:
    whole: dict[str, object] = {"token_hash": f"{Invitation.objects.count()}", "invited_at": NOW}
    whole |= {"runs_out_at": NOW + timedelta(days=7)} | values
    return Invitation.objects.create(email=email, invited_by=by, **whole)


def test_one_address_has_one_open_invitation_however_it_is_spelt(frida: User) -> None:
    invited(frida, taken_back_at=NOW)
    invited(frida)
    with refused_by("invitation_one_open_for_an_address"):
        invited(frida, "EVE@example.org")


def test_an_accepted_one_has_its_account_and_is_not_taken_back(frida: User, ada: User) -> None:
    for values in (
        {"accepted_at": NOW},
        {"account": ada},
        {"accepted_at": NOW, "account": ada, "taken_back_at": NOW},
    ):
        with refused_by("invitation_accepted_makes_an_account"):
            invited(frida, **values)


@pytest.mark.parametrize("email", ["", "eve@example.org"])
def test_only_the_first_one_has_neither_address_nor_inviter(frida: User, email: str) -> None:
    with refused_by("invitation_by_somebody_or_the_first"):
        invited(None if email else frida, email)
    assert str(invited(None, "")) == "the first account"


@pytest.mark.parametrize(
    ("values", "number"),
    [({}, 1), ({"taken_back_at": NOW}, 0), ({"runs_out_at": NOW}, 0)],
)
def test_a_link_works_until_it_is_used_taken_back_or_runs_out(
    frida: User, values: dict[str, datetime], number: int
) -> None:
    invited(frida, EVE, **values)
    assert Invitation.objects.working(NOW).count() == number
