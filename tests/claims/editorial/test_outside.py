"""A backup from before is held to what was decided since, by a list that lies outside the database."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from django.core.management import call_command
from django.db import connection, transaction
from pytest_django import DjangoCaptureOnCommitCallbacks, Settings

from claims import editorial, record, wiping
from claims.editorial import ToForget, outside
from claims.models import Appearance, Claim, Claimant, Forgetting, Hold, User
from claims.withheld import MARK
from tests.makers import Maker

WHY = {"reason": "An order.", "office": "A court"}
Capture = DjangoCaptureOnCommitCallbacks


@pytest.fixture(autouse=True)
def _folder(tmp_path: Path, settings: Settings) -> None:
    settings.DATA_DIR = tmp_path


def lines(folder: Path) -> str:
    return (folder / "withheld" / "list.jsonl").read_text()


def put_back(*models: type) -> None:
    """As a backup from before would have it: the rows are not there."""
    with connection.cursor() as cursor:
        for trigger in ("claims_hold_kept", "claims_forgetting_kept"):
            table = trigger.removesuffix("_kept")
            cursor.execute(
                f"DROP TRIGGER IF EXISTS {trigger}"
                + (f" ON {table}" if connection.vendor == "postgresql" else "")
            )
    for model in models:
        model.objects.all().delete()  # type: ignore[attr-defined]


@pytest.mark.parametrize("of", ["claim", "claimant", "appearance"])
def test_a_hold_is_applied_again(
    claim: Claim, dora: User, django_capture_on_commit_callbacks: Capture, of: str
) -> None:
    things: dict[str, Claim | Claimant | Appearance] = {
        "claim": claim,
        "claimant": claim.claimant,
        "appearance": claim.appearances.get(),
    }
    with django_capture_on_commit_callbacks(execute=True):
        held = editorial.hold(thing=things[of], by=dora, **WHY)
    put_back(Hold)

    assert outside.apply_listed() == outside.Applied(held=1)

    again = Hold.objects.get()
    assert (again.key, again.thing, again.at, again.office) == (held.key, things[of], held.at, held.office)
    assert not outside.apply_listed()


def test_a_lifted_hold_stays_lifted(
    claim: Claim, dora: User, django_capture_on_commit_callbacks: Capture
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        editorial.lift_hold(held=editorial.hold(thing=claim, by=dora, **WHY), by=dora)
    put_back(Hold)

    assert outside.apply_listed() == outside.Applied(held=1, lifted=1)

    assert list(Claim.objects.public()) == [claim]


def test_a_name_is_forgotten_again_and_the_list_does_not_have_it(
    claim: Claim, dora: User, ada: User, tmp_path: Path, django_capture_on_commit_callbacks: Capture
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        editorial.forget(what=ToForget(names=("Mara Lindt",)), by=dora, **WHY)
    assert "lindt" not in lines(tmp_path).casefold()
    put_back(Forgetting)
    claimant = Claimant.objects.get()
    claimant.name = "Mara Lindt"
    editorial.save_claimant(claimant=claimant, reason="Put back.", by=ada)

    assert outside.apply_listed() == outside.Applied(forgotten=1)

    assert Claimant.objects.get().name == f"{MARK} {claimant.pk}"
    assert not outside.apply_listed()


def test_a_field_is_forgotten_again(
    claim: Claim, dora: User, tmp_path: Path, django_capture_on_commit_callbacks: Capture
) -> None:
    quote = claim.quote
    with django_capture_on_commit_callbacks(execute=True):
        editorial.forget(what=ToForget(row=claim, fields=("quote",)), by=dora, **WHY)
    assert quote not in lines(tmp_path)
    put_back(Forgetting)
    Claim.objects.update(quote=quote)

    assert outside.apply_listed() == outside.Applied(forgotten=1)

    assert Claim.objects.get().quote == MARK


def test_another_row_of_the_same_number_is_left_alone(
    claim: Claim, dora: User, tmp_path: Path, django_capture_on_commit_callbacks: Capture
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        editorial.hold(thing=claim, by=dora, **WHY)
    put_back(Hold)
    listed = lines(tmp_path)
    since = outside.since(record.subject_of(claim))
    (tmp_path / "withheld" / "list.jsonl").write_text(listed.replace(since, "2020-01-01T00:00:00+00:00"))

    assert not outside.apply_listed()

    assert list(Claim.objects.public()) == [claim]


def test_what_the_list_lacks_is_written_down(claim: Claim, dora: User, tmp_path: Path) -> None:
    held = editorial.hold(thing=claim, by=dora, **WHY)
    (tmp_path / "withheld" / "list.jsonl").unlink()  # as a data folder that was lost

    outside.apply_listed()

    assert held.key in lines(tmp_path)
    before = lines(tmp_path)
    outside.apply_listed()
    assert lines(tmp_path) == before


@contextmanager
def before_the_commit() -> Iterator[None]:
    """The process ends when all this is done and not committed."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


