"""A name changes by an entry on it: whoever is renamed past the log is found, whatever they write afterwards."""

from collections.abc import Callable

import pytest

from claims import editorial, record
from claims.editorial import people
from claims.models import Claim, User
from tests.makers import Maker


def renamed(person: User, name: str, by: User) -> User:
    """As the product does it: the row, and an entry."""
    before = person.signed_name
    quietly(person, name)
    people.log_rename(person=person, before=before, by=by)
    return person


def quietly(person: User, name: str) -> User:
    person.first_name, person.last_name = name, ""
    person.save()
    return person


def wrote(claim: Claim, person: User) -> Claim:
    claim.refresh_from_db()
    return editorial.hand_on_claim(claim=claim, to=None if claim.assigned_to_id else person, by=person)


def is_found(person: User) -> bool:
    faults = [(fault.place, fault.explanation) for fault in record.verify()]
    assert faults in ([], [(f"user:{person.pk}", "was renamed without an entry in the log")])
    return bool(faults)


QUIET: dict[str, Callable[[Claim, User, User], object]] = {
    "and wrote": lambda claim, ada, _dora: wrote(claim, quietly(ada, "Someone Else")),
    "and was renamed": lambda _claim, ada, dora: renamed(quietly(ada, "Someone Else"), "Ada L.", dora),
    "after a new name, and wrote": lambda claim, ada, dora: wrote(
        claim, quietly(renamed(ada, "Ada L.", dora), "Someone Else")
    ),
    "between two new names": lambda _claim, ada, dora: renamed(
        quietly(renamed(ada, "Ada L.", dora), "Someone Else"), "Ada K.", dora
    ),
    "to a name that came later": lambda claim, ada, dora: (
        wrote(claim, quietly(ada, "Ada K.")),
        renamed(quietly(ada, "ada"), "Ada K.", dora),
    ),
    "back to a former name": lambda _claim, ada, dora: quietly(renamed(ada, "Ada L.", dora), "ada"),
}
LOGGED: dict[str, Callable[[Claim, User, User], object]] = {
    "nothing": lambda _claim, _ada, _dora: None,
    "a new name": lambda claim, ada, dora: wrote(claim, renamed(ada, "Ada L.", dora)),
    "a new name by herself": lambda claim, ada, _dora: wrote(
        claim, renamed(ada, "Ada L.", User.objects.get(pk=ada.pk))
    ),
    "there and back": lambda claim, ada, dora: wrote(
        claim, renamed(renamed(ada, "Ada L.", dora), "ada", dora)
    ),
    "one who never wrote": lambda _claim, ada, dora: renamed(dora, "Dora D.", ada),
}


@pytest.mark.parametrize("case", QUIET)
def test_who_was_renamed_past_the_log_is_found(case: str, claim: Claim, ada: User, dora: User) -> None:
    QUIET[case](claim, ada, dora)

    assert is_found(ada)


@pytest.mark.parametrize("case", LOGGED)
def test_a_name_that_the_log_gave_raises_no_alarm(case: str, claim: Claim, ada: User, dora: User) -> None:
    LOGGED[case](claim, ada, dora)

    assert not is_found(ada)


def test_who_writes_while_being_renamed_raises_no_alarm(
    make: Maker, claim: Claim, ada: User, dora: User
) -> None:
    loaded_before = User.objects.get(pk=ada.pk)
    renamed(ada, "Ada L.", dora)
    wrote(claim, loaded_before)
    wrote(claim, ada)

    assert not is_found(ada)
