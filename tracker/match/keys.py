"""Words' keys as numbers that mean the same in every process; what a key stands for is for `tracker.words.cutting`."""

from functools import lru_cache
from hashlib import blake2b


@lru_cache(maxsize=200_000)
def number_of(key: str) -> int:
    """Give a key's number, of 64 bits with a sign. Python's own `hash` differs from one process to the next."""
    return int.from_bytes(blake2b(key.encode(), digest_size=8).digest(), "little", signed=True)
