"""What becomes of a picture that somebody uploads: two small ones, drawn anew, without anything that the file said.

Decides from bytes alone. What is odd is refused before it is decoded, so that a small file cannot fill the memory.

Why so: docs/decisions/0054-images-of-claimants-are-rows.md
"""

from dataclasses import dataclass
from hashlib import sha256
from io import BytesIO
from typing import Final

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from PIL import Image, ImageOps

FORMATS: Final = ("JPEG", "PNG", "WEBP")
# A JPEG may carry more pictures, as those of many phones do (MPO); of the others, more are an animation.
ANIMATED: Final = ("PNG", "WEBP")
MOST_MEGABYTES: Final = 10
MOST_BYTES: Final = MOST_MEGABYTES * 1024 * 1024
# Of the largest, decoded with its transparency, 160 MB.
MOST_MEGAPIXELS: Final = 40
# The longer side is never more than this many times the shorter one, which would be a line of a few pixels.
MOST_STRETCHED: Final = 4
LEAST_SIDE: Final = 100
# The longer side in pixels: on a claimant's own page, and in lists.
LARGE_SIDE: Final = 640
SMALL_SIDE: Final = 160
_QUALITY: Final = 82
# Others, as those with a palette, lose colours where they are made smaller as they are.
_SHRINKABLE: Final = frozenset({"RGB", "RGBA", "L", "LA", "CMYK"})
# Pillow itself stops at twice as many, while it reads the head of a file.
Image.MAX_IMAGE_PIXELS = MOST_MEGAPIXELS * 1_000_000


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture in both sizes, as WebP; `width` and `height` are those of the large one, in pixels."""

    large: bytes
    small: bytes
    width: int
    height: int

    @property
    def key(self) -> str:
        """What names it: the SHA-256 of the large one, in hex."""
        return sha256(self.large).hexdigest()


def prepared(content: bytes) -> Picture:
    """The file's picture. ValidationError, in a sentence for whoever sent it, where it is none that can be taken.

    Takes up to a second of CPU.
    """
    if len(content) > MOST_BYTES:
        raise ValidationError(
            _("The file has more than %(number)d MB. Make it smaller.") % {"number": MOST_MEGABYTES}
        )
    with _opened(content) as file:
        _check(file)
        drawn = _drawn(file)
    large = _within(drawn, LARGE_SIDE)
    return Picture(_as_webp(large), _as_webp(_within(drawn, SMALL_SIDE)), large.width, large.height)


def _opened(content: bytes) -> Image.Image:
    """The file, of which no more than the head was read."""
    try:
        return Image.open(BytesIO(content), formats=FORMATS)
    except (Image.DecompressionBombError, Image.DecompressionBombWarning):
        raise _too_many_pixels() from None
    except Exception:  # noqa: BLE001  a decoder may raise anything for bytes that are not what they say
        raise ValidationError(
            _("This is no picture in JPEG, PNG or WebP. Save it as one of these.")
        ) from None


def _too_many_pixels() -> ValidationError:
    text = _("The picture has more than %(number)d million pixels. Make it smaller.")
    return ValidationError(text % {"number": MOST_MEGAPIXELS})


def _check(file: Image.Image) -> None:
    """By the head alone, before a pixel is decoded."""
    shorter, longer = sorted(file.size)
    if shorter * longer > MOST_MEGAPIXELS * 1_000_000:
        raise _too_many_pixels()
    if file.format in ANIMATED and getattr(file, "n_frames", 1) > 1:
        raise ValidationError(_("This picture moves. Send one that stands still."))
    if shorter < LEAST_SIDE:
        text = _("The picture is too small: each side needs %(number)d pixels.")
        raise ValidationError(text % {"number": LEAST_SIDE})
    if longer > MOST_STRETCHED * shorter:
        text = _("One side of the picture is more than %(number)d times the other. Cut it.")
        raise ValidationError(text % {"number": MOST_STRETCHED})


def _drawn(file: Image.Image) -> Image.Image:
    """The pixels on white, upright, and nothing else of the file: no place, no camera, no comment, no profile."""
    try:
        # JPEGs are decoded at a fraction of their size where that is enough.
        file.draft("RGB", (LARGE_SIDE * 2, LARGE_SIDE * 2))
        smaller = file if file.mode in _SHRINKABLE else file.convert("RGBA")
        smaller.thumbnail((LARGE_SIDE, LARGE_SIDE))
        pixels = ImageOps.exif_transpose(smaller).convert("RGBA")
    except Exception:  # noqa: BLE001  the same
        raise ValidationError(_("The picture is damaged: it cannot be read to its end.")) from None
    paper = Image.new("RGB", pixels.size, "white")
    paper.paste(pixels, mask=pixels)
    return paper


def _within(picture: Image.Image, side: int) -> Image.Image:
    made = picture.copy()
    made.thumbnail((side, side))
    return made


def _as_webp(picture: Image.Image) -> bytes:
    written = BytesIO()
    picture.save(written, "WEBP", quality=_QUALITY, method=4)
    return written.getvalue()
