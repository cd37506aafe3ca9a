"""Where sentences end, what is quoted, and what is a headline."""

import pytest

from tracker.spot.sentences import sentences


def cut(text: str, *, german: bool = True) -> list[str]:
    """The sentences as they stand in the text."""
    return [text[each.start : each.end] for each in sentences(text, dotted_ordinals=german)]


@pytest.mark.parametrize(
    "sentence",
    [
        "Laut Dr. Meier kostet es ca. 3 Mio. Euro.",
        "Am 3. März tritt das Gesetz in Kraft.",
        "Im 3. Quartal sinkt der Umsatz um 4.5 Prozent.",
        "J. R. Meier von der Fa. Holt sagte z. B. nichts.",
        "„Wann öffnet das Werk?“, fragte sie.",
        "The U.S. economy grew, Mr. Doe said.",
    ],
)
def test_a_full_stop_within_a_sentence_does_not_end_it(sentence: str) -> None:
    assert cut(sentence) == [sentence]


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("Es war 2027. Dann kam der Winter.", 2),
        ("„Wir öffnen 2027.“ Das sagte Meier.", 2),
        ("Er kam am 12. Dann ging er.", 2),
        ("Ist es so? Ja! Gut …", 3),
    ],
)
def test_a_sentence_ends_with_its_mark(text: str, count: int) -> None:
    assert len(cut(text)) == count


def test_an_english_number_ends_a_sentence() -> None:
    assert len(cut("Send it by May 12. The winner is told.", german=False)) == 2


def test_a_line_without_a_full_stop_is_a_headline() -> None:
    text = "Werk öffnet 2027\nDas Werk öffnet 2027.\n- Das Freibad schließt"

    assert [each.is_headline for each in sentences(text, dotted_ordinals=True)] == [True, False, False]


def test_lines_wrapped_at_a_width_are_read_as_one_paragraph() -> None:
    line = "wort " * 14
    text = "\n".join([line.strip()] * 5) + " und Schluss.\n\nNeuer Absatz."

    assert len(cut(text)) == 2


@pytest.mark.parametrize("text", ["Er sagte: „Ja.“", 'He said "yes".', "Er sagte: »Ja.«", "She said ‘yes’."])
def test_what_is_quoted_is_known(text: str) -> None:
    (sentence, *_) = sentences(text, dotted_ordinals=True)

    assert sentence.in_quotes(max(text.find("Ja"), text.find("yes")))
    assert not sentence.in_quotes(0)


def test_an_apostrophe_opens_no_quotation() -> None:
    (sentence,) = sentences("The workers’ plan isn’t theirs.", dotted_ordinals=False)

    assert sentence.quoted == ()


def test_a_quotation_within_a_quotation_does_not_end_it() -> None:
    text = "„Ich sagte: ‚In vier Jahren‘, und er nickte“, erzählte sie."
    (sentence,) = sentences(text, dotted_ordinals=True)

    assert sentence.in_quotes(text.index("nickte"))
    assert not sentence.in_quotes(text.index("erzählte"))
