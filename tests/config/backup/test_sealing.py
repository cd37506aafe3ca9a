import io

import pytest

from config.backup.sealing import MAGIC, PIECE, SALT_BYTES, TAG_BYTES, CannotOpen, Opened, Sealer, is_sealed

KEY = "a text that nobody guesses and long enough"
HEAD = len(MAGIC) + SALT_BYTES


def sealed(data: bytes) -> bytes:
    out = io.BytesIO()
    sealer = Sealer(out, KEY)
    for start in range(0, len(data), 300_000):
        sealer.write(data[start : start + 300_000])
    sealer.close()
    return out.getvalue()


@pytest.mark.parametrize("size", [0, 1, PIECE - 1, PIECE, PIECE + 1, 3 * PIECE, 3 * PIECE + 17])
def test_what_goes_in_comes_out_and_is_not_readable_meanwhile(size: int) -> None:
    data = (b"the bridge over the Elbe. " * (size // 26 + 1))[:size]
    kept = sealed(data)
    assert Opened(io.BytesIO(kept), KEY).read() == data
    assert b"bridge" not in kept
    assert is_sealed(io.BytesIO(kept))


def test_it_is_read_in_parts_of_any_size() -> None:
    data = bytes(range(256)) * 8_200
    source = Opened(io.BytesIO(sealed(data)), KEY)
    parts = iter(lambda: source.read(99_991), b"")
    assert b"".join(parts) == data


def test_another_key_opens_nothing() -> None:
    with pytest.raises(CannotOpen):
        Opened(io.BytesIO(sealed(b"x")), KEY + ".").read()


@pytest.mark.parametrize("how", ["changed", "cut", "cut at a piece", "swapped", "longer", "another's salt"])
def test_a_file_that_is_not_the_one_written_is_found(how: str) -> None:
    kept = bytearray(sealed(b"x" * (3 * PIECE)))
    whole = PIECE + TAG_BYTES
    if how == "changed":
        kept[HEAD + 5] ^= 1
    elif how == "cut":
        del kept[-1:]
    elif how == "cut at a piece":
        del kept[HEAD + whole :]
    elif how == "swapped":
        kept[HEAD : HEAD + 2 * whole] = kept[HEAD + whole : HEAD + 2 * whole] + kept[HEAD : HEAD + whole]
    elif how == "longer":
        kept += b"x"
    else:
        kept[len(MAGIC)] ^= 1
    with pytest.raises(CannotOpen):
        Opened(io.BytesIO(bytes(kept)), KEY).read()


def test_what_is_not_sealed_is_told() -> None:
    assert not is_sealed(io.BytesIO(b"PK"))
    with pytest.raises(CannotOpen):
        Opened(io.BytesIO(b"something else entirely"), KEY)
