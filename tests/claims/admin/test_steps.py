from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import Settings

from claims import editorial, record
from claims.models import Claim, Outcome, User, Verdict
from tests.claims.conftest import Fields
from tests.makers import Maker


def step(claim: Claim, name: str) -> str:
    return reverse(f"admin:claims_claim_{name}", args=[claim.pk])


def errors_of(response: object) -> dict[str, list[str]]:
    form = response.context["form"]  # type: ignore[attr-defined]
    return {name: [str(error) for error in errors] for name, errors in form.errors.items()}


def offered(response: object) -> list[str]:
    """The steps whose buttons a claim's page shows."""
    return [button["step"].path for button in response.context["buttons"]]  # type: ignore[attr-defined]


def test_a_click_publishes_a_draft(as_ada: Client, make: Maker) -> None:
    draft = make.draft()

    response = as_ada.post(step(draft, "publish"))

    draft.refresh_from_db()
    assert response.status_code == 302
    assert draft.state == Claim.State.PUBLISHED


def test_opening_the_publish_page_publishes_nothing(as_ada: Client, make: Maker) -> None:
    draft = make.draft()

    as_ada.get(step(draft, "publish"))

    draft.refresh_from_db()
    assert draft.state == Claim.State.DRAFT


def test_a_draft_without_criteria_is_not_published_and_the_desk_reads_why(
    as_ada: Client, make: Maker
) -> None:
    draft = make.draft(criteria="")

    response = as_ada.post(step(draft, "publish"))

    assert "Write down what would count as confirmed" in response.content.decode()


@pytest.mark.parametrize("name", ["publish", "verdict", "withdraw", "add-evidence"])
def test_a_reporter_is_refused_with_a_clear_word(as_ben: Client, make: Maker, name: str) -> None:
    draft = make.draft()

    response = as_ben.post(step(draft, name))

    assert response.status_code == 403
    assert "Your role does not allow this." in response.content.decode()


def test_the_record_refuses_a_reporter_whatever_the_page_allowed(as_ben: Client, claim: Claim) -> None:
    appearance = {
        "publisher": "Abendblatt",
        "published_on": "2026-03-03",
        "title": "Brücke",
        "language": "de",
        "quote": "",
    }

    response = as_ben.post(step(claim, "add-appearance"), appearance)

    assert response.status_code == 403
    assert claim.appearances.count() == 1


def test_the_buttons_fit_the_role_and_the_state(
    as_ada: Client, as_ben: Client, as_dora: Client, make: Maker
) -> None:
    draft, published = make.draft(), make.published()

    def page(client: Client, claim: Claim) -> list[str]:
        return offered(client.get(reverse("admin:claims_claim_change", args=[claim.pk])))

    assert page(as_ben, draft) == ["add-appearance"]
    assert page(as_ada, draft) == ["publish", "publish-later", "add-evidence", "add-appearance", "ask"]
    editors = ["verdict", "add-evidence", "add-appearance", "ask", "snooze", "hand-on"]
    assert page(as_ada, published) == editors
    assert page(as_dora, published) == [*editors, "merge", "withdraw", "hold", "forget"]


def test_the_steps_ask_for_the_token_against_forgery(ada: User, make: Maker) -> None:
    draft = make.draft()
    client = Client(enforce_csrf_checks=True)
    client.force_login(ada)

    assert client.post(step(draft, "publish")).status_code == 403


def test_the_chief_withdraws_with_a_reason(as_dora: Client, claim: Claim) -> None:
    as_dora.post(step(claim, "withdraw"), {"reason": "The quote was wrong."})

    claim.refresh_from_db()
    assert (claim.state, claim.withdrawn_reason) == (Claim.State.WITHDRAWN, "The quote was wrong.")


def test_a_withdrawal_without_a_reason_is_refused_at_the_reason(as_dora: Client, claim: Claim) -> None:
    response = as_dora.post(step(claim, "withdraw"), {"reason": " "})

    assert list(errors_of(response)) == ["reason"]


def test_an_appearance_without_its_own_wording_takes_the_claims(as_ada: Client, claim: Claim) -> None:
    appearance = {
        "publisher": "Abendblatt",
        "published_on": "2026-03-03",
        "title": "Brücke",
        "language": "de",
    }

    as_ada.post(step(claim, "add-appearance"), appearance)

    assert claim.appearances.get(publisher="Abendblatt").quote == claim.quote


