import pytest

from claims import rules
from claims.rules import BrokenRule


def test_a_broken_rule_carries_its_field_and_explanation() -> None:
    assert rules.NoCriteria().message_dict == {
        "criteria": ["Write down what would count as confirmed, and what would not, before you publish."]
    }


@pytest.mark.parametrize("rule", BrokenRule.__subclasses__())
def test_every_rule_says_what_is_wrong_and_states_itself(rule: type[BrokenRule]) -> None:
    assert str(rule.explanation)
    assert rule.__doc__
