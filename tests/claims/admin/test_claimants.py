from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.urls import reverse

from claims import editorial, pictures, record
from claims.models import Claim, Claimant, ClaimantImage, Correction, RecordEntry, Tenure, Topic, User
from tests.makers import Maker
from tests.pictures import IMAGE, file_of, picture

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


def test_a_claimant_that_another_logged_is_refused_with_the_form_as_it_was(
    as_ben: Client, claimant: Claimant
) -> None:
    response = as_ben.post(ADD, {"name": "Mara Lindt", "kind": "person", "description": "Minister"})

    assert "This claimant exists." in response.content.decode()
    assert Claimant.objects.count() == 1


def test_an_editor_mends_a_claimant(as_ada: Client, claimant: Claimant) -> None:
    page = reverse("admin:claims_claimant_change", args=[claimant.pk])

    as_ada.post(page, FORM)

    claimant.refresh_from_db()
    assert (claimant.name, claimant.slug) == ("Nordkraft AG", "mara-lindt")
    assert list(record.verify()) == []


def test_an_address_at_wikidata_is_kept_as_its_number_and_a_wrong_one_named_at_its_field(
    as_ada: Client, claimant: Claimant
) -> None:
    page = reverse("admin:claims_claimant_change", args=[claimant.pk])
    form = {"name": "Mara Lindt", "kind": "person", "description": "Minister"}

    refused = as_ada.post(page, form | {"wikidata": "https://paper.example/Q567"})
    assert list(refused.context["adminform"].form.errors) == ["wikidata"]
    as_ada.post(page, form | {"wikidata": "https://www.wikidata.org/wiki/Q567"})

    claimant.refresh_from_db()
    assert claimant.wikidata == "Q567"


def test_a_reporter_does_not(as_ben: Client, claimant: Claimant) -> None:
    response = as_ben.post(reverse("admin:claims_claimant_change", args=[claimant.pk]), FORM)

    assert response.status_code == 403


def test_a_topic_is_logged_too(as_ada: Client) -> None:
    as_ada.post("/admin/claims/topic/add/", {"name": "Öffentlicher Verkehr"})

    assert Topic.objects.get().slug == "oeffentlicher-verkehr"
    assert list(record.verify()) == []


def test_two_topics_that_share_a_name_are_refused_at_the_name(as_ada: Client, dora: User) -> None:
    editorial.save_topic(topic=Topic(name="Rail"), by=dora)

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


def test_forms_of_claimants_topics_and_offices_sent_twice_are_saved_once(
    as_ada: Client, claimant: Claimant
) -> None:
    forms: dict[str, dict[str, Any]] = {
        "claimant": dict(FORM),
        "topic": {"name": "Rail"},
        "tenure": {"claimant": claimant.pk, "office": "Mayor", "since": "1 May 2026"},
    }
    for model, form in forms.items():
        before = RecordEntry.objects.count()
        answers = [as_ada.post(f"/admin/claims/{model}/add/", form) for _ in range(2)]

        assert [answer.status_code for answer in answers] == [302, 302], model
        assert RecordEntry.objects.count() == before + 1


def test_an_offices_page_carries_what_its_editor_saw(as_ada: Client, claimant: Claimant, dora: User) -> None:
    tenure = editorial.save_tenure(tenure=Tenure(claimant=claimant, office="Mayor"), by=dora)
    page = reverse("admin:claims_tenure_change", args=[tenure.pk])
    assert '<input type="hidden" name="seen" value="2">' in as_ada.get(page).content.decode()
    tenure.party = "SPD"
    editorial.save_tenure(tenure=tenure, by=dora)

    form = {"claimant": claimant.pk, "office": "Senator", "seen": "2"}
    answers = [as_ada.post(page, form | {"seen": seen}) for seen in ("2", "3", "3")]

    assert "somebody else changed it: dora: Office changed" in answers[0].content.decode()
    assert [answer.status_code for answer in answers[1:]] == [302, 302]
    assert list(record.verify()) == []


def test_another_name_for_public_claims_asks_for_a_reason_at_its_field(
    as_ada: Client, claim: Claim, claimant: Claimant
) -> None:
    page = reverse("admin:claims_claimant_change", args=[claimant.pk])
    answer = as_ada.post(page, FORM)
    assert list(answer.context["adminform"].form.errors) == ["reason"]

    as_ada.post(page, FORM | {"reason": "It was the firm that said it."})

    assert Correction.objects.get().reason == "It was the firm that said it."


