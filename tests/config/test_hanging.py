from contextlib import suppress

import pytest

from config import hanging

pytestmark = pytest.mark.any_database


def test_what_is_done_in_time_is_not_over() -> None:
    with hanging.within(60):
        assert not hanging.is_any_over()


def test_what_should_have_ended_is_over_until_it_ends() -> None:
    with hanging.within(60), hanging.within(-1):
        assert hanging.is_any_over()
    assert not hanging.is_any_over()


def test_what_ends_by_an_exception_has_ended() -> None:
    with suppress(ValueError), hanging.within(-1):
        raise ValueError
    assert not hanging.is_any_over()
