"""Two that are one are brought together: both addresses work, and nothing that was written is lost."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest
from django.test import Client
from pytest_django import Settings

from claims import editorial, record, rules, rulings
from claims.models import Claim, Claimant, Correction, Evidence, Outcome, RecordEntry, Tenure, User, Verdict
from tests.makers import SOURCE, Maker, actions
from tests.pictures import give_image, picture

REASON = "Logged twice, from two papers."
CANCELLED = rulings.Ruling(outcome=Outcome.MISSED, reasoning="It was cancelled.", can_no_longer_happen=True)
DAY = date(2026, 6, 1)


def page(client: Client, path: str) -> str:
    answer = client.get(path, follow=True)
    assert answer.status_code == 200
    return " ".join(answer.content.decode().split())


def test_a_merged_claims_address_leads_to_the_other_which_shows_its_verdicts_and_record(
    client: Client, claim: Claim, make: Maker, dora: User
) -> None:
    other = make.published(statement="The Elbe bridge opens in 2026.")
    make.ruled(other, "missed", can_no_longer_happen=True, reasoning="The pillars sank.")
    entries = RecordEntry.objects.count()

    editorial.merge_claims(claim=other, into=claim, reason=REASON, by=dora)

    answer = client.get(other.get_absolute_url())
    assert (answer.status_code, answer["Location"]) == (302, f"{claim.get_absolute_url()}#merged-{other.pk}")
    html = page(client, claim.get_absolute_url())
    assert "The pillars sank." in html
    assert RecordEntry.objects.filter(chain=f"claim:{other.pk}").latest("pk").hash in html
    assert RecordEntry.objects.count() == entries + 2
    assert Verdict.objects.count() == 1
    assert Correction.objects.public().get().kind == "merged"
    assert list(Claim.objects.public()) == [claim]
    assert list(record.verify()) == []


def test_a_merger_sent_twice_is_one(claim: Claim, make: Maker, dora: User) -> None:
    other = make.published(statement="The Elbe bridge opens in 2026.")
    for _ in range(2):
        assert editorial.merge_claims(claim=other, into=claim, reason=REASON, by=dora) == claim

    assert actions(f"claim:{other.pk}").count("merged") == 1


@pytest.mark.parametrize("state", ["draft", "withdrawn"])
def test_only_public_claims_are_merged(claim: Claim, make: Maker, dora: User, state: str) -> None:
    other = make.draft() if state == "draft" else make.published(statement="Another.")
    if state == "withdrawn":
        editorial.withdraw_claim(claim=other, reason="Wrong.", by=dora)

    for gone, kept in ((other, claim), (claim, other)):
        with pytest.raises(rules.NotPublished):
            editorial.merge_claims(claim=gone, into=kept, reason=REASON, by=dora)


def test_a_merger_needs_a_chief_a_reason_and_two(claim: Claim, make: Maker, ada: User, dora: User) -> None:
    other = make.published(statement="Another.")
    with pytest.raises(rules.NotAllowed):
        editorial.merge_claims(claim=other, into=claim, reason=REASON, by=ada)
    with pytest.raises(rules.NoReason):
        editorial.merge_claims(claim=other, into=claim, reason=" ", by=dora)
    with pytest.raises(rules.MergedWithItself):
        editorial.merge_claims(claim=claim, into=claim, reason=REASON, by=dora)


def test_a_merged_claimants_claims_and_names_go_over_and_both_addresses_work(
    client: Client, claim: Claim, claimant: Claimant, ada: User, dora: User
) -> None:
    kept = editorial.save_claimant(claimant=Claimant(name="Mara Lindt-Berg"), by=ada)

    for _ in range(2):
        assert editorial.merge_claimants(claimant=claimant, into=kept, reason=REASON, by=dora) == kept

    claim.refresh_from_db()
    kept.refresh_from_db()
    assert (claim.claimant, kept.aliases) == (kept, "Mara Lindt")
    assert "Mara Lindt-Berg" in page(client, claimant.get_absolute_url())
    html = page(client, claim.get_absolute_url())
    assert "Merged on" in html
    assert REASON in html
    assert "<del>Mara Lindt</del> <ins>Mara Lindt-Berg</ins>" in html
    assert list(record.verify()) == []


@pytest.mark.parametrize("has_one", [False, True])
def test_an_image_goes_along_unless_the_other_has_one(
    client: Client, claimant: Claimant, claim: Claim, ada: User, dora: User, *, has_one: bool
) -> None:
    give_image(claimant, ada)
    kept = editorial.save_claimant(claimant=Claimant(name="Mara Lindt-Berg"), by=ada)
    if has_one:
        give_image(kept, ada, {"image_licence": "Own picture"}, size=(200, 300))

    editorial.merge_claimants(claimant=claimant, into=kept, reason=REASON, by=dora)

    kept.refresh_from_db()
    claimant.refresh_from_db()
    shown = picture((200, 300) if has_one else (300, 200))
    assert (kept.image_id, kept.image_licence) == (shown.key, "Own picture" if has_one else "CC BY 4.0")
    assert (claimant.image_id is None, claimant.image_credit == "") == (not has_one, not has_one)
    assert shown.key in page(client, kept.get_absolute_url())
    assert list(record.verify()) == []


def test_what_was_merged_is_merged_into_nothing_else(claimant: Claimant, ada: User, dora: User) -> None:
    kept, third = (
        editorial.save_claimant(claimant=Claimant(name=name), by=ada) for name in ("Lindt-Berg", "Berg")
    )
    editorial.merge_claimants(claimant=claimant, into=kept, reason=REASON, by=dora)

    for gone, into in ((claimant, third), (third, claimant)):
        with pytest.raises(rules.MergedAlready):
            editorial.merge_claimants(claimant=gone, into=into, reason=REASON, by=dora)


def test_an_editor_merges_nobody(claimant: Claimant, ada: User) -> None:
    other = editorial.save_claimant(claimant=Claimant(name="Jo"), by=ada)

    with pytest.raises(rules.NotAllowed):
        editorial.merge_claimants(claimant=other, into=claimant, reason=REASON, by=ada)


def test_a_claim_that_had_absorbed_another_brings_it_along(
    client: Client, claim: Claim, make: Maker, dora: User
) -> None:
    first, second = (
        make.published(statement=f"The bridge opens, {word}.") for word in ("again", "once more")
    )
    make.ruled(first, "missed", can_no_longer_happen=True, reasoning="The pillars sank.")
    ask = editorial.ask_for_reply(claim=first, asked_of="Mara Lindt", asked_on=DAY, due_on=DAY, by=dora)
    editorial.enter_reply(reply=ask, text="They hold.", received_on=DAY, language="en", by=dora)
    editorial.merge_claims(claim=first, into=second, reason=REASON, by=dora)
    editorial.merge_claims(claim=second, into=claim, reason=REASON, by=dora)

    answer = client.get(first.get_absolute_url())
    assert (answer.status_code, answer["Location"]) == (302, f"{claim.get_absolute_url()}#merged-{first.pk}")
    html = page(client, claim.get_absolute_url())
    assert "The pillars sank." in html
    assert "They hold." in html
    for gone in (first, second):
        assert f'id="merged-{gone.pk}"' in html
        assert RecordEntry.objects.filter(chain=f"claim:{gone.pk}").latest("pk").hash in html


def test_what_waits_about_a_claim_is_given_up_when_it_is_merged(
    claim: Claim, make: Maker, ada: User, dora: User, settings: Settings
) -> None:
    settings.FOUR_EYES = True
    other = make.published(statement="The Elbe bridge opens in 2026.")
    facts = replace(make.facts, criteria="Trains cross it.")
    editorial.revise_claim(claim=other, facts=facts, reason="A slip.", by=ada)
    verdict = make.ruled(other, "missed", can_no_longer_happen=True)

    editorial.merge_claims(claim=other, into=claim, reason=REASON, by=dora)

    verdict.refresh_from_db()
    assert (verdict.taken_back_reason, verdict.taken_back_by) == (REASON, dora)
    assert Correction.objects.get(claim=other).dropped_by == dora
    assert list(record.verify()) == []


def test_a_claim_ruled_on_meanwhile_is_not_merged_unseen(claim: Claim, make: Maker, dora: User) -> None:
    other = make.published(statement="The Elbe bridge opens in 2026.")
    seen = record.length_of(f"claim:{other.pk}")
    editorial.rule(claim=other, ruling=CANCELLED, by=make.editor)

    with pytest.raises(rules.ChangedMeanwhile):
        editorial.merge_claims(claim=other, into=claim, reason=REASON, by=dora, seen=seen)


ON_A_MERGED_CLAIM: dict[str, Callable[[Claim, Evidence, Maker, User], object]] = {
    "revise": lambda c, _e, make, by: editorial.revise_claim(claim=c, facts=make.facts, reason="X.", by=by),
    "publish": lambda c, _e, _make, by: editorial.publish_claim(claim=c, by=by),
    "withdraw": lambda c, _e, _make, by: editorial.withdraw_claim(claim=c, reason="X.", by=by),
    "hand on": lambda c, _e, _make, by: editorial.hand_on_claim(claim=c, to=by, by=by),
    "snooze": lambda c, _e, _make, by: editorial.snooze_claim(
        claim=c, until=date(2026, 7, 1), reason="X", by=by
    ),
    "rule": lambda c, _e, _make, by: editorial.rule(claim=c, ruling=CANCELLED, by=by),
    "appearance": lambda c, _e, _make, by: editorial.add_appearance(claim=c, source=SOURCE, by=by),
    "evidence": lambda c, _e, make, by: editorial.add_evidence(
        claim=c, article=make.article(), stance="context", by=by
    ),
    "reject": lambda _c, e, _make, by: editorial.reject_evidence(evidence=e, by=by),
    "return": lambda _c, e, _make, by: editorial.return_to_queue(evidence=e, by=by),
    "ask": lambda c, _e, _make, by: editorial.ask_for_reply(
        claim=c, asked_of="Jo", asked_on=DAY, due_on=DAY, by=by
    ),
    "enter": lambda c, _e, _make, by: editorial.enter_reply(
        reply=c.replies.get(), text="No.", received_on=DAY, language="en", by=by
    ),
    "merge": lambda c, _e, make, by: editorial.merge_claims(
        claim=c, into=make.published(statement="A third."), reason=REASON, by=by
    ),
    "merge into": lambda c, _e, make, by: editorial.merge_claims(
        claim=make.published(statement="A third."), into=c, reason=REASON, by=by
    ),
}


@pytest.mark.parametrize("name", ON_A_MERGED_CLAIM)
def test_nothing_is_written_on_a_claim_that_was_merged_away(
    name: str, claim: Claim, make: Maker, dora: User
) -> None:
    other = make.published(statement="The Elbe bridge opens in 2026.")
    evidence = make.accepted(other)
    editorial.ask_for_reply(claim=other, asked_of="Mara Lindt", asked_on=DAY, due_on=DAY, by=dora)
    editorial.merge_claims(claim=other, into=claim, reason=REASON, by=dora)
    before = record.length_of(f"claim:{other.pk}")

    with pytest.raises(rules.BrokenRule):
        ON_A_MERGED_CLAIM[name](other, evidence, make, dora)
    assert record.length_of(f"claim:{other.pk}") == before


@pytest.mark.parametrize("merges_the_earlier", [True, False])
def test_a_claim_is_not_said_to_restate_itself(
    client: Client, claim: Claim, make: Maker, dora: User, merges_the_earlier: bool
) -> None:
    later = make.published(statement="The Elbe bridge opens in 2026.", restates=claim)
    gone, kept = (claim, later) if merges_the_earlier else (later, claim)
    assert "Restates an earlier claim" in page(client, later.get_absolute_url())

    editorial.merge_claims(claim=gone, into=kept, reason=REASON, by=dora)

    html = page(client, kept.get_absolute_url())
    assert "Restates an earlier claim" not in html
    assert "Restated later" not in html


def test_a_merged_claim_can_be_held_back_and_shown_again(
    client: Client, claim: Claim, make: Maker, dora: User
) -> None:
    first, second = (
        make.published(statement=f"The bridge opens, {word}.") for word in ("again", "once more")
    )
    editorial.merge_claims(claim=first, into=second, reason=REASON, by=dora)
    editorial.merge_claims(claim=second, into=claim, reason=REASON, by=dora)

    held = editorial.hold(thing=second, reason="An order.", office="Court", by=dora)

    html = page(client, claim.get_absolute_url())
    assert "The bridge opens, again." in html
    assert "The bridge opens, once more." not in html
    editorial.lift_hold(held=held, by=dora)
    assert "The bridge opens, once more." in page(client, claim.get_absolute_url())


def test_of_many_reviews_those_of_a_merged_claim_are_left_out(claim: Claim, make: Maker, dora: User) -> None:
    other = make.published(statement="The Elbe bridge opens in 2026.")
    gone, kept = make.suggested(other), make.suggested(claim)
    editorial.merge_claims(claim=other, into=claim, reason=REASON, by=dora)

    assert editorial.reject_waiting(evidence=[gone, kept], by=dora) == [kept]
    assert editorial.take_back(evidence=[gone, kept], by=dora) == [kept]


@pytest.fixture
def merged(claimant: Claimant, ada: User, dora: User) -> Claimant:
    """Who went into Mara Lindt."""
    gone = editorial.save_claimant(claimant=Claimant(name="Mara Lindt-Berg"), by=ada)
    return editorial.merge_claimants(claimant=gone, into=claimant, reason=REASON, by=dora) and gone


def test_no_claim_comes_to_a_merged_claimant(claim: Claim, make: Maker, merged: Claimant, dora: User) -> None:
    facts, draft = replace(make.facts, claimant=merged), make.draft()
    writes: tuple[Callable[[], object], ...] = (
        lambda: editorial.log_claim(facts=facts, source=SOURCE, by=dora),
        lambda: editorial.revise_claim(claim=draft, facts=facts, by=dora),
        lambda: editorial.revise_claim(claim=claim, facts=facts, reason="X.", by=dora),
    )
    for write in writes:
        with pytest.raises(rules.ClaimantMergedAway, match="choose “Mara Lindt”"):
            write()


def test_a_draft_of_a_merged_claimant_is_not_published(make: Maker, merged: Claimant) -> None:
    draft = make.draft()
    Claim.objects.filter(pk=draft.pk).update(claimant=merged)

    with pytest.raises(rules.ClaimantMergedAway):
        editorial.publish_claim(claim=draft, by=make.editor)


def test_a_proposed_change_gives_no_claim_to_a_claimant_merged_meanwhile(
    claim: Claim, make: Maker, claimant: Claimant, ada: User, dora: User, settings: Settings
) -> None:
    settings.FOUR_EYES = True
    other = editorial.save_claimant(claimant=Claimant(name="Mara Lindt-Berg"), by=ada)
    facts = replace(make.facts, claimant=other)
    editorial.revise_claim(claim=claim, facts=facts, reason="A slip.", by=ada)
    editorial.merge_claimants(claimant=other, into=claimant, reason=REASON, by=dora)

    with pytest.raises(rules.ClaimantMergedAway):
        editorial.countersign_change(correction=Correction.objects.get(), by=dora)


def test_names_and_offices_of_a_merged_claimant_stay_as_they_were(merged: Claimant, ada: User) -> None:
    merged.refresh_from_db()
    merged.aliases = "Berg"
    writes: tuple[Callable[[], object], ...] = (
        lambda: editorial.save_claimant(claimant=merged, by=ada),
        lambda: editorial.save_tenure(tenure=Tenure(claimant=merged, office="Mayor"), by=ada),
    )
    for write in writes:
        with pytest.raises(rules.MergedAway):
            write()


def test_offices_of_merged_claimants_go_over_through_a_chain_of_mergers(
    client: Client, claim: Claim, claimant: Claimant, ada: User, dora: User
) -> None:
    second, third = (
        editorial.save_claimant(claimant=Claimant(name=name), by=ada) for name in ("M. Lindt", "Lindt")
    )
    for someone, office in ((claimant, "Minister"), (second, "Minister"), (third, "Chair")):
        editorial.save_tenure(tenure=Tenure(claimant=someone, office=office, party="Greens"), by=ada)

    editorial.merge_claimants(claimant=claimant, into=second, reason=REASON, by=dora)
    editorial.merge_claimants(claimant=second, into=third, reason=REASON, by=dora)

    assert {str(tenure) for tenure in third.tenures.all()} == {"Minister (Greens)", "Chair (Greens)"}
    assert "Minister (Greens) on the day it was said" in page(client, claim.get_absolute_url())
    assert client.get(claimant.get_absolute_url())["Location"] == third.get_absolute_url()
    assert list(record.verify()) == []


def test_a_merged_claimant_is_no_near_twin(
    merged: Claimant, claimant: Claimant, ada: User, dora: User
) -> None:
    twin = editorial.save_claimant(claimant=Claimant(name="Mara Líndt"), by=ada)
    assert list(claimant.near_twins()) == [twin]

    editorial.merge_claimants(claimant=twin, into=claimant, reason=REASON, by=dora)

    assert list(claimant.near_twins()) == []
