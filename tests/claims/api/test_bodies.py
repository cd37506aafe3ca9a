"""What a program may send."""

import pytest
from pydantic import ValidationError

from claims.api.bodies import SentArticle, SentSource


def test_a_field_that_is_none_of_ours_is_refused() -> None:
    with pytest.raises(ValidationError, match="extra_forbidden"):
        SentSource.model_validate({"publisher": "Post", "published_on": "2026-03-02", "titel": "x"})


@pytest.mark.parametrize("letter", ["\0", "\ud800"])
def test_a_character_that_no_database_takes_is_refused(letter: str) -> None:
    with pytest.raises(ValidationError, match="title"):
        SentArticle.model_validate(
            {"address": "https://a.example/", "title": f"a{letter}", "publisher": "Post"}
        )


def test_a_moment_needs_its_zone() -> None:
    with pytest.raises(ValidationError, match="timezone_aware"):
        SentArticle.model_validate(
            {
                "address": "https://a.example/",
                "title": "a",
                "publisher": "b",
                "published_at": "2026-03-02T10:00",
            }
        )
