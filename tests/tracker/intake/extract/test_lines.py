"""Lines as they stand on paper become paragraphs."""

import pytest

from tracker.intake.extract.lines import PrintedLine, paragraphs, without_running_heads


def text_of(*lines: str) -> list[str]:
    """Of lines one below the other, ten points apart."""
    placed = [PrintedLine(line, bottom=700 - 10 * place, height=9) for place, line in enumerate(lines)]
    return list(paragraphs(placed))


@pytest.mark.parametrize(
    ("above", "below", "read"),
    [
        ("die Verkehrs-", "wende kommt", "die Verkehrswende kommt"),
        ("die Verkehrs\ufffewende kommt", "", "die Verkehrswende kommt"),
        ("die CDU-", "Fraktion sagt", "die CDU-Fraktion sagt"),
        ("Nord-", "und Ostsee", "Nord- und Ostsee"),
        ("in 2026-", "27 kommt", "in 2026-27 kommt"),
        ("bis 2027 -", "sagt sie", "bis 2027 - sagt sie"),
    ],
)
def test_a_parted_word_is_whole_again(above: str, below: str, read: str) -> None:
    assert text_of(*filter(None, (above, below))) == [read]


def test_a_short_line_that_ends_a_sentence_ends_its_paragraph() -> None:
    long = "These words run to the end of their line and go on"
    assert text_of(long, "below it.", long, "again.") == [f"{long} below it.", f"{long} again."]


def test_letters_of_another_size_begin_anew() -> None:
    lines = [PrintedLine("Heading", bottom=700, height=14), PrintedLine("and text", bottom=690, height=9)]
    assert list(paragraphs(lines)) == ["Heading", "and text"]


def test_a_line_further_up_goes_on_unless_the_sentence_ended() -> None:
    def column(end: str) -> list[PrintedLine]:
        return [PrintedLine(end, bottom=100, height=9), PrintedLine("Further up", bottom=700, height=9)]

    assert list(paragraphs(column("It goes"))) == ["It goes Further up"]
    assert list(paragraphs(column("It ends."))) == ["It ends.", "Further up"]


def test_without_places_all_is_one_paragraph() -> None:
    assert list(paragraphs([PrintedLine("One line"), PrintedLine("and another")])) == ["One line and another"]


def test_what_stands_at_the_ends_of_most_pages_is_left_out_and_once_in_the_middle_it_stays() -> None:
    words = [PrintedLine(f"Words of page {'abc'[place]}") for place in range(3)]
    pages = [
        [PrintedLine("Gazette 7"), PrintedLine("of May"), word, PrintedLine("x"), PrintedLine(f"- {place} -")]
        for place, word in enumerate(words)
    ]

    left = [line.text for line in without_running_heads(pages)]

    assert left == ["Words of page a", "Words of page b", "Words of page c"]
    assert [line.text for line in without_running_heads(pages[:1])] == [
        "Gazette 7",
        "of May",
        "Words of page a",
        "x",
    ]