def test_who_may_only_look_at_a_claimant_is_asked_for_no_reason(as_ben: Client, claimant: Claimant) -> None:
    answer = as_ben.get(reverse("admin:claims_claimant_change", args=[claimant.pk]))

    assert answer.status_code == 200
    assert 'name="reason"' not in answer.content.decode()


@pytest.mark.parametrize("typed", ["Oezlem", "özlm", "Ozlem ak", "Özlem"])
def test_a_claimant_is_found_in_another_spelling_and_with_a_typing_error(
    as_ada: Client, make: Maker, ada: User, typed: str
) -> None:
    claimant = editorial.save_claimant(claimant=Claimant(name="Özlem Ak"), by=ada)
    make.draft(claimant=claimant)
    found = as_ada.get("/admin/claims/claimant/", {"q": typed}).context["cl"].result_list
    assert list(found) == [claimant]


def test_a_topic_is_found_in_another_spelling(as_ada: Client) -> None:
    topic = Topic.objects.create(name="Öffentlicher Verkehr", slug="oev")
    found = as_ada.get("/admin/claims/topic/", {"q": "oeffentlich"}).context["cl"].result_list
    assert list(found) == [topic]


# --- Images ---


def uploaded(content: bytes, **said: str) -> dict[str, object]:
    return FORM | IMAGE | said | {"picture": SimpleUploadedFile("mara.png", content)}


def test_an_image_comes_with_the_form(as_ada: Client, claimant: Claimant) -> None:
    page = reverse("admin:claims_claimant_change", args=[claimant.pk])

    as_ada.post(page, uploaded(file_of()))

    claimant.refresh_from_db()
    assert (claimant.image_id, claimant.image_licence) == (picture().key, "CC BY 4.0")
    address = reverse("admin:claims_claimant_image", args=[claimant.pk])
    assert address in as_ada.get(page).content.decode()
    assert as_ada.get(address).content == picture().large
    assert Client().get(address).status_code == 302


def test_a_new_claimant_may_have_one_at_once(as_ben: Client) -> None:
    as_ben.post(ADD, uploaded(file_of()))

    assert Claimant.objects.get().image_id == picture().key


def test_it_is_removed_with_all_that_was_said_of_it(as_ada: Client, claimant: Claimant) -> None:
    page = reverse("admin:claims_claimant_change", args=[claimant.pk])
    as_ada.post(page, uploaded(file_of()))

    as_ada.post(page, FORM | IMAGE | {"without_image": "on"})

    claimant.refresh_from_db()
    assert (claimant.image_id, claimant.image_text, claimant.image_licence) == (None, "", "")


@pytest.mark.parametrize(
    ("content", "said", "field", "fault"),
    [
        (b"<svg></svg>", {}, "picture", "no picture in JPEG, PNG or WebP"),
        (file_of((50, 50)), {}, "picture", "too small"),
        (file_of(), {"image_text": ""}, "image_text", "Say what the image shows"),
        (file_of(), {"image_licence": ""}, "image_licence", "by what right"),
    ],
)
def test_what_is_wrong_with_an_image_stands_at_its_field(
    as_ada: Client, claimant: Claimant, content: bytes, said: dict[str, str], field: str, fault: str
) -> None:
    page = reverse("admin:claims_claimant_change", args=[claimant.pk])

    errors = as_ada.post(page, uploaded(content, **said)).context["adminform"].form.errors

    assert list(errors) == [field]
    assert fault in str(errors[field])
    assert not ClaimantImage.objects.exists()


def test_no_picture_is_drawn_while_others_wait_to_write(
    as_ada: Client, claimant: Claimant, monkeypatch: pytest.MonkeyPatch
) -> None:
    within, depths, made = len(connection.savepoint_ids), [], picture()

    def prepared(_content: bytes) -> pictures.Picture:
        depths.append(len(connection.savepoint_ids))
        return made

    monkeypatch.setattr(pictures, "prepared", prepared)

    as_ada.post(reverse("admin:claims_claimant_change", args=[claimant.pk]), uploaded(file_of()))

    assert depths == [within]
