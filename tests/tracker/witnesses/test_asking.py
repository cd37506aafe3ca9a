"""Witnesses and authorities are asked over HTTP, on loopback, about the log of a real database."""

import socket
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.utils import timezone
from pytest_django.fixtures import Settings

from claims import record
from claims.models import Cosignature, TimeStamp, TreeHead
from claims.record import keys
from tests.makers import Maker
from tests.timestamp_authority import TimeStampAuthority, has_openssl
from tests.witness_server import WitnessServer
from tracker import tasks, witnesses
from tracker.witnesses import protocol
from tracker.witnesses.protocol import Witness

pytestmark = pytest.mark.django_db


@pytest.fixture
def server(settings: Settings) -> Iterator[WitnessServer]:
    key = keys.verifier_keys()[0]
    with WitnessServer(key.name, key.public) as running:
        settings.WITNESSES = (running.setting,)
        settings.FETCH_ALLOWED_HOSTS = frozenset({running.host})
        settings.HOST_SPACING_SECONDS = 0
        yield running


@pytest.fixture
def authority(settings: Settings, tmp_path: Path) -> Iterator[TimeStampAuthority]:
    if not has_openssl():
        pytest.skip("no openssl on this machine: apt install openssl")
    with TimeStampAuthority(tmp_path) as running:
        settings.TIMESTAMP_AUTHORITIES = (running.url,)
        settings.TIMESTAMP_CERTIFICATES = str(running.certificates)
        settings.FETCH_ALLOWED_HOSTS = frozenset({running.host})
        yield running


def write(make: Maker) -> TreeHead:
    """One more claim, and the checkpoint that covers it."""
    make.published()
    record.number_entries(now=timezone.now())
    return TreeHead.objects.order_by("-number")[0]


def ask() -> int:
    return witnesses.ask_witnesses(now=timezone.now())


def test_a_witness_cosigns_each_checkpoint_and_is_asked_once(make: Maker, server: WitnessServer) -> None:
    first = write(make)
    assert (ask(), ask()) == (1, 0)

    second = write(make)
    assert (ask(), ask()) == (1, 0)

    assert [each.head for each in Cosignature.objects.order_by("head__number")] == [first, second]
    assert server.latest == (second.size, bytes.fromhex(second.root))
    assert server.asked[1].startswith(f"old {first.size}\n".encode())


def test_a_cosignature_that_was_kept_holds(make: Maker, server: WitnessServer) -> None:
    head = write(make)
    ask()
    kept = Cosignature.objects.get()

    again = protocol.cosignature_in(
        kept.line.encode(), witness=Witness.of(server.setting), note=head.note, now=timezone.now()
    )

    assert again is not None
    assert again.at == kept.at


def test_a_witness_whose_answer_was_lost_is_asked_from_the_size_that_it_names(
    make: Maker, server: WitnessServer
) -> None:
    write(make)
    ask()
    Cosignature.objects.all().delete()  # it had cosigned, and we never heard of it
    head = write(make)

    assert ask() == 1
    assert server.latest[0] == head.size
    assert len(server.asked) == 3


def test_a_witness_that_is_down_costs_the_others_and_the_log_nothing(
    make: Maker, server: WitnessServer, settings: Settings
) -> None:
    with socket.socket() as closed:
        closed.bind(("127.0.0.2", 0))  # of another host: one that is out of reach is not asked twice
        down = f"127.0.0.2:{closed.getsockname()[1]}"
    settings.FETCH_ALLOWED_HOSTS = frozenset({server.host, down})
    other = WitnessServer("x", b"", name="down.example")
    other.server_close()
    settings.WITNESSES = (other.setting.replace(other.host, down), server.setting)
    head = write(make)

    assert ask() == 1
    assert Cosignature.objects.get().witness == server.name
    assert TreeHead.objects.order_by("-number")[0] == head


@pytest.mark.parametrize("status", [400, 403, 404, 409, 422, 500])
def test_a_witness_that_refuses_is_asked_again_the_next_time(
    make: Maker, server: WitnessServer, status: int
) -> None:
    write(make)
    server.refuses_with = status
    assert ask() == 0

    server.refuses_with = None
    assert ask() == 1


def test_a_witness_finds_a_log_that_was_rewritten_with_its_keys(make: Maker, server: WitnessServer) -> None:
    head = write(make)
    ask()
    server.latest = (head.size, bytes(32))  # as if the log had shown the witness something else
    write(make)

    assert ask() == 0
    assert Cosignature.objects.count() == 1


def test_an_address_that_is_not_public_is_not_asked(
    make: Maker, server: WitnessServer, settings: Settings
) -> None:
    settings.FETCH_ALLOWED_HOSTS = frozenset()
    write(make)

    assert ask() == 0
    assert server.asked == []


def test_without_a_setting_nobody_is_asked(make: Maker, settings: Settings) -> None:
    write(make)

    assert (ask(), witnesses.ask_authorities(now=timezone.now())) == (0, 0)


def test_an_authority_stamps_the_checkpoint_of_the_day_once(
    make: Maker, authority: TimeStampAuthority
) -> None:
    of_the_day = write(make)
    write(make)
    now = timezone.now()

    assert (witnesses.ask_authorities(now=now), witnesses.ask_authorities(now=now)) == (1, 0)

    stamp = TimeStamp.objects.get()
    assert (stamp.head, stamp.authority, authority.asked) == (of_the_day, authority.url, 1)


@pytest.mark.parametrize("says", [b"", b"<html>busy</html>"])
def test_an_authority_that_gives_no_stamp_is_asked_again(
    make: Maker, authority: TimeStampAuthority, says: bytes
) -> None:
    write(make)
    authority.says = says
    assert witnesses.ask_authorities(now=timezone.now()) == 0

    authority.says = None
    assert witnesses.ask_authorities(now=timezone.now()) == 1


def test_the_task_asks_both(
    make: Maker, server: WitnessServer, authority: TimeStampAuthority, settings: Settings
) -> None:
    settings.FETCH_ALLOWED_HOSTS = frozenset({server.host, authority.host})
    write(make)

    tasks.ask_witnesses()

    assert (Cosignature.objects.count(), TimeStamp.objects.count()) == (1, 1)
