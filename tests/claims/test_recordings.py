import pytest

from claims.recordings import in_clock, played_from


@pytest.mark.parametrize(("second", "clock"), [(0, "0:00"), (754, "12:34"), (3723, "1:02:03")])
def test_a_second_is_told_as_players_show_it(second: int, clock: str) -> None:
    assert in_clock(second) == clock


def test_a_recording_plays_from_its_second_unless_its_address_has_a_part_of_its_own() -> None:
    assert played_from("https://ton.example/12.mp3?a=1", 754) == "https://ton.example/12.mp3?a=1#t=754"
    assert played_from("https://ton.example/12.mp3#x", 754) == "https://ton.example/12.mp3#x"
