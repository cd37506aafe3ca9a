"""The right of reply: asked for, and entered word for word when it comes."""

from datetime import date

from django.db import transaction
from django.utils import timezone

from claims import record, rules
from claims.editorial.floor import lock_within_claim, log, require
from claims.models import Claim, Reply, User


@transaction.atomic
def ask_for_reply(*, claim: Claim, asked_of: str, asked_on: date, due_on: date, by: User) -> Reply:
    """Write down who was asked, when and until when. The same question entered again gives the first."""
    require(by, "claims.publish_claim")
    claim = record.lock(claim)
    if claim.state == Claim.State.WITHDRAWN:
        raise rules.Withdrawn
    if asked_on > timezone.localdate():
        raise rules.AskedInTheFuture
    if due_on < asked_on:
        raise rules.DueBeforeItWasAsked
    said = {"asked_of": asked_of.strip(), "asked_on": asked_on, "due_on": due_on}
    if (first := claim.replies.filter(**said).first()) is not None:
        return first
    reply = Reply(claim=claim, asked_by=by, language=claim.language, **said)
    reply.clean_fields(exclude={"received_on", "received_by"})
    reply.save(force_insert=True)
    log(reply, "asked", by=by, before={})
    return reply


@transaction.atomic
def enter_reply(*, reply: Reply, text: str, received_on: date, language: str, by: User) -> Reply:
    """Keep the answer as it came. It is entered once."""
    require(by, "claims.publish_claim")
    reply = lock_within_claim(reply)
    if reply.text and reply.text == text.strip() and reply.received_by_id == by.pk:
        return reply
    if reply.received_on is not None:
        raise rules.AnsweredAlready
    if not text.strip():
        raise rules.NoAnswer
    if received_on > timezone.localdate() or received_on < reply.asked_on:
        raise rules.ReceivedOnNoSuchDay
    before = record.snapshot(reply)
    reply.received_on, reply.text, reply.language, reply.received_by = received_on, text.strip(), language, by
    reply.clean_fields()
    reply.save(update_fields=["received_on", "text", "language", "received_by"])
    log(reply, "answered", by=by, before=before)
    return reply
