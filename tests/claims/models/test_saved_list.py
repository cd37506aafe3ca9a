from claims.models import SavedList, User
from tests.refusals import refused_by


def test_one_person_keeps_the_same_list_once(ada: User, ben: User) -> None:
    for person in (ada, ben):
        SavedList.objects.create(by=person, name="Late", asked={}, digest="d")
    with refused_by("saved_list_once"):
        SavedList.objects.create(by=ada, name="Late again", asked={}, digest="d")


def test_a_name_stands_twice_where_two_lists_have_it(ada: User) -> None:
    for digest in ("b", "a"):
        SavedList.objects.create(by=ada, name="Late", asked={}, digest=digest)
    assert [str(each) for each in SavedList.objects.all()] == ["Late", "Late"]
