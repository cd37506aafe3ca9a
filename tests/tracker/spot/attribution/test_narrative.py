"""Who says a German sentence, from left to right."""

import pytest

from tests.tracker.spot.attribution.told import narrative


def last(text: str) -> str:
    """Who says the last sentence of a text."""
    read = narrative(text)
    return read.who(len(read.told) - 1).name


@pytest.mark.parametrize(
    ("text", "who"),
    [
        ("Anna Meier sprach in Leeds. Das Werk werde wachsen, sagte sie.", "Anna Meier"),
        ("Finanzministerin Anna Meier kam. Die Ministerin fordert mehr.", "Anna Meier"),
        ("Stürmer Olaf Brand fehlt. Der Mannschaftsarzt sagte, Brand könne spielen.", "Mannschaftsarzt"),
        ("Der Autobauer Kessler wächst. Das Unternehmen fordert mehr.", "Kessler"),
        ("Anna Meier sagte nichts. Das Werk werde wachsen.", "Anna Meier"),
        ("Anna Meier sagte, es gehe. Es solle noch besser werden. Das Werk werde wachsen.", "Anna Meier"),
        ("Nach eigenen Angaben fordert Norline mehr.", "Norline"),
        ("Anna Meier klagt über die Nachfrage, die sich ihrer Ansicht nach erholt.", "Anna Meier"),
        ("Nach Einschätzung des Deutschen Wetterdienstes wird es heiß.", "Deutscher Wetterdienst"),
        ("Norline stellte seine Pläne vor. Im Oktober soll das Werk öffnen.", "Norline"),
        (
            "Jan Ott sprach. Anna Meier begründete das: „Ich muss gehen. Es ist Zeit. Wir werden wachsen.“",
            "Anna Meier",
        ),
        ("Anna Meier sagte nichts. Das Werk wird wachsen.", ""),
        ("Es regnet.", ""),
    ],
)
def test_the_source_is_the_fullest_name_of_who_says_it(text: str, who: str) -> None:
    assert last(text) == who


def test_reports_that_nobody_signed_are_nobodys_and_not_the_papers() -> None:
    read = narrative("Medienberichten zufolge regnet es.")

    assert (read.who(0).name, read.who(0).is_nobody) == ("", False)


def test_a_sentence_may_be_asked_before_those_in_front_of_it() -> None:
    text = "Anna Meier sagte nichts. Es sei gut. Das Werk werde wachsen."

    assert narrative(text).who(2).name == last(text) == "Anna Meier"


def test_whose_a_forecast_is_that_seems_to_say_something_itself_is_not_asked_for_ever() -> None:
    text = "Der Kranbauer Tessin hat weniger verdient und seine Prognose gesenkt."

    assert narrative(text).who(0).names == ("Tessin",)
