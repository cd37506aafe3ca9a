"""Time stamps of checkpoints by an authority (RFC 3161), asked for and checked. Pure: sends nothing.

What is stamped is the signed note, so that a stamp stands for the log's signature, too.
"""

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

from cryptography.x509 import Certificate, load_pem_x509_certificates
from rfc3161_client import (
    HashAlgorithm,
    TimeStampRequest,
    TimestampRequestBuilder,
    VerificationError,
    VerifierBuilder,
    decode_timestamp_response,
)

QUERY_TYPE = "application/timestamp-query"


class BadStamp(ValueError):
    """The answer is no time stamp of this checkpoint by an authority that is trusted."""


def stamp_request(note: str) -> TimeStampRequest:
    """A request for the note's SHA-256, with a number of its own that the answer has to repeat."""
    builder = TimestampRequestBuilder().data(note.encode()).hash_algorithm(HashAlgorithm.SHA256)
    return builder.nonce(nonce=True).cert_request(cert_request=True).build()


def check_stamp(
    answer: bytes, *, request: TimeStampRequest | None, note: str, roots: Sequence[Certificate]
) -> datetime:
    """The moment that the stamp gives the note. BadStamp where it is not for it, or leads to none of the roots.

    Without the request the number that it held is not looked at: so a stamp is checked that was kept.
    """
    try:
        stamp = decode_timestamp_response(answer)
        builder = VerifierBuilder(roots=list(roots), nonce=request.nonce if request else None)
        builder.build().verify_message(stamp, note.encode())
    except (ValueError, VerificationError) as fault:
        raise BadStamp(str(fault)) from fault
    return stamp.tst_info.gen_time


def trusted_roots(path: Path) -> list[Certificate]:
    """The certificates in a PEM file. OSError or ValueError where there are none."""
    return load_pem_x509_certificates(path.read_bytes())
