"""Bodies that are packed though nothing says so."""

import gzip
import zlib

from hypothesis import given
from hypothesis import strategies as st

from tracker.fetch.bodies import unpacked

FEED = b"<rss version='2.0'/>" * 20


def test_a_body_gzipped_without_saying_so_is_unpacked() -> None:
    assert unpacked(gzip.compress(FEED), limit=1000) == FEED


def test_of_one_cut_off_what_there_is_is_kept() -> None:
    whole = gzip.compress(FEED + bytes(range(256)))
    part = unpacked(whole[:-100], limit=1000)
    assert part
    assert (FEED + bytes(range(256))).startswith(part)


def test_one_that_grows_beyond_the_limit_is_refused_before_it_does() -> None:
    bomb = zlib.compressobj(9, wbits=zlib.MAX_WBITS | 16)
    packed = b"".join(bomb.compress(b"\0" * 2**20) for _ in range(50)) + bomb.flush()
    assert unpacked(packed, limit=1000) is None


def test_what_only_begins_like_gzip_stays_as_it_is() -> None:
    assert unpacked(b"\x1f\x8b\x08 is no gzip", limit=1000) == b"\x1f\x8b\x08 is no gzip"


@given(st.binary(), st.binary())
def test_any_body_comes_through(body: bytes, rest: bytes) -> None:
    assert unpacked(body, limit=100) == body or body.startswith(b"\x1f\x8b\x08")
    unpacked(b"\x1f\x8b\x08" + rest, limit=100)
