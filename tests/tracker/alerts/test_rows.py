"""The outbox takes each alert once, and one that it refuses stops no other."""

from tests.conftest import NOW
from tracker.alerts import rows
from tracker.models import Alert, Channel, SetAside


def test_an_alert_that_is_in_the_outbox_stays_as_it_is(desk: Channel) -> None:
    first, again = (rows.row(Alert.Kind.WEEKLY, "week:1", desk, now=NOW) for _ in range(2))
    again.message_id = "<another@example.org>"
    rows.write([first], now=NOW)
    rows.write([again, rows.row(Alert.Kind.WEEKLY, "week:2", desk, now=NOW)], now=NOW)
    kept = dict(Alert.objects.values_list("once_key", "message_id"))
    assert not SetAside.objects.exists()
    assert (set(kept), kept["week:1"]) == ({"week:1", "week:2"}, first.message_id)


def test_an_alert_that_is_owed_again_after_a_backup_was_put_back_bears_the_id_of_the_first(
    desk: Channel,
) -> None:
    """Receivers then know it for a copy. What a digest holds hangs on when it is made."""
    other = Channel.objects.create(name="Other", address="other@example.org")

    def ids(kind: Alert.Kind, *keys: tuple[str, Channel]) -> set[str]:
        return {rows.row(kind, key, channel, now=NOW).message_id for key, channel in keys}

    assert len(ids(Alert.Kind.DEADLINE, ("1:1:decide", desk), ("1:1:decide", desk))) == 1
    assert (
        len(ids(Alert.Kind.DEADLINE, ("1:1:decide", desk), ("1:1:decide", other), ("1:2:decide", desk))) == 3
    )
    assert len(ids(Alert.Kind.DIGEST, ("2026-06-17", desk), ("2026-06-17", desk))) == 2


def test_a_row_that_the_database_refuses_is_set_aside_and_the_others_are_written(
    desk: Channel,
) -> None:
    good = rows.row(Alert.Kind.WEEKLY, "week:1", desk, now=NOW)
    bad = rows.row(Alert.Kind.WEEKLY, "week:2", desk, now=NOW, deadline_version="not a number")
    rows.write([bad, good], now=NOW)
    assert list(Alert.objects.values_list("once_key", flat=True)) == ["week:1"]
    assert list(SetAside.objects.values_list("job", "item")) == [("reporting", str(desk.pk))]


def test_a_row_that_breaks_a_rule_of_the_table_is_not_passed_over_in_silence(desk: Channel) -> None:
    """As one that is there already would be; on SQLite it was."""
    about_nothing = rows.row(Alert.Kind.DEADLINE, "deadline:1", desk, now=NOW)
    rows.write([about_nothing, rows.row(Alert.Kind.WEEKLY, "week:1", desk, now=NOW)], now=NOW)
    assert list(Alert.objects.values_list("once_key", flat=True)) == ["week:1"]
    assert list(SetAside.objects.values_list("fault", flat=True)) == ["IntegrityError"]
