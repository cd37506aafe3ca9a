"""Letters go out once, or as a copy with the same id, and leave nothing."""

from datetime import timedelta
from smtplib import SMTPDataError, SMTPRecipientsRefused, SMTPServerDisconnected

import pytest
from django.core import mail
from pytest_django import Settings

from claims import editorial
from claims.models import Claim, User, Wish
from tests.conftest import NOW
from tests.makers import Maker
from tests.tracker.letters.conftest import JO, Post, Waits
from tracker.alerts.timing import RETRIES
from tracker.jobs import Held
from tracker.letters import deliver, notice
from tracker.models import Letter

LATER = NOW + timedelta(days=10)


def decided(claim: Claim, make: Maker) -> None:
    make.ruled(claim, "missed", can_no_longer_happen=True)
    notice(now=NOW)


def test_a_claims_last_word_takes_the_address_along(
    claim: Claim, make: Maker, waits: Waits, post: Post, turn: Held
) -> None:
    waits(claim)
    decided(claim, make)

    assert deliver(turn, now=NOW, hand_over=post) == 1
    assert deliver(turn, now=LATER, hand_over=post) == 0
    assert [address for address, _message in post.taken] == [JO]
    assert not Wish.objects.exists()
    assert not Letter.objects.exists()


def test_who_follows_a_claimant_goes_on_following(
    claim: Claim, make: Maker, waits: Waits, post: Post, turn: Held
) -> None:
    wish = waits(claim.claimant, now=NOW - timedelta(hours=1))
    decided(claim, make)

    assert deliver(turn, now=NOW, hand_over=post) == 1
    assert list(Wish.objects.all()) == [wish]
    assert not Letter.objects.exists()


def test_killed_after_the_server_took_it_it_goes_again_under_the_same_id(
    claim: Claim, make: Maker, waits: Waits, post: Post, turn: Held, monkeypatch: pytest.MonkeyPatch
) -> None:
    waits(claim)
    decided(claim, make)
    with monkeypatch.context() as killed:
        killed.setattr("tracker.letters.delivering._done_with", lambda _letter: 1 / 0)
        with pytest.raises(ZeroDivisionError):
            deliver(turn, now=NOW, hand_over=post)
    deliver(turn, now=NOW, hand_over=post)

    first, second = (message.message_id for _address, message in post.taken)
    assert first == second


def test_a_server_that_is_down_costs_a_minute_and_no_letter(
    make: Maker, waits: Waits, post: Post, turn: Held
) -> None:
    claims = [make.published(), make.published()]
    for number, claim in enumerate(claims):
        waits(claim, f"{number}@reader.example")
        decided(claim, make)
    post.fault = SMTPServerDisconnected("gone")
    assert deliver(turn, now=NOW, hand_over=post) == 0
    post.fault = None

    assert deliver(turn, now=NOW, hand_over=post) == 0
    assert deliver(turn, now=NOW + timedelta(minutes=1), hand_over=post) == 2


def test_an_address_that_does_not_exist_is_not_kept(
    claim: Claim, make: Maker, waits: Waits, post: Post, turn: Held
) -> None:
    waits(claim)
    decided(claim, make)
    post.fault = SMTPRecipientsRefused({JO: (550, b"no such user")})

    deliver(turn, now=NOW, hand_over=post)

    assert not Wish.objects.exists()


@pytest.mark.parametrize(
    "fault",
    [SMTPRecipientsRefused({JO: (452, b"mailbox full")}), SMTPDataError(554, b"spam"), ValueError("odd")],
)
def test_one_letter_that_is_refused_waits_alone_and_is_given_up_at_last(
    claim: Claim, make: Maker, waits: Waits, post: Post, turn: Held, fault: Exception
) -> None:
    waits(claim)
    decided(claim, make)
    post.fault = fault
    deliver(turn, now=NOW, hand_over=post)
    assert Letter.objects.get().next_try_at > NOW

    Letter.objects.update(tries=len(RETRIES))
    deliver(turn, now=LATER, hand_over=post)
    assert not Wish.objects.exists()


def test_what_was_decided_otherwise_meanwhile_is_told_as_it_is_now(
    claim: Claim, make: Maker, waits: Waits, post: Post, turn: Held
) -> None:
    waits(claim.claimant, now=NOW - timedelta(hours=1))
    decided(claim, make)
    make.ruled(claim, "confirmed", happened_on=NOW.date())
    notice(now=NOW)

    assert deliver(turn, now=NOW, hand_over=post) == 1
    assert [subject.partition(":")[0] for subject in post.subjects] == ["Confirmed"]


def test_what_is_held_back_is_not_sent_until_it_is_shown(
    claim: Claim, make: Maker, waits: Waits, post: Post, turn: Held, dora: User
) -> None:
    waits(claim)
    decided(claim, make)
    hold = editorial.hold(thing=claim, office="A court", reason="Asked.", concerns="Mara", by=dora)
    assert deliver(turn, now=NOW, hand_over=post) == 0
    editorial.lift_hold(held=hold, reason="Over.", by=dora)

    assert deliver(turn, now=NOW, hand_over=post) == 0
    assert deliver(turn, now=NOW + timedelta(hours=1), hand_over=post) == 1


def test_a_wish_that_is_stopped_takes_its_letters_along(
    claim: Claim, make: Maker, waits: Waits, post: Post, turn: Held
) -> None:
    wish = waits(claim)
    decided(claim, make)
    wish.delete()

    assert deliver(turn, now=NOW, hand_over=post) == 0


def test_a_turn_that_is_over_leaves_the_rest_to_the_next(
    claim: Claim, make: Maker, waits: Waits, post: Post
) -> None:
    waits(claim)
    decided(claim, make)

    assert deliver(Held("tell_readers", "mine", 0.0), now=NOW, hand_over=post) == 0
    assert Letter.objects.count() == 1


def test_the_mail_can_be_stopped_by_one_click(
    claim: Claim, make: Maker, waits: Waits, turn: Held, settings: Settings
) -> None:
    settings.SITE_URL = "https://record.example"
    wish = waits(claim.claimant, now=NOW - timedelta(hours=1))
    decided(claim, make)

    deliver(turn, now=NOW)

    sent = mail.outbox[0]
    assert sent.to == [JO]
    assert wish.address not in sent.body
    assert sent.extra_headers["List-Unsubscribe"].startswith("<https://record.example/follow/stop/")
    assert sent.extra_headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
