"""What the database keeps of images."""

import pytest
from django.db import IntegrityError, transaction

from claims.models import Claimant, User
from tests.pictures import give_image


@pytest.mark.parametrize("said", [{"image_text": ""}, {"image_licence": ""}, {"image": None}])
def test_the_database_keeps_image_text_and_licence_together(
    claimant: Claimant, ada: User, said: dict[str, object]
) -> None:
    give_image(claimant, ada)

    with pytest.raises(IntegrityError), transaction.atomic():
        Claimant.objects.filter(pk=claimant.pk).update(**said)


def test_what_an_image_shows_is_translated_from_a_language(claimant: Claimant, ada: User) -> None:
    give_image(claimant, ada)

    with pytest.raises(IntegrityError), transaction.atomic():
        Claimant.objects.filter(pk=claimant.pk).update(translated_image_text="Mara Lindt an einem Pult")
