"""Each rule speaks at a field of the form that it refuses."""

import pytest

from claims.accounts import rules
from claims.models import Invitation, User
from claims.rules import BrokenRule

RULES = [
    each for each in vars(rules).values() if isinstance(each, type) and each.__module__ == rules.__name__
]


@pytest.mark.parametrize("rule", RULES)
def test_a_refusal_names_a_field_that_is_there_and_explains_itself(rule: type[BrokenRule]) -> None:
    refusal = rule()
    known = {field.name for model in (User, Invitation) for field in model._meta.get_fields()}
    if rule is rules.InvitationIsOver:  # a page says so, no form
        assert refusal.messages == [str(rule.explanation)]
    else:
        assert {name: list(texts) for name, texts in refusal.message_dict.items()} == {
            rule.field: [str(rule.explanation)]
        }
        assert rule.field in known
