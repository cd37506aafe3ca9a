"""A file becomes two small pictures, or is refused before it can do harm."""

import tracemalloc
from io import BytesIO

import pytest
from django.core.exceptions import ValidationError
from PIL import Image

from claims import pictures
from tests.pictures import file_of

GPS, MAKE, ORIENTATION = 0x8825, 0x010F, 0x0112
SVG = b'<svg xmlns="http://www.w3.org/2000/svg" width="300" height="300"><script>alert(1)</script></svg>'


def with_exif(*, orientation: int = 1) -> bytes:
    exif = Image.Exif()
    exif[MAKE], exif[ORIENTATION] = "Secret Camera", orientation
    exif[GPS] = {1: "N", 2: (53.0, 33.0, 2.0)}
    return file_of((300, 200), form="JPEG", exif=exif.tobytes(), comment=b"Secret comment")


def moving(form: str) -> bytes:
    written = BytesIO()
    first, *others = [Image.new("RGB", (200, 200), colour) for colour in ("red", "blue")]
    first.save(written, form, save_all=True, append_images=others)
    return written.getvalue()


def opened(content: bytes) -> Image.Image:
    return Image.open(BytesIO(content))


@pytest.mark.parametrize("form", pictures.FORMATS)
@pytest.mark.parametrize("size", [(3000, 1500), (300, 200)])
def test_both_sizes_are_webp_of_the_same_shape_and_never_larger_than_the_file(
    form: str, size: tuple[int, int]
) -> None:
    made = pictures.prepared(file_of(size, form=form))

    large, small = opened(made.large), opened(made.small)
    assert (large.format, small.format) == ("WEBP", "WEBP")
    assert large.size == (made.width, made.height) == ((640, 320) if size == (3000, 1500) else (300, 200))
    assert small.size == ((160, 80) if size == (3000, 1500) else (160, 107))
    assert len(made.key) == 64


def test_nothing_of_what_the_file_said_is_left() -> None:
    made = pictures.prepared(with_exif())

    for content in (made.large, made.small):
        assert b"Secret" not in content
        assert dict(opened(content).getexif()) == {}
        assert not {"exif", "icc_profile", "xmp", "comment"} & opened(content).info.keys()


def test_a_colour_profile_and_xmp_do_not_come_along() -> None:
    content = file_of(form="WEBP", icc_profile=b"profile of a Secret screen", xmp=b"<x>Secret</x>")

    assert b"Secret" in content
    assert b"Secret" not in pictures.prepared(content).large


def test_a_picture_that_lies_on_its_side_is_put_upright() -> None:
    made = pictures.prepared(with_exif(orientation=6))

    assert (made.width, made.height) == (200, 300)


@pytest.mark.parametrize("mode", ["RGBA", "P", "L", "LA", "1"])
def test_every_kind_of_pixels_is_drawn_on_white(mode: str) -> None:
    written = BytesIO()
    Image.new(mode, (200, 200)).save(written, "PNG")

    assert opened(pictures.prepared(written.getvalue()).large).mode == "RGB"


def test_what_is_transparent_becomes_white() -> None:
    written = BytesIO()
    Image.new("RGBA", (200, 200), (0, 0, 0, 0)).save(written, "PNG")

    pixel = opened(pictures.prepared(written.getvalue()).large).getpixel((100, 100))
    assert isinstance(pixel, tuple)
    assert min(pixel) > 250


def test_a_press_picture_in_printers_colours_is_taken() -> None:
    assert pictures.prepared(file_of(form="JPEG", mode="CMYK")).width == 300


@pytest.mark.parametrize(
    ("content", "fault"),
    [
        (b"", "no picture in JPEG, PNG or WebP"),
        (SVG, "no picture in JPEG, PNG or WebP"),
        (b"%PDF-1.7", "no picture in JPEG, PNG or WebP"),
        (moving("GIF"), "no picture in JPEG, PNG or WebP"),
        (file_of(form="TIFF"), "no picture in JPEG, PNG or WebP"),
        (moving("WEBP"), "moves"),
        (moving("PNG"), "moves"),
        (file_of((300, 99)), "too small"),
        (file_of((1000, 200)), "more than 4 times the other"),
        (file_of((2000, 2000), form="JPEG")[:-9000], "damaged"),
        (file_of((2000, 2000))[:-3000], "damaged"),
        (file_of((7_000, 7_000), mode="1"), "more than 40 million pixels"),
        (file_of((9_000, 9_000), mode="1"), "more than 40 million pixels"),
        (b"\xff" * (pictures.MOST_BYTES + 1), "more than 10 MB"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_what_cannot_be_taken_is_refused_with_its_fault(content: bytes, fault: str) -> None:
    with pytest.raises(ValidationError, match=fault):
        pictures.prepared(content)


def test_a_bomb_is_refused_before_a_pixel_is_decoded() -> None:
    bomb = file_of((9_000, 9_000), mode="1")
    assert len(bomb) < 50_000

    tracemalloc.start()
    with pytest.raises(ValidationError, match="million pixels"):
        pictures.prepared(bomb)
    _now, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()

    assert most < 1_000_000
