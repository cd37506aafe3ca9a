"""The form for a channel: what it refuses, and the secrets that go in and never come out."""

import pytest
from django.test import Client

from claims.models import User
from tests.tracker.admin.alerts.test_channels import CHANNELS, form
from tracker.models import Channel

TOKEN = "TokenBBBB/TokenCCCCCCCCCCCCCCCCCCCC"
SLACK = f"slack://TokenAAAA/{TOKEN}"


@pytest.mark.parametrize(
    ("changes", "field", "fault"),
    [
        ({"address": "no address"}, "address", "valid email"),
        ({"kind": "webhook", "address": "http://127.0.0.1/hook"}, "address", "not on the public internet"),
        ({"kind": "webhook", "address": "https://me:secret@x.example/"}, "address", "Leave out user name"),
        ({"kind": "chat"}, "service_address", "Give the address"),
        (
            {"kind": "chat", "service_address": "file:///etc/passwd"},
            "service_address",
            "no address of a chat",
        ),
        ({"kind": "chat", "service_address": "ntfy://10.0.0.1/t"}, "service_address", "not on the public"),
        ({"quiet_from": "22:00"}, "quiet_until", "both ends"),
        ({"quiet_from": "22:00", "quiet_until": "22:00"}, "quiet_until", "quiet all day"),
    ],
)
def test_what_cannot_work_is_refused_at_its_field(
    client: Client, dora: User, changes: dict[str, str], field: str, fault: str
) -> None:
    client.force_login(dora)

    answer = client.post(f"{CHANNELS}add/", form(**changes))

    errors = answer.context["adminform"].form.errors
    assert list(errors) == [field]
    assert fault in errors[field][0]
    assert not Channel.objects.exists()


@pytest.mark.parametrize(
    ("kind", "field", "address"),
    [
        ("webhook", "address", "http://10.0.0.1/hook"),
        ("chat", "service_address", "ntfy://10.0.0.1/t"),
        ("chat", "service_address", "ntfy://localhost/t"),
    ],
)
def test_a_german_page_refuses_an_address_in_german(
    client: Client, dora: User, kind: str, field: str, address: str
) -> None:
    client.force_login(dora)
    filled = form(kind=kind, address="") | {field: address}

    page = client.post(f"{CHANNELS}add/", filled, headers={"accept-language": "de"}).content.decode()

    assert "Diese Adresse liegt nicht im öffentlichen Internet." in page
    assert "public" not in page


def test_a_chat_services_tokens_are_never_shown_again(client: Client, dora: User) -> None:
    client.force_login(dora)
    client.post(f"{CHANNELS}add/", form(kind="chat", address="", service_address=SLACK))
    stored = Channel.objects.get()

    pages = [client.get(url).content.decode() for url in (CHANNELS, f"{CHANNELS}{stored.pk}/change/")]
    refused = client.post(
        f"{CHANNELS}{stored.pk}/change/", form(kind="chat", name="", service_address=SLACK)
    ).content.decode()

    assert (stored.address, stored.secret) == ("Slack", SLACK)
    assert all(TOKEN not in page and "TokenBBBB" not in page for page in [*pages, refused])


def test_saving_without_a_service_address_keeps_the_stored_one(client: Client, dora: User) -> None:
    client.force_login(dora)
    client.post(f"{CHANNELS}add/", form(kind="chat", address="", service_address=SLACK))
    stored = Channel.objects.get()

    client.post(f"{CHANNELS}{stored.pk}/change/", form(name="Newsroom", kind="chat", address="changed"))

    stored.refresh_from_db()
    assert (stored.name, stored.address, stored.secret) == ("Newsroom", "Slack", SLACK)
