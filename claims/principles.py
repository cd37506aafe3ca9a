"""The rules of the record, as the method page, the desk's forms and docs/explanation/record.md word them."""

from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from claims.models import Outcome

OUTCOMES: Final[dict[str, Promise]] = {
    Outcome.PENDING: _("No verdict yet, or the claim was reopened."),
    Outcome.CONFIRMED: _(
        "It happened before the window closed, and accepted evidence supports it. What came true before the window "
        "opened is confirmed too; readers see how many days early it came."
    ),
    Outcome.PARTLY: _("A part of it happened before the window closed, and accepted evidence supports that."),
    Outcome.MISSED: _(
        "It did not happen before the window closed. What came true later stays missed, with the number of days it "
        "was late."
    ),
    Outcome.VOID: _("The claim cannot be decided, or its condition was not met; the verdict says why."),
}
BEFORE_THE_END: Final = _(
    "Before the window has closed a claim can be confirmed, be missed if it can no longer happen, or not be judged "
    "because its condition was not met; everything else waits until it has closed."
)
TWO_DAYS: Final = _(
    "The day on which it came true and the day on which that became known are two days: only the first makes it early "
    "or late. Where only the second is given, what is confirmed, in whole or in part, was known before the window "
    "closed."
)
CONDITION: Final = _(
    "What a claim was said to hang on is written down with it. Where that condition is not met, nothing was claimed: "
    "the claim cannot be judged."
)
AFTER_PUBLICATION: Final = _(
    "Once a claim is public, a change of its statement, quote, horizon, window, criteria or claimant needs a reason. "
    "The claim says what was changed, from what to what, when and why, and the corrections page lists it, with "
    "verdicts that were replaced, claims withdrawn and claims merged. Before the first publication none of this holds."
)
ANNOUNCED: Final = _(
    "An announced verdict and its reasons are public before it takes effect, so that somebody can object. Until then "
    "the claim counts as pending, and the verdict can be taken back, with a public reason."
)
REPLY: Final = _(
    "Whoever is affected is asked for a reply. The claim says who was asked, by whom, when and until when; the reply "
    "is shown word for word, and where none came, that is said."
)
TRANSLATED: Final = _(
    "A statement may stand in a second language: the page says that it is a translation and shows the original, which "
    "is what a verdict is about. The quote stands as it was said. A translation that readers have seen is changed with "
    "a reason, as the statement is."
)
MERGED: Final = _(
    "Two claims, or two claimants, that are one are merged: both addresses go on to work, and every verdict and entry "
    "is kept."
)
OFFICE: Final = _(
    "A claimant's office and party are those of the day on which it was said. A page that names today's says so."
)
TWO_PEOPLE: Final = _("In this newsroom such a change takes effect only once a second person has signed it.")
CORRECTION: Final = _("A correction is a new verdict, and the old one stays visible.")
HELD: Final = _(
    "What a court, an authority or the newsroom holds back is on no page until the hold is lifted, and counts nowhere. "
    "That something is held back, since when and by which office stands in its place and on the corrections page."
)
WITHHELD: Final = _("Words of this record had to be deleted for good. Black blocks stand where they stood.")
