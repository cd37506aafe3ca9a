from claims.models import User
from tracker.alerts import calendars
from tracker.models import CalendarAddress


def test_only_the_hash_of_an_address_is_stored(ada: User) -> None:
    token = calendars.make_address(ada, only_own=False).rpartition("/")[2].removesuffix(".ics")
    stored = CalendarAddress.objects.get()
    assert token not in str(vars(stored))
