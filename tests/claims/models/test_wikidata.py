"""A claimant's item in Wikidata: one form of its number, one claimant for each."""

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.test import Client

from claims import editorial, record
from claims.api import shapes
from claims.models import Claim, Claimant, RecordEntry, User
from tests.makers import Maker

ITEM = "https://www.wikidata.org/wiki/Q567"


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("Q567", "Q567"),
        (" q567 ", "Q567"),
        (ITEM, "Q567"),
        ("http://www.wikidata.org/entity/Q567", "Q567"),
        ("m.wikidata.org/wiki/Q567", "Q567"),
        ("", None),
        (None, None),
    ],
)
def test_a_number_and_an_address_are_kept_as_the_number_and_logged(
    claimant: Claimant, ada: User, given: str | None, kept: str | None
) -> None:
    claimant.wikidata = given
    editorial.save_claimant(claimant=claimant, by=ada)

    claimant.refresh_from_db()
    assert claimant.wikidata == kept
    assert claimant.wikidata_address == (ITEM if kept else "")
    newest = RecordEntry.objects.filter(chain=f"claimant:{claimant.pk}").latest("pk")
    assert newest.changes.get("wikidata") == ([None, "Q567"] if kept else None)
    assert list(record.verify()) == []


@pytest.mark.parametrize(
    "given", ["Q0", "P31", "Q5 6", "567", "https://elsewhere.example/wiki/Q5", "Q" + "1" * 13]
)
def test_what_is_no_number_is_refused_at_the_field(claimant: Claimant, ada: User, given: str) -> None:
    claimant.wikidata = given
    with pytest.raises(ValidationError) as refused:
        editorial.save_claimant(claimant=claimant, by=ada)
    assert list(refused.value.message_dict) == ["wikidata"]


def test_the_database_has_each_item_once_and_nothing_else_there(claimant: Claimant, ada: User) -> None:
    other = editorial.save_claimant(claimant=Claimant(name="Orla Pemberwick", wikidata="Q567"), by=ada)
    for wrong in ("Q567", "X1"):
        with pytest.raises(IntegrityError), transaction.atomic():
            Claimant.objects.filter(pk=claimant.pk).update(wikidata=wrong)
    claimant.wikidata = other.wikidata
    with pytest.raises(ValidationError, match="Another claimant has this item"):
        editorial.save_claimant(claimant=claimant, by=ada)


def test_the_page_and_the_api_name_the_item(client: Client, claim: Claim, ada: User) -> None:
    claimant = claim.claimant
    assert "wikidata" not in client.get(claimant.get_absolute_url()).content.decode()
    claimant.wikidata = "Q567"
    editorial.save_claimant(claimant=claimant, by=ada)

    page = client.get(claimant.get_absolute_url()).content.decode()

    assert f'<a href="{ITEM}">Mara Lindt in Wikidata</a>' in page
    assert client.get("/api/v1/claimants/mara-lindt").json()["wikidata"] == "Q567"
    assert shapes.claimant_shape(claimant).wikidata == "Q567"


def test_a_merged_claimants_item_goes_over_where_the_other_has_none(
    claimant: Claimant, ada: User, dora: User
) -> None:
    gone = editorial.save_claimant(claimant=Claimant(name="M. Lindt", wikidata="Q567"), by=ada)
    third = editorial.save_claimant(claimant=Claimant(name="Frau Lindt", wikidata="Q999"), by=ada)

    for each in (gone, third):
        editorial.merge_claimants(claimant=each, into=claimant, reason="The same.", by=dora)

    found = dict(Claimant.objects.values_list("pk", "wikidata"))
    assert found == {claimant.pk: "Q567", gone.pk: None, third.pk: "Q999"}


@pytest.mark.parametrize(
    "what",
    [
        lambda claimant: editorial.ToForget(names=("Mara Lindt",)),
        lambda claimant: editorial.ToForget(row=claimant, fields=("wikidata",)),
    ],
    ids=["a name", "the field"],
)
def test_a_forgotten_claimant_is_not_told_by_an_item(
    make: Maker, claim: Claim, ada: User, dora: User, client: Client, what: "type[object]"
) -> None:
    claimant = claim.claimant
    claimant.wikidata = "Q567"
    editorial.save_claimant(claimant=claimant, by=ada)

    editorial.forget(what=what(claimant), reason="Asked.", office="The chief", by=dora)  # type: ignore[arg-type, call-arg]

    claimant.refresh_from_db()
    assert claimant.wikidata is None
    entries = RecordEntry.objects.filter(chain=f"claimant:{claimant.pk}")
    assert "Q567" not in "".join(str(entry.changes) for entry in entries)
    assert list(record.verify()) == []