def test_an_appearance_that_nobody_can_find_is_refused_at_its_address(as_ada: Client, claim: Claim) -> None:
    appearance = {"publisher": "Abendblatt", "published_on": "2026-03-03", "language": "de"}

    response = as_ada.post(step(claim, "add-appearance"), appearance)

    assert list(errors_of(response)) == ["address"]


@pytest.fixture
def found() -> Fields:
    return {
        "address": "https://news.example/opening",
        "title": "Bridge opened",
        "publisher": "News Example",
        "published_on": "2026-06-01",
        "excerpt": "Cars cross.",
        "language": "en",
        "stance": "supports",
    }


def test_evidence_found_by_hand_is_accepted_at_once(as_ada: Client, claim: Claim, found: Fields) -> None:
    as_ada.post(step(claim, "add-evidence"), found)

    evidence = claim.evidence.accepted().get()
    assert (evidence.stance, evidence.published_at and evidence.published_at.date()) == (
        "supports",
        date(2026, 6, 1),
    )


def test_evidence_that_the_claim_had_already_is_said_to_be_so(
    as_ada: Client, claim: Claim, make: Maker, found: Fields
) -> None:
    had = make.accepted(claim, address="https://news.example/opening", title="Cars on the bridge")

    for fields, said in (
        (
            found | {"stance": "contradicts"},
            "already: “Cars on the bridge”. That one is accepted now (Contradicts)",
        ),
        (found | {"address": "https://news.example/other"}, "The evidence is added and accepted."),
    ):
        page = as_ada.post(step(claim, "add-evidence"), fields, follow=True).content.decode()
        assert said in page

    had.refresh_from_db()
    assert (had.title, had.stance) == ("Cars on the bridge", "contradicts")


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"address": "no address"}, "address"),
        ({"stance": ""}, "stance"),
        ({"published_on": "2026-06-18"}, "published_on"),
        ({"title": ""}, "title"),
    ],
)
def test_faulty_evidence_is_refused_at_its_field(
    as_ada: Client, claim: Claim, found: Fields, wrong: Fields, field: str
) -> None:
    response = as_ada.post(step(claim, "add-evidence"), found | wrong)

    assert list(errors_of(response)) == [field]
    assert not claim.evidence.exists()


# --- Verdicts ---


def test_a_verdict_is_appended_and_decides_the_claim(as_ada: Client, claim: Claim, make: Maker) -> None:
    evidence = make.accepted(claim)

    as_ada.post(
        step(claim, "verdict"),
        {
            "outcome": "confirmed",
            "happened_on": "2026-06-01",
            "reasoning": "Cars cross it.",
            "evidence": [evidence.pk],
        },
    )

    claim.refresh_from_db()
    assert claim.outcome == Outcome.CONFIRMED
    assert list(Verdict.objects.get().evidence.all()) == [evidence]
    assert list(record.verify()) == []


@pytest.mark.parametrize(
    ("ruling", "field"),
    [
        ({"outcome": ""}, "outcome"),
        ({"reasoning": ""}, "reasoning"),
        ({"happened_on": ""}, "happened_on"),
        ({"happened_on": "2026-06-18"}, "happened_on"),
        ({"happened_on": "2026-03-01"}, "happened_on"),
        ({"evidence": []}, "evidence"),
        ({"evidence": [999]}, "evidence"),
        ({"outcome": "missed"}, "outcome"),
        ({"outcome": "pending"}, "outcome"),
        ({"outcome": "void"}, "outcome"),
    ],
)
def test_a_ruling_that_breaks_a_rule_is_refused_at_its_field(
    as_ada: Client, claim: Claim, make: Maker, ruling: Fields, field: str
) -> None:
    evidence = make.accepted(claim)
    sound: Fields = {
        "outcome": "confirmed",
        "happened_on": "2026-06-01",
        "reasoning": "Cars cross it.",
        "evidence": [evidence.pk],
    }

    response = as_ada.post(step(claim, "verdict"), sound | ruling)

    assert list(errors_of(response)) == [field]
    assert not Verdict.objects.exists()


def test_the_verdict_page_offers_accepted_evidence_only(as_ada: Client, claim: Claim, make: Maker) -> None:
    accepted = make.accepted(claim)
    make.suggested(claim)

    response = as_ada.get(step(claim, "verdict"))

    assert list(response.context["form"].fields["evidence"].queryset) == [accepted]


def test_the_verdict_page_shows_the_rulings_so_far(as_ada: Client, claim: Claim, make: Maker) -> None:
    make.ruled(claim, "missed", can_no_longer_happen=True)

    page = as_ada.get(step(claim, "verdict")).content.decode()

    assert "The desk checked it." in page


