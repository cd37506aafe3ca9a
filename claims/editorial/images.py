"""The images of claimants: kept with the first claimant who has one, deleted with the last."""

from collections.abc import Mapping
from typing import Final

from claims.models import Claimant, ClaimantImage
from claims.pictures import Picture

# What is said of an image, and goes with it.
WITHOUT_IMAGE: Final[Mapping[str, object]] = {
    "image_id": None,
    "image_text": "",
    "image_text_language": "",
    "translated_image_text": "",
    "image_credit": "",
    "image_licence": "",
}


def keep_image(picture: Picture) -> str:
    """Have the row, locked, so that nobody deletes it before the claimant has it; returns its key."""
    row = ClaimantImage(
        key=picture.key,
        large=picture.large,
        small=picture.small,
        width=picture.width,
        height=picture.height,
    )
    while not _lock(row.key):
        ClaimantImage.objects.bulk_create([row], ignore_conflicts=True)
    return row.key


def drop_image(key: object) -> None:
    """Delete the image that a claimant had, by its key, unless another has the same. Nothing where it is None."""
    if isinstance(key, str) and _lock(key) and not Claimant.objects.filter(image=key).exists():
        ClaimantImage.objects.filter(pk=key).delete()


def _lock(key: str) -> bool:
    """Whether it is there, and nobody else's until the end."""
    rows = ClaimantImage.objects.filter(pk=key).select_for_update(no_key=True)
    return bool(rows.values_list("pk", flat=True))
