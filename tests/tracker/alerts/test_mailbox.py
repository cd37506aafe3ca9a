"""The kept mail as Django's own backend writes it, and as nobody should."""

from datetime import UTC, datetime, timedelta
from email.message import EmailMessage as StandardMessage
from pathlib import Path

import pytest
from django.core.mail import EmailMultiAlternatives, get_connection
from hypothesis import given
from hypothesis import strategies as st

from tests.conftest import NOW
from tracker.alerts.mailbox import read_mailbox

DASHES = "-" * 79


def send(folder: Path, *messages: EmailMultiAlternatives) -> None:
    backend = "django.core.mail.backends.filebased.EmailBackend"
    get_connection(backend, file_path=str(folder)).send_messages(messages)


def message(subject: str = "Decide", body: str = "It is time.") -> EmailMultiAlternatives:
    return EmailMultiAlternatives(subject, body, "desk@example.org", ["ada@example.org", "dora@example.org"])


def test_a_mail_is_read_as_it_was_written(tmp_path: Path) -> None:
    send(tmp_path, message("Schließt in 7 Tagen", "Grüße aus Tiefenau.\n\n-- \nForesaid"))

    [mail] = read_mailbox(tmp_path)

    assert mail.subject == "Schließt in 7 Tagen"
    assert mail.recipients == "ada@example.org, dora@example.org"
    assert mail.sender == "desk@example.org"
    assert mail.text == "Grüße aus Tiefenau.\n\n-- \nForesaid"
    assert mail.sent_at == NOW


def test_several_mails_in_one_file_are_told_apart(tmp_path: Path) -> None:
    send(tmp_path, message("one"), message("two"), message("three"))

    assert {mail.subject for mail in read_mailbox(tmp_path)} == {"one", "two", "three"}


def test_the_newest_mail_is_first_and_only_so_many_are_read(tmp_path: Path) -> None:
    for day in range(5):
        dated = message(f"day {day}")
        dated.extra_headers["Date"] = (NOW + timedelta(days=day)).strftime("%a, %d %b %Y %H:%M:%S +0000")
        send(tmp_path, dated)

    assert [mail.subject for mail in read_mailbox(tmp_path)] == [f"day {day}" for day in (4, 3, 2, 1, 0)]
    assert len(read_mailbox(tmp_path, limit=2)) == 2


def test_a_line_of_dashes_belongs_to_its_text(tmp_path: Path) -> None:
    send(tmp_path, message(body=f"above\n{DASHES}\nbelow"), message("next"))

    texts = [mail.text for mail in read_mailbox(tmp_path)]

    assert any("above" in text and "below" in text for text in texts)
    assert len(texts) == 2


def test_html_alone_becomes_text(tmp_path: Path) -> None:
    only_html = StandardMessage()
    only_html["From"], only_html["Subject"], only_html["To"] = "a@example.org", "Hello", "b@example.org"
    only_html.set_content("<p>Due <b>today</b></p><script>alert(1)</script>", subtype="html")
    (tmp_path / "one.log").write_bytes(only_html.as_bytes())

    [mail] = read_mailbox(tmp_path)

    assert "Due today" in mail.text
    assert "<" not in mail.text


def test_the_plain_part_is_preferred(tmp_path: Path) -> None:
    both = message(body="plain words")
    both.attach_alternative("<p>other words</p>", "text/html")
    send(tmp_path, both)

    assert read_mailbox(tmp_path)[0].text == "plain words"


def test_without_a_date_the_files_time_serves(tmp_path: Path) -> None:
    (tmp_path / "one.log").write_bytes(b"From: a@example.org\nSubject: undated\nDate: soon\n\ntext\n")

    [mail] = read_mailbox(tmp_path)

    assert mail.sent_at.tzinfo is not None
    assert mail.sent_at > datetime(2020, 1, 1, tzinfo=UTC)


def test_a_missing_folder_and_a_folder_within_are_no_mail(tmp_path: Path) -> None:
    (tmp_path / "within").mkdir()

    assert read_mailbox(tmp_path / "nowhere") == []
    assert read_mailbox(tmp_path) == []


@pytest.mark.parametrize(
    "garbage",
    [
        b"",
        b"\x00\xff\xfe" * 1000,
        DASHES.encode(),
        b"From: x\nSubject: =?utf-8?b?////?=\nContent-Type: text/plain; charset=no-such\n\n\xff",
        b"From: <<@>>,;\nSubject:\nTo: (((\nDate: 99 99 99\nContent-Transfer-Encoding: base64\n\n%%%",
        b"From: a\nSubject: b\nContent-Type: multipart/mixed; boundary=\n\n--\n--\n",
    ],
)
def test_garbage_never_raises(tmp_path: Path, garbage: bytes) -> None:
    (tmp_path / "garbage.log").write_bytes(garbage)
    send(tmp_path, message("good"))

    assert "good" in {mail.subject for mail in read_mailbox(tmp_path)}


@given(st.binary(max_size=300))
def test_no_bytes_raise(tmp_path_factory: pytest.TempPathFactory, tail: bytes) -> None:
    folder = tmp_path_factory.mktemp("mail")
    (folder / "one.log").write_bytes(b"From: a\nSubject: b\n" + tail)

    read_mailbox(folder)
