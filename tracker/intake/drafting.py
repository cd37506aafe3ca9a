"""Saves what an editor took from an article: drafts, appearances and restatements, all or none of them."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from claims import editorial, rules, selection
from claims.models import Appearance, Claim, Claimant, SelectionTally, User
from tracker.intake.articles import SourceArticle, transcript_of
from tracker.models import ProposedClaim


class Decision(StrEnum):
    """What becomes of a sentence."""

    NEW = "new"
    APPEARANCE = "appearance"
    RESTATEMENT = "restatement"


@dataclass(frozen=True, slots=True)
class WantedClaim:
    """A sentence that the editor ticked, as it was left in the form.

    `claimant` may not be on record yet. `relative` is the claim that it appeared in again, or restates. `row` is its
    place in the form, `proposal` the number of the proposal that it came from.
    """

    row: int
    claimant: Claimant
    statement: str
    statement_language: str
    quote: str
    said_on: date
    horizon: str
    firmness: str
    by_hand: tuple[date, date] | None = None
    decision: Decision = Decision.NEW
    relative: Claim | None = None
    proposal: int | None = None


class AlreadyTaken(rules.BrokenRule):
    """The same statement by the same deadline from the same sentence of the same article is one claim."""

    field = "statement"
    explanation = _("This claim was taken from this article already.")


class Refused(Exception):
    """The record refused one of the sentences, and none was saved. `row` is its place in the form."""

    def __init__(self, row: int, refusal: ValidationError) -> None:
        super().__init__(str(refusal))
        self.row = row
        self.refusal = refusal


@transaction.atomic
def save(article: SourceArticle, wanted: Iterable[WantedClaim], *, by: User, now: datetime) -> list[Claim]:
    """Write each sentence to the record through `editorial`; returns their claims. Raises `Refused`."""
    # A button pressed twice: the second waits here, and finds what the first has saved.
    User.objects.select_for_update(no_key=True).get(pk=by.pk)
    newcomers: dict[str, Claimant] = {}
    saved = []
    for sentence in wanted:
        try:
            saved.append(_save_one(article, sentence, newcomers, by))
        except ValidationError as refusal:
            raise Refused(sentence.row, refusal) from refusal
        _mark_drafted(sentence, by, now)
    return saved


def _save_one(
    article: SourceArticle, sentence: WantedClaim, newcomers: dict[str, Claimant], by: User
) -> Claim:
    _check_not_taken(article, sentence)
    source = _source(article, sentence)
    if sentence.decision is Decision.APPEARANCE and sentence.relative is not None:
        editorial.add_appearance(claim=sentence.relative, source=source, by=by)
        return sentence.relative
    facts = editorial.ClaimFacts(
        claimant=_on_record(sentence.claimant, newcomers, by),
        statement=sentence.statement,
        statement_language=sentence.statement_language,
        quote=sentence.quote,
        language=article.language,
        said_on=sentence.said_on,
        horizon=sentence.horizon,
        firmness=sentence.firmness,
        restates=sentence.relative if sentence.decision is Decision.RESTATEMENT else None,
        assigned_to=by,
        by_hand=sentence.by_hand,
    )
    return editorial.log_claim(facts=facts, source=source, by=by)


def _check_not_taken(article: SourceArticle, sentence: WantedClaim) -> None:
    """One sentence may make several claims, also the same by two deadlines, but not the same one twice."""
    place = Q(address=article.address) if article.address else Q(title=article.title, address="")
    known = Appearance.objects.filter(
        place,
        quote=sentence.quote,
        claim__statement=sentence.statement,
        claim__horizon=sentence.horizon,
    )
    if sentence.decision is not Decision.APPEARANCE and known.exists():
        raise AlreadyTaken


def _source(article: SourceArticle, sentence: WantedClaim) -> editorial.Source:
    """The article as an appearance; its own words stand there where the claim on record has others."""
    assert article.published_on is not None
    is_elsewhere = sentence.decision is Decision.APPEARANCE
    heard = transcript_of(article)
    second = heard.said_at(sentence.quote) if heard else None
    return editorial.Source(
        publisher=article.publisher,
        published_on=article.published_on,
        address=article.address,
        title=article.title,
        language=article.language,
        quote=sentence.quote if is_elsewhere else "",
        horizon=sentence.horizon if is_elsewhere else "",
        recording=heard.recording if heard and second is not None else "",
        second=second,
        text=article.text,
    )


def _on_record(claimant: Claimant, newcomers: dict[str, Claimant], by: User) -> Claimant:
    """The claimant, logged first if new; one who said several things in the article is logged once."""
    if claimant.pk:
        return claimant
    name = claimant.name.casefold()
    if name not in newcomers:
        newcomers[name] = editorial.save_claimant(claimant=claimant, by=by)
    return newcomers[name]


def _mark_drafted(sentence: WantedClaim, by: User, now: datetime) -> None:
    if sentence.proposal is None:
        return
    chosen = ProposedClaim.objects.waiting().filter(pk=sentence.proposal).first()
    ProposedClaim.objects.waiting_with_copies([sentence.proposal]).update(
        state=ProposedClaim.State.DRAFTED, considered_by=by, considered_at=now
    )
    if chosen is not None:
        said = selection.ConsideredSentence(chosen.claimant, chosen.said_on)
        selection.count(SelectionTally.Disposition.TAKEN, [said], today=timezone.localdate(now))