def test_a_second_person_countersigns(
    as_ada: Client, as_dora: Client, claim: Claim, make: Maker, settings: Settings
) -> None:
    settings.FOUR_EYES = True
    verdict = make.ruled(claim, "missed", can_no_longer_happen=True)
    address = reverse("admin:claims_claim_countersign", args=[verdict.pk])
    button = f'action="{address}"'
    page = reverse("admin:claims_claim_change", args=[claim.pk])
    assert button not in as_ada.get(page).content.decode()
    assert button in as_dora.get(page).content.decode()

    as_dora.post(address)

    claim.refresh_from_db()
    assert claim.outcome == Outcome.MISSED


def test_nobody_countersigns_their_own_verdict(
    as_ada: Client, as_dora: Client, claim: Claim, make: Maker, settings: Settings
) -> None:
    settings.FOUR_EYES = True
    verdict = make.ruled(claim, "missed", can_no_longer_happen=True)

    response = as_ada.post(reverse("admin:claims_claim_countersign", args=[verdict.pk]))

    assert response.status_code == 409
    assert "Another person has to countersign." in response.content.decode()


@pytest.mark.parametrize("is_verdict", [True, False])
def test_who_could_be_the_only_one_to_sign_reads_it_where_the_button_would_be(
    as_ada: Client, claim: Claim, make: Maker, dora: User, settings: Settings, is_verdict: bool
) -> None:
    settings.FOUR_EYES = True
    if is_verdict:
        make.ruled(claim, "missed", can_no_longer_happen=True)
    else:
        facts = replace(make.facts, quote="Die Bahn wird fahren.")
        editorial.revise_claim(claim=claim, facts=facts, by=make.editor, reason="Misread.")
    page = reverse("admin:claims_claim_change", args=[claim.pk])

    with_another = as_ada.get(page).content.decode()
    User.objects.filter(pk=dora.pk).update(is_active=False)
    alone = as_ada.get(page).content.decode()

    assert "Another person has to countersign." in with_another
    assert "a second chief or editor is missing" in alone


def test_countersigning_takes_a_post(as_ada: Client, claim: Claim, make: Maker) -> None:
    verdict = make.ruled(claim, "missed", can_no_longer_happen=True)

    assert as_ada.get(reverse("admin:claims_claim_countersign", args=[verdict.pk])).status_code == 405


def test_a_claim_is_snoozed_with_a_reason_that_the_desk_sees(as_ada: Client, claim: Claim) -> None:
    refused = as_ada.post(step(claim, "snooze"), {"until": "2026-10-01", "reason": ""})
    as_ada.post(step(claim, "snooze"), {"until": "2026-10-01", "reason": "Nothing before autumn."})

    page = as_ada.get(reverse("admin:claims_claim_change", args=[claim.pk])).content.decode()
    assert list(errors_of(refused)) == ["reason"]
    assert "No reminders before 1 October 2026: Nothing before autumn." in page


def test_opening_the_snooze_page_snoozes_nothing(as_ada: Client, claim: Claim) -> None:
    assert as_ada.get(step(claim, "snooze") + "?until=2026-10-01&reason=x").status_code == 200

    claim.refresh_from_db()
    assert claim.snoozed_until is None


def test_a_claim_is_handed_to_a_colleague_at_the_desk(as_ada: Client, claim: Claim, ben: User) -> None:
    as_ada.post(step(claim, "hand-on"), {"to": ben.pk})

    claim.refresh_from_db()
    assert claim.assigned_to == ben


def test_the_form_of_a_verdict_shows_the_sentence_that_readers_will_see(
    as_ada: Client, as_ben: Client, claim: Claim
) -> None:
    address = f"/admin/claims/claim/{claim.pk}/verdict/sentence/"

    late = as_ada.get(f"{address}?outcome=missed&happened_on=2027-01-05").content.decode()

    void = as_ada.get(f"{address}?outcome=void").content.decode()

    assert "Came true 5 days late" in late
    assert "It counts in no rate." in void
    assert as_ada.get(address).content.decode().strip() == ""
    assert as_ben.get(address).status_code == 403


def test_only_a_claim_with_a_condition_asks_whether_it_was_met(
    as_ada: Client, claim: Claim, make: Maker
) -> None:
    conditional = make.published(condition="if elected")

    with_one, without = (
        as_ada.get(f"/admin/claims/claim/{each.pk}/verdict/").content.decode()
        for each in (conditional, claim)
    )

    assert 'name="condition_failed"' in with_one
    assert 'name="condition_failed"' not in without


