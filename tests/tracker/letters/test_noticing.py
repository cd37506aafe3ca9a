"""Who is owed a letter."""

from datetime import timedelta

from claims import editorial
from claims.models import Claim, Claimant, Topic, User, Wish
from claims.readers import wishes
from tests.conftest import NOW
from tests.makers import Maker
from tests.tracker.letters.conftest import JO, Waits
from tracker.letters import noticing
from tracker.models import Letter, ToldVerdict

BEFORE = NOW - timedelta(hours=1)


def owed() -> list[tuple[str, int]]:
    noticing.notice(now=NOW)
    noticing.notice(now=NOW)
    return list(Letter.objects.order_by("pk").values_list("kind", "wish_id"))


def test_a_new_wish_is_asked_about_once(claim: Claim) -> None:
    wishes.ask(JO, claim, language="en", now=NOW)
    wish = Wish.objects.get()

    assert owed() == [("confirm", wish.pk)]
    Letter.objects.all().delete()
    assert owed() == []


def test_who_has_not_confirmed_is_told_nothing_of_a_decision(claim: Claim, make: Maker) -> None:
    wishes.ask(JO, claim, language="en", now=BEFORE)
    make.ruled(claim, "missed", can_no_longer_happen=True)

    assert [kind for kind, _wish in owed()] == ["confirm"]


def test_a_decision_is_told_to_all_who_wait_for_it(
    claim: Claim, make: Maker, ada: User, waits: Waits
) -> None:
    topic = editorial.save_topic(topic=Topic(name="Traffic"), by=ada)
    claim.topics.add(topic)
    followed = (claim, claim.claimant, topic)
    expected = [waits(about, f"{n}@reader.example", now=BEFORE) for n, about in enumerate(followed)]
    waits(make.published(), now=BEFORE)
    make.ruled(claim, "missed", can_no_longer_happen=True)

    assert sorted(owed()) == [("decision", wish.pk) for wish in expected]


def test_one_address_gets_one_mail_a_decision(claim: Claim, make: Maker, waits: Waits) -> None:
    waits(claim.claimant, now=BEFORE)
    of_the_claim = waits(claim, now=BEFORE)
    make.ruled(claim, "missed", can_no_longer_happen=True)

    assert owed() == [("decision", of_the_claim.pk)]


def test_a_corrected_verdict_is_told_again_to_who_follows_the_claimant(
    claim: Claim, make: Maker, waits: Waits
) -> None:
    waits(claim.claimant, now=BEFORE)
    make.ruled(claim, "missed", can_no_longer_happen=True)
    assert len(owed()) == 1
    make.ruled(claim, "confirmed", happened_on=NOW.date())
    assert len(owed()) == 2


def test_what_was_decided_before_the_wish_is_no_news(
    claim: Claim, make: Maker, claimant: Claimant, waits: Waits
) -> None:
    make.ruled(claim, "missed", can_no_longer_happen=True)
    waits(claimant, now=NOW)
    assert owed() == []
    assert ToldVerdict.objects.count() == 1


def test_what_was_decided_before_the_confirmation_is_told_at_once(claim: Claim, make: Maker) -> None:
    wishes.ask(JO, claim, language="en", now=BEFORE)
    wish = Wish.objects.get()
    noticing.notice(now=BEFORE)
    Letter.objects.all().delete()
    make.ruled(claim, "missed", can_no_longer_happen=True)
    noticing.notice(now=NOW)
    wishes.confirm(wish, now=NOW)

    assert owed() == [("decision", wish.pk)]


def test_a_reopened_claim_is_no_decision(claim: Claim, make: Maker, waits: Waits) -> None:
    make.ruled(claim, "missed", can_no_longer_happen=True)
    make.ruled(claim, "pending")
    waits(claim)

    assert owed() == []


def test_what_is_held_back_is_told_once_it_is_shown(
    claim: Claim, make: Maker, dora: User, waits: Waits
) -> None:
    wish = waits(claim, now=BEFORE)
    hold = editorial.hold(thing=claim, office="A court", reason="Asked.", concerns="Mara", by=dora)
    make.ruled(claim, "missed", can_no_longer_happen=True)
    assert owed() == []

    editorial.lift_hold(held=hold, reason="Over.", by=dora)
    assert owed() == [("decision", wish.pk)]


def test_who_waits_for_a_withdrawn_claim_is_told_that_it_is(claim: Claim, dora: User, waits: Waits) -> None:
    wish = waits(claim)
    editorial.withdraw_claim(claim=claim, reason="Misquoted.", by=dora)

    assert owed() == [("withdrawn", wish.pk)]


def test_who_waits_for_a_merged_claim_waits_for_the_one_that_stays(
    claim: Claim, make: Maker, dora: User, waits: Waits
) -> None:
    gone = make.published()
    wish = waits(gone, now=BEFORE)
    waits(claim, "both@reader.example", now=BEFORE)
    waits(gone, "both@reader.example", now=BEFORE)
    editorial.merge_claims(claim=gone, into=claim, reason="The same.", by=dora)
    assert owed() == []
    wish.refresh_from_db()
    assert wish.claim == claim
    assert Wish.objects.count() == 2

    make.ruled(claim, "missed", can_no_longer_happen=True)
    assert len(owed()) == 2


def test_one_verdict_that_raises_does_not_keep_the_others(
    claim: Claim, make: Maker, waits: Waits, monkeypatch: object
) -> None:
    other = make.published()
    waits(claim, now=BEFORE)
    wish = waits(other, "b@reader.example", now=BEFORE)
    broken = make.ruled(claim, "missed", can_no_longer_happen=True)
    make.ruled(other, "missed", can_no_longer_happen=True)
    tell = noticing._tell

    def breaks(verdict: object, now: object) -> None:
        if verdict == broken:
            raise ValueError("odd")
        tell(verdict, now)  # type: ignore[arg-type]

    monkeypatch.setattr(noticing, "_tell", breaks)  # type: ignore[attr-defined]
    assert owed() == [("decision", wish.pk)]
