"""Kept texts are read by another's reader of WARC files."""

import hashlib
from io import BytesIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from warcio.archiveiterator import ArchiveIterator

from claims import editorial, warc
from claims.models import Claim, SourceText, User

TEXT = "Die Brücke öffnet bis Ende 2027.\nÜber die Kosten schwieg sie."
Records = list[tuple[str, str, bytes]]


def keep(claim: Claim, ada: User, *, address: str = "", title: str = "") -> None:
    place = editorial.Source(
        publisher="Post", published_on=claim.said_on, text=TEXT, address=address, title=title
    )
    editorial.add_appearance(claim=claim, source=place, by=ada)


def records_of(body: bytes) -> Records:
    found = []
    for record in ArchiveIterator(BytesIO(body), check_digests="raise"):
        headers = record.rec_headers
        found.append((record.rec_type, headers.get_header("WARC-Target-URI"), record.content_stream().read()))
    return found


def written() -> bytes:
    file = BytesIO()
    warc.write_warc(file, warc.kept_texts(), made_by="Foresaid 1")
    return file.getvalue()


def test_each_place_of_a_text_is_a_record_with_its_words(claim: Claim, ada: User) -> None:
    keep(claim, ada, address="https://post.example/a")
    keep(claim, ada, address="https://abend.example/b")

    info, *texts = records_of(written())

    assert info[0] == "warcinfo"
    assert texts == [
        ("resource", "https://post.example/a", TEXT.encode()),
        ("resource", "https://abend.example/b", TEXT.encode()),
    ]


def test_a_record_says_when_the_text_was_kept_and_its_hash(claim: Claim, ada: User) -> None:
    keep(claim, ada, address="https://post.example/a")

    *_info, record = list(ArchiveIterator(BytesIO(written())))
    headers, kept = record.rec_headers, SourceText.objects.get()

    assert headers.get_header("WARC-Payload-Digest") == f"sha256:{hashlib.sha256(TEXT.encode()).hexdigest()}"
    assert headers.get_header("WARC-Date") == f"{kept.kept_at:%Y-%m-%dT%H:%M:%SZ}"
    assert headers.get_header("Content-Type") == "text/plain; charset=utf-8"


def test_a_text_without_an_address_is_named_by_its_hash(claim: Claim, ada: User) -> None:
    keep(claim, ada, title="Pasted")

    assert records_of(written())[1][1] == f"urn:sha256:{SourceText.objects.get().sha256}"


def test_the_command_makes_a_file_that_only_its_owner_reads(claim: Claim, ada: User, tmp_path: Path) -> None:
    keep(claim, ada, address="https://post.example/a")
    path = tmp_path / "texts.warc.gz"

    call_command("kept_texts", warc=path)

    assert len(records_of(path.read_bytes())) == 2
    assert path.stat().st_mode & 0o777 == 0o600
    with pytest.raises(CommandError, match="File exists"):
        call_command("kept_texts", warc=path)
