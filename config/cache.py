"""The cache that all web processes share: Redis where there is one, else each process keeps its own."""

import logging
from collections.abc import Callable
from typing import Any, TypeVar

import redis
from django.core.cache.backends.base import DEFAULT_TIMEOUT
from django.core.cache.backends.locmem import LocMemCache
from django.core.cache.backends.redis import RedisCache

logger = logging.getLogger(__name__)
T = TypeVar("T")


class SharedCache(RedisCache):
    """Redis. While it is away, this process counts for itself: a sign-in is throttled all the same, and works."""

    def __init__(self, server: str, params: dict[str, Any]) -> None:
        options = {"socket_timeout": 2, "socket_connect_timeout": 1, **params.pop("OPTIONS", {})}
        super().__init__(server, {**params, "OPTIONS": options})
        self._own = LocMemCache("foresaid", params)
        self._is_away = False

    def _ask(self, of_redis: Callable[[], T], of_own: Callable[[], T]) -> T:
        try:
            answer = of_redis()
        except (redis.RedisError, OSError) as fault:
            if not self._is_away:
                logger.warning(
                    "The shared cache is away (%s): counting in this process", type(fault).__name__
                )
            self._is_away = True
            return of_own()
        self._is_away = False
        return answer

    def add(
        self, key: str, value: object, timeout: float | None = DEFAULT_TIMEOUT, version: int | None = None
    ) -> bool:
        return self._ask(
            lambda: bool(super(SharedCache, self).add(key, value, timeout, version)),
            lambda: bool(self._own.add(key, value, timeout, version)),
        )

    def get(self, key: str, default: object = None, version: int | None = None) -> object:
        return self._ask(
            lambda: super(SharedCache, self).get(key, default, version),
            lambda: self._own.get(key, default, version),
        )

    def set(
        self, key: str, value: object, timeout: float | None = DEFAULT_TIMEOUT, version: int | None = None
    ) -> None:
        self._ask(
            lambda: super(SharedCache, self).set(key, value, timeout, version),
            lambda: self._own.set(key, value, timeout, version),
        )

    def incr(self, key: str, delta: int = 1, version: int | None = None) -> int:
        return self._ask(
            lambda: int(super(SharedCache, self).incr(key, delta, version)),
            lambda: int(self._own.incr(key, delta, version)),
        )

    def delete(self, key: str, version: int | None = None) -> bool:
        return self._ask(
            lambda: bool(super(SharedCache, self).delete(key, version)),
            lambda: bool(self._own.delete(key, version)),
        )

    def clear(self) -> None:
        """Only what this process keeps: the server is the broker's too."""
        self._own.clear()
