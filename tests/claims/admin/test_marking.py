from hypothesis import given
from hypothesis import strategies as st

from claims.admin.marking import mark


def test_whole_words_are_marked_whatever_their_case() -> None:
    assert mark("Elbe, the elbe and Elbebrücke", {"Elbe": 1.0, "traffic": 3.0}) == (
        "<mark>Elbe</mark>, the <mark>elbe</mark> and Elbebrücke"
    )


def test_what_gave_most_stands_out() -> None:
    assert mark("Elbe bridge", {"Elbe": 0.4, "bridge": 1.0}) == (
        '<mark>Elbe</mark> <mark class="is-strong">bridge</mark>'
    )


def test_the_longer_of_two_words_wins() -> None:
    assert mark("Elbe bridge", {"Elbe": 1, "Elbe bridge": 1}).count("<mark") == 1


def test_without_words_the_text_is_only_escaped() -> None:
    assert mark("a < b", {}) == "a &lt; b"
    assert mark("a < b", {" ": 1.0}) == "a &lt; b"


@given(text=st.text(alphabet="ab<>&\"' ", max_size=30), words=st.lists(st.text(alphabet="ab<>&", max_size=4)))
def test_no_text_or_word_brings_markup_of_its_own(text: str, words: list[str]) -> None:
    bare = (
        mark(text, dict.fromkeys(words, 1.0)).replace('<mark class="is-strong">', "").replace("</mark>", "")
    )

    assert "<" not in bare
    assert ">" not in bare