def test_a_forgetting_that_was_ordered_is_carried_out_though_the_process_died_before_its_commit(
    claim: Claim, dora: User
) -> None:
    with before_the_commit():
        editorial.forget(what=ToForget(names=("Mara Lindt",)), by=dora, **WHY)
    assert Claimant.objects.get().name == "Mara Lindt"

    assert outside.apply_listed() == outside.Applied(forgotten=1)

    assert MARK in Claimant.objects.get().name
    assert not outside.apply_listed()


def test_a_hold_that_was_ordered_holds_though_the_process_died_before_its_commit(
    claim: Claim, dora: User
) -> None:
    with before_the_commit():
        editorial.hold(thing=claim, by=dora, **WHY)

    assert outside.apply_listed() == outside.Applied(held=1)
    assert list(Claim.objects.public()) == []


@pytest.mark.parametrize("what", ["a name", "a field", "an article"])
def test_what_died_after_its_commit_is_on_the_list_and_wiped_at_the_next_start(
    claim: Claim, make: Maker, dora: User, tmp_path: Path, what: str
) -> None:
    evidence = make.accepted(claim, title="Three words long")
    log = tmp_path / "log" / "worker.log"
    log.parent.mkdir()
    log.write_text(f"Mara Lindt\n{claim.quote}\nThree words long\n")
    gone, wanted = {
        "a name": ("Mara Lindt", ToForget(names=("Mara Lindt",))),
        "a field": (claim.quote, ToForget(row=claim, fields=("quote",))),
        "an article": (evidence.title, ToForget(address=evidence.address)),
    }[what]
    editorial.forget(what=wanted, by=dora, **WHY)  # and nothing after the commit was done
    assert gone in log.read_text()
    put_back(Forgetting)

    assert outside.apply_listed() == outside.Applied(forgotten=1)

    assert gone not in log.read_text()


def test_a_disk_that_takes_no_line_has_nothing_forgotten(
    claim: Claim, dora: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("os.fsync", full)

    with pytest.raises(OSError, match="No space"), transaction.atomic():
        editorial.forget(what=ToForget(names=("Mara Lindt",)), by=dora, **WHY)

    assert Claimant.objects.get().name == "Mara Lindt"


def full(_file: int) -> None:
    raise OSError(28, "No space left on device")


@pytest.mark.django_db(transaction=True, serialized_rollback=True)
def test_what_was_wiped_is_not_wiped_again(claim: Claim, dora: User, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(wiping, "TRIES", 1_500)  # the suite's other processes write to the same server
    editorial.forget(what=ToForget(names=("Mara Lindt",)), by=dora, **WHY)
    assert [line["act"] for line in outside.listed()] == ["forgotten", "wiped"]

    monkeypatch.setattr(wiping, "wipe_files", full)
    assert not outside.apply_listed()


def test_a_line_cut_off_by_a_crash_holds_nothing_up(
    claim: Claim, dora: User, tmp_path: Path, django_capture_on_commit_callbacks: Capture
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        editorial.hold(thing=claim, by=dora, **WHY)
    with (tmp_path / "withheld" / "list.jsonl").open("a") as file:
        file.write('{"act": "held", "ke')

    assert [line["act"] for line in outside.listed()] == ["held"]


def test_the_key_is_made_once(tmp_path: Path) -> None:
    assert outside.key() == outside.key()
    assert (tmp_path / "withheld" / "key").stat().st_mode & 0o077 == 0


def test_the_command_says_what_it_applied(
    claim: Claim,
    dora: User,
    capsys: pytest.CaptureFixture[str],
    django_capture_on_commit_callbacks: Capture,
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        editorial.hold(thing=claim, by=dora, **WHY)
    put_back(Hold)

    call_command("apply_withheld")

    assert "held back again: 1" in capsys.readouterr().out.casefold()
