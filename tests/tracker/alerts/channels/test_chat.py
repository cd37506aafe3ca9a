"""Chat services by an allow-list; what Apprise would do without one is not left to it."""

import json
import logging
from collections.abc import Iterator
from dataclasses import replace
from io import StringIO

import pytest
from pytest_django import Settings

from tests.receivers import HttpReceiver
from tests.tracker.alerts.channels.conftest import MESSAGE
from tracker.alerts.channels import Blame, NotDelivered, chat
from tracker.fetch import gate
from tracker.models import Channel


@pytest.fixture
def receiver(settings: Settings) -> Iterator[HttpReceiver]:
    with HttpReceiver() as server:
        server.status = 200
        settings.FETCH_ALLOWED_HOSTS = frozenset({server.host})
        yield server


@pytest.fixture
def operators_log() -> Iterator[StringIO]:
    """What an operator would read at the most talkative level."""
    text, root = StringIO(), logging.getLogger()
    handler, level = logging.StreamHandler(text), root.level
    root.addHandler(handler)
    root.setLevel(logging.DEBUG)
    yield text
    root.removeHandler(handler)
    root.setLevel(level)


def ntfy(receiver: HttpReceiver, options: str = "") -> Channel:
    return Channel(name="Chat", kind="chat", secret=f"ntfy://{receiver.host}/s3cret-topic{options}")


def test_a_message_reaches_a_service(receiver: HttpReceiver) -> None:
    assert chat.send(ntfy(receiver), MESSAGE) == "ntfy has taken it."
    _headers, body = receiver.got[0]
    said = json.loads(body)
    assert (said["title"], said["message"]) == (MESSAGE.subject, MESSAGE.text)


@pytest.mark.parametrize(
    ("address", "name"),
    [
        ("slack://TokenAAAA/TokenBBBB/TokenCCCCCCCCCCCCCCCCCCCC", "Slack"),
        ("workflows://prod-01.westus.logic.azure.com:443/0123456789abcdef/signature-long-enough", "Microsoft Teams"),
        ("matrixs://0123456789012345678901234567890123456789012345678901234567890123", "Matrix"),
        ("discord://4174216298/JHMHI8qBe7bk2ZwO5U711o3dV_js", "Discord"),
        ("tgram://123456789:abcdefg_hijklmnop/12315544", "Telegram"),
        ("ntfy://our-desk", "ntfy"),
    ],
)  # fmt: skip
def test_the_known_services_are_taken(address: str, name: str) -> None:
    assert chat.service_of(address).name == name
    assert chat._opened(address) is not None


@pytest.mark.parametrize(
    "address",
    [
        "json://127.0.0.1/hook",
        "syslog://",
        "windows://",
        "dbus://",
        "mailto://user:password@example.org",
        "file:///etc/passwd",
        "slack",
        "slack://",
        "",
    ],
)
def test_everything_else_is_refused(address: str) -> None:
    with pytest.raises(chat.UnknownService):
        chat.check(address)


@pytest.mark.parametrize(
    "address",
    [
        "mmost://127.0.0.1/0123456789abcdefghijklmnop",
        "mmosts://localhost/0123456789abcdefghijklmnop",
        "ntfy://10.0.0.7/topic",
        "rocket://user:password@192.168.1.5/#channel",
        "workflows://169.254.169.254:443/0123456789abcdef/signature-long-enough",
        "ntfy://[::1]/topic",
        "zulip://bot@127.0.0.1/0123456789abcdef0123456789abcdef",
        "zulip://bot@10.1.2.3/0123456789abcdef0123456789abcdef",
        "zulip://bot@169.254.169.254/0123456789abcdef0123456789abcdef",
        "matrix://user:password@127.0.0.1/#room",
        "nctalks://user:password@10.0.0.1/room",
    ],
)
def test_a_host_inside_the_network_is_refused_unless_the_operator_allows_it(address: str) -> None:
    with pytest.raises(gate.NotAdmitted):
        chat.check(address)
    with pytest.raises(NotDelivered):
        chat.send(Channel(name="Chat", kind="chat", secret=address), MESSAGE)


def test_a_long_digest_comes_in_parts_and_whole(receiver: HttpReceiver) -> None:
    words = [f"word{number}" for number in range(3_000)]
    chat.send(ntfy(receiver), replace(MESSAGE, text=" ".join(words)))
    said = " ".join(json.loads(body)["message"] for _headers, body in receiver.got)
    assert len(receiver.got) > 1
    assert said.split() == words


def test_a_redirect_is_not_followed_even_if_the_address_asks_for_it(receiver: HttpReceiver) -> None:
    receiver.status = 307
    with pytest.raises(NotDelivered):
        chat.send(ntfy(receiver, "?redirect=yes"), MESSAGE)
    assert len(receiver.got) == 1


def test_certificates_are_verified_even_if_the_address_says_otherwise() -> None:
    assert chat._opened("ntfys://example.org/topic?verify=no").verify_certificate is True


@pytest.mark.parametrize(("status", "blame"), [(500, Blame.CHANNEL), (410, Blame.GONE), (400, Blame.MESSAGE)])
def test_a_refusal_says_why_without_the_token_and_is_logged_nowhere(
    receiver: HttpReceiver, status: int, blame: Blame, operators_log: StringIO
) -> None:
    receiver.status = status
    with pytest.raises(NotDelivered) as failed:
        chat.send(ntfy(receiver), MESSAGE)
    assert str(status) in failed.value.answer
    assert failed.value.blame == blame
    assert "s3cret" not in failed.value.answer + operators_log.getvalue()


def test_an_answer_that_repeats_the_token_is_shown_without_it() -> None:
    answer = "Sending to https://hooks.example/T0KEN1/T0KEN2 failed."
    assert (
        chat._without_secrets(answer, "slack://T0KEN1/T0KEN2")
        == "Sending to https://hooks.example/…/… failed."
    )
