"""What an alert says: at a glance what it is about and what to do, in the reader's language."""

import pytest

from claims.models import Claim, User
from tests.makers import Maker
from tests.tracker.alerts.conftest import A_WEEK_BEFORE, DAY
from tracker import alerts
from tracker.alerts import composing
from tracker.alerts.channels import Message
from tracker.models import Alert, Channel


def composed(channel: Channel) -> Message:
    alerts.notice(now=A_WEEK_BEFORE)
    return composing.compose(Alert.objects.get(channel=channel), now=A_WEEK_BEFORE)


def test_every_form_of_it_says_what_was_claimed_by_whom_and_where_to_decide(
    claim: Claim, desk: Channel
) -> None:
    message = composed(desk)
    decide_url = str(message.facts["decide_url"])
    for form in (message.text, message.html, message.brief):
        assert all(words in form for words in (claim.statement, "Mara Lindt", "31 December 2026", decide_url))


def test_it_names_the_evidence_that_waits_and_that_was_accepted(
    make: Maker, claim: Claim, desk: Channel
) -> None:
    make.suggested(claim, title="Asphalt is being laid")
    make.accepted(claim, title="The last beam is in place")
    message = composed(desk)
    for form in (message.text, message.html):
        assert "1 suggestion waits" in form
        assert "Asphalt is being laid" in form
        assert "The last beam is in place" in form
    assert (message.facts["evidence_waiting"], message.facts["evidence_accepted"]) == (1, 1)


def test_markup_in_a_claim_stays_text(make: Maker, desk: Channel) -> None:
    make.published(statement="<img src=x onerror=alert(1)> & more by the end of 2026.")
    message = composed(desk)
    assert "<img" not in message.html
    assert "&lt;img src=x" in message.html
    assert "<img src=x onerror=alert(1)> & more" in message.text


def test_a_statement_of_two_lines_makes_a_subject_of_one(make: Maker, desk: Channel) -> None:
    make.published(statement="The bridge opens\r\nBcc: everyone@example.org by the end of 2026.")
    assert "\n" not in composed(desk).subject


@pytest.mark.parametrize(
    ("language", "word"), [("en", "Review and decide"), ("de", "Prüfen und entscheiden")]
)
def test_the_button_is_in_the_channels_language(
    claim: Claim, desk: Channel, language: str, word: str
) -> None:
    Channel.objects.update(language=language)
    message = composed(desk)
    assert word in message.html
    assert f'<html lang="{language}">' in message.html


def test_what_a_program_reads_is_json_with_days_as_text(claim: Claim, desk: Channel) -> None:
    facts = composed(desk).facts
    assert facts["closes_on"] == "2026-12-31"
    assert (facts["days_left"], facts["step"], facts["claim_id"]) == (7, "before-7", claim.pk)


@pytest.mark.masses
def test_all_mails_about_one_claim_make_one_thread_whatever_the_channel(
    make: Maker, desk: Channel, ben: User
) -> None:
    claim, other = make.published(), make.published()
    second = Channel.objects.create(name="Second", address="second@example.org")
    threads = set()
    for days in range(40):
        now = A_WEEK_BEFORE + days * DAY
        alerts.notice(now=now)
        for alert in Alert.objects.filter(claim=claim):
            threads.add(composing.compose(alert, now=now).thread_id)
    elsewhere = composing.compose(Alert.objects.filter(claim=other, channel=second)[0], now=A_WEEK_BEFORE)
    assert threads == {f"<claim-{claim.pk}@localhost>"}
    assert elsewhere.thread_id not in threads


def test_only_a_persons_own_mails_are_stopped_by_a_link(claim: Claim, desk: Channel, ada: User) -> None:
    desks = composed(desk)
    Channel.objects.update(owner=ada)
    own = composing.compose(Alert.objects.get(), now=A_WEEK_BEFORE)
    assert (desks.stops_at_once, own.stops_at_once) == (False, True)
    assert desks.stop_url.endswith(f"/admin/tracker/channel/{desk.pk}/change/")
    for form in ("text", "html"):
        assert own.stop_url in getattr(own, form)
        assert "No more of these mails" not in getattr(desks, form)