def test_an_announced_verdict_is_taken_back_at_the_claim(
    as_ada: Client, claim: Claim, make: Maker, settings: Settings
) -> None:
    settings.ANNOUNCE_HOURS = 24
    verdict = make.ruled(claim, "missed", can_no_longer_happen=True)
    address = f"/admin/claims/claim/verdict/{verdict.pk}/take-back/"
    assert address in as_ada.get(f"/admin/claims/claim/{claim.pk}/change/").content.decode()

    assert as_ada.post(address).status_code == 409
    as_ada.post(address, {"reason": "The builder objected."})

    verdict.refresh_from_db()
    assert verdict.taken_back_reason == "The builder objected."


def test_a_publication_that_waits_is_taken_back_at_the_claim(
    as_ada: Client, make: Maker, settings: Settings
) -> None:
    settings.PUBLICATION_DELAY_MINUTES = 5
    claim = make.published()
    address = f"/admin/claims/claim/{claim.pk}/publication/take-back/"
    assert address in as_ada.get(f"/admin/claims/claim/{claim.pk}/change/").content.decode()

    as_ada.post(address)

    claim.refresh_from_db()
    assert claim.publish_at is None


def test_a_proposed_change_is_signed_by_another_at_the_claim(
    as_ada: Client, as_dora: Client, claim: Claim, make: Maker, settings: Settings
) -> None:
    settings.FOUR_EYES = True
    facts = replace(make.facts, horizon="bis Ende 2027")
    editorial.revise_claim(claim=claim, facts=facts, by=make.editor, reason="We misheard the year.")
    address = f"/admin/claims/claim/change/{claim.corrections.get().pk}/"

    assert as_ada.post(address, {"decision": "sign"}).status_code == 409
    as_dora.post(address, {"decision": "sign"})

    claim.refresh_from_db()
    assert claim.horizon == "bis Ende 2027"


def test_a_reply_is_asked_for_entered_and_shown(as_ada: Client, claim: Claim) -> None:
    base = f"/admin/claims/claim/{claim.pk}"
    as_ada.post(f"{base}/ask/", {"asked_of": "Mara Lindt", "asked_on": "2026-06-10", "due_on": "2026-06-20"})
    reply = claim.replies.get()
    offered = as_ada.get(f"{base}/reply/").content.decode()
    assert f'<option value="{reply.pk}" selected>' in offered

    as_ada.post(
        f"{base}/reply/",
        {"reply": reply.pk, "received_on": "2026-06-15", "language": "en", "text": "We never said so."},
    )

    assert "We never said so." in as_ada.get(claim.get_absolute_url()).content.decode()


def test_the_chief_merges_two_claims(as_dora: Client, claim: Claim, make: Maker) -> None:
    other = make.published(statement="The Elbe bridge opens in 2026.")

    as_dora.post(f"/admin/claims/claim/{other.pk}/merge/", {"into": claim.pk, "reason": "Logged twice."})

    other.refresh_from_db()
    assert other.merged_into == claim


def test_a_draft_is_published_at_the_hour_that_is_set(as_ada: Client, make: Maker) -> None:
    draft = make.draft()
    page = as_ada.post(step(draft, "publish-later"), {"day": "18. Juni 2026", "at": "06:30"}, follow=True)

    assert "Will be public on" in page.content.decode()
    draft.refresh_from_db()
    # In Berlin.
    assert (draft.state, draft.publish_at) == ("draft", datetime(2026, 6, 18, 4, 30, tzinfo=UTC))
    assert 'value="06:30"' in as_ada.get(step(draft, "publish-later")).content.decode()


@pytest.mark.parametrize(
    ("day", "at", "told"),
    [
        ("2026-06-17", "09:59", "Choose a moment to come"),
        ("2027-06-30", "10:00", "Choose a moment to come"),
        ("someday", "10:00", "was not understood as one day"),
        ("2026-06-18", "25:00", "Enter a valid time."),
    ],
)
def test_an_hour_that_cannot_be_is_told(as_ada: Client, make: Maker, day: str, at: str, told: str) -> None:
    draft = make.draft()
    page = as_ada.post(step(draft, "publish-later"), {"day": day, "at": at})
    assert told in page.content.decode()
    draft.refresh_from_db()
    assert draft.publish_at is None
