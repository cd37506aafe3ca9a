"""Undoes what a server did to a body without saying so. Pure."""

import zlib
from typing import Final

_GZIP: Final = b"\x1f\x8b\x08"


def unpacked(body: bytes, *, limit: int) -> bytes | None:
    """Return a body that is gzipped though its headers did not say so as what it holds; any other as it is.

    None where more than `limit` bytes come out of it. Of a body that is cut off what there is.
    """
    if not body.startswith(_GZIP):
        return body
    press = zlib.decompressobj(wbits=zlib.MAX_WBITS | 16)
    try:
        plain = press.decompress(body, limit + 1)
    except zlib.error:
        return body
    return plain if len(plain) <= limit else None
