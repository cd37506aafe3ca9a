"""What counts as right: the rules of counting that a reader chooses among, the newsroom's own first. Pure.

Whatever the rule, the same claims are counted, and each segment stays in sight; only what is called right differs.
"""

from django.db.models import TextChoices
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


class CountingRule(TextChoices):
    """How segments of decided claims become a number of claims that count as right."""

    STRICT = "strict", _("Only in time")
    LATE = "late", _("Late counts")
    HALF = "half", _("Partly counts half")

    @property
    def explanation(self) -> Promise:
        """What the rule does, in a sentence."""
        return _EXPLANATIONS[self]

    def right(self, *, confirmed: int, partly: int, late: int) -> float:
        """How many claims count as right: a whole number, or with a half."""
        if self is CountingRule.LATE:
            return confirmed + late
        return confirmed + partly / 2 if self is CountingRule.HALF else confirmed


_EXPLANATIONS = {
    CountingRule.STRICT: _("Right is what came true whole and before its window closed."),
    CountingRule.LATE: _(
        "What came true after its window closed counts as right, too, however late it came."
    ),
    CountingRule.HALF: _(
        "What came true in part counts as half a claim; what came true late does not count."
    ),
}
