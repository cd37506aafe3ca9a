"""Kept texts as an archive in WARC 1.1, the form in which libraries keep the web (ISO 28500:2017).

A text is a "resource" record: what was taken from a page, not what its server sent. Its address is that of the place
that it was taken from; of a pasted text without one it is the text's own hash.
"""

from collections.abc import Iterable, Iterator
from datetime import UTC
from io import BytesIO
from typing import IO

from warcio.warcwriter import WARCWriter

from claims.models import SourceText

AT_ONCE = 200


def kept_texts() -> Iterator[SourceText]:
    """All of them, the oldest first, each with the places that it was taken from."""
    texts = SourceText.objects.order_by("kept_at", "pk").prefetch_related("appearances")
    return texts.iterator(chunk_size=AT_ONCE)


def write_warc(file: IO[bytes], texts: Iterable[SourceText], *, made_by: str) -> int:
    """Write the texts, compressed one by one; returns how many records of texts. `made_by` names the program."""
    writer = WARCWriter(file, gzip=True, warc_version="WARC/1.1")
    writer.write_record(
        writer.create_warcinfo_record("", {"software": made_by, "format": "WARC File Format 1.1"})
    )
    number = 0
    for text in texts:
        for address in addresses_of(text):
            writer.write_record(_record(writer, text, address))
            number += 1
    return number


def addresses_of(text: SourceText) -> list[str]:
    """Where it stood, each once; its own hash as an address where it was pasted without one."""
    found = dict.fromkeys(each.address for each in text.appearances.all() if each.address)
    return list(found) or [f"urn:sha256:{text.sha256}"]


def _record(writer: WARCWriter, text: SourceText, address: str) -> object:
    body = text.text.encode("utf-8", "surrogatepass")
    return writer.create_warc_record(
        address,
        "resource",
        payload=BytesIO(body),
        length=len(body),
        warc_content_type="text/plain; charset=utf-8",
        warc_headers_dict={
            "WARC-Date": text.kept_at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ"),
            "WARC-Payload-Digest": f"sha256:{text.sha256}",
        },
    )
