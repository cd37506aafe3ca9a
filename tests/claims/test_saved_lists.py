import pytest

from claims import saved_lists
from claims.models import SavedList, User
from claims.saved_lists import TooManyLists

OVERDUE = {"window": "overdue"}


def test_a_list_saved_twice_is_there_once(ada: User) -> None:
    first = saved_lists.save(name="Late", asked=OVERDUE, owner=ada)
    assert saved_lists.save(name=" Late ", asked=OVERDUE, owner=ada) == first


def test_a_name_that_is_taken_gets_the_new_filters(ada: User) -> None:
    saved_lists.save(name="Late", asked=OVERDUE, owner=ada)
    saved_lists.save(name="Late", asked=OVERDUE | {"assigned": "me"}, owner=ada)
    assert [row.asked for row in saved_lists.lists_of(ada)] == [{"assigned": "me", "window": "overdue"}]


def test_everybody_has_their_own(ada: User, ben: User) -> None:
    saved_lists.save(name="Late", asked=OVERDUE, owner=ada)
    saved_lists.save(name="Late", asked=OVERDUE, owner=ben)
    assert [len(saved_lists.lists_of(person)) for person in (ada, ben)] == [1, 1]


def test_more_than_anybody_overlooks_are_refused(ada: User) -> None:
    for number in range(saved_lists.MOST):
        saved_lists.save(name=f"List {number}", asked=OVERDUE, owner=ada)
    with pytest.raises(TooManyLists):
        saved_lists.save(name="One more", asked=OVERDUE, owner=ada)
    assert SavedList.objects.count() == saved_lists.MOST
