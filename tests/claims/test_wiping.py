"""What lies beside the rows forgets, too: kept mail, logs, caches, the database's free space."""

import base64
import sqlite3
from contextlib import closing
from email.message import EmailMessage
from pathlib import Path

import pytest
from django.db import connection, connections

from claims import wiping
from claims.models import KnownWord, Topic
from claims.wiping import FORGET_WRITES, take_your_time, wipe_files, wipe_free_space
from claims.withheld import MARK, Phrases
from tests.apart import apart, in_a_file
from tests.races import needs_postgresql

NAME = Phrases.of(["Mara Lindt"])


@pytest.fixture(autouse=True)
def patient(monkeypatch: pytest.MonkeyPatch) -> None:
    """The suite's other processes write to other databases of the same server, some for a minute."""
    monkeypatch.setattr(wiping, "TRIES", 1_500)


def mail(words: str) -> bytes:
    message = EmailMessage()
    message["Subject"], message["To"] = words, "desk@example.org"
    message.set_content(f"Über {words}.")
    return bytes(message) + b"-" * 79 + b"\n"


def test_a_kept_mail_goes_whole_and_the_others_of_its_file_stay(tmp_path: Path) -> None:
    folder = tmp_path / "mail"
    folder.mkdir()
    (folder / "one.log").write_bytes(mail("Mara Lindt") + mail("The bridge"))
    (folder / "two.log").write_bytes(mail("Mara Lindt"))

    found = wipe_files(NAME, tmp_path)

    assert len(found) == 2
    assert not (folder / "two.log").exists()
    kept = (folder / "one.log").read_bytes()
    assert b"The bridge" in kept
    assert b"Lindt" not in kept
    assert base64.b64encode(b"Lindt")[:5] not in kept


def test_a_log_is_blacked_out_in_place_whoever_has_it_open(tmp_path: Path) -> None:
    path = tmp_path / "log" / "worker.log"
    path.parent.mkdir()
    path.write_text("polled mara-lindt.example\nall well\n")

    with path.open("a") as writer:
        wipe_files(NAME, tmp_path)
        writer.write("goes on\n")

    assert path.read_text() == f"polled {MARK}.example\nall well\ngoes on\n"


def test_caches_full_of_words_are_removed(tmp_path: Path) -> None:
    (tmp_path / "match").mkdir()
    (tmp_path / "match" / "claims-1").write_bytes(b"\x00stemmed")

    wipe_files(NAME, tmp_path)

    assert list((tmp_path / "match").iterdir()) == []


