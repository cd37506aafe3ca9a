"""Pictures as somebody uploads them, drawn here."""

from io import BytesIO

from PIL import Image

from claims import editorial
from claims.models import Claimant, User
from claims.pictures import Picture, prepared


def file_of(
    size: tuple[int, int] = (300, 200), *, form: str = "PNG", mode: str = "RGB", **options: object
) -> bytes:
    """A picture of one colour as a file of that form; `options` are those of Pillow's `save`."""
    written = BytesIO()
    colour = {"L": 90, "P": 0}.get(mode, "#36577a")
    Image.new(mode, size, colour).save(written, form, **options)
    return written.getvalue()


def picture(size: tuple[int, int] = (300, 200)) -> Picture:
    """One that is ready to be a claimant's image; another size is another picture."""
    return prepared(file_of(size))


IMAGE = {
    "image_text": "Mara Lindt at a lectern",
    "image_credit": "Photo: Jan Wessel",
    "image_licence": "CC BY 4.0",
}


def give_image(
    claimant: Claimant, by: User, said: dict[str, str] | None = None, *, size: tuple[int, int] = (300, 200)
) -> Claimant:
    for name, value in (IMAGE | (said or {})).items():
        setattr(claimant, name, value)
    return editorial.save_claimant(claimant=claimant, by=by, picture=picture(size))
