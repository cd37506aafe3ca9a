from claims.gettext import gettext_noop
from scripts import messages


def test_a_text_stays_as_it_is_and_is_found_by_the_call_around_it() -> None:
    assert gettext_noop("It says what will happen.") == "It says what will happen."
    assert gettext_noop.__name__ in messages.KEYWORDS
