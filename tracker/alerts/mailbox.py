"""Reads the mail that Django's file-based backend kept instead of sending. Writes nothing and never raises."""

import re
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from email import message_from_bytes, policy
from email.message import EmailMessage
from email.utils import parsedate_to_datetime
from pathlib import Path
from typing import Final

from django.utils.html import strip_tags

# What the backend writes after each message.
SEPARATOR: Final = re.compile(rb"^-{79}$\n?", re.MULTILINE)
LARGEST_FILE: Final = 2**20
LONGEST_TEXT: Final = 20_000


@dataclass(frozen=True, slots=True)
class KeptMail:
    """A message as a person reads it. `text` is plain; `sent_at` is aware, the file's time if the mail has none."""

    subject: str
    sender: str
    recipients: str
    sent_at: datetime
    text: str


def read_mailbox(folder: Path, *, limit: int = 50) -> list[KeptMail]:
    """The newest messages of the folder's files, newest first. Reads no file past its first megabyte.

    A missing folder is an empty mailbox; what is no mail is passed over.
    """
    found: list[KeptMail] = []
    for path in _newest_first(folder):
        if len(found) >= limit:
            break
        found += _mails_in(path)
    return sorted(found, key=lambda mail: mail.sent_at, reverse=True)[:limit]


def _newest_first(folder: Path) -> list[Path]:
    dated: list[tuple[float, Path]] = []
    with suppress(OSError):
        for path in folder.iterdir():
            with suppress(OSError):
                dated.append((path.stat().st_mtime, path))
    return [path for _time, path in sorted(dated, reverse=True)]


def _mails_in(path: Path) -> list[KeptMail]:
    try:
        with path.open("rb") as file:
            content = file.read(LARGEST_FILE)
        written_at = datetime.fromtimestamp(path.stat().st_mtime, tz=UTC)
    except OSError:
        return []
    mails = (_mail(source, written_at) for source in _messages(content.replace(b"\r\n", b"\n")))
    return [mail for mail in mails if mail is not None]


def _messages(content: bytes) -> Iterator[bytes]:
    """The sources between separators; a line of dashes inside a text is part of the text."""
    message = b""
    for piece in SEPARATOR.split(content):
        if message and _begins_a_message(piece):
            yield message
            message = b""
        message += (b"\n" if message else b"") + piece
    if _begins_a_message(message):
        yield message


def _begins_a_message(piece: bytes) -> bool:
    head = piece.lstrip(b"\n").partition(b"\n\n")[0].lower()
    return all(re.search(rb"^" + name + rb":", head, re.MULTILINE) for name in (b"from", b"subject"))


def _mail(source: bytes, written_at: datetime) -> KeptMail | None:
    try:
        message = message_from_bytes(source.lstrip(b"\n"), policy=policy.default)
        return KeptMail(
            subject=str(message["Subject"] or ""),
            sender=str(message["From"] or ""),
            recipients=str(message["To"] or ""),
            sent_at=_date(str(message["Date"] or ""), written_at),
            text=_text(message)[:LONGEST_TEXT],
        )
    except Exception:  # noqa: BLE001  the standard parser fails in many ways on what is no mail, and none matters here
        return None


def _date(header: str, otherwise: datetime) -> datetime:
    try:
        sent_at = parsedate_to_datetime(header)
    except ValueError:
        return otherwise
    return sent_at if sent_at.tzinfo else sent_at.replace(tzinfo=UTC)


def _text(message: EmailMessage) -> str:
    """The plain part, else the HTML part without its tags."""
    body = message.get_body(("plain", "html"))
    if body is None:
        return ""
    content = str(body.get_content())
    return (strip_tags(content) if body.get_content_subtype() == "html" else content).strip()
