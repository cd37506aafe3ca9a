"""What is remembered of a feed's last document, so that of the next one only unseen items need to be parsed."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from hashlib import sha256
from itertools import chain
from typing import Final, Literal

NamedBy = Literal["guid", "link", ""]

_NAMES: Final[tuple[NamedBy, ...]] = ("", "guid", "link")
_CONTEXT_BYTES: Final = 8
_HEAD_BYTES: Final = 1 + _CONTEXT_BYTES
_MARK_DIGITS: Final = 16
_ITEM_DIGITS: Final = _MARK_DIGITS + 64
NO_FINGERPRINT: Final = "0" * _MARK_DIGITS


def identity(key: str) -> str:
    """Return an entry's identity within its feed, its key hashed to 64 hexadecimal digits: guids may be pages long."""
    return sha256(key.encode("utf-8", "surrogatepass")).hexdigest()


@dataclass(frozen=True)
class Seen:
    """The items of a document. `named_by` tells what all its entries have their keys from, "" where they differ.

    `context` is the fingerprint of what items inherit from the document around them. `items` pairs the fingerprint of
    each item (16 hexadecimal digits) with the identity of its entry; NO_FINGERPRINT where it is to be parsed again.
    """

    context: bytes = bytes(_CONTEXT_BYTES)
    named_by: NamedBy = ""
    items: tuple[tuple[str, str], ...] = ()

    @property
    def identities(self) -> frozenset[str]:
        return frozenset(identity for _, identity in self.items)

    def fingerprints(self) -> dict[str, str]:
        """The items that need no second reading, with the identities of their entries."""
        return {mark: identity for mark, identity in self.items if mark != NO_FINGERPRINT}

    def without(self, identities: Iterable[str]) -> "Seen":
        """Return the same, but with these entries' items to be parsed again."""
        again = frozenset(identities)
        if not again:
            return self
        return replace(
            self, items=tuple((NO_FINGERPRINT if name in again else mark, name) for mark, name in self.items)
        )

    def pack(self) -> bytes:
        """Return it as bytes: 9, and 40 more for each item."""
        head = bytes([_NAMES.index(self.named_by)]) + self.context
        return head + bytes.fromhex("".join(chain.from_iterable(self.items)))

    @classmethod
    def unpack(cls, packed: bytes) -> "Seen":
        """Return what `pack` wrote. Raises IndexError for nothing at all."""
        digits = packed[_HEAD_BYTES:].hex()
        starts = range(0, len(digits), _ITEM_DIGITS)
        items = tuple(
            (digits[start : (end := start + _MARK_DIGITS)], digits[end : start + _ITEM_DIGITS])
            for start in starts
        )
        return cls(packed[1:_HEAD_BYTES], _NAMES[packed[0]], items)
