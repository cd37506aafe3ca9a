"""Keys as numbers."""

from tracker.match.keys import number_of


def test_a_number_is_the_same_in_every_process() -> None:
    assert number_of("kran") == 7191077673293073005
    assert number_of("kran") != number_of("kranich")
