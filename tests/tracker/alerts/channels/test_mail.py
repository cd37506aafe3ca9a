"""Mail goes to a real server on loopback, which answers as it is told."""

from collections.abc import Iterator
from dataclasses import replace
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


def test_a_mail_says_what_it_belongs_to_and_how_to_have_no_more(server: MailServer) -> None:
    thread = "<claim-12@example.org>"
    for site, at_once in (("https", True), ("http", True), ("https", False)):
        stop = f"{site}://desk.example.org/alerts/stop/1:abc/"
        mail.send(DESK, replace(MESSAGE, thread_id=thread, stop_url=stop, stops_at_once=at_once))
    got = [message_from_bytes(each, policy=policy.default) for each in server.got]
    assert {(each["References"], each["In-Reply-To"]) for each in got} == {(thread, thread)}
    assert got[0]["List-Unsubscribe"] == "<https://desk.example.org/alerts/stop/1:abc/>"
    # Nobody posts where others may listen in, nor to a page that asks for sign-in.
    assert [each["List-Unsubscribe-Post"] for each in got] == ["List-Unsubscribe=One-Click", None, None]


def test_a_long_link_to_stop_arrives_whole(server: MailServer) -> None:
    """As a mail program reads it: unfolded, and not encoded."""
    stop = f"https://desk.example.org/alerts/stop/{'x' * 200}:abc/"
    mail.send(DESK, replace(MESSAGE, stop_url=stop, stops_at_once=True))
    raw = message_from_bytes(server.got[0], policy=policy.compat32)["List-Unsubscribe"]
    assert "".join(raw.split()) == f"<{stop}>"
