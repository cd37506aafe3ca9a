from tracker.models import Attachment

HEARD = Attachment(
    text="Good evening. It opens\nby 2027. Really?",
    marks=[[0, 1, "Anna"], [14, 5, "Orla"], [23, 8, "Orla"], [32, 11, "Anna"]],
)


def test_words_are_said_when_the_piece_began_that_they_begin_in() -> None:
    assert [HEARD.said_at(quote) for quote in ("Good", "It opens\nby 2027.", "by 2027.", "Really?")] == [
        1,
        5,
        8,
        11,
    ]
    assert (HEARD.speaker_of("opens"), HEARD.speaker_of("ally")) == ("Orla", "Anna")


def test_words_that_are_not_in_it_were_not_said() -> None:
    assert (HEARD.said_at("never"), HEARD.speaker_of(""), Attachment(text="Good").said_at("Good")) == (
        None,
        "",
        None,
    )
