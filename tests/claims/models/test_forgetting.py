"""What the database itself refuses of forgettings."""

import pytest

from claims.models import Forgetting, User
from tests.conftest import NOW
from tests.refusals import refused_by

WHOLE = {"kind": "name", "office": "A court", "reason": "An order.", "at": NOW}


@pytest.mark.parametrize(
    ("wrong", "constraint"),
    [
        ({"office": ""}, "forgetting_has_office_and_reason"),
        ({"reason": ""}, "forgetting_has_office_and_reason"),
        ({"done_at": NOW, "words": "Mara Lindt"}, "forgetting_done_says_no_more_what"),
        ({"dropped_at": NOW, "words": "Mara Lindt"}, "forgetting_done_says_no_more_what"),
        ({"done_at": NOW, "dropped_at": NOW}, "forgetting_done_or_dropped"),
    ],
)
def test_what_was_forgotten_is_said_by_no_row(dora: User, wrong: dict[str, object], constraint: str) -> None:
    with refused_by(constraint):
        Forgetting.objects.create(by=dora, **(WHOLE | wrong))


@pytest.mark.parametrize(
    ("values", "waits"), [({}, True), ({"done_at": NOW}, False), ({"dropped_at": NOW}, False)]
)
def test_it_waits_until_it_is_done_or_dropped(values: dict[str, object], waits: bool) -> None:
    assert Forgetting(**WHOLE, **values).waits is waits


def test_the_fields_of_a_row_are_told_apart() -> None:
    assert Forgetting(fields="quote statement").field_names == ("quote", "statement")
    assert Forgetting(fields="").field_names == ()
