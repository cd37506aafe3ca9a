"""Who was asked for a reply, until when, and what is shown of it."""

from datetime import date, timedelta
from typing import Any

import pytest
from pytest_django import Settings

from claims.models import Claim, User
from claims.models.reply import Reply
from tests.refusals import refused_by

ASKED = date(2026, 6, 1)
DUE = date(2026, 6, 8)


def reply(claim: Claim, by: User, **values: Any) -> Reply:
    facts = {"asked_of": "Mara Lindt", "asked_on": ASKED, "due_on": DUE, "asked_by": by}
    return Reply.objects.create(claim=claim, **(facts | values))


def answered(claim: Claim, by: User) -> Reply:
    return reply(claim, by, received_on=DUE, received_by=by, text="We keep to the date.")


def test_a_reply_is_not_due_before_it_was_asked_for(claim: Claim, ada: User) -> None:
    with refused_by("reply_is_due_after_it_was_asked"):
        reply(claim, ada, due_on=ASKED - timedelta(days=1))


@pytest.mark.parametrize("missing", ["text", "received_on", "received_by"])
def test_an_answer_has_its_text_its_day_and_who_entered_it(missing: str, claim: Claim, ada: User) -> None:
    values = {"received_on": DUE, "received_by": ada, "text": "We keep to the date."}
    values[missing] = "" if missing == "text" else None

    with refused_by("reply_received_with_its_text"):
        reply(claim, ada, **values)


def test_who_was_asked_and_did_not_answer_in_time_is_missing(claim: Claim, ada: User) -> None:
    asked = reply(claim, ada)

    assert [asked.is_missing(DUE + timedelta(days=days)) for days in (0, 1)] == [False, True]
    assert not answered(claim, ada).is_missing(DUE + timedelta(days=1))


def test_an_answer_is_shown_for_as_long_as_the_setting_asks(
    claim: Claim, ada: User, settings: Settings
) -> None:
    settings.REPLY_DAYS = 30
    given = answered(claim, ada)

    assert [given.is_shown(DUE + timedelta(days=days)) for days in (0, 30, 31)] == [True, True, False]


def test_without_a_limit_an_answer_is_shown_for_ever(claim: Claim, ada: User, settings: Settings) -> None:
    settings.REPLY_DAYS = 0

    assert answered(claim, ada).is_shown(DUE + timedelta(days=20_000))
    assert not reply(claim, ada).is_shown(DUE)
