"""What only the migrations bring: the roles, and the triggers that keep the log as it was written."""

from dataclasses import replace
from datetime import UTC, date, datetime
from importlib import import_module
from io import StringIO

import pytest
from django.contrib.auth.models import Group
from django.core.management import call_command
from django.db import IntegrityError, connection, transaction
from django.db.backends.utils import CursorWrapper
from pytest_django import Settings

from claims import editorial, record
from claims.models import Checkpoint, Claim, Outcome, RecordEntry, Reply, User, Verdict
from claims.withheld import MARK
from tests.makers import SOURCE, Maker

_guards = import_module("claims.migrations._guards")
REPORTER = {
    "add_claim",
    "change_claim",
    "view_claim",
    "add_claimant",
    "view_claimant",
    "view_topic",
    "view_appearance",
    "view_evidence",
    "view_verdict",
    "view_correction",
    "view_reply",
    "view_tenure",
    "view_forgetting",
    "view_hold",
    "view_recordentry",
    "view_checkpoint",
    "view_treehead",
    "view_dailytally",
    "view_sourcetext",
}
EDITOR = REPORTER | {
    "publish_claim",
    "change_claimant",
    "add_topic",
    "change_topic",
    "review_evidence",
    "add_verdict",
    "countersign_verdict",
    "add_tenure",
    "change_tenure",
    "add_coding",
}
CHIEF = EDITOR | {"merge_claim", "merge_claimant", "withdraw_claim", "view_user", "view_invitation"}
CHIEF |= {"add_hold", "change_hold", "add_forgetting"}
ACCOUNTS = {f"{verb}_{model}" for verb in ("view", "add", "change") for model in ("user", "invitation")}
ADMINISTRATOR = ACCOUNTS | {name for name in REPORTER if name.startswith("view_")}


@pytest.mark.parametrize(
    ("role", "expected"),
    [("reporter", REPORTER), ("editor", EDITOR), ("chief", CHIEF), ("administrator", ADMINISTRATOR)],
)
def test_each_role_has_its_permissions_and_no_more(db: None, role: str, expected: set[str]) -> None:
    permissions = Group.objects.get(name=role).permissions.filter(content_type__app_label="claims")

    assert set(permissions.values_list("codename", flat=True)) == expected


def test_nobody_is_given_the_right_to_delete_from_the_record(db: None) -> None:
    deleting = Group.objects.filter(
        permissions__codename__startswith="delete_", permissions__content_type__app_label="claims"
    )

    assert not deleting.exists()


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("chain", "claim:99"),
        ("sequence", 99),
        ("at", datetime(2020, 1, 1, tzinfo=UTC)),
        ("by", None),
        ("action", "published"),
        ("subject", "claim:99"),
        ("previous_hash", "0"),
        ("hash", "0"),
        ("leaf", "{}"),
        ("mac", "0"),
    ],
)
def test_the_database_refuses_to_change_an_entry(claim: Claim, field: str, value: object) -> None:
    first = RecordEntry.objects.filter(chain=f"claim:{claim.pk}", sequence=1)

    with pytest.raises(IntegrityError, match="append-only"), transaction.atomic():
        first.update(**{field: value})


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("claim", 99),
        ("outcome", "confirmed"),
        ("happened_on", date(2026, 6, 1)),
        ("reasoning", "Another."),
        ("can_no_longer_happen", False),
        ("known_on", date(2026, 6, 1)),
        ("condition_failed", True),
        ("needs_countersignature", True),
        ("by", 99),
        ("at", datetime(2020, 1, 1, tzinfo=UTC)),
    ],
)
def test_the_database_refuses_to_change_a_ruling(
    claim: Claim, make: Maker, field: str, value: object
) -> None:
    make.ruled(claim, "missed", can_no_longer_happen=True)

    with pytest.raises(IntegrityError, match="append-only"), transaction.atomic():
        Verdict.objects.update(**{field: value})


def test_every_recorded_column_of_an_entry_is_guarded(claim: Claim) -> None:
    columns = {field.column for field in RecordEntry._meta.concrete_fields} - {"id", "tree_index"}

    with connection.cursor() as cursor:
        for column in columns:
            with pytest.raises(IntegrityError, match="append-only"), transaction.atomic():
                cursor.execute(f"UPDATE claims_recordentry SET {column} = {column}")


def test_the_models_and_the_migrations_agree(db: None) -> None:
    call_command("makemigrations", "--check", "--dry-run", stdout=StringIO())


CHECKPOINT = {"number": 1, "day": date(2026, 6, 17), "made_at": datetime(2026, 6, 17, tzinfo=UTC)}
CHECKPOINT |= {"last_entry_id": 0, "chains": 0, "hash": "c" * 64}
KEPT = tuple(_guards.AS_WRITTEN)


