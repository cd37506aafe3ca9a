"""The groups of related words."""

from collections import Counter

import pytest

from tracker.words.related import RELATED, groups


@pytest.mark.parametrize("language", RELATED)
def test_no_group_stands_alone_or_says_a_word_twice(language: str) -> None:
    assert all(len(group) > 1 and max(Counter(group).values()) == 1 for group in groups(language))


def test_a_language_that_is_not_known_has_no_groups() -> None:
    assert groups("fr") == []
