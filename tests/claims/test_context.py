from django.test import Client, RequestFactory
from pytest_django import Settings

from claims import context


def test_templates_may_name_the_newsroom_and_its_address(settings: Settings, rf: RequestFactory) -> None:
    settings.SITE_NAME, settings.SITE_URL = "Nordlicht", "https://claims.nordlicht.example"

    named = context.newsroom(rf.get("/"))

    assert named["site_name"] == "Nordlicht"
    assert named["site_url"] == "https://claims.nordlicht.example"


def test_every_page_gets_the_name_also_one_that_is_not_there(
    db: None, client: Client, settings: Settings
) -> None:
    settings.SITE_NAME = "Nordlicht"

    assert "Nordlicht" in client.get("/en/").content.decode()
    assert "Nordlicht" in client.get("/en/nowhere/").content.decode()
