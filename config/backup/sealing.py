"""Encrypts a stream that may be larger than memory, so that a cut, swapped or changed part is found.

AES-256-GCM over pieces of a mebibyte, each under its number and whether it is the last: the STREAM construction (Hoang,
Reyhanitabar, Rogaway, Vizár: Online Authenticated-Encryption and its Nonce-Reuse Misuse-Resistance, 2015) that age
uses as well. The key is HKDF-SHA256 of the operator's text and a salt that stands at the head of the file.
"""

import os
from typing import BinaryIO, Final

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

MAGIC: Final = b"foresaid sealed 1\n"
SALT_BYTES: Final = 16
PIECE: Final = 2**20
TAG_BYTES: Final = 16


class CannotOpen(Exception):
    """The key is another, or the file was changed or cut short."""


def _cipher(key: str, salt: bytes) -> AESGCM:
    return AESGCM(HKDF(SHA256(), 32, salt, b"foresaid backup").derive(key.encode()))


def _nonce(number: int, *, is_last: bool) -> bytes:
    return number.to_bytes(11, "big") + bytes([is_last])


class Sealer:
    """A file to write to: what goes in comes out encrypted at `target`. It is whole only once it is closed."""

    def __init__(self, target: BinaryIO, key: str) -> None:
        salt = os.urandom(SALT_BYTES)
        self._target, self._cipher, self._number, self._held = target, _cipher(key, salt), 0, bytearray()
        target.write(MAGIC + salt)

    def write(self, data: bytes) -> int:
        """Take in some bytes."""
        self._held += data
        while len(self._held) > PIECE:
            self._put(bytes(self._held[:PIECE]), is_last=False)
            del self._held[:PIECE]
        return len(data)

    def flush(self) -> None:
        """Nothing: a piece is written when it is full."""

    def close(self) -> None:
        """Write the last piece, which says that it is the last."""
        self._put(bytes(self._held), is_last=True)

    def _put(self, piece: bytes, *, is_last: bool) -> None:
        self._target.write(self._cipher.encrypt(_nonce(self._number, is_last=is_last), piece, None))
        self._number += 1


class Opened:
    """A file to read from: what `Sealer` wrote, decrypted. CannotOpen for another key or a changed file."""

    def __init__(self, source: BinaryIO, key: str) -> None:
        if source.read(len(MAGIC)) != MAGIC:
            raise CannotOpen("it is not encrypted by this program")
        self._source, self._cipher = source, _cipher(key, source.read(SALT_BYTES))
        self._number, self._held = 0, bytearray()
        self._ahead: bytes | None = source.read(PIECE + TAG_BYTES)

    def read(self, size: int = -1) -> bytes:
        """So many bytes, fewer only at the end."""
        while self._ahead is not None and (size < 0 or len(self._held) < size):
            self._next()
        size = len(self._held) if size < 0 else size
        data = bytes(self._held[:size])
        del self._held[:size]
        return data

    def _next(self) -> None:
        piece, self._ahead = self._ahead or b"", self._source.read(PIECE + TAG_BYTES)
        is_last = not self._ahead
        try:
            self._held += self._cipher.decrypt(_nonce(self._number, is_last=is_last), piece, None)
        except InvalidTag:
            raise CannotOpen("the key is another, or the file was changed or cut short") from None
        self._number += 1
        if is_last:
            self._ahead = None


def is_sealed(source: BinaryIO) -> bool:
    """Whether it was written by a `Sealer`. Leaves the file at its beginning."""
    found = source.read(len(MAGIC)) == MAGIC
    source.seek(0)
    return found
