"""The settings of the newsroom's looks: what is taken, and what is said of what is not."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from config import looks

COLOURS = st.integers(0, 0xFFFFFF).map(lambda number: f"#{number:06x}")


@pytest.mark.parametrize(
    ("raw", "fault"),
    [
        ("desk", "neither a mail address nor a page"),
        ("javascript:alert(1)", "neither a mail address nor a page"),
        ("https://", "neither a mail address nor a page"),
    ],
)
def test_a_contact_is_a_mail_address_or_a_page(raw: str, fault: str) -> None:
    with pytest.raises(ValueError, match=fault):
        looks.contact(raw)
    assert looks.contact("desk@paper.example") == "desk@paper.example"
    assert looks.contact("https://paper.example/contact") == "https://paper.example/contact"


def test_a_logo_is_a_small_picture_that_is_there(tmp_path: Path) -> None:
    logo, empty, huge, text = (tmp_path / name for name in ("a.svg", "b.svg", "c.png", "d.txt"))
    logo.write_text("<svg/>")
    empty.write_text("")
    huge.write_bytes(b"x" * (looks.MOST_BYTES + 1))
    text.write_text("logo")

    assert looks.picture(str(logo)) == str(logo)
    for path, fault in (
        (empty, "has 0 bytes"),
        (huge, "has 200001 bytes"),
        (text, "ends in none of .svg, .png, .webp"),
        (tmp_path / "none.svg", "cannot read"),
    ):
        with pytest.raises(ValueError, match=fault):
            looks.picture(str(path))


def test_a_colour_that_nobody_can_read_is_refused_with_its_contrast() -> None:
    with pytest.raises(ValueError, match=r"#ffee00 has a contrast of 1\.2 to the page"):
        looks.colour("#ffee00", paper="#fcfcfa")
    with pytest.raises(ValueError, match="'blue' is no colour like #14487a"):
        looks.colour("blue", paper="#fcfcfa")
    assert looks.colour("#14487a", paper="#fcfcfa") == "#14487a"


def test_black_and_white_have_the_greatest_contrast() -> None:
    assert looks.contrast("#000000", "#ffffff") == pytest.approx(21)
    assert looks.contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)


@given(one=COLOURS, other=COLOURS)
def test_the_contrast_is_the_same_both_ways_and_within_its_scale(one: str, other: str) -> None:
    assert looks.contrast(one, other) == looks.contrast(other, one)
    assert 1 <= looks.contrast(one, other) <= 21.0001


def test_colours_are_tried_on_the_sheets_where_they_are_hardest_to_read() -> None:
    root = Path(__file__).resolve().parents[2]
    style = (root / "claims/static/claims/site.css").read_text()
    settings = (root / "config/settings.py").read_text()

    papers = [
        line.split(":")[1].strip(" ;") for line in style.splitlines() if line.strip().startswith("--sheet:")
    ]

    assert len(papers) == 2
    assert all(f'paper="{paper}"' in settings for paper in papers)