@pytest.fixture
def kept(claim: Claim, make: Maker, ada: User) -> None:
    """A row in every table that is never emptied."""
    make.ruled(claim, "confirmed", happened_on=date(2026, 6, 1))
    make.ruled(claim, "missed", can_no_longer_happen=True)
    Checkpoint.objects.create(**CHECKPOINT)
    record.number_entries(now=datetime(2026, 6, 17, tzinfo=UTC))
    editorial.add_appearance(claim=claim, source=replace(SOURCE, text="The whole text."), by=ada)
    day = date(2026, 6, 1)
    reply = editorial.ask_for_reply(claim=claim, asked_of="Jo", asked_on=day, due_on=day, by=ada)
    editorial.enter_reply(reply=reply, text="It opens.", received_on=day, language="en", by=ada)
    chief = User.objects.create_superuser("eve")
    editorial.code_claim(claim=claim, window=None, firmness="will", outcome=Outcome.MISSED, by=chief)
    editorial.hold(thing=claim, office="Court", reason="An order.", by=chief)
    what = editorial.ToForget(names=("Bo Holm",))
    editorial.forget(what=what, office="Court", reason="An order.", by=chief)


@pytest.mark.parametrize("table", KEPT)
def test_the_database_refuses_to_delete_what_was_written(kept: None, table: str) -> None:
    with (
        connection.cursor() as cursor,
        pytest.raises(IntegrityError, match="append-only"),
        transaction.atomic(),
    ):
        cursor.execute(f"DELETE FROM {table}")


