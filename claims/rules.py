"""What the desk may and may not write: each rule that `editorial` holds is a class. Pure."""

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from typing import ClassVar

from django.core.exceptions import ValidationError
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

LONGEST_SNOOZE = LONGEST_WAIT = timedelta(days=366)
FIRST_DAY, LAST_DAY = date(1800, 1, 1), date(2999, 12, 31)


class BrokenRule(ValidationError):
    """A write that the record refuses. `field` names the form field at fault, `explanation` the fault."""

    field: ClassVar[str] = "__all__"
    explanation: ClassVar[str | Promise] = ""

    def __init__(self) -> None:
        super().__init__({self.field: [self.explanation]})


class ChangedMeanwhile(BrokenRule):
    """A write never overrules what its author has not seen. `told` says who did what in between."""

    explanation = _(
        "While you had this open, somebody else changed it: %(told)s. Nothing of yours is saved yet. Compare the two; "
        "sending it once more puts yours in place of that change."
    )

    def __init__(self, told: Iterable[str]) -> None:
        ValidationError.__init__(self, {self.field: [self.explanation % {"told": "; ".join(told)}]})


class NotAllowed(BrokenRule):
    """The person's role doesn't permit this write."""

    explanation = _("Your role does not allow this. Ask an editor or the chief.")


class NoWindow(BrokenRule):
    """A claim is published only with a window."""

    field = "closes_on"
    explanation = _("The horizon gives no date. Set the window by hand before you publish.")


class NoCriteria(BrokenRule):
    """What would count as confirmed is written down before publication, so that nobody moves the goalposts."""

    field = "criteria"
    explanation = _("Write down what would count as confirmed, and what would not, before you publish.")


class NotCheckable(BrokenRule):
    """What nobody could ever check is no claim to hold anybody to: who publishes says by what it can be."""

    field = "checkable"
    explanation = _(
        "Say how it can be checked before you publish: who or what will show whether it came true?"
    )


class PublicationOutOfReach(BrokenRule):
    """A publication is set for an hour to come, and not so far ahead that nobody remembers it."""

    field = "at"
    explanation = _("Choose a moment to come, within the next twelve months.")


class SaidInTheFuture(BrokenRule):
    """A claim is logged after it was made."""

    field = "said_on"
    explanation = _("This day is in the future.")


class BeyondTheYears(BrokenRule):
    """Years are bounded where they come in: beyond lie slips of the finger, and the calendar's end."""

    field = "said_on"
    explanation = _("This year is not between 1800 and 2999.")


class OpensBeyondTheYears(BeyondTheYears):
    """The window's first day is a day of these centuries."""

    field = "opens_on"


class ClosesBeyondTheYears(BeyondTheYears):
    """The window's last day is a day of these centuries."""

    field = "closes_on"


class RestatesInACircle(BrokenRule):
    """An earlier claim restates none that came after it."""

    field = "restates"
    explanation = _("That claim restates this one, perhaps by others between them: choose an earlier claim.")


class HorizonInThePast(BrokenRule):
    """What was over on the day it was said is no claim about the future."""

    field = "horizon"
    explanation = _("These words name a time that was over when they were said: that is no deadline.")


class PublishedBeforeItWasSaid(BrokenRule):
    """Nothing is published before it was said."""

    field = "published_on"
    explanation = _("This day is before the claim was made.")


class PublishedInTheFuture(BrokenRule):
    """What is yet to be published is no source."""

    field = "published_on"
    explanation = _("This day is in the future.")


class CannotBeFound(BrokenRule):
    """A source can be found again, by its address or by its title."""

    field = "address"
    explanation = _("Say where this can be found: give its address, or a title if it is not online.")


class DeadlineOfADecidedClaim(BrokenRule):
    """Moving the window under a verdict would change what was ruled on."""

    field = "horizon"
    explanation = _("This claim is decided. Reopen it with a new verdict before you move its window.")


class WordsOfADecidedClaim(BrokenRule):
    """Changing what was claimed, by whom or how it is judged would make a verdict say what nobody ruled."""

    field = "statement"
    explanation = _("This claim is decided. Reopen it with a new verdict before you change what was claimed.")


