"""Mail goes to a real server on loopback, which answers as it is told."""

from collections.abc import Iterator
from email import message_from_bytes, policy

import pytest
from pytest_django import Settings

from tests.receivers import MailServer
from tests.tracker.alerts.channels.conftest import MESSAGE
from tracker.alerts.channels import Blame, NotDelivered, mail
from tracker.models import Channel

DESK = Channel(name="Desk", address="desk@example.org")


@pytest.fixture
def server(settings: Settings) -> Iterator[MailServer]:
    with MailServer() as running:
        settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
        settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", running.port
        settings.MAIL_SERVER = {"EMAIL_HOST": "127.0.0.1"}
        yield running


def test_a_mail_has_text_and_html_and_its_own_id(server: MailServer) -> None:
    assert mail.send(DESK, MESSAGE) == "The mail server 127.0.0.1 has taken it."
    got = message_from_bytes(server.got[0], policy=policy.default)
    assert (got["Message-ID"], got["To"]) == ("<alert-1a2b@example.org>", "desk@example.org")
    assert got["Auto-Submitted"] == "auto-generated"
    kinds = [part.get_content_type() for part in got.iter_parts()]
    assert kinds == ["text/plain", "text/html"]


@pytest.mark.parametrize(
    ("rcpt", "data", "answer", "blame"),
    [
        ("250 OK", "554 5.6.0 Content refused", "554 5.6.0 Content refused", Blame.MESSAGE),
        ("250 OK", "451 Try later", "451 Try later", Blame.CHANNEL),
        ("550 No such user", "250 OK", "550 No such user", Blame.CHANNEL),
    ],
)
def test_a_refusal_carries_the_servers_own_answer(
    server: MailServer, rcpt: str, data: str, answer: str, blame: Blame
) -> None:
    server.rcpt_answer, server.answer = rcpt, data
    with pytest.raises(NotDelivered) as failed:
        mail.send(DESK, MESSAGE)
    assert (failed.value.answer, failed.value.blame) == (answer, blame)


def test_a_server_that_is_not_there_is_the_channels_fault(server: MailServer, settings: Settings) -> None:
    settings.EMAIL_PORT = 1
    with pytest.raises(NotDelivered) as failed:
        mail.send(DESK, MESSAGE)
    assert failed.value.blame == Blame.CHANNEL
    assert "ConnectionRefusedError" in failed.value.answer
