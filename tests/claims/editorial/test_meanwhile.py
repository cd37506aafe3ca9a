"""What was written since one looked last is told, by whatever way it was written."""

import pytest
from django.db import connection

from claims.editorial import meanwhile
from claims.models import SentForm, Topic

pytestmark = pytest.mark.django_db(transaction=True, serialized_rollback=True)


def test_rows_are_told_that_were_added_or_changed_since_the_last_look() -> None:
    old, changed = (Topic.objects.create(name=name, slug=name) for name in ("Old", "Changed"))
    watch = meanwhile.watch([Topic, SentForm])

    Topic.objects.filter(pk=changed.pk).update(name="Other")
    added = Topic.objects.bulk_create([Topic(name="Added", slug="added", name_key="added")])

    told = set(watch.look()[Topic])
    assert told >= {changed.pk, added[0].pk}
    # PostgreSQL tells older rows again while somebody goes on writing to any of its databases, as others here do.
    if watch.is_exact:
        assert old.pk not in told
        assert watch.look() == {}
    watch.end()


def test_nothing_is_left_of_a_watch_nor_of_one_whose_process_was_killed() -> None:
    if connection.vendor != "sqlite":
        pytest.skip("PostgreSQL needs no triggers")
    left = "SELECT name FROM sqlite_master WHERE name LIKE 'foresaid%'"
    ended, killed = meanwhile.watch([Topic]), meanwhile.watch([Topic])

    ended.end()

    assert len(meanwhile._asked(left)) == 3
    meanwhile.drop_leftovers()
    assert meanwhile._asked(left) == []
    Topic.objects.create(name="New", slug="new")
    with pytest.raises(Exception, match="no such table"):
        killed.look()
