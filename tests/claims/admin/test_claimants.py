from django.test import Client
from django.urls import reverse

from claims import editorial, record
from claims.models import Claim, Claimant, RecordEntry, Topic, User

ADD = "/admin/claims/claimant/add/"
FORM = {"name": "Nordkraft AG", "kind": "body", "description": "Energy supplier", "aliases": "Nordkraft"}


def test_a_new_claimant_gets_an_address_and_an_entry_in_the_log(as_ben: Client) -> None:
    as_ben.post(ADD, FORM)

    claimant = Claimant.objects.get()
    assert claimant.slug == "nordkraft-ag"
    assert RecordEntry.objects.get(chain=f"claimant:{claimant.pk}").by_name == "ben"


def test_a_claimant_can_be_added_from_the_claims_form(as_ben: Client) -> None:
    response = as_ben.post(ADD, FORM | {"_popup": "1"})

    assert str(Claimant.objects.get().pk) in response.content.decode()


def test_the_same_claimant_twice_is_refused_with_the_form_as_it_was(
    as_ada: Client, claimant: Claimant
) -> None:
    response = as_ada.post(ADD, {"name": "Mara Lindt", "kind": "person", "description": "Minister"})

    assert "This claimant exists." in response.content.decode()
    assert Claimant.objects.count() == 1


def test_an_editor_mends_a_claimant(as_ada: Client, claimant: Claimant) -> None:
    page = reverse("admin:claims_claimant_change", args=[claimant.pk])

    as_ada.post(page, FORM)

    claimant.refresh_from_db()
    assert (claimant.name, claimant.slug) == ("Nordkraft AG", "mara-lindt")
    assert list(record.verify()) == []


def test_a_reporter_does_not(as_ben: Client, claimant: Claimant) -> None:
    response = as_ben.post(reverse("admin:claims_claimant_change", args=[claimant.pk]), FORM)

    assert response.status_code == 403


def test_a_topic_is_logged_too(as_ada: Client) -> None:
    as_ada.post("/admin/claims/topic/add/", {"name": "Öffentlicher Verkehr"})

    assert Topic.objects.get().slug == "oeffentlicher-verkehr"
    assert list(record.verify()) == []


def test_two_topics_that_share_a_name_are_refused_at_the_name(as_ada: Client) -> None:
    for _ in range(2):
        response = as_ada.post("/admin/claims/topic/add/", {"name": "Rail"})

    assert list(response.context["adminform"].form.errors) == ["name"]


def test_the_list_counts_each_claimants_claims(as_ada: Client, claim: Claim) -> None:
    response = as_ada.get("/admin/claims/claimant/")

    assert [row.claim_count for row in response.context["cl"].result_list] == [1]


def test_near_twins_are_named_and_merged_by_the_chief(
    as_dora: Client, as_ada: Client, claimant: Claimant, ada: User
) -> None:
    twin = editorial.save_claimant(claimant=Claimant(name="Mara Líndt", description="Senator"), by=ada)
    address = f"/admin/claims/claimant/{twin.pk}/merge/"
    change = f"/admin/claims/claimant/{twin.pk}/change/"
    assert "Nearly the same name:" in as_ada.get(change).content.decode()
    assert address in as_dora.get(change).content.decode()
    assert address not in as_ada.get(change).content.decode()
    assert as_ada.post(address).status_code == 403

    assert "This field is required" in as_dora.post(address, {}).content.decode()
    as_dora.post(address, {"into": claimant.pk, "reason": "One person."})

    twin.refresh_from_db()
    assert twin.merged_into == claimant


def test_an_editor_logs_an_office(as_ada: Client, claimant: Claimant) -> None:
    form = {"claimant": claimant.pk, "office": "Mayor", "party": "Greens", "since": "2026-05-01"}

    as_ada.post("/admin/claims/tenure/add/", form)

    assert str(claimant.tenures.get()) == "Mayor (Greens)"