@pytest.mark.parametrize(
    "name", ["foresaid.sqlite3", "secret_key", "encryption_key", "withheld/list.jsonl", "run/lock"]
)
def test_what_keeps_itself_is_left_alone(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    path.parent.mkdir(exist_ok=True)
    path.write_text("Mara Lindt")

    assert wipe_files(NAME, tmp_path) == []


@pytest.mark.django_db
def test_free_space_is_not_wiped_within_a_transaction() -> None:
    assert not wipe_free_space()


@pytest.mark.django_db(transaction=True, serialized_rollback=True)
def test_free_space_is_wiped() -> None:
    assert wipe_free_space()


@pytest.mark.django_db(transaction=True, serialized_rollback=True)
def test_a_write_ahead_log_that_somebody_reads_from_is_not_taken_for_empty(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    if connection.vendor == "postgresql":
        pytest.skip("PostgreSQL recycles its own")
    in_a_file(path := tmp_path / "x.sqlite3", monkeypatch)
    monkeypatch.setitem(connections.settings["default"]["OPTIONS"], "timeout", 0.1)
    apart(lambda: Topic.objects.create(name="Before", slug="before"))  # from here on there is such a log

    with closing(sqlite3.connect(path)) as reader:
        reader.execute("BEGIN")
        reader.execute("SELECT count(*) FROM claims_topic").fetchone()
        assert not apart(wipe_free_space)

    assert apart(wipe_free_space)


@pytest.mark.django_db(transaction=True, serialized_rollback=True)
def test_what_ends_a_pages_look_ups_does_not_end_a_forgetting() -> None:
    if connection.vendor == "sqlite":
        connection.connection.set_progress_handler(lambda: 1, 1)
    else:
        execute("SET statement_timeout = 1")

    take_your_time()

    if connection.vendor == "sqlite":
        assert Topic.objects.count() == 0
    else:
        assert execute("SHOW statement_timeout") == [("0",)]


def test_what_is_no_text_is_left_whole_though_a_short_name_happens_to_be_in_it(tmp_path: Path) -> None:
    path = tmp_path / "backups" / "foresaid-1.backup"
    path.parent.mkdir()
    path.write_bytes(content := b"\x00\x01 Mara Lindt \xff\x00")

    assert wipe_files(NAME, tmp_path) == []

    assert path.read_bytes() == content


def test_mail_that_was_kept_when_a_backup_was_put_back_goes_too(tmp_path: Path) -> None:
    path = tmp_path / "backups" / "mail-before-20260101T000000Z" / "one.log"
    path.parent.mkdir(parents=True)
    mail = EmailMessage()
    mail["Subject"] = "Mara Lindt said"
    mail.set_content("Mära Lindt – Mara Lindt sagte es.", cte="base64")
    path.write_bytes(bytes(mail))

    assert wipe_files(NAME, tmp_path) == [path]

    assert not path.exists()


@pytest.mark.django_db(transaction=True, serialized_rollback=True)
def test_a_checkpoint_that_is_refused_is_told_and_stops_nothing(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setitem(FORGET_WRITES, connection.vendor, ("SELECT not_allowed()",))

    assert wipe_free_space()

    assert "write-ahead log keeps what was forgotten" in caplog.text


@needs_postgresql
@pytest.mark.django_db(transaction=True, serialized_rollback=True)
def test_no_file_of_postgresql_keeps_a_row_that_was_removed_nor_a_sample_of_it() -> None:
    # A table that is empty keeps its samples: so others stay.
    words = [f"{word}{number}" for word in ("bridge", "zylindrophon") for number in range(20)]
    KnownWord.objects.bulk_create(KnownWord(stem=word) for word in words)
    execute("ANALYZE")
    KnownWord.objects.filter(stem__startswith="zylindrophon").delete()
    assert {"claims_knownword", "pg_statistic"} <= relations_with("zylindrophon")

    assert wipe_free_space()

    assert relations_with("zylindrophon") == set()


@needs_postgresql
@pytest.mark.django_db(transaction=True, serialized_rollback=True)
def test_while_somebody_still_reads_what_was_removed_nothing_is_said_to_be_wiped(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """PostgreSQL keeps a removed row for them, in the table that it writes anew as well."""
    KnownWord.objects.bulk_create(KnownWord(stem=word) for word in ("bridge", "zylindrophon"))
    reader = connection.copy()
    with closing(reader), reader.cursor() as cursor:
        cursor.execute("BEGIN ISOLATION LEVEL REPEATABLE READ")
        cursor.execute("SELECT 1")
        KnownWord.objects.filter(stem="zylindrophon").delete()
        with monkeypatch.context() as hasty:
            hasty.setattr(wiping, "TRIES", 2)
            assert not wipe_free_space()
        cursor.execute("COMMIT")
    assert wipe_free_space()
    assert "claims_knownword" not in relations_with("zylindrophon")


def execute(statement: str) -> list[tuple[str, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(statement)
        return list(cursor.fetchall()) if cursor.description else []


def relations_with(word: str) -> set[str]:
    """The tables, indexes and catalogues of the database whose files have the word."""
    execute("CHECKPOINT")
    rows = execute(
        "SELECT relname FROM pg_class WHERE relkind IN ('r', 'i', 't', 'm') AND NOT relisshared AND"
        f" position('{word}'::bytea in pg_read_binary_file(pg_relation_filepath(oid), 0, 100000000, true)) > 0"
    )
    return {name for (name,) in rows}
