"""Images of claimants: with their claimant in the log, never without text and licence, and gone with the last."""

import pytest
from django.core.exceptions import ValidationError

from claims import editorial, record
from claims.editorial import ToForget
from claims.models import Claimant, ClaimantImage, RecordEntry, User
from tests.pictures import give_image, picture


def test_an_image_and_what_is_said_of_it_are_in_the_log(claimant: Claimant, ada: User) -> None:
    give_image(claimant, ada)

    entry = RecordEntry.objects.filter(chain=f"claimant:{claimant.pk}").latest("pk")
    assert entry.changes["image_id"] == [None, picture().key]
    assert entry.changes["image_licence"] == ["", "CC BY 4.0"]
    assert list(record.verify()) == []


@pytest.mark.parametrize(
    ("said", "field"),
    [
        ({"image_text": ""}, "image_text"),
        ({"image_licence": " "}, "image_licence"),
        ({"translated_image_text": "Am Pult"}, "image_text_language"),
    ],
)
def test_an_image_lacks_nothing(claimant: Claimant, ada: User, said: dict[str, str], field: str) -> None:
    with pytest.raises(ValidationError) as refusal:
        give_image(claimant, ada, said)

    assert list(refusal.value.error_dict) == [field]
    assert not ClaimantImage.objects.exists()


def test_nothing_is_said_of_an_image_that_is_not_there(claimant: Claimant, ada: User) -> None:
    claimant.image_credit = "Photo: Jan Wessel"

    with pytest.raises(ValidationError, match="no image to which this belongs"):
        editorial.save_claimant(claimant=claimant, by=ada)


def test_an_image_that_another_takes_the_place_of_is_deleted(claimant: Claimant, ada: User) -> None:
    give_image(claimant, ada)
    give_image(claimant, ada, size=(200, 300))

    assert [image.width for image in ClaimantImage.objects.all()] == [200]
    assert list(record.verify()) == []


def test_an_image_of_two_stays_until_the_second_is_without(claimant: Claimant, ada: User) -> None:
    other = editorial.save_claimant(claimant=Claimant(name="Ministry"), by=ada)
    for each in (give_image(claimant, ada), give_image(other, ada)):
        assert ClaimantImage.objects.count() == 1
        _remove(each, ada)

    assert not ClaimantImage.objects.exists()


def _remove(claimant: Claimant, by: User) -> None:
    for name, value in editorial.WITHOUT_IMAGE.items():
        setattr(claimant, name, value)
    editorial.save_claimant(claimant=claimant, by=by)


@pytest.mark.parametrize(
    "what",
    [
        lambda claimant: ToForget(names=(claimant.name,)),
        lambda claimant: ToForget(row=claimant, fields=("image_text",)),
        lambda claimant: ToForget(row=claimant, fields=("name",)),
    ],
)
@pytest.mark.django_db(transaction=True, serialized_rollback=True)
def test_whoever_is_forgotten_is_seen_no_more(
    claimant: Claimant, ada: User, dora: User, what: object
) -> None:
    give_image(claimant, ada)
    assert callable(what)

    editorial.forget(what=what(claimant), reason="Asked for.", office="A court", by=dora)

    claimant.refresh_from_db()
    assert {name: getattr(claimant, name) for name in editorial.WITHOUT_IMAGE} == editorial.WITHOUT_IMAGE
    assert not ClaimantImage.objects.exists()
    assert list(record.verify()) == []
