"""The log's keys: derived from a secret outside the database, for signing and for marking apart."""

import pytest
from pytest_django import Settings

from claims.record import keys

OLD, NEW = "o" * 40, "n" * 40


@pytest.fixture(autouse=True)
def _old_key(settings: Settings) -> None:
    settings.RECORD_KEYS = (OLD,)


def test_the_log_is_named_after_the_sites_address(settings: Settings) -> None:
    settings.SITE_URL = "https://claims.example.org"

    assert keys.origin() == "claims.example.org/record"
    assert [key.name for key in keys.verifier_keys()] == ["claims.example.org/record"]


def test_a_mark_is_of_one_entry_and_no_other() -> None:
    mark = keys.mark_of("claim:1", 3, "a" * 64)

    assert keys.check_mark(mark, "claim:1", 3, "a" * 64) is keys.Marking.OURS
    for other in (("claim:2", 3, "a" * 64), ("claim:1", 4, "a" * 64), ("claim:1", 3, "b" * 64)):
        assert keys.check_mark(mark, *other) is keys.Marking.WRONG


@pytest.mark.parametrize("mark", ["", "0" * 72])
def test_a_mark_of_no_key_that_is_here_is_unknown(mark: str) -> None:
    assert keys.check_mark(mark, "claim:1", 3, "a" * 64) is keys.Marking.UNKNOWN


def test_the_first_key_is_in_use_and_the_old_one_still_counts(settings: Settings) -> None:
    mark, signer = keys.mark_of("claim:1", 1, "a"), keys.signers()[0].key
    settings.RECORD_KEYS = (NEW, OLD)

    assert keys.mark_of("claim:1", 1, "a") != mark
    assert keys.check_mark(mark, "claim:1", 1, "a") is keys.Marking.OURS
    assert [each.key for each in keys.signers()][1:] == [signer]


def test_the_key_that_signs_is_not_the_one_that_marks() -> None:
    assert keys._derived(OLD, "foresaid record: signing") != keys._derived(OLD, "foresaid record: marking")
