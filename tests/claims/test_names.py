from hypothesis import given
from hypothesis import strategies as st

from claims import names


@given(st.text())
def test_a_kept_name_is_kept_as_it_is(name: str) -> None:
    assert names.kept(names.kept(name)) == names.kept(name)


@given(st.text())
def test_keys_do_not_hang_on_case_or_form(name: str) -> None:
    assert names.key_of(names.kept(name)) == names.key_of(name)
    assert names.twin_key_of(names.key_of(name)) == names.twin_key_of(name)


def test_lines_are_kept_once_each() -> None:
    assert names.kept_lines(" EZB \n\nEZB\nEuropäische  Zentralbank") == "EZB\nEuropäische Zentralbank"


def test_a_description_is_a_part_of_the_key_of_its_own() -> None:
    assert names.key_of("Jo", "Minister") != names.key_of("Jo Minister", "")
