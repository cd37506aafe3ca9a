"""Which counting rule a reader asked for, and what they are told of each: what it does, and how the page changes."""

from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import urlencode

from django.conf import settings
from django.http import HttpRequest
from django.utils.translation import gettext as _

from claims.counting import CountingRule
from claims.scoreboard import TrackRecord

PARAMETER = "count"


@dataclass(frozen=True, slots=True, kw_only=True)
class RuleChoice:
    """A rule as a page offers it. `rate` is the board's mean or somebody's rate by it; `query` leads there."""

    rule: CountingRule
    is_shown: bool
    is_own: bool
    query: str
    rate: float | None


def own_rule() -> CountingRule:
    """The newsroom's."""
    return CountingRule(settings.COUNTING_RULE)


def rule_asked_for(request: HttpRequest) -> tuple[CountingRule, list[tuple[str, str]]]:
    """The rule of the query, else the newsroom's own; and what was wrong with the query."""
    asked = request.GET.get(PARAMETER, "")
    if not asked:
        return own_rule(), []
    if asked in CountingRule.values:
        return CountingRule(asked), []
    return own_rule(), [(_("Counting rule"), _("“%(name)s” is no counting rule.") % {"name": asked[:80]})]


def query_of(rule: CountingRule, **others: str) -> str:
    """The query that asks for this rule beside others; without the rule where it is the newsroom's own."""
    asked = {name: value for name, value in others.items() if value}
    if rule != own_rule():
        asked[PARAMETER] = rule
    return f"?{urlencode(asked)}" if asked else ""


def for_board(
    means: Mapping[CountingRule, float | None], shown: CountingRule, *, topic_slug: str
) -> list[RuleChoice]:
    """Every rule, each with the mean that the board has by it."""
    return [_choice(rule, shown, means[rule], topic=topic_slug) for rule in CountingRule]


def for_claimant(track: TrackRecord) -> list[RuleChoice]:
    """Every rule, each with the rate that this record has by it."""
    return [_choice(rule, track.rule, track.counted_by(rule).rate) for rule in CountingRule]


def _choice(rule: CountingRule, shown: CountingRule, rate: float | None, **others: str) -> RuleChoice:
    return RuleChoice(
        rule=rule,
        is_shown=rule == shown,
        is_own=rule == own_rule(),
        query=query_of(rule, **others) or "?",
        rate=rate,
    )
