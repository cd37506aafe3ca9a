"""Channels at the desk."""

from django.test import Client

from claims.models import User
from tracker.models import Alert, Channel


def test_the_chief_sets_up_channels(client: Client, dora: User, ada: User, cleo: User) -> None:
    client.force_login(dora)
    form = {"name": "Desk", "address": "desk@example.org", "language": "de", "is_active": "on"}

    page = client.get("/admin/tracker/channel/add/").content.decode()
    answer = client.post("/admin/tracker/channel/add/", form)

    assert answer.status_code == 302
    assert Channel.objects.get().address == "desk@example.org"
    assert ">ada<" in page.replace("\n", "").replace(" ", "")
    assert ">cleo<" not in page.replace("\n", "").replace(" ", "")


def test_editors_only_look_at_channels(client: Client, ada: User, channel: Channel) -> None:
    client.force_login(ada)

    assert client.get("/admin/tracker/channel/").status_code == 200
    assert client.get("/admin/tracker/channel/add/").status_code == 403


def test_the_chief_deletes_a_channel_with_its_alerts(client: Client, dora: User, alert: Alert) -> None:
    client.force_login(dora)

    client.post(f"/admin/tracker/channel/{alert.channel_id}/delete/", {"post": "yes"})

    assert not Channel.objects.exists()
    assert not Alert.objects.exists()
