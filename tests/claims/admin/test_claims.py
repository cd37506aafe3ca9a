from datetime import date

import pytest
from django.contrib.messages import get_messages
from django.test import Client
from django.urls import reverse

from claims import editorial, record
from claims.models import Appearance, Claim, Claimant, Topic, User
from tests.claims.conftest import Fields
from tests.makers import Maker

ADD = "/admin/claims/claim/add/"
LIST = "/admin/claims/claim/"


def change(claim: Claim) -> str:
    return reverse("admin:claims_claim_change", args=[claim.pk])


def errors_of(response: object) -> dict[str, list[str]]:
    """The form's errors, by field."""
    form = response.context["adminform"].form  # type: ignore[attr-defined]
    return {name: [str(error) for error in errors] for name, errors in form.errors.items()}


def test_a_new_claim_gets_the_window_that_its_words_give(as_ada: Client, fields: Fields) -> None:
    as_ada.post(ADD, fields)

    claim = Claim.objects.get()
    assert (claim.opens_on, claim.closes_on) == (date(2026, 3, 2), date(2026, 12, 31))
    assert claim.state == Claim.State.DRAFT


def test_a_new_claim_has_its_source_as_first_appearance(as_ada: Client, fields: Fields) -> None:
    as_ada.post(ADD, fields)

    appearance = Appearance.objects.get()
    assert appearance.address == "https://morgenblatt.example/interview"
    assert appearance.quote == fields["quote"]


def test_what_the_form_saves_is_in_the_record(as_ada: Client, fields: Fields) -> None:
    topic = Topic.objects.create(name="Transport", slug="transport")
    as_ada.post(ADD, fields | {"topics": [topic.pk]})

    faults = [fault for fault in record.verify() if not fault.place.startswith("topic")]
    assert faults == []
    assert list(Claim.objects.get().topics.all()) == [topic]


def test_a_saved_claim_opens_with_its_window_in_a_message(as_ada: Client, fields: Fields) -> None:
    response = as_ada.post(ADD, fields, follow=True)

    assert response.redirect_chain[-1][0] == change(Claim.objects.get())
    assert "The window is 2 March 2026 to 31 December 2026." in response.content.decode()
    assert (
        "The window runs from the day it was said to the last day of the unit." in response.content.decode()
    )


def test_words_without_a_date_are_saved_as_a_draft_with_a_warning(as_ada: Client, fields: Fields) -> None:
    response = as_ada.post(ADD, fields | {"horizon": "bald"})

    warning = [
        str(message) for message in get_messages(response.wsgi_request) if message.level_tag == "warning"
    ]
    assert Claim.objects.get().closes_on is None
    assert "Set the window by hand before you publish." in warning[0]


def test_a_window_set_by_hand_wins_over_the_words(as_ada: Client, fields: Fields) -> None:
    by_hand = {"by_hand": "on", "opens_on": "2026-04-01", "closes_on": "2027-06-30"}
    as_ada.post(ADD, fields | by_hand)

    claim = Claim.objects.get()
    assert (claim.opens_on, claim.closes_on) == (date(2026, 4, 1), date(2027, 6, 30))
    assert claim.horizon_rule == Claim.BY_HAND


def test_days_by_hand_count_only_when_the_box_is_ticked(as_ada: Client, fields: Fields) -> None:
    as_ada.post(ADD, fields | {"opens_on": "2026-04-01", "closes_on": "2027-06-30"})

    assert Claim.objects.get().closes_on == date(2026, 12, 31)


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"said_on": "2026-06-18"}, "said_on"),
        ({"said_on": "31.02.2026"}, "said_on"),
        ({"horizon": "seit Ende 2025"}, "horizon"),
        ({"horizon": ""}, "horizon"),
        ({"claimant": ""}, "claimant"),
        ({"claimant": "999"}, "claimant"),
        ({"by_hand": "on", "opens_on": "2027-01-02", "closes_on": "2027-01-01"}, "opens_on"),
        ({"by_hand": "on", "opens_on": "2026-01-01", "closes_on": "2026-03-01"}, "closes_on"),
        ({"by_hand": "on", "opens_on": "2026-04-01"}, "closes_on"),
        ({"source_publisher": ""}, "source_publisher"),
        ({"source_address": "", "source_title": ""}, "source_address"),
        ({"source_address": "javascript:alert(1)"}, "source_address"),
        ({"source_published_on": "2026-03-01"}, "source_published_on"),
        ({"source_published_on": "2026-06-18"}, "source_published_on"),
        ({"source_published_on": ""}, "source_published_on"),
    ],
)
def test_a_fault_is_shown_at_its_field_and_nothing_is_saved(
    as_ada: Client, fields: Fields, wrong: Fields, field: str
) -> None:
    response = as_ada.post(ADD, fields | wrong)

    assert list(errors_of(response)) == [field]
    assert not Claim.objects.exists()


