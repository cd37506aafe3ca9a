"""The shared cache with a real server, and without one."""

import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
import redis

from config import broker
from config.cache import SharedCache
from tests.stack import wait_for


@pytest.fixture
def socket(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    folder = tmp_path_factory.mktemp("r")
    address = folder / "s"
    with subprocess.Popen(broker.command(socket=address, folder=folder), stdout=subprocess.DEVNULL) as server:
        wait_for(lambda: _answers(address), what="an answer of the server")
        yield address
        server.terminate()


def _answers(address: Path) -> bool:
    try:
        with redis.Redis(unix_socket_path=str(address)) as client:
            return bool(client.ping())
    except redis.RedisError:
        return False


def cache_at(address: Path) -> SharedCache:
    return SharedCache(f"unix://{address}", {"KEY_PREFIX": "test"})


def test_what_one_process_counts_another_sees(socket: Path) -> None:
    one, other = cache_at(socket), cache_at(socket)
    one.set("tries", [1.0, 2.0], 60)
    assert other.get("tries") == [1.0, 2.0]
    assert not other.add("tries", [])
    assert other.delete("tries")
    assert one.get("tries") is None


def test_processes_count_together_and_each_for_itself_without_a_server(socket: Path, tmp_path: Path) -> None:
    one, other, alone = cache_at(socket), cache_at(socket), cache_at(tmp_path / "nobody")
    for cache in (one, alone):
        cache.add("asked", 0, 60)

    assert [one.incr("asked"), other.incr("asked"), alone.incr("asked")] == [1, 2, 1]


def test_without_a_server_a_process_counts_for_itself_and_says_so_once(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    cache = cache_at(tmp_path / "nobody")
    cache.set("tries", [1.0])
    assert cache.get("tries") == [1.0]
    assert caplog.text.count("The shared cache is away") == 1
    cache.clear()
    assert cache.get("tries") is None