class NotDecidedYet(BrokenRule):
    """Only what is decided has an outcome that two can agree on."""

    explanation = _("This claim is not decided yet: there is no outcome to compare.")


class KnowsTheClaim(BrokenRule):
    """Who wrote on a claim knows what became of it, and reads it no longer blind."""

    explanation = _("You have written on this claim, so you no longer read it blind. Somebody else has to.")


class Withdrawn(BrokenRule):
    """A withdrawn claim stays as it was, for readers who want to see what was taken back."""

    explanation = _("This claim was withdrawn: it can no longer be changed.")


class NotADraft(BrokenRule):
    """Only a draft can be published."""

    explanation = _("Only a draft can be published.")


class NotPublished(BrokenRule):
    """Only a published claim can be ruled on or withdrawn."""

    explanation = _("The claim is not published.")


class NoReason(BrokenRule):
    """A withdrawal says why, since readers keep seeing the page."""

    field = "reason"
    explanation = _("Say why: readers will see the reason.")


class NoReasonForAChange(BrokenRule):
    """What readers have seen is changed with a reason that they see, too."""

    field = "reason"
    explanation = _("This claim is public: say why what was claimed is changed. Readers see the reason.")


class AnotherChangeWaits(BrokenRule):
    """One change of a published claim waits at a time, so that each is signed against the text that it changes."""

    explanation = _("A change of this claim waits for a second person. Sign or drop that one first.")


class NoChangeWaits(BrokenRule):
    """A change is countersigned or dropped once, and only where the newsroom asks for two people."""

    explanation = _("This change does not wait for anybody.")


class ChangeOvertaken(BrokenRule):
    """A change is signed against the text that its author saw."""

    explanation = _("The claim was changed since this was proposed. Drop it, and propose it anew.")


class MergedWithItself(BrokenRule):
    """Two are merged, not one."""

    field = "into"
    explanation = _("Choose another one: nothing is merged with itself.")


class MergedAlready(BrokenRule):
    """What was merged has no life of its own."""

    field = "into"
    explanation = _("One of the two was merged already.")


class MergedAway(BrokenRule):
    """What went into another stays as it was: whatever comes later is written on the one that stays."""

    explanation = _("This was merged into another one: write on that one.")


class ClaimantMergedAway(BrokenRule):
    """A claim is the claim of somebody with a record of their own."""

    field = "claimant"
    explanation = _("This claimant was merged into another one: choose “%(name)s”.")

    def __init__(self, name: str) -> None:
        ValidationError.__init__(self, {self.field: [self.explanation % {"name": name}]})


class AskedInTheFuture(BrokenRule):
    """A reply is asked for before it is written down."""

    field = "asked_on"
    explanation = _("This day is in the future.")


class DueBeforeItWasAsked(BrokenRule):
    """Whoever is asked has time to answer."""

    field = "due_on"
    explanation = _("This day is before the reply was asked for.")


class AnsweredAlready(BrokenRule):
    """A reply is kept as it came: entered once, never exchanged."""

    explanation = _("This reply has been entered already.")


class NoAnswer(BrokenRule):
    """A reply has words."""

    field = "text"
    explanation = _("Enter the reply as it came, word for word.")


class ReceivedOnNoSuchDay(BrokenRule):
    """A reply comes after it was asked for, and before it is entered."""

    field = "received_on"
    explanation = _("This day is in the future, or before the reply was asked for.")


class OfficeOfAnother(BrokenRule):
    """An office stays with the claimant who held it."""

    field = "claimant"
    explanation = _("This office was logged for another claimant. Log a new one.")


class NothingToRemindOf(BrokenRule):
    """Only a claim that waits for a verdict has reminders to put off."""

    explanation = _("This claim is decided: there is nothing to be reminded of.")


class SnoozedIntoThePast(BrokenRule):
    """A snooze ends on a day to come."""

    field = "until"
    explanation = _("Choose a day after today.")


