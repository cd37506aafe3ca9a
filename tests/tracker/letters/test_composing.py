"""What a reader's letter says."""

import pytest

from claims import editorial
from claims.models import Claim, User, Wish
from claims.readers import links, wishes
from tests.conftest import NOW
from tests.makers import Maker
from tests.tracker.letters.conftest import Waits
from tracker.alerts.channels import Message
from tracker.letters import notice
from tracker.letters.composing import compose
from tracker.models import Letter


def composed() -> Message:
    notice(now=NOW)
    return compose(Letter.objects.get())


def test_a_reader_is_asked_first_and_can_say_no(claim: Claim) -> None:
    wishes.ask("jo@reader.example", claim, language="en", now=NOW)
    message, wish = composed(), Wish.objects.get()

    for text in (message.text, message.html):
        assert claim.statement in text
        assert links.confirm_address(wish) in text
        assert links.stop_address(wish) in text
    assert message.subject.startswith("Was it you?")


def test_a_decision_is_told_with_its_reasons_and_that_the_address_goes(
    claim: Claim, make: Maker, waits: Waits
) -> None:
    waits(claim)
    make.ruled(claim, "missed", can_no_longer_happen=True)
    message = composed()

    assert message.subject == f"Missed: Mara Lindt – {claim.statement}"
    for text in (message.text, message.html):
        assert "The desk checked it." in text
        assert claim.get_absolute_url() in text
        assert "With this mail your address is deleted." in text
    assert "<claim" not in message.message_id


@pytest.mark.parametrize(
    ("language", "word"), [("de", "Von der Redaktion zurückgezogen"), ("en", "Withdrawn")]
)
def test_a_withdrawal_is_told_in_the_readers_language(
    claim: Claim, dora: User, waits: Waits, language: str, word: str
) -> None:
    wish = waits(claim)
    Wish.objects.filter(pk=wish.pk).update(language=language)
    editorial.withdraw_claim(claim=claim, reason="Misquoted.", by=dora)
    message = composed()

    assert message.subject.startswith(word)
    assert "Misquoted." in message.text
    assert f"/{language}/claims/" in message.text


def test_a_reader_is_told_in_their_language_what_the_newsroom_has_translated(
    make: Maker, waits: Waits
) -> None:
    german = "Die Brücke ist bis Ende 2026 offen."
    claim = make.published(translated_statement=german)
    wish = waits(claim)
    Wish.objects.filter(pk=wish.pk).update(language="de")
    make.ruled(claim, "missed", can_no_longer_happen=True)
    message = composed()

    assert message.subject == f"Nicht eingetroffen: Mara Lindt – {german}"
    for text in (message.text, message.html):
        assert german in text
        assert "Von der Redaktion übersetzt; Original auf Englisch: " in text
        assert claim.statement in text
