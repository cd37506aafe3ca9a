"""Encrypts what the database must not hold readable, with a key that lies outside it and can be turned over.

Fernet (AES-128-CBC with HMAC-SHA256, https://github.com/fernet/spec) under the SHA-256 of a key. The first of
`ENCRYPTION_KEYS` encrypts, each of them decrypts. To turn the key over: put a new one first, run `manage.py
reencrypt`, then drop the old.
"""

from base64 import urlsafe_b64encode
from functools import lru_cache
from hashlib import sha256

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from django.conf import settings

# Marks what is encrypted, so that a value of before the encryption is still understood.
MARK = "fernet:"


class CannotDecrypt(Exception):
    """None of the keys fits: the text was encrypted with one that is no longer in ENCRYPTION_KEYS."""


@lru_cache(maxsize=4)
def _fernet(keys: tuple[str, ...]) -> MultiFernet:
    return MultiFernet([_of(key) for key in keys])


def _of(key: str) -> Fernet:
    return Fernet(urlsafe_b64encode(sha256(key.encode()).digest()))


def encrypt(text: str) -> str:
    """The text under the first key; an empty text stays empty."""
    if not text:
        return ""
    return MARK + _fernet(tuple(settings.ENCRYPTION_KEYS)).encrypt(text.encode()).decode()


def decrypt(stored: str) -> str:
    """What `encrypt` was given. A text without our mark was never encrypted and comes back as it is."""
    if not stored.startswith(MARK):
        return stored
    try:
        return _fernet(tuple(settings.ENCRYPTION_KEYS)).decrypt(stored.removeprefix(MARK)).decode()
    except InvalidToken:
        raise CannotDecrypt("ENCRYPTION_KEYS: no key fits what is stored; is an older key missing?") from None


def is_under_first_key(stored: str) -> bool:
    """Whether the value needs no turning over."""
    if not stored:
        return True
    try:
        _of(settings.ENCRYPTION_KEYS[0]).decrypt(stored.removeprefix(MARK))
    except InvalidToken:
        return False
    return stored.startswith(MARK)
