"""A forgetting reads while others write, and misses nothing of what they wrote."""

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from threading import Event
from typing import Any

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from claims import editorial, record
from claims.editorial import ToForget, forgetting, forgetting_plan, meanwhile
from claims.models import Claim, Evidence, Forgetting, RecordContent, Topic, User
from claims.withheld import MARK
from tests.apart import apart, in_a_file
from tests.makers import Maker

pytestmark = pytest.mark.django_db(transaction=True, serialized_rollback=True)

WHY = {"reason": "Article 17 of the GDPR.", "office": "Data protection officer"}
NAME = ToForget(names=("Mara Lindt",))


@dataclass
class Desk:
    """Forgets on one connection; on another `between` writes, after the reading and before the writing."""

    dora: User
    between: list[Callable[[], object]] = field(default_factory=list)

    def forget(self, what: ToForget) -> Forgetting:
        return apart(partial(editorial.forget, what=what, by=self.dora, **WHY))  # type: ignore[no-any-return]


@pytest.fixture
def desk(
    claim: Claim, make: Maker, dora: User, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Desk]:
    """Everything on SQLite lies in a file from here on, as only then two connections can have it."""
    desk, planned = Desk(dora), forgetting_plan.planned
    make.accepted(claim, title="Mara Lindt opens it")
    make.accepted(claim, title="A ceremony")

    @contextmanager
    def then_others_write(*given: Any) -> Iterator[object]:
        with planned(*given) as plan:
            while desk.between:
                apart(desk.between.pop())
            yield plan

    monkeypatch.setattr(forgetting, "planned", then_others_write)
    in_a_file(tmp_path / "desk.sqlite3", monkeypatch)
    yield desk
    assert apart(lambda: list(record.verify())) == []
    assert apart(lambda: Forgetting.objects.filter(done_at=None).count()) == 0
    if connection.vendor == "sqlite":
        left = "SELECT count(*) FROM sqlite_master WHERE name LIKE 'foresaid%'"
        assert apart(lambda: meanwhile._asked(left)) == [0]


def titles() -> list[str]:
    return apart(lambda: sorted(Evidence.objects.values_list("title", flat=True)))  # type: ignore[no-any-return]


def test_what_comes_in_between_reading_and_writing_is_forgotten_too(
    desk: Desk, claim: Claim, make: Maker
) -> None:
    desk.between = [
        partial(editorial.suggest_evidence, claim=claim, article=make.article(title="Mara Lindt again"))
    ]

    desk.forget(NAME)

    assert titles() == ["A ceremony", f"{MARK} again", f"{MARK} opens it"]


def test_what_is_edited_in_between_past_the_record_is_forgotten_too(desk: Desk) -> None:
    desk.between = [lambda: Evidence.objects.filter(title="A ceremony").update(title="Lindt? Mara Lindt!")]

    desk.forget(NAME)

    assert titles() == [f"Lindt? {MARK}!", f"{MARK} opens it"]


def test_what_was_found_and_is_edited_in_between_keeps_the_edit(desk: Desk) -> None:
    found = Evidence.objects.filter(title__startswith="Mara")
    desk.between = [lambda: found.update(title="Corrected: Mara Lindt opened it")]

    desk.forget(NAME)

    assert titles() == ["A ceremony", f"Corrected: {MARK} opened it"]


def test_what_was_found_and_is_gone_holds_nothing_up(desk: Desk) -> None:
    topic = Topic.objects.create(name="Mara Lindt", slug="x")
    if connection.vendor == "sqlite":
        apart(lambda: Topic.objects.create(pk=topic.pk, name="Mara Lindt", slug="x"))
    desk.between = [lambda: Topic.objects.filter(pk=topic.pk).delete()]

    desk.forget(NAME)

    assert titles() == ["A ceremony", f"{MARK} opens it"]


def test_a_text_that_is_changed_before_it_is_forgotten_is_looked_for_as_it_is_then(
    desk: Desk, claim: Claim
) -> None:
    longer = "A sentence of more than five words, said by him."
    desk.between = [
        lambda: Claim.objects.filter(pk=claim.pk).update(quote=longer),
        lambda: Evidence.objects.filter(title="A ceremony").update(title=longer),
    ]

    desk.forget(ToForget(row=claim, fields=("quote",)))

    assert apart(lambda: Claim.objects.get().quote) == MARK
    assert longer not in titles()
    log = apart(lambda: str(list(RecordContent.objects.values_list("changes", flat=True))))
    assert longer not in log


def test_others_write_while_it_reads(desk: Desk, claim: Claim, monkeypatch: pytest.MonkeyPatch) -> None:
    """A reading within a transaction would have them wait, on SQLite until they give up."""
    done: list[str] = []
    write = partial(editorial.withdraw_claim, claim=claim, reason="Wrong.", by=desk.dora)
    real = meanwhile.watch

    def begin(*given: Any) -> meanwhile.Watch:
        begun = real(*given)
        done.append(apart(write).state)
        return begun

    monkeypatch.setattr("claims.editorial.meanwhile.watch", begin)

    desk.forget(NAME)

    assert done == ["withdrawn"]


def test_what_another_transaction_had_written_and_not_committed_is_forgotten_too(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    if connection.vendor == "sqlite":
        pytest.skip("SQLite's writers take turns")
    written, waited_for = Event(), Event()
    monkeypatch.setattr("claims.editorial.meanwhile.time.sleep", lambda _seconds: waited_for.set())

    def write() -> None:
        with transaction.atomic():
            Topic.objects.create(name="Mara Lindt", slug="mara-lindt")
            written.set()
            assert waited_for.wait(30)

    with ThreadPoolExecutor(1) as pool:
        other = pool.submit(apart, write)
        assert written.wait(30)
        desk.forget(NAME)
        other.result(30)

    assert "lindt" not in str(list(Topic.objects.values_list("name", "slug", "name_key"))).casefold()


def questions(desk: Desk, what: ToForget, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What the write's transaction asks the database."""
    asked: list[str] = []
    real = forgetting.carry_out

    def counted(*given: Any, **named: Any) -> Forgetting:
        with CaptureQueriesContext(connection) as queries:
            done = real(*given, **named)
        asked.extend(each["sql"] for each in queries if each["sql"].startswith("SELECT"))
        return done

    with monkeypatch.context() as patch:
        patch.setattr(forgetting, "carry_out", counted)
        desk.forget(what)
    return asked


@pytest.mark.masses
def test_the_write_reads_no_table_through_and_asks_no_more_where_there_is_more(
    desk: Desk, claim: Claim, make: Maker, monkeypatch: pytest.MonkeyPatch
) -> None:
    few = questions(desk, ToForget(names=("Nobody Known",)), monkeypatch)

    def more() -> None:
        for _number in range(30):
            make.suggested(claim)
            make.published()

    apart(more)
    many = questions(desk, ToForget(names=("Nobody Else",)), monkeypatch)

    assert len(many) <= len(few)
    assert not [sql for sql in many if "LIKE" in sql and " IN (" not in sql]
