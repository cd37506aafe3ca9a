import pytest

from claims import editorial
from claims.directory import Ambiguous, Directory
from claims.models import Claimant, User


@pytest.fixture
def minister(claimant: Claimant, ada: User) -> Claimant:
    claimant.aliases = "Lindt\nministry of transport"
    return editorial.save_claimant(claimant=claimant, by=ada)


@pytest.fixture
def cyclist(ada: User) -> Claimant:
    return editorial.save_claimant(claimant=Claimant(name="Mara Lindt", description="Cyclist"), by=ada)


@pytest.mark.parametrize("written", ["Mara Lindt", " mara  lindt", "Lindt", "Ministry of Transport"])
def test_a_claimant_is_found_by_any_name(minister: Claimant, written: str) -> None:
    assert Directory().find(written) == minister


def test_an_unknown_name_is_nobodys(minister: Claimant) -> None:
    assert Directory().find("Ines Vogt") is None
    assert Directory().label_for("Ines Vogt") == "Ines Vogt"


def test_two_of_one_name_are_told_apart_by_their_description(minister: Claimant, cyclist: Claimant) -> None:
    directory = Directory()

    with pytest.raises(Ambiguous) as doubt:
        directory.find("Mara Lindt")

    assert doubt.value.labels == ["Mara Lindt (Minister)", "Mara Lindt (Cyclist)"]
    assert directory.find("Mara Lindt (Cyclist)") == cyclist
    assert directory.labels() == doubt.value.labels


def test_a_form_opens_with_the_name_on_record(minister: Claimant) -> None:
    assert Directory().label_for("Lindt") == "Mara Lindt"