@pytest.mark.parametrize("table", KEPT)
@pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite has no TRUNCATE")
def test_the_database_refuses_to_empty_what_was_written(kept: None, table: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
    with (
        connection.cursor() as cursor,
        pytest.raises(IntegrityError, match="append-only"),
        transaction.atomic(),
    ):
        cursor.execute(f"TRUNCATE {table} CASCADE")


@pytest.mark.parametrize(("field", "value"), [("hash", "d" * 64), ("day", date(2026, 6, 18)), ("number", 2)])
def test_the_database_refuses_to_change_a_checkpoint(kept: None, field: str, value: object) -> None:
    with pytest.raises(IntegrityError, match="append-only"), transaction.atomic():
        Checkpoint.objects.update(**{field: value})


def test_the_database_refuses_to_take_a_countersignature_back_or_exchange_it(
    claim: Claim, make: Maker, dora: User, ben: User, settings: Settings
) -> None:
    settings.FOUR_EYES = True
    verdict = make.ruled(claim, "missed", can_no_longer_happen=True)
    editorial.countersign(verdict=verdict, by=dora)

    for signature in (
        {"countersigned_by": None, "countersigned_at": None},
        {"countersigned_by": ben},
        {"countersigned_at": datetime(2020, 1, 1, tzinfo=UTC)},
    ):
        with pytest.raises(IntegrityError, match="append-only"), transaction.atomic():
            Verdict.objects.update(**signature)


SAID = "100 % [sic] of a_b\\c* were late? Yes, said Lindt."


@pytest.mark.parametrize(
    "gaps",
    [
        MARK,
        f"{MARK} Yes, said Lindt.",
        f"100 % [sic] of a_b\\c* were late? Yes, said {MARK}.",
        f"100 % [sic] of {MARK} were late? {MARK}, said {MARK}.",
    ],
)
def test_words_of_a_ruling_can_be_blacked_out(claim: Claim, make: Maker, gaps: str) -> None:
    make.ruled(claim, "missed", can_no_longer_happen=True, reasoning=SAID)

    Verdict.objects.update(reasoning=gaps)

    assert Verdict.objects.get().reasoning == gaps


@pytest.mark.parametrize(
    "other",
    [
        SAID,
        "Another.",
        f"{MARK} and more",
        f"{MARK} yes, said lindt.",
        f"100 % [sic] of aXb\\c* {MARK}",
        f"100 % %{MARK}",
        f"100 % s{MARK}",
        f"100 * [sic] of {MARK}",
        f"Nobody said {MARK}.",
    ],
)
def test_no_other_words_are_put_beside_what_is_blacked_out(claim: Claim, make: Maker, other: str) -> None:
    make.ruled(claim, "missed", can_no_longer_happen=True, reasoning=SAID)

    with pytest.raises(IntegrityError, match="append-only"), transaction.atomic():
        Verdict.objects.update(reasoning=other)


def test_the_marks_of_the_triggers_and_of_the_code_are_one() -> None:
    assert import_module("claims.migrations._guards").MARK == MARK


@pytest.mark.parametrize("table", KEPT)
@pytest.mark.parametrize("number", ["id", "rowid"])
def test_the_database_refuses_to_number_a_row_anew(kept: None, table: str, number: str) -> None:
    if number == "rowid" and connection.vendor == "postgresql":
        pytest.skip("only SQLite's numbers have a second name")
    with (
        connection.cursor() as cursor,
        pytest.raises(IntegrityError, match="append-only"),
        transaction.atomic(),
    ):
        cursor.execute(f"UPDATE {table} SET {number} = {number} + 1000")


@pytest.mark.parametrize("table", KEPT)
@pytest.mark.skipif(connection.vendor != "sqlite", reason="PostgreSQL has no REPLACE")
def test_sqlite_replaces_no_row_by_another(kept: None, table: str) -> None:
    """By its number, and by each of the other keys among which it is the only one."""
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT * FROM {table} ORDER BY id DESC LIMIT 1")
        columns = [column[0] for column in cursor.description]
        old = dict(zip(columns, cursor.fetchone(), strict=True))
        for key in [["id"], *_unique_keys(cursor, table)]:
            fresh = {name: f"{value}0" if name.endswith("hash") else value for name, value in old.items()}
            fresh |= {"id": old["id"] + 1000} | {name: old[name] for name in key}
            marks = ", ".join(["%s"] * len(fresh))
            for verb in ("REPLACE", "INSERT OR REPLACE"):
                with pytest.raises(IntegrityError, match="append-only"), transaction.atomic():
                    cursor.execute(
                        f"{verb} INTO {table} ({', '.join(fresh)}) VALUES ({marks})", [*fresh.values()]
                    )


def _unique_keys(cursor: CursorWrapper, table: str) -> list[list[str]]:
    """The columns of each unique index of the table, of all its rows or of some."""
    cursor.execute(f"SELECT name FROM pragma_index_list('{table}') WHERE \"unique\"")
    names = [name for (name,) in cursor.fetchall()]
    keys = []
    for name in names:
        cursor.execute(f"SELECT name FROM pragma_index_info('{name}')")
        keys.append([column for (column,) in cursor.fetchall()])
    return keys


@pytest.mark.skipif(connection.vendor != "sqlite", reason="PostgreSQL has no REPLACE")
def test_a_proposed_change_is_not_replaced_by_another(
    claim: Claim, make: Maker, ada: User, settings: Settings
) -> None:
    settings.FOUR_EYES = True
    facts = replace(make.facts, criteria="Trains cross it.")
    editorial.revise_claim(claim=claim, facts=facts, reason="A slip.", by=ada)
    row = "claim_id, kind, by_id, at, reason, changes, needs_countersignature"

    with (
        connection.cursor() as cursor,
        pytest.raises(IntegrityError, match="append-only"),
        transaction.atomic(),
    ):
        cursor.execute(f"REPLACE INTO claims_correction ({row}) SELECT {row} FROM claims_correction")


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("text", "It never opens."),
        ("text", ""),
        ("language", "de"),
        ("received_on", date(2026, 6, 2)),
        ("received_on", None),
        ("received_by", None),
        ("asked_of", "Somebody"),
    ],
)
def test_the_database_refuses_to_change_a_reply(kept: None, field: str, value: object) -> None:
    with pytest.raises(IntegrityError, match="append-only"), transaction.atomic():
        Reply.objects.update(**{field: value})


@pytest.mark.parametrize(
    ("field", "value"), [("taken_back_reason", "Another."), ("taken_back_at", None), ("taken_back_by", None)]
)
def test_the_database_refuses_to_change_why_a_verdict_was_taken_back(
    claim: Claim, make: Maker, ada: User, settings: Settings, field: str, value: object
) -> None:
    settings.ANNOUNCE_HOURS = 24
    verdict = make.ruled(claim, "missed", can_no_longer_happen=True)
    with pytest.raises(IntegrityError), transaction.atomic():
        Verdict.objects.update(taken_back_reason="Nobody took it back.")
    editorial.take_back_verdict(verdict=verdict, reason="The builder objected.", by=ada)

    with pytest.raises(IntegrityError, match="append-only"), transaction.atomic():
        Verdict.objects.update(**{field: value})


@pytest.mark.parametrize("table", KEPT)
def test_every_column_of_what_is_kept_is_guarded(kept: None, table: str) -> None:
    """As it was written, or set once; the keys of the list above are those that the database has."""
    once = {column for group in _guards.SET_ONCE.get(table, ()) for column in group}
    with connection.cursor() as cursor:
        columns = {column.name for column in connection.introspection.get_table_description(cursor, table)}
        if connection.vendor == "sqlite":
            keys = {", ".join(key) for key in _unique_keys(cursor, table)}
            assert {key.partition(" |")[0] for key in _guards.KEYS[table]} == keys

    assert columns == {"id", *_guards.AS_WRITTEN[table]} | once