class SnoozedTooLong(BrokenRule):
    """What nobody wants to hear of for years is better moved or withdrawn."""

    field = "until"
    explanation = _("Choose a day within the next twelve months.")


class SnoozedWithoutReason(BrokenRule):
    """The next editor wants to know why nobody was reminded."""

    field = "reason"
    explanation = _("Say why, for whoever looks at this claim next.")


class NotAtTheDesk(BrokenRule):
    """A claim is handed to someone who can sign in at the desk."""

    field = "to"
    explanation = _("This person cannot sign in at the desk.")


class NoReasoning(BrokenRule):
    """A verdict without public reasoning convinces nobody."""

    field = "reasoning"
    explanation = _("Give the reasoning: it is public.")


class WindowStillOpen(BrokenRule):
    """Before the window closes only what the rest of it cannot overtake is ruled."""

    field = "outcome"
    explanation = _(
        "The window has not closed. Until then a claim can only be confirmed, missed if it can no longer happen, "
        "or not be judged because its condition was not met."
    )


class NothingToReopen(BrokenRule):
    """Pending is the state without a verdict; ruling it only makes sense after another ruling."""

    field = "outcome"
    explanation = _("The claim is pending already.")


class NothingCameTrue(BrokenRule):
    """Only what came true, in the window or after it, has a day on which it did."""

    field = "happened_on"
    explanation = _("With this outcome nothing came true: leave this day empty.")


class NothingBecameKnown(BrokenRule):
    """A reopened claim waits: nothing has become known of it."""

    field = "known_on"
    explanation = _("A pending claim has no day on which its outcome became known.")


class CanStillHappen(BrokenRule):
    """Only what was missed can no longer happen."""

    field = "can_no_longer_happen"
    explanation = _("Only a missed claim can no longer happen.")


class CameTrueAfterAll(BrokenRule):
    """What came true late could still happen."""

    field = "can_no_longer_happen"
    explanation = _("It came true on the day you give, so it could still happen: choose one of the two.")


class NotVoid(BrokenRule):
    """A claim whose condition was not met is neither right nor wrong."""

    field = "condition_failed"
    explanation = _("A claim whose condition was not met cannot be judged: rule “cannot be judged”.")


class NoCondition(BrokenRule):
    """Only a condition that is written down with the claim can fail."""

    field = "condition_failed"
    explanation = _("This claim has no condition.")


class NoDayOfFulfilment(BrokenRule):
    """What came true in time did so on some day, or was known to have done so before the window closed."""

    field = "happened_on"
    explanation = _(
        "Give the day on which it came true, or a day inside the window on which it was known to have come true."
    )


class HappenedInTheFuture(BrokenRule):
    """Nothing is confirmed ahead of its day."""

    field = "happened_on"
    explanation = _("This day is in the future.")


class HappenedBeforeItWasSaid(BrokenRule):
    """What had happened already was no claim about the future."""

    field = "happened_on"
    explanation = _("This day is before the claim was made.")


class CameTooLate(BrokenRule):
    """Fulfilled after the window closed is missed, shown as "came true N days late"."""

    field = "happened_on"
    explanation = _("This day is after the window closed: rule “missed”; readers see that it came true late.")


class CameInTime(BrokenRule):
    """A missed claim that came true did so after its window; inside it, it would be confirmed."""

    field = "happened_on"
    explanation = _("This day is inside the window: that would be “confirmed”.")


class CameEarly(BrokenRule):
    """What came true before its window opened is not missed: nobody was kept waiting."""

    field = "happened_on"
    explanation = _(
        "This day is before the window opened: that would be “confirmed”; readers see that it came true early."
    )


class KnownInTheFuture(BrokenRule):
    """Nothing is known ahead of its day."""

    field = "known_on"
    explanation = _("This day is in the future.")


class KnownBeforeItWasSaid(BrokenRule):
    """What was known already was no claim about the future."""

    field = "known_on"
    explanation = _("This day is before the claim was made.")


class KnownBeforeItHappened(BrokenRule):
    """That something came true is known on that day at the earliest."""

    field = "known_on"
    explanation = _("It cannot have become known before the day on which it came true.")