def test_what_was_typed_survives_a_fault(as_ada: Client, fields: Fields) -> None:
    response = as_ada.post(ADD, fields | {"source_publisher": ""})

    assert "Cars cross the bridge." in response.content.decode()
    assert "bis Ende 2026" in response.content.decode()


def test_all_faults_are_shown_at_once(as_ada: Client, fields: Fields) -> None:
    response = as_ada.post(ADD, fields | {"source_address": "", "horizon": "seit Ende 2025", "quote": ""})

    assert set(errors_of(response)) == {"source_address", "horizon", "quote"}


def test_save_and_publish_does_both(as_ada: Client, fields: Fields) -> None:
    as_ada.post(ADD, fields | {"_publish": "1"})

    assert Claim.objects.get().state == Claim.State.PUBLISHED


def test_what_the_record_refuses_rolls_back_and_is_shown_at_its_field(as_ada: Client, fields: Fields) -> None:
    response = as_ada.post(ADD, fields | {"criteria": "", "_publish": "1"})

    assert list(errors_of(response)) == ["criteria"]
    assert not Claim.objects.exists()
    assert str(fields["statement"]) in response.content.decode()


def test_publishing_words_without_a_date_is_refused(as_ada: Client, fields: Fields) -> None:
    response = as_ada.post(ADD, fields | {"horizon": "bald", "_publish": "1"})

    assert "Set the window by hand" in str(errors_of(response))
    assert not Claim.objects.exists()


def test_a_moved_window_gets_a_new_deadline_version(as_ada: Client, claim: Claim, stored: Fields) -> None:
    moved = stored | {"horizon": "bis Ende 2027"}
    refused = as_ada.post(change(claim), moved)
    assert list(errors_of(refused)) == ["reason"]

    as_ada.post(change(claim), moved | {"reason": "We misheard the year."})

    claim.refresh_from_db()
    assert (claim.closes_on, claim.deadline_version) == (date(2027, 12, 31), 2)
    assert list(record.verify()) == []


def test_the_window_of_a_decided_claim_is_refused_at_the_horizon(
    as_ada: Client, claim: Claim, stored: Fields, make: Maker
) -> None:
    make.ruled(claim, "confirmed", happened_on=date(2026, 5, 1))

    response = as_ada.post(change(claim), stored | {"horizon": "bis Ende 2027"})

    assert list(errors_of(response)) == ["horizon"]


def test_a_change_by_somebody_else_is_not_overwritten_unseen(
    as_ada: Client, as_dora: Client, claim: Claim, stored: Fields
) -> None:
    seen = {"seen": str(as_ada.get(change(claim)).context["seen"])}
    as_dora.post(change(claim), stored | seen | {"never_terms": "ferry"})

    refused = as_ada.post(change(claim), stored | seen | {"must_terms": "Elbe"})

    assert "dora: Claim revised (never)" in str(errors_of(refused))
    claim.refresh_from_db()
    assert (claim.must_terms, claim.never_terms) == ("", "ferry")
    again = {"seen": str(refused.context["seen"])}
    as_ada.post(change(claim), stored | again | {"must_terms": "Elbe"})
    claim.refresh_from_db()
    assert (claim.must_terms, claim.never_terms) == ("Elbe", "")


def test_a_window_set_by_hand_stays_so_in_the_form(as_ada: Client, make: Maker) -> None:
    draft = make.draft(by_hand=(date(2026, 4, 1), date(2027, 6, 30)))

    response = as_ada.get(change(draft))

    assert response.context["adminform"].form["by_hand"].value() is True
    assert "set by hand" in response.content.decode()


