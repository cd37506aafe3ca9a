"""Many claims at once: shown first with what would become of each, then done, and undone where that can be."""

from dataclasses import replace

import pytest
from django.test import Client
from pytest_django import Settings

from claims import editorial
from claims.admin import bulk
from claims.models import Claim, RecordEntry, User
from tests.makers import Maker, actions

LIST = "/admin/claims/claim/"


def choose(browser: Client, action: str, *claims: Claim) -> str:
    data = {"action": action, "_selected_action": [claim.pk for claim in claims]}
    return browser.post(LIST, data, follow=True).content.decode()


def take(browser: Client, step: str, *claims: Claim, **more: str) -> str:
    data = {"claim": [str(claim.pk) for claim in claims], **more}
    return browser.post(f"{LIST}bulk/{step}/", data, follow=True).content.decode()


def test_what_would_become_of_each_is_shown_and_nothing_done(as_ada: Client, make: Maker) -> None:
    ready, without = make.draft(statement="Ready."), make.draft(statement="Without.", criteria="")
    entries = RecordEntry.objects.count()

    page = choose(as_ada, "publish_chosen", ready, without)

    assert page.count("It is published.") == 1
    assert "Write down what would count as confirmed" in page
    assert f'name="claim" value="{ready.pk}"' in page
    assert f'name="claim" value="{without.pk}"' not in page
    assert not Claim.objects.public().exists()
    assert RecordEntry.objects.count() == entries


def test_one_that_is_refused_does_not_stop_the_others(as_ada: Client, make: Maker) -> None:
    without, ready = make.draft(criteria=""), make.draft()

    page = take(as_ada, "publish", without, ready)

    assert "1 claim: done." in page
    assert "Write down what would count as confirmed" in page
    assert Claim.objects.public().get() == ready


def test_one_reason_serves_those_that_have_none(as_ada: Client, make: Maker) -> None:
    without, own = make.draft(checkable=""), make.draft(checkable="Go and look.")
    assert 'name="checkable"' in choose(as_ada, "publish_chosen", without, own)

    assert "Say how it can be checked" in take(as_ada, "publish", without)
    take(as_ada, "publish", without, own, checkable="By the register.")

    assert [each.checkable for each in (Claim.objects.get(pk=without.pk), Claim.objects.get(pk=own.pk))] == [
        "By the register.",
        "Go and look.",
    ]
    assert Claim.objects.public().count() == 2


def test_who_all_say_how_they_are_checked_are_not_asked(as_ada: Client, make: Maker) -> None:
    assert 'name="checkable"' not in choose(as_ada, "publish_chosen", make.draft())


def test_what_changed_since_it_was_shown_is_not_overruled(as_ada: Client, make: Maker, ben: User) -> None:
    draft = make.draft()
    editorial.revise_claim(claim=draft, facts=replace(make.facts, criteria="Trains cross it."), by=ben)

    assert "somebody else changed it" in take(as_ada, "publish", draft, **{f"seen-{draft.pk}": "2"})
    assert not Claim.objects.public().exists()


def test_a_publication_that_waits_is_undone(as_ada: Client, make: Maker, settings: Settings) -> None:
    settings.PUBLICATION_DELAY_MINUTES = 5
    draft = make.draft()
    assert 'name="undo"' in take(as_ada, "publish", draft)

    assert "1 claim is as it was." in take(as_ada, "publish", draft, undo="1")

    draft.refresh_from_db()
    assert draft.publish_at is None


def test_a_publication_that_is_out_has_no_undo(as_ada: Client, make: Maker) -> None:
    assert 'name="undo"' not in take(as_ada, "publish", make.draft())


def test_claims_are_handed_on_and_back(as_ada: Client, make: Maker, ada: User, ben: User, dora: User) -> None:
    hers, nobodys = make.draft(assigned_to=dora), make.draft()
    assert choose(as_ada, "hand_on_chosen", hers, nobodys).count("It is handed on.") == 2

    page = take(as_ada, "hand_on", hers, nobodys, to=str(ben.pk))
    assert f'name="had-{hers.pk}" value="{dora.pk}"' in page
    assert set(Claim.objects.values_list("assigned_to", flat=True)) == {ben.pk}

    take(as_ada, "hand_on", hers, nobodys, undo="1", **{f"had-{hers.pk}": str(dora.pk)})
    assert [claim.assigned_to for claim in Claim.objects.order_by("pk")] == [dora, None]


def test_an_undo_that_is_refused_is_told(as_ada: Client, make: Maker) -> None:
    claim = make.published()
    page = take(as_ada, "publish", claim, undo="1")
    assert "0 claims are as they were." in page
    assert actions(f"claim:{claim.pk}")[-1] == "published"


def test_more_than_anybody_goes_through_are_not_taken(
    as_ada: Client, make: Maker, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(bulk, "MOST", 1)
    assert "Choose up to 1 claims at once" in choose(as_ada, "publish_chosen", make.draft(), make.draft())


def test_reporters_publish_nothing(as_ben: Client, make: Maker) -> None:
    draft = make.draft()
    assert "publish_chosen" not in as_ben.get(LIST).content.decode()
    assert "Your role does not allow this." in take(as_ben, "publish", draft)
    assert not Claim.objects.public().exists()
