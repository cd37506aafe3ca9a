"""The page of kept mail."""

from pathlib import Path

import pytest
from django.core.mail import EmailMessage, get_connection
from django.test import Client
from django.urls import reverse
from pytest_django import Settings

from claims.models import User


@pytest.fixture(autouse=True)
def _folder(settings: Settings, tmp_path: Path) -> None:
    settings.EMAIL_FILE_PATH = tmp_path


def keep(folder: Path, subject: str, body: str) -> None:
    backend = "django.core.mail.backends.filebased.EmailBackend"
    connection = get_connection(backend, file_path=str(folder))
    connection.send_messages([EmailMessage(subject, body, "desk@example.org", ["ada@example.org"])])


def test_kept_mail_is_shown_with_its_links(client: Client, ada: User, tmp_path: Path) -> None:
    keep(tmp_path, "Closes in 7 days", "Decide: http://127.0.0.1/admin/claims/claim/1/change/ <script>")
    client.force_login(ada)

    page = client.get("/admin/mail/").content.decode()

    assert "Closes in 7 days" in page
    assert 'href="http://127.0.0.1/admin/claims/claim/1/change/"' in page
    assert "&lt;script&gt;" in page
    assert "ada@example.org" in page


def test_the_page_says_that_a_mail_server_is_missing_or_which_is_set(
    client: Client, ada: User, settings: Settings
) -> None:
    client.force_login(ada)
    assert "EMAIL_URL" in client.get(reverse("admin:tracker_mail")).content.decode()

    settings.MAIL_SERVER = {"EMAIL_HOST": "mail.example.org"}

    assert "mail.example.org" in client.get(reverse("admin:tracker_mail")).content.decode()


def test_only_the_desk_reads_the_mail(client: Client, cleo: User) -> None:
    assert client.get("/admin/mail/").status_code == 302

    client.force_login(cleo)
    assert client.get("/admin/mail/").status_code == 302

    cleo.is_staff = True
    cleo.save()
    assert client.get("/admin/mail/").status_code == 403
