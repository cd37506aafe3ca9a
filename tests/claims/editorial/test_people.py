from claims import record
from claims.editorial import people
from claims.models import RecordEntry, User


def test_a_new_name_is_logged_and_an_old_one_is_not(ada: User, dora: User) -> None:
    before = ada.signed_name
    people.log_rename(person=ada, before=before, by=dora)
    assert not RecordEntry.objects.exists()
    ada.first_name, ada.last_name = "Ada", "Lovelace"
    ada.save()
    people.log_rename(person=ada, before=before, by=dora)
    entry = RecordEntry.objects.get()
    assert (entry.action, entry.by_name) == ("renamed", dora.signed_name)
    assert entry.changes == {"signed_name": [before, ada.signed_name]}
    assert list(record.verify()) == []
