"""Puts a reader's letter into words, in the wish's language, true at the moment it is sent."""

from django.conf import settings
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.text import Truncator
from django.utils.translation import gettext as _

from claims.models import Claim
from claims.readers import links
from claims.templatetags.claims_pages import outcome_words, told_name
from tracker.alerts.channels import Message
from tracker.models import Letter


def compose(letter: Letter) -> Message:
    """The message of a letter whose wish and verdict are loaded with their claims."""
    with translation.override(letter.wish.language):
        words = {
            Letter.Kind.CONFIRM: _confirmation,
            Letter.Kind.DECISION: _decision,
            Letter.Kind.WITHDRAWN: _withdrawal,
        }
        subject, shown = words[Letter.Kind(letter.kind)](letter)
        return _message(letter, " ".join(subject.split()), shown)


def _confirmation(letter: Letter) -> tuple[str, dict[str, object]]:
    about = told_name(letter.wish.about)
    headline = _("Was it you?")
    facts = {"confirm_url": links.confirm_address(letter.wish), "is_claim": letter.wish.kind == "claim"}
    return f"{headline} {Truncator(about).chars(80)}", {"headline": headline, "about": about, **facts}


def _decision(letter: Letter) -> tuple[str, dict[str, object]]:
    verdict = letter.verdict
    assert verdict  # the constraint
    claim = verdict.claim
    outcome = outcome_words(claim)
    return _subject(str(outcome), claim), {"headline": outcome, **_of(claim), "verdict": verdict}


def _withdrawal(letter: Letter) -> tuple[str, dict[str, object]]:
    claim = letter.wish.claim
    assert claim  # only claims are withdrawn
    headline = _("Withdrawn by the newsroom")
    return _subject(headline, claim), {"headline": headline, **_of(claim), "verdict": None}


def _subject(headline: str, claim: Claim) -> str:
    return f"{headline}: {claim.claimant.name} – {Truncator(claim.told_statement.text).chars(80)}"


def _of(claim: Claim) -> dict[str, object]:
    return {"claim": claim, "page_url": settings.SITE_URL + claim.get_absolute_url()}


def _message(letter: Letter, subject: str, shown: dict[str, object]) -> Message:
    name = "confirm" if letter.kind == Letter.Kind.CONFIRM else "decision"
    stop_url = links.stop_address(letter.wish)
    context = {
        "subject": subject,
        "site_name": settings.SITE_NAME,
        "site_url": settings.SITE_URL,
        "stop_url": stop_url,
        "wish": letter.wish,
        "ends": letter.wish.kind == "claim" and name == "decision",
        **shown,
    }
    return Message(
        message_id=letter.message_id,
        short_id=letter.short_id,
        kind=letter.kind,
        at=letter.noticed_at,
        subject=subject,
        text=render_to_string(f"tracker/mail/reader_{name}.txt", context),
        html=render_to_string(f"tracker/mail/reader_{name}.html", context),
        stop_url=stop_url,
        stops_at_once=True,
    )
