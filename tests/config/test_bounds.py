"""A look-up that would take for ever ends, on each database, and the next one works."""

import time
from collections.abc import Iterator
from contextlib import suppress

import pytest
from django.db import IntegrityError, OperationalError, connection, transaction
from django.http import HttpRequest, HttpResponse
from django.test import Client, RequestFactory

from claims.models import Claim, User
from config import bounds

ENDLESS = "WITH RECURSIVE n(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM n) SELECT COUNT(*) FROM n"


def endless(request: HttpRequest) -> HttpResponse:
    with connection.cursor() as cursor:
        cursor.execute(ENDLESS)
        return HttpResponse(str(cursor.fetchall()))


def counting(request: HttpRequest) -> HttpResponse:
    return HttpResponse(str(Claim.objects.count()))


@pytest.fixture
def _impatient(db: None, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setattr(bounds, "READING_SECONDS", 0.3)
    yield
    if connection.vendor == "postgresql":  # whose limit stays with the connection, which other tests use
        with connection.cursor() as cursor:
            cursor.execute("RESET statement_timeout")


@pytest.mark.usefixtures("_impatient")
@pytest.mark.django_db(transaction=True, serialized_rollback=True)
def test_an_endless_look_up_ends_and_the_next_one_works() -> None:
    middleware = bounds.BoundedLookups(endless)
    started = time.process_time()
    with pytest.raises(OperationalError) as fault:
        middleware(RequestFactory().get("/"))
    assert time.process_time() - started < 5
    page = middleware.process_exception(RequestFactory().get("/"), fault.value)
    assert page is not None
    assert page.status_code == 503
    assert "takes too long" in page.content.decode()
    assert Claim.objects.count() == 0


def test_another_fault_is_not_taken_for_ours() -> None:
    middleware = bounds.BoundedLookups(endless)
    for fault in (OperationalError("database is locked"), ValueError("interrupted")):
        assert middleware.process_exception(RequestFactory().get("/"), fault) is None


@pytest.mark.django_db(transaction=True, serialized_rollback=True)
def test_whoever_has_the_connection_next_is_not_bound(monkeypatch: pytest.MonkeyPatch) -> None:
    if connection.vendor != "sqlite":
        pytest.skip("PostgreSQL's connections belong to the web process alone")
    monkeypatch.setattr(bounds, "READING_SECONDS", 0.0)
    bounds.BoundedLookups(counting)(RequestFactory().get("/"))
    with connection.cursor() as cursor:
        cursor.execute(ENDLESS.replace("FROM n)", "FROM n WHERE x < 200000)"))
        assert cursor.fetchone() == (200_000,)


def test_there_is_no_regexp_on_sqlite(ada: User) -> None:
    if connection.vendor != "sqlite":
        pytest.skip("PostgreSQL's is its own, and bounded")
    with pytest.raises(OperationalError):
        User.objects.filter(username__regex=r"(\w+\s?)+!$").exists()


def test_every_page_is_bounded(client: Client, db: None, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[float] = []
    monkeypatch.setattr(bounds._Bound, "_set", lambda self: asked.append(self._seconds))
    client.get("/en/")
    client.post("/account/login/", {"login": "ada", "password": "wrong"})
    assert bounds.READING_SECONDS in asked
    assert bounds.WRITING_SECONDS in asked


@pytest.mark.django_db
def test_what_the_database_refuses_within_a_request_can_be_rolled_back_to_its_savepoint(ada: User) -> None:
    def twice(_request: HttpRequest) -> HttpResponse:
        with transaction.atomic():
            with suppress(IntegrityError), transaction.atomic():
                User.objects.create(username=ada.username)
            return HttpResponse(User.objects.get(username=ada.username).username)

    assert bounds.BoundedLookups(twice)(RequestFactory().get("/")).content == b"ada"
