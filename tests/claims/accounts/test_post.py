import logging

import pytest
from django.core.mail import EmailMessage
from pytest_django import Settings

from claims.accounts import post


def test_a_mail_server_that_is_down_is_logged_without_the_addressee(
    settings: Settings, caplog: pytest.LogCaptureFixture
) -> None:
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 1
    with caplog.at_level(logging.ERROR):
        post.send(EmailMessage("A new password", "https://secret.example/link", to=["ada@example.org"]))
        post.wait()
    assert "could not be sent" in caplog.text
    assert "ada@example.org" not in caplog.text
    assert "secret" not in caplog.text
