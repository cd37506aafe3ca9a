import pytest
from pytest_django import Settings

from claims import vault

OLD, NEW = "an old key of more than thirty-two letters", "a new key of more than thirty-two letters"


def test_what_was_encrypted_is_read_again_and_not_readable_meanwhile(settings: Settings) -> None:
    settings.ENCRYPTION_KEYS = (OLD,)
    stored = vault.encrypt("whsec_1234")
    assert "whsec_1234" not in stored
    assert vault.decrypt(stored) == "whsec_1234"


def test_an_empty_text_stays_empty() -> None:
    assert vault.encrypt("") == vault.decrypt("") == ""
    assert vault.is_under_first_key("")


def test_a_value_of_before_the_encryption_is_understood_and_wants_turning_over() -> None:
    assert vault.decrypt("slack://TokenA/TokenB") == "slack://TokenA/TokenB"
    assert not vault.is_under_first_key("slack://TokenA/TokenB")


def test_a_new_key_before_the_old_one_reads_both(settings: Settings) -> None:
    settings.ENCRYPTION_KEYS = (OLD,)
    stored = vault.encrypt("whsec_1234")
    settings.ENCRYPTION_KEYS = (NEW, OLD)
    assert vault.decrypt(stored) == "whsec_1234"
    assert not vault.is_under_first_key(stored)
    assert vault.is_under_first_key(vault.encrypt("whsec_1234"))


def test_a_key_that_is_gone_says_which_setting_it_is_missing_from(settings: Settings) -> None:
    settings.ENCRYPTION_KEYS = (OLD,)
    stored = vault.encrypt("whsec_1234")
    settings.ENCRYPTION_KEYS = (NEW,)
    with pytest.raises(vault.CannotDecrypt, match="ENCRYPTION_KEYS"):
        vault.decrypt(stored)