def test_a_reporter_reads_a_published_claim_but_does_not_change_it(
    as_ben: Client, claim: Claim, stored: Fields
) -> None:
    assert "Die Brücke wird bis Ende 2026" in as_ben.get(change(claim)).content.decode()

    response = as_ben.post(change(claim), stored | {"statement": "Something else."})

    claim.refresh_from_db()
    assert response.status_code == 403
    assert claim.statement.startswith("The bridge")


def test_a_reporter_logs_a_claim_but_does_not_publish_it(as_ben: Client, fields: Fields) -> None:
    response = as_ben.post(ADD, fields | {"_publish": "1"})

    assert "Your role does not allow this." in str(errors_of(response))
    assert not Claim.objects.exists()


def test_save_and_publish_is_offered_to_editors_only(as_ada: Client, as_ben: Client) -> None:
    assert 'name="_publish"' in as_ada.get(ADD).content.decode()
    assert 'name="_publish"' not in as_ben.get(ADD).content.decode()


def test_nobody_deletes_a_claim(admin_client: Client, claim: Claim) -> None:
    response = admin_client.post(reverse("admin:claims_claim_delete", args=[claim.pk]), {"post": "yes"})

    assert response.status_code == 403
    assert Claim.objects.filter(pk=claim.pk).exists()


def test_an_outsider_stays_outside(client: Client, cleo: User, claim: Claim) -> None:
    client.force_login(cleo)

    response = client.get(change(claim))

    assert response.status_code == 302
    assert "/admin/login/" in response["Location"]


def test_only_a_claim_that_readers_can_open_links_to_its_page(as_ada: Client, make: Maker) -> None:
    draft, published = make.draft(), make.published()

    assert published.get_absolute_url() in as_ada.get(change(published)).content.decode()
    assert draft.get_absolute_url() not in as_ada.get(change(draft)).content.decode()


# --- The list ---


def test_the_list_begins_with_what_is_overdue(as_ada: Client, make: Maker) -> None:
    draft = make.draft()
    later = make.published()
    decided = make.published(said_on=date(2025, 1, 1), horizon="bis Ende 2025")
    make.ruled(decided, "void")
    overdue = make.published(said_on=date(2026, 1, 1), horizon="bis Ende März 2026")

    response = as_ada.get(LIST)

    assert list(response.context["cl"].result_list) == [overdue, later, draft, decided]


def test_claimants_are_offered_while_typing(as_ben: Client, claimant: Claimant) -> None:
    asked = {"app_label": "claims", "model_name": "claim", "field_name": "claimant", "term": "lind"}

    response = as_ben.get("/admin/autocomplete/", asked)

    assert [found["text"] for found in response.json()["results"]] == ["Mara Lindt"]


@pytest.mark.parametrize("preset", ["claimant=x", "restates=x", "topics=a", "claimant=" + "9" * 400])
def test_a_link_that_presets_nonsense_opens_an_empty_form(preset: str, client: Client, ada: User) -> None:
    client.force_login(ada)
    assert client.get(f"{reverse('admin:claims_claim_add')}?{preset}").status_code == 200


def test_the_list_is_narrowed_to_one_claimant_from_their_page(as_ben: Client, make: Maker, ada: User) -> None:
    other = editorial.save_claimant(claimant=Claimant(name="Jonas Weiden"), by=ada)
    make.draft(statement="Hers."), make.draft(statement="His.", claimant=other)
    address = f"{LIST}?claimant={other.pk}"
    assert f'href="{address}"' in as_ben.get(f"/admin/claims/claimant/{other.pk}/change/").content.decode()

    page = as_ben.get(address).content.decode()

    assert "His." in page
    assert "Hers." not in page


@pytest.mark.parametrize("asked", ["x", "999", "9" * 40])
def test_a_claimant_who_is_nobody_narrows_nothing(as_ben: Client, claim: Claim, asked: str) -> None:
    assert claim.statement in as_ben.get(LIST, {"claimant": asked}).content.decode()
