"""Claimants and topics keep their addresses, and are logged once."""

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from pytest_django import Settings

from claims import editorial, record, rules
from claims.models import Claim, Claimant, Correction, RecordEntry, Topic, User
from tests.makers import Maker, actions


def test_a_second_person_of_the_name_gets_an_address_of_their_own(ada: User, claimant: Claimant) -> None:
    other = editorial.save_claimant(claimant=Claimant(name="Mara Lindt", description="Cyclist"), by=ada)

    assert (claimant.slug, other.slug) == ("mara-lindt", "mara-lindt-2")


@pytest.mark.parametrize(
    ("name", "description"),
    [
        ("Mara Lindt", "Minister"),
        ("MARA LINDT", "minister"),
        (" Mara  Lindt", "Minister"),
        ("\uff2dara Lindt", "Minister"),
    ],
)
def test_the_same_claimant_is_not_logged_twice(
    dora: User, claimant: Claimant, name: str, description: str
) -> None:
    with pytest.raises(ValidationError, match="This claimant exists"):
        editorial.save_claimant(claimant=Claimant(name=name, description=description), by=dora)


def test_a_name_in_two_unicode_forms_is_one_name(ada: User, dora: User) -> None:
    composed, decomposed = "Jörg Müller", "Jo\u0308rg Mu\u0308ller"
    first = editorial.save_claimant(
        claimant=Claimant(name=decomposed, aliases=f"{decomposed}\n\n{composed}"), by=ada
    )

    assert (first.name, first.aliases) == (composed, composed)
    with pytest.raises(ValidationError, match="This claimant exists"):
        editorial.save_claimant(claimant=Claimant(name=composed), by=dora)


@pytest.mark.parametrize("name", ["Jorg Muller", "JÖRG-MÜLLER", "Jörg Müller"])
def test_near_twins_are_known(ada: User, name: str) -> None:
    first = editorial.save_claimant(claimant=Claimant(name="Jörg Müller"), by=ada)
    other = editorial.save_claimant(claimant=Claimant(name=name, description="Cyclist"), by=ada)

    assert list(other.near_twins()) == [first]


def test_a_topic_in_another_case_is_no_other_topic(ada: User, dora: User) -> None:
    editorial.save_topic(topic=Topic(name="Rail"), by=ada)

    with pytest.raises(ValidationError, match="in another spelling"):
        editorial.save_topic(topic=Topic(name="RAIL"), by=dora)


def test_a_new_claimant_sent_twice_is_one(ada: User) -> None:
    first, second = (editorial.save_claimant(claimant=Claimant(name="Jo"), by=ada) for _ in range(2))

    assert first == second
    assert actions(f"claimant:{first.pk}") == ["logged"]


def test_a_claimant_changed_meanwhile_is_not_overwritten_unseen(
    ada: User, dora: User, claimant: Claimant
) -> None:
    seen, stale = record.length_of(f"claimant:{claimant.pk}"), Claimant.objects.get()
    claimant.aliases = "Lindt"
    editorial.save_claimant(claimant=claimant, by=dora, seen=seen)

    with pytest.raises(rules.ChangedMeanwhile, match=r"dora: Claim revised \(other names\)"):
        editorial.save_claimant(claimant=stale, by=ada, seen=seen)
    assert Claimant.objects.get().aliases == "Lindt"


def test_a_known_claimant_or_topic_saved_twice_is_saved_once(claimant: Claimant, ada: User) -> None:
    topic = editorial.save_topic(topic=Topic(name="Rail"), by=ada)
    claimant.aliases = topic.aliases = "The other name"
    for _ in range(2):
        editorial.save_claimant(claimant=claimant, by=ada, seen=1)
        editorial.save_topic(topic=topic, by=ada, seen=1)

    for thing in (claimant, topic):
        assert actions(record.chain_of(thing)) == ["logged", "revised"]


def renamed(claimant: Claimant, name: str, by: User, *, reason: str = "") -> Claimant:
    claimant.name = name
    return editorial.save_claimant(claimant=claimant, by=by, reason=reason)


def test_public_claims_get_another_name_in_the_open(
    client: Client, claim: Claim, make: Maker, claimant: Claimant, ada: User
) -> None:
    make.draft()
    with pytest.raises(rules.NoReasonForAChange):
        renamed(claimant, "Olga Brandt", ada)
    for _ in range(2):
        renamed(claimant, "Olga Brandt", ada, reason="It was her deputy.")

    assert Correction.objects.get().claim == claim
    for path in (claim.get_absolute_url(), "/en/corrections/"):
        html = " ".join(client.get(path).content.decode().split())
        assert "<del>Mara Lindt</del> <ins>Olga Brandt</ins>" in html
        assert "It was her deputy." in html
    assert list(record.verify()) == []


@pytest.mark.parametrize("name", ["MARA LINDT", "Mara  Lindt"])
def test_another_spelling_of_a_name_needs_no_reason(
    name: str, claim: Claim, claimant: Claimant, ada: User
) -> None:
    renamed(claimant, name, ada)

    assert not Correction.objects.exists()


def test_whom_nobody_has_read_of_gets_another_name_without_a_reason(
    make: Maker, claimant: Claimant, ada: User
) -> None:
    make.draft()

    assert renamed(claimant, "Olga Brandt", ada).name == "Olga Brandt"


def test_where_four_eyes_are_asked_for_an_editor_alone_gives_public_claims_no_other_name(
    claim: Claim, claimant: Claimant, ada: User, dora: User, settings: Settings
) -> None:
    settings.FOUR_EYES = True
    with pytest.raises(rules.NotAllowed):
        renamed(claimant, "Olga Brandt", ada, reason="It was her deputy.")

    renamed(claimant, "Olga Brandt", dora, reason="It was her deputy.")


def test_a_renamed_claimant_keeps_the_address(ada: User, claimant: Claimant) -> None:
    claimant.name = "Mara Lindt-Berg"
    editorial.save_claimant(claimant=claimant, by=ada)

    claimant.refresh_from_db()
    assert claimant.slug == "mara-lindt"
    entry = RecordEntry.objects.get(chain=f"claimant:{claimant.pk}", action="revised")
    assert entry.changes == {"name": ["Mara Lindt", "Mara Lindt-Berg"]}


def test_saving_without_a_change_logs_nothing(ada: User, claimant: Claimant) -> None:
    editorial.save_claimant(claimant=claimant, by=ada)

    assert actions(f"claimant:{claimant.pk}") == ["logged"]