class NoAcceptedEvidence(BrokenRule):
    """Confirmed and partly confirmed rest on accepted evidence."""

    field = "evidence"
    explanation = _("Choose the accepted evidence it rests on.")


class NoSupportingEvidence(BrokenRule):
    """What is confirmed, in whole or in part, has evidence that says so."""

    field = "evidence"
    explanation = _(
        "“Confirmed” and “partly confirmed” rest on at least one piece of evidence that supports the claim."
    )


class EvidenceOfAnotherClaim(BrokenRule):
    """A verdict rests on accepted evidence of its own claim only."""

    field = "evidence"
    explanation = _("Only accepted evidence of this claim can carry the verdict.")


class EvidenceInUse(BrokenRule):
    """Evidence that a verdict rests on stays accepted as what it is, or the verdict would hang in the air."""

    explanation = _("A verdict rests on this evidence. Rule anew first.")


class ReviewedMeanwhile(BrokenRule):
    """A review made in sight of a waiting suggestion never overwrites one that somebody else made in between."""

    explanation = _("Somebody else has reviewed this in the meantime. Nothing was changed.")


class NoStance(BrokenRule):
    """Accepted evidence supports, contradicts or gives context."""

    field = "stance"
    explanation = _("Say whether it supports, contradicts or gives context.")


class SamePerson(BrokenRule):
    """Four eyes are two people."""

    explanation = _("Another person has to countersign.")


class NobodyElseMaySign(SamePerson):
    """It would wait for ever, and who waits for it should know why."""

    explanation = _(
        "Two people have to sign this (setting FOUR_EYES), and nobody else may: a second chief or editor is missing. "
        "Have one invited; or have FOUR_EYES switched off, give this up and decide it anew."
    )


class NobodyElseMayLift(SamePerson):
    """The same of a hold, which takes a chief."""

    explanation = _(
        "Another chief has to lift it than the one who held it back (setting FOUR_EYES), and there is none. Have a "
        "second chief invited, or FOUR_EYES switched off."
    )


class InEffectAlready(BrokenRule):
    """What is in effect is corrected by a new verdict, never taken back."""

    explanation = _("This verdict is in effect, or was taken back already. Give a new one.")


class AlreadyCountersigned(BrokenRule):
    """A verdict is countersigned once, and only where the newsroom asks for it."""

    explanation = _("This verdict needs no countersignature.")


def is_within_the_years(day: date) -> bool:
    """Whether a day, or the day of a moment, lies in the centuries that the record takes days of."""
    day = day.date() if isinstance(day, datetime) else day
    return FIRST_DAY <= day <= LAST_DAY


def check_snooze(until: date, *, reason: str, today: date) -> None:
    """Raise the BrokenRule that putting off reminders to this day would break, if any."""
    if until <= today:
        raise SnoozedIntoThePast
    if until > today + LONGEST_SNOOZE:
        raise SnoozedTooLong
    if not reason.strip():
        raise SnoozedWithoutReason


class NoOffice(BrokenRule):
    """Readers are told by which office something was held back or withheld."""

    field = "office"
    explanation = _("Say by which office: readers will see it.")


class LiftedAlready(BrokenRule):
    """A hold is lifted once; what is to be held back again gets a hold of its own."""

    explanation = _("This hold was lifted already.")


class NothingToForget(BrokenRule):
    """A forgetting names a field, a person or an article."""

    explanation = _("Say what is to be forgotten: a field, a name or an article.")


class NoText(BrokenRule):
    """Only words are forgotten: a day or an outcome by itself names nobody."""

    explanation = _("Only texts can be forgotten.")


class RepeatsWhatIsForgotten(BrokenRule):
    """What is forgotten must not stand in the reason for it, which is kept."""

    field = "reason"
    explanation = _("The reason and the office are kept: they must not repeat what is forgotten.")


class NothingWaits(BrokenRule):
    """It is done already, or was given up."""

    explanation = _("This is done already, or was given up.")
