"""The keys of the log: what signs its checkpoints and what marks its entries. None of them is in the database.

Both kinds are derived (HKDF-SHA256, https://www.rfc-editor.org/rfc/rfc5869) from the secrets in `RECORD_KEYS`: the
first is in use, the others are old ones that are being turned over.
"""

import hmac
from enum import Enum
from functools import lru_cache
from hashlib import sha256
from urllib.parse import urlsplit

from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings

from claims.record.notes import Signer, VerifierKey

KEY_ID_LETTERS = 8


class Marking(Enum):
    """What an entry's mark says."""

    OURS = "made with a key that is here"
    WRONG = "not made with the key that it names"
    UNKNOWN = "made with a key that is not here"


def origin() -> str:
    """The log's name: the site's address without its scheme, and /record. Also the name of its keys."""
    return f"{urlsplit(settings.SITE_URL).netloc}/record"


def signers() -> list[Signer]:
    """Who signs a checkpoint, the key in use first."""
    return [_signer(secret, origin()) for secret in settings.RECORD_KEYS]


def verifier_keys(name: str | None = None) -> list[VerifierKey]:
    """The public halves; under another name than the log's own where a note was signed when the site had another."""
    return [VerifierKey(name or signer.key.name, signer.key.public) for signer in signers()]


def mark_of(chain: str, sequence: int, leaf_hash: str) -> str:
    """The mark of an entry: the id of its key, and an HMAC-SHA256 over its place and its leaf's hash, in hex."""
    return _mark(settings.RECORD_KEYS[0], chain, sequence, leaf_hash)


def check_mark(mark: str, chain: str, sequence: int, leaf_hash: str) -> Marking:
    """Whether the mark was made here."""
    for secret in settings.RECORD_KEYS:
        if mark[:KEY_ID_LETTERS] == _marking(secret)[0]:
            is_ours = hmac.compare_digest(mark, _mark(secret, chain, sequence, leaf_hash))
            return Marking.OURS if is_ours else Marking.WRONG
    return Marking.UNKNOWN


def _mark(secret: str, chain: str, sequence: int, leaf_hash: str) -> str:
    key_id, key = _marking(secret)
    return key_id + hmac.digest(key, f"{chain}\n{sequence}\n{leaf_hash}".encode(), "sha256").hex()


@lru_cache(maxsize=8)
def _signer(secret: str, name: str) -> Signer:
    return Signer(name, _derived(secret, "foresaid record: signing"))


@lru_cache(maxsize=8)
def _marking(secret: str) -> tuple[str, bytes]:
    key = _derived(secret, "foresaid record: marking")
    return sha256(key).hexdigest()[:KEY_ID_LETTERS], key


def _derived(secret: str, purpose: str) -> bytes:
    return HKDF(algorithm=SHA256(), length=32, salt=None, info=purpose.encode()).derive(secret.encode())
